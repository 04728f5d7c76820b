"""C2: what is checked about the impact."""

from collections.abc import Iterator, Mapping

from rubrics.conditions import dimensions
from rubrics.conditions.case import Case, Check, Seen
from rubrics.conditions.moments import minutes
from rubrics.conditions.reading import Json, at, has_figure, items, listed, number, text, words

_MONEY = ("revenue", "credits", "response_cost", "remediation")


def any_number(case: Case) -> Seen:
    """One dimension holds a number with its unit."""
    found = dimensions.any_number(case)
    return Seen(found, "a number" if found else "no number", ("impact",))


def covered(case: Case, *, at_least: int) -> Seen:
    """The two leading dimensions are numbers, and enough of the six are covered."""
    found = dimensions.states(case)
    gaps = dimensions.lacking(case, found)
    bare = tuple(
        key
        for key in case.profile.pair
        if found[key] != "number" and (key in gaps or found[key] == "statement")
    )
    labels = (case.profile.dimensions[key].label for key in gaps)
    observed = f"{len(found) - len(gaps)} of {len(found)} covered"
    observed += f"; missing: {listed(labels, 6)}" if gaps else ""
    worst = tuple(dict.fromkeys(dimensions.field_of(case, key) for key in (*bare, *gaps)))
    ok = not bare and len(found) - len(gaps) >= at_least
    return Seen(ok, observed, worst, tuple(dict.fromkeys((*bare, *gaps))))


def vague(case: Case, *, at_most: int) -> Seen:
    """Few words stand where a number could."""
    hits = tuple(f for f in case.findings if f.category == "impact" and f.severity != "info")
    some = any(text(i, "text") for i in items(case.facts, "impact.dimensions"))
    known = some or dimensions.any_number(case)
    observed = f"{len(hits)} vague words" if known else "nothing said about the impact"
    return Seen(known and len(hits) <= at_most, observed, tuple(f.field for f in hits))


def people_share(case: Case) -> Seen:
    """People or cases are given as a figure and out of how many."""
    affected = number(at(case.facts, "impact.users.affected"))
    base = number(at(case.facts, "impact.users.base"))
    if affected is not None and base is not None and base > 0:
        unit = text(case.facts, "impact.users.unit") or "users"
        return Seen(ok=True, observed=f"{affected:g} of {base:g} {unit} ({affected / base:.1%})")
    places = ("impact.users", "impact.users.affected", "impact.users.base")
    excused = any(map(case.not_applicable, places))
    given = "only the number affected" if affected is not None else "no number affected"
    observed = "does not apply, with a reason" if excused else given
    return Seen(excused, observed, places[1:] if affected is None else places[2:])


def money_founded(case: Case) -> Seen:
    """Each amount of money has its currency and says how it was arrived at."""
    lines = [(f"impact.money.{k}", at(case.facts, f"impact.money.{k}")) for k in _MONEY]
    given = [(path, line) for path, line in lines if number(at(line, "amount")) is not None]
    bare = tuple(p for p, line in given if not (text(line, "currency") and text(line, "basis")))
    state = dimensions.states(case)
    key = next((k for k in state if "financial" in k), "")
    if not given:
        silent = bool(key) and state[key] == "missing"
        return Seen(not silent, "no amount of money", ("impact.money",))
    observed = f"{len(given) - len(bare)} of {len(given)} amounts with currency and basis"
    return Seen(not bare, observed, bare)


def measures(case: Case, *, at_least: int) -> Seen:
    """Enough measures are given before, during and after."""
    rows = items(case.facts, "impact.metrics_table")
    whole = tuple(
        row
        for row in rows
        if text(row, "name")
        and all(number(row.get(k)) is not None for k in ("baseline", "during", "post"))
    )
    names = {text(row, "name").lower() for row in whole}
    ok = len(names) >= at_least or case.not_applicable("impact.metrics_table")
    return Seen(ok, f"{len(names)} complete rows", ("impact.metrics_table",))


