"""What the conditions of a pre-mortem ask, over its JSON and its computed values."""

from collections.abc import Mapping, Sequence
from typing import Final

from rubrics.conditions import smart
from rubrics.conditions.case import Case, Check, Seen, ids, share
from rubrics.conditions.reading import (
    Json,
    at,
    day,
    distinct,
    has_figure,
    items,
    listed,
    number,
    text,
    texts,
)
from rubrics.conditions.reading import words as words_of

MODES: Final = "modes"
_HUMAN: Final = ("silent", "joined", "spoken")
_ALONE: Final = ("silent", "joined")
_NAMES: Final = {
    "placeholders": "a sentence without placeholders",
    "past": "a sentence in the past tense: it has happened",
    "day": "the day of the failure in its sentence",
    "size": "the size of the failure in its sentence",
}
"""What a sentence can lack, by the name that the criteria use and as the lint says it."""


def filled(case: Case, *, paths: Sequence[str]) -> Seen:
    """Every one of some fields has a value."""
    empty = tuple(path for path in paths if not case.covered(path))
    told = ", ".join(_last(path) for path in empty)
    return Seen(not empty, f"missing: {told}" if empty else "given", empty or tuple(paths))


def listed_enough(
    case: Case, *, path: str, at_least: int, least_words: int, name: str = "text"
) -> Seen:
    """A list has enough different entries of some length."""
    found = len(distinct((text(one, name) for one in items(case.facts, path)), least_words))
    return Seen(found >= at_least, f"{found} of them", (path,))


def figures(case: Case, *, path: str, at_least: int) -> Seen:
    """Some entries of a list hold a figure."""
    found = sum(has_figure(text(one, "text")) for one in items(case.facts, path))
    return Seen(found >= at_least, f"{found} with a figure", (path,))


def sentence(case: Case, *, gaps: Sequence[str]) -> Seen:
    """The sentence of the failure has what makes it a fact that can be seen."""
    open_gaps = texts(case.facts, "computed.failure_gaps")
    lacks = [_NAMES[gap] for gap in gaps if _NAMES[gap] in open_gaps]
    told = bool(text(case.facts, "failure.text"))
    observed = listed(lacks) if lacks else "all there" if told else "no sentence"
    return Seen(told and not lacks, f"lacks {observed}" if lacks else observed, ("failure.text",))


def long_enough(case: Case, *, path: str, words: int) -> Seen:
    """A text is long enough to be seen before one."""
    found = len(words_of(text(case.facts, path)))
    return Seen(found >= words, f"{found} words", (path,))


# --- reasons and people ------------------------------------------------------------------------


def reasons_each(case: Case, *, at_least: int) -> Seen:
    """There are so many reasons of people for each of them, on average."""
    worded = (w for reason in _human(case) for w in items(reason, "wordings"))
    again = sum(text(wording, "source") in _HUMAN for wording in worded)
    people, found = _participants(case), len(_human(case)) + again
    enough = people > 0 and found >= at_least * people
    return Seen(enough, f"{found} of {_count(people, 'person', 'people')}", ("reasons",))


def alone(case: Case, *, at_least: float) -> Seen:
    """So large a share of the people's reasons was written alone."""
    human = _human(case)
    found = sum(text(reason, "source") in _ALONE for reason in human)
    ok = bool(human) and share(found, len(human)) >= at_least
    return Seen(ok, f"{found} of {len(human)} reasons", ("reasons",))


def people(case: Case, *, at_least: int) -> Seen:
    """So many people take part."""
    found = _participants(case)
    return Seen(found >= at_least, _count(found, "person", "people"), ("people",))


def rated_each(case: Case, *, at_least: int) -> Seen:
    """Every mode is rated by so many people."""
    modes = items(case.facts, MODES)
    thin = tuple(mode for mode in modes if len(texts(_computed(case, mode), "raters")) < at_least)
    return _each(modes, thin, "rated")


# --- modes -------------------------------------------------------------------------------------


def lenses(case: Case, *, at_least: int, kind: str = "", or_looked_at: int = 0) -> Seen:
    """Modes fall under so many lenses, of some kind, or so many lenses were looked at."""
    wanted = f"computed.lenses.{kind or 'covered'}"
    found = texts(case.facts, wanted)
    looked = len(texts(case.facts, "computed.lenses.looked_at"))
    ok = len(found) >= at_least or bool(or_looked_at and looked >= or_looked_at)
    told = listed(name.replace("_", " ") for name in found) or "none"
    return Seen(ok, f"{told}; {looked} looked at" if or_looked_at else told, (MODES,))


