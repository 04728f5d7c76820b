"""C4: what is checked about the actions."""

from collections.abc import Mapping

from rubrics.actions import MAX_ACTIONS, too_soon
from rubrics.conditions import coverage, smart
from rubrics.conditions.case import Case, Check, Seen, ids, share, unmet
from rubrics.conditions.reading import Json, at, day, distinct, listed, text

ACTIONS = "actions"
_BY_DESIGN = ("eliminate", "substitute", "engineering")
_FIELD = {"S": "text", "M": "done_when", "A": "owner", "R": "due", "T": "due"}
_NEAR_MISS = "near_miss"


def specific(case: Case, *, at_least: int) -> Seen:
    """One action says exactly what will change."""
    good = tuple(a for a in case.actions if "S" not in smart.lacks(case, a))
    observed = f"{len(good)} of {len(case.actions)} say exactly what will change"
    return Seen(len(good) >= at_least, observed, _paths(case.actions, "text") or (ACTIONS,))


def enough(case: Case, *, at_least: Mapping[str, int]) -> Seen:
    """Enough actions and not too many; fewer do when every cause and slow phase is answered."""
    found = case.once(_different)
    needed = at_least[_NEAR_MISS] if case.type == _NEAR_MISS else case.by_severity(at_least)
    complete = coverage.complete(case)
    note = ", every cause and slow phase answered" if complete else ""
    ok = (found >= needed or complete) and len(case.actions) <= MAX_ACTIONS
    if len(case.actions) > MAX_ACTIONS:
        note += f", more than {MAX_ACTIONS}"
    return Seen(ok, f"{found} different actions{note}", (ACTIONS,))


def _different(case: Case) -> int:
    """Return how many actions say something of their own."""
    return len(distinct(text(action, "text") for action in case.actions))


def smart_enough(case: Case, *, letters: str, at_least: float) -> Seen:
    """Enough actions have some letters of SMART."""
    lacking = {
        text(action, "id"): first
        for action in case.actions
        if (first := next((x for x in smart.lacks(case, action).items() if x[0] in letters), None))
    }
    total = len(case.actions)
    if not total:
        return unmet("no actions", ACTIONS)
    told = (f"{name}: {why}" for name, (_, why) in lacking.items())
    observed = f"{total - len(lacking)} of {total}" + (f"; {listed(told)}" if lacking else "")
    fields = tuple(f"{ACTIONS}.{name}.{_FIELD[letter]}" for name, (letter, _) in lacking.items())
    ok = share(total - len(lacking), total) >= at_least
    return Seen(ok, observed, fields, tuple(letter for letter, _ in lacking.values()))


def realistic(case: Case) -> Seen:
    """No action is due sooner than its effort allows, and the plan is short enough to finish."""
    if not case.actions:
        return unmet("no actions", ACTIONS)
    weighed = (action for action in case.actions if action.get("effort") is not None)
    hasty = tuple(a for a in weighed if too_soon(smart.plan_of(case.facts, a)))
    crowded = len(case.actions) > MAX_ACTIONS
    observed = f"{len(hasty)} due too soon" + (f", {len(case.actions)} actions" if crowded else "")
    return Seen(not hasty and not crowded, observed, _paths(hasty, "due"))


def horizons(case: Case, *, at_least: int) -> Seen:
    """Work is spread over the horizons; a short plan that answers everything needs fewer."""
    found = tuple(dict.fromkeys(h for a in case.actions if (h := smart.horizon(case.facts, a))))
    observed = f"{len(found)} horizons ({listed(found) or 'none'})"
    return Seen(len(found) >= _fewer(case, at_least), observed, (ACTIONS,))


def causes_answered(case: Case) -> Seen:
    """The primary and each supported cause beyond the trigger has an action or is accepted."""
    wanted = tuple(
        cause
        for cause in case.causes
        if cause in case.primaries
        or (
            cause.get("level") in ("enabling", "systemic")
            and cause.get("confidence") in ("supported", "confirmed")
        )
    )
    open_ = tuple(cause for cause in wanted if not coverage.answered(case, cause))
    observed = f"{len(wanted) - len(open_)} of {len(wanted)} answered"
    observed += f"; open: {listed(ids(open_))}" if open_ else ""
    return Seen(bool(wanted) and not open_, observed, _cause_paths(open_) or (ACTIONS,))


def linked(case: Case) -> Seen:
    """Each action acts on a cause, a safeguard or a gap."""
    orphans = smart.orphans(case)
    observed = f"{len(orphans)} act on nothing" if case.actions else "no actions"
    return Seen(bool(case.actions) and not orphans, observed, _paths(orphans, "cause_ids"))


def filled(case: Case, *, fields: tuple[str, ...], what: str) -> Seen:
    """Each action has some fields."""
    bare = {
        f"{ACTIONS}.{action.get('id')}.{field}": None
        for action in case.actions
        for field in fields
        if action.get(field) in (None, "") and not _excused(case, action, field)
    }
    touched = tuple(dict.fromkeys(path.split(".")[1] for path in bare))
    observed = f"{len(case.actions) - len(touched)} of {len(case.actions)} have {what}"
    return Seen(bool(case.actions) and not bare, observed, tuple(bare))