def voices(case: Case, *, at_least: int) -> Seen:
    """The harm is told from several sides: groups, places, words, later, lost, in proportion."""
    segments = items(case.facts, "impact.users.segments")
    sides = {
        "segments": _count(segments, "segment") >= 2,
        "regions": _count(segments, "region") >= 2 or case.not_applicable("impact.users.regions"),
        "a user's words": any(text(q, "text") for q in items(case.facts, "impact.quotes")),
        "long tail": has_figure(text(case.facts, "impact.long_tail")),
        "opportunity": has_figure(text(case.facts, "impact.opportunity")),
        "proportion": _in_proportion(case),
    }
    missing = tuple(name for name, there in sides.items() if not there)
    fields = {
        "segments": "impact.users.segments",
        "regions": "impact.users.segments",
        "a user's words": "impact.quotes",
        "long tail": "impact.long_tail",
        "opportunity": "impact.opportunity",
        "proportion": "impact.business_context",
    }
    observed = f"{len(sides) - len(missing)} of {len(sides)}; missing: {listed(missing, 6)}"
    places = tuple(dict.fromkeys(fields[name] for name in missing))
    ok = len(sides) - len(missing) >= at_least
    return Seen(ok, observed if missing else "all", places, missing)


def ranges(case: Case) -> Seen:
    """Each estimate says between what and what it lies."""
    estimates = tuple(_estimates(case))
    open_ended = tuple(path for path, low, high in estimates if low is None or high is None)
    if not estimates:
        known = dimensions.any_number(case)
        return Seen(known, "nothing estimated" if known else "no number", ("impact",))
    observed = f"{len(estimates) - len(open_ended)} of {len(estimates)} estimates have a range"
    return Seen(not open_ended, observed, open_ended)


def objective(case: Case) -> Seen:
    """Where an objective exists, its use is computed."""
    if number(at(case.facts, "impact.sla.target")) is None:
        named = bool(text(case.facts, "impact.sla.name"))
        observed = "an objective without its target" if named else "no objective"
        return Seen(not named, observed, ("impact.sla.target",))
    known = at(case.facts, "computed.slo") is not None or _computable(case)
    observed = "computed" if known else "the share affected or the requests are missing"
    return Seen(known, observed, ("impact.degraded_fraction", "impact.sla.bad_events"))


def _count(segments: tuple[Json, ...], kind: str) -> int:
    found = {
        text(s, "name").lower()
        for s in segments
        if (text(s, "kind") or "segment") == kind
        and (number(s.get("affected")) is not None or words(text(s, "note")))
    }
    return len(found - {""})


def _in_proportion(case: Case) -> bool:
    context = at(case.facts, "impact.business_context")
    parts = (number(at(context, "numerator")), number(at(context, "denominator")))
    return bool(text(context, "label")) and None not in parts and parts[1] != 0


def _estimates(case: Case) -> Iterator[tuple[str, object, object]]:
    places = [("impact.users", at(case.facts, "impact.users"))]
    places += [(f"impact.money.{k}", at(case.facts, f"impact.money.{k}")) for k in _MONEY]
    for item in items(case.facts, "impact.dimensions"):
        path = f"impact.dimensions.{item.get('id')}"
        guessed = text(item, "status") == "estimated"
        for quantity in items(item, "quantities"):
            if guessed or quantity.get("estimated") is True:
                yield path, quantity.get("low"), quantity.get("high")
    for path, value in places:
        if at(value, "estimated") is True:
            yield path, at(value, "low"), at(value, "high")


def _computable(case: Case) -> bool:
    counted = all(
        number(at(case.facts, f"impact.sla.{k}")) is not None
        for k in ("bad_events", "total_events")
    )
    fraction = number(at(case.facts, "impact.degraded_fraction"))
    return counted or (fraction is not None and minutes(case, "impact_duration") is not None)


CHECKS: Mapping[str, Check] = {
    "impact.number": any_number,
    "impact.covered": covered,
    "impact.vague": vague,
    "impact.people_share": people_share,
    "impact.money": money_founded,
    "impact.measures": measures,
    "impact.voices": voices,
    "impact.ranges": ranges,
    "impact.objective": objective,
}