def placed(case: Case) -> Seen:
    """Every reason belongs to a mode."""
    inside = {one for mode in items(case.facts, MODES) for one in texts(mode, "reason_ids")}
    reasons = items(case.facts, "reasons")
    loose = tuple(reason for reason in reasons if text(reason, "id") not in inside)
    return _each(reasons, loose, "in a mode", "reasons")


def chains(case: Case, *, links: int, of: str) -> Seen:
    """The chain of each mode of some sort has so many links."""
    modes = _modes(case, of)
    short = tuple(mode for mode in modes if len(texts(mode, "mechanism")) < links)
    return _each(modes, short, f"with {links} links", leaf="mechanism")


def each_mode(case: Case, *, paths: Sequence[str], of: str) -> Seen:
    """Each mode of some sort has a value in every one of some fields."""
    modes = _modes(case, of)
    thin = tuple(mode for mode in modes if not all(text(mode, path) for path in paths))
    return _each(modes, thin, "say so", leaf=paths[0])


# --- mitigations -------------------------------------------------------------------------------


def answered(case: Case, *, at_least: float) -> Seen:
    """So large a share of the modes that matter is answered, with a name and a day."""
    modes = _modes(case, "to_answer")
    bare = tuple(mode for mode in modes if not _is_answered(case, mode))
    done = len(modes) - len(bare)
    ok = bool(modes) and share(done, len(modes)) >= at_least
    return Seen(ok, f"{done} of {len(modes)} answered", _paths(MODES, bare) or (MODES,))


def actions_have(case: Case, *, letters: Sequence[str], at_least: float) -> Seen:
    """So large a share of the actions has some parts of SMART."""
    lacking = tuple(
        action for action in case.actions if set(letters) & set(smart.lacks(case, action))
    )
    good = len(case.actions) - len(lacking)
    only_other_answers = not case.actions and _all_answered(case)
    ok = only_other_answers or (bool(case.actions) and share(good, len(case.actions)) >= at_least)
    return Seen(ok, f"{good} of {len(case.actions)} actions", _paths("actions", lacking))


def hierarchy(
    case: Case,
    *,
    of: str,
    at_least: float,
    strength: Sequence[str] = (),
    control: Sequence[str] = (),
) -> Seen:
    """So large a share of the modes of some sort has an action that holds by itself."""
    modes = _modes(case, of)
    weak = tuple(
        mode
        for mode in modes
        if not any(
            smart.strength(action) in strength or smart.control(action) in control
            for action in _actions_on(case, mode)
        )
    )
    good = len(modes) - len(weak)
    ok = not modes or share(good, len(modes)) >= at_least
    return Seen(ok, f"{good} of {len(modes)} such modes", _paths(MODES, weak) or ("actions",))


def rated_again(case: Case) -> Seen:
    """Modes that have an action were rated a second time."""
    acted = tuple(mode for mode in items(case.facts, MODES) if _actions_on(case, mode))
    again = {text(r, "mode_id") for r in items(case.facts, "ratings") if r.get("round") == "after"}
    open_ones = tuple(mode for mode in acted if text(mode, "id") not in again)
    return _each(acted, open_ones, "rated again", "ratings")


# --- tripwires ---------------------------------------------------------------------------------


def watched(case: Case, *, paths: Sequence[str], at_least: float) -> Seen:
    """So large a share of the modes to watch has a signal with some fields."""
    modes = _modes(case, "to_watch")
    signals = items(case.facts, "signals")
    blind = tuple(
        mode
        for mode in modes
        if not any(
            text(signal, "mode_id") == text(mode, "id")
            and all(text(signal, path) for path in paths)
            for signal in signals
        )
    )
    seen = len(modes) - len(blind)
    ok = (bool(signals) and not modes) or (bool(modes) and share(seen, len(modes)) >= at_least)
    return Seen(ok, f"{seen} of {len(modes)} modes", _paths(MODES, blind) or ("signals",))


def thresholds(case: Case) -> Seen:
    """Every threshold can be held against a figure."""
    signals = items(case.facts, "signals")
    vague = tuple(
        signal
        for signal in signals
        if at(case.facts, f"computed.signals.{text(signal, 'id')}.limit") is None
    )
    return _each(signals, vague, "in figures", "signals", leaf="threshold")


def cadence(case: Case) -> Seen:
    """No signal is looked at more rarely than the probability of its mode asks for."""
    signals = items(case.facts, "signals")
    rare = tuple(
        signal
        for signal in signals
        if (known := at(case.facts, f"computed.signals.{text(signal, 'id')}"))
        and (number(at(known, "days")) or 0) > (number(at(known, "days_asked")) or 0)
    )
    return _each(signals, rare, "often enough", "signals", leaf="cadence")