def tracked(case: Case, *, at_least: float) -> Seen:
    """Actions stand in a tracker, or are ready to, before publication."""
    bare = tuple(action for action in case.actions if not smart.tracked(case, action))
    part = len(case.actions) - len(bare)
    observed = f"{part} of {len(case.actions)} tracked"
    return Seen(share(part, len(case.actions)) >= at_least, observed, _paths(bare, "tracker"))


def controls(case: Case, *, at_least: int) -> Seen:
    """The plan uses several levels of control, one of them by design."""
    found = tuple(dict.fromkeys(smart.control(action) for action in case.actions))
    designed = any(control in _BY_DESIGN for control in found)
    observed = f"{len(found)} levels ({listed(found, 5) or 'none'})"
    enough_ = len(found) >= _fewer(case, at_least)
    return Seen(enough_ and designed, observed, (ACTIONS,))


def strong(case: Case) -> Seen:
    """The primary cause has more than a weak action, the plan at least one strong one."""
    strengths = {text(a, "id"): smart.strength(a) for a in case.actions}
    firm = ("stronger", "intermediate")
    bare = tuple(
        cause
        for cause in case.primaries
        if not any(
            strengths[text(a, "id")] in firm for a in coverage.actions_on(case, text(cause, "id"))
        )
    )
    strongest = sum(strength == "stronger" for strength in strengths.values())
    observed = f"{strongest} stronger; {len(bare)} primary causes with weak actions only"
    fields = _cause_paths(bare) or (ACTIONS,)
    return Seen(bool(case.primaries) and not bare and strongest > 0, observed, fields)


def few_weak(case: Case, *, at_most: float) -> Seen:
    """At most half of the actions rely on people remembering."""
    weak = tuple(a for a in case.actions if smart.strength(a) == "weaker")
    part = share(len(weak), len(case.actions))
    observed = f"{len(weak)} of {len(case.actions)} are weak"
    return Seen(bool(case.actions) and part <= at_most, observed, _paths(weak, "text"))


def intents(case: Case, *, intents: tuple[str, ...]) -> Seen:
    """The plan prevents, detects and mitigates; a short one that answers everything may do less."""
    found = {smart.intent(action) for action in case.actions}
    missing = tuple(intent for intent in intents if intent not in found)
    observed = f"nothing to {listed(missing)}" if missing else "all three"
    enough_ = len(intents) - len(missing) >= _fewer(case, len(intents))
    return Seen(enough_, observed, (ACTIONS,) if missing else (), missing)


def effect_measured(case: Case) -> Seen:
    """For the primary cause it is known how and when the effect will be seen."""
    acting = tuple(a for c in case.primaries for a in coverage.actions_on(case, text(c, "id")))
    good = tuple(action for action in acting if _measure_set(action))
    observed = f"{len(good)} of {len(acting)} actions on the primary cause with target and date"
    return Seen(bool(good), observed, _paths(acting, "measure") or (ACTIONS,))


def side_effects(case: Case) -> Seen:
    """For what changes the system it was asked what else it could break."""
    acting = tuple(a for a in case.actions if smart.strength(a) in ("stronger", "intermediate"))
    bare = tuple(a for a in acting if not case.covered(f"{ACTIONS}.{a.get('id')}.side_effects"))
    observed = f"{len(acting) - len(bare)} of {len(acting)} answered"
    return Seen(bool(acting) and not bare, observed, _paths(bare, "side_effects") or (ACTIONS,))


def _fewer(case: Case, needed: int) -> int:
    return min(needed, len(case.actions)) if case.actions and coverage.complete(case) else needed


def _measure_set(action: Json) -> bool:
    told = text(action, "measure.metric") and text(action, "measure.target")
    return bool(told) and day(at(action, "measure.check_on")) is not None


def _excused(case: Case, action: Json, field: str) -> bool:
    return case.not_applicable(f"{ACTIONS}.{action.get('id')}.{field}")


def _paths(actions: tuple[Json, ...], leaf: str) -> tuple[str, ...]:
    return tuple(f"{ACTIONS}.{name}.{leaf}" for name in ids(actions))


def _cause_paths(causes: tuple[Json, ...]) -> tuple[str, ...]:
    return tuple(f"analysis.causes.{name}" for name in ids(causes))


CHECKS: Mapping[str, Check] = {
    "plan.specific": specific,
    "plan.enough": enough,
    "plan.smart": smart_enough,
    "plan.realistic": realistic,
    "plan.horizons": horizons,
    "plan.causes_answered": causes_answered,
    "plan.linked": linked,
    "plan.filled": filled,
    "plan.tracked": tracked,
    "plan.controls": controls,
    "plan.strong": strong,
    "plan.few_weak": few_weak,
    "plan.intents": intents,
    "plan.effect_measured": effect_measured,
    "plan.side_effects": side_effects,
}