# --- the decision ------------------------------------------------------------------------------


def dissent(case: Case) -> Seen:
    """Voices against it stand there, or nobody disagreed when asked."""
    found = len(items(case.facts, "decision.dissent"))
    asked = at(case.facts, "decision.no_dissent") is True
    told = _count(found, "voice", "voices") if found else "asked, none" if asked else "not asked"
    return Seen(bool(found) or asked, told, ("decision.dissent",))


def in_time(case: Case) -> Seen:
    """It was decided by the day that was set."""
    decided, limit = day(at(case.facts, "decision.at")), day(at(case.facts, "plan.decision_on"))
    ok = decided is not None and limit is not None and decided <= limit
    told = f"decided {decided or 'on no known day'}, to be decided by {limit or 'no known day'}"
    return Seen(ok, told, ("plan.decision_on", "decision.at"))


def follows(case: Case) -> Seen:
    """Changes are named where it goes on with changes, and the end of a delay."""
    verdict = text(case.facts, "decision.verdict")
    if verdict == "go_with_changes":
        return Seen(bool(case.actions), f"{len(case.actions)} changes", ("actions",))
    if verdict == "delay":
        until = text(case.facts, "decision.until")
        return Seen(bool(until), until or "no end", ("decision.until",))
    return Seen(bool(verdict), verdict or "no decision", ("decision.verdict",))


# --- small things ------------------------------------------------------------------------------


def _each(
    all_of: Sequence[Json], lacking: Sequence[Json], what: str, path: str = MODES, leaf: str = ""
) -> Seen:
    done = len(all_of) - len(lacking)
    observed = f"{done} of {len(all_of)} {what}"
    fields = tuple(f"{one}.{leaf}" if leaf else one for one in _paths(path, lacking))
    return Seen(bool(all_of) and not lacking, observed, fields or (path,))


def _paths(path: str, things: Sequence[Json]) -> tuple[str, ...]:
    return tuple(f"{path}.{one}" for one in ids(tuple(things)))


def _computed(case: Case, mode: Json) -> Json:
    found: object = at(case.facts, f"computed.modes.{text(mode, 'id')}")
    return found if isinstance(found, Mapping) else {}  # pyright: ignore[reportUnknownVariableType]


def _modes(case: Case, of: str) -> tuple[Json, ...]:
    """Return the modes of some sort; when none is rated, every mode may matter."""
    modes = items(case.facts, MODES)
    if of == "all" or at(case.facts, "computed.rated") is not True:
        return modes
    wanted = texts(case.facts, f"computed.{of}")
    return tuple(mode for mode in modes if text(mode, "id") in wanted)


def _human(case: Case) -> tuple[Json, ...]:
    return tuple(r for r in items(case.facts, "reasons") if text(r, "source") in _HUMAN)


def _participants(case: Case) -> int:
    return len(texts(case.facts, "computed.participants"))


def _actions_on(case: Case, mode: Json) -> tuple[Json, ...]:
    return tuple(one for one in case.actions if text(mode, "id") in texts(one, "cause_ids"))


def _is_answered(case: Case, mode: Json) -> bool:
    acted = any(text(one, "owner") and text(one, "due") for one in _actions_on(case, mode))
    risk = all(text(mode, f"accepted_risk.{leaf}") for leaf in ("reason", "by", "until"))
    plan = all(text(mode, f"contingency.{leaf}") for leaf in ("text", "owner", "ready_by"))
    return acted or risk or plan


def _all_answered(case: Case) -> bool:
    modes = _modes(case, "to_answer")
    return bool(modes) and all(_is_answered(case, mode) for mode in modes)


def _last(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


CHECKS: Mapping[str, Check] = {
    "filled": filled,
    "listed": listed_enough,
    "figures": figures,
    "sentence": sentence,
    "long_enough": long_enough,
    "reasons_each": reasons_each,
    "alone": alone,
    "people": people,
    "rated_each": rated_each,
    "lenses": lenses,
    "placed": placed,
    "chains": chains,
    "each_mode": each_mode,
    "answered": answered,
    "actions_have": actions_have,
    "hierarchy": hierarchy,
    "rated_again": rated_again,
    "watched": watched,
    "thresholds": thresholds,
    "cadence": cadence,
    "dissent": dissent,
    "in_time": in_time,
    "follows": follows,
}
