"""The strict form of SMART for one action: who, what, by when, how a stranger checks it."""

import re
from datetime import date

from rubrics.conditions.case import Case
from rubrics.conditions.reading import Json, at, day, items, number, text, texts, words

_OBSERVABLE = re.compile(
    r"\d|https?://|\b(?:tests?|alerts?|dashboards?|reports?|lists?|runbooks?|documents?|pages?|"
    r"checks?|logs?|tickets?|pull requests?|pipelines?|builds?|deploys?|releases?|configs?|rules?|"
    r"polic(?:y|ies)|schemas?|jobs?|scripts?|records?|results?|metrics?|graphs?|reviews?|merged|"
    r"published|rejects?|rejected|refuses?|refused|fails?|blocks?|blocked|shows?|returns?|passes|"
    r"gone|removed|runs?|signed)\b",
    re.IGNORECASE,
)
_VAGUE_HEAD = re.compile(
    r"(?:improve|enhance|strengthen|consider|think|look|explore|evaluate|discuss|assess|ensure|"
    r"make sure|see to|be|being|train|educate|remind|coach|inform|tell|we|team|everyone|the)\b",
    re.IGNORECASE,
)
_LEAST_DAYS = {1: 0, 2: 1, 3: 3, 4: 10, 5: 20}
_HORIZONS = (("immediate", 7), ("short", 30), ("long", 90))
_URGENT = ("P0", "P1")
MOST_ACTIONS = 10


def lacks(case: Case, action: Json) -> tuple[str, ...]:
    """Return the letters of SMART that an action lacks, in their order."""
    tests = {
        "S": _specific(case, action),
        "M": _measurable(case, action),
        "A": _assigned(case, action),
        "R": not unrealistic(case, action),
        "T": _time_bound(case, action),
    }
    return tuple(letter for letter, holds in tests.items() if not holds)


def unrealistic(case: Case, action: Json) -> bool:
    """Say whether the time given is too short for the effort; unknown effort is no violation."""
    if computed(case, action, "realistic") is False:
        return True
    effort, due, created = number(action.get("effort")), day(action.get("due")), _created(action)
    if effort is None or due is None or created is None:
        return False
    return (due - created).days < _LEAST_DAYS.get(int(effort), 0)


def computed(case: Case, action: Json, name: str) -> object:
    """Return a computed value of an action, None when there is none."""
    return at(case.facts, f"computed.actions.{action.get('id')}.{name}")


def kind(case: Case, action: Json, name: str) -> str:
    """Return control, strength, intent or horizon: as a person confirmed it, else as computed."""
    found = text(action, name) or computed(case, action, name)
    return found if isinstance(found, str) else ""


def horizon(case: Case, action: Json) -> str:
    """Return the horizon of an action: work already done is immediate."""
    if action.get("status") in ("done", "verified"):
        return "immediate"
    known, due, created = kind(case, action, "horizon"), day(action.get("due")), _created(action)
    if known or due is None or created is None:
        return known
    days = (due - created).days
    return next((name for name, most in _HORIZONS if days <= most), "beyond")


def tracked(case: Case, action: Json) -> bool:
    """Say whether an action stands in a tracker; planned, when it could stand there tomorrow."""
    if text(action, "tracker.key") or text(action, "tracker.url"):
        return True
    if text(action, "tracker.system").lower() == "unblame":
        return True
    named = bool(text(action, "tracker.system"))
    ready = bool(text(action, "owner")) and day(action.get("due")) is not None
    return case.planning and (named or ready)


def orphan(case: Case, action: Json) -> bool:
    """Say whether an action acts on nothing that the document knows."""
    known = _targets(case)
    links = (link for k in ("cause_ids", "barrier_ids", "gap_ids") for link in texts(action, k))
    return not any(link in known for link in links)


def _targets(case: Case) -> frozenset[str]:
    barriers = items(case.facts, "analysis.barriers")
    lists = (case.causes, case.events, case.observations, barriers)
    return frozenset(text(thing, "id") for group in lists for thing in group)


def _specific(case: Case, action: Json) -> bool:
    what = text(action, "text")
    if len(words(what)) < 4 or _hit(case, action, "S"):
        return False
    known = computed(case, action, "specific")
    return known if isinstance(known, bool) else _VAGUE_HEAD.match(what) is None


def _measurable(case: Case, action: Json) -> bool:
    finished = text(action, "done_when")
    shown = len(words(finished)) >= 5 and _OBSERVABLE.search(finished) is not None
    return shown and not _hit(case, action, "M")


def _assigned(case: Case, action: Json) -> bool:
    if _hit(case, action, "A"):
        return False
    known = computed(case, action, "owner_is_person")
    if isinstance(known, bool):
        return known
    owner = text(action, "owner")
    return any(text(p, "id") == owner and text(p, "kind") != "group" for p in case.people)


def _time_bound(case: Case, action: Json) -> bool:
    due, created = day(action.get("due")), _created(action)
    if due is None or _hit(case, action, "T") or (created is not None and due < created):
        return False
    return not (action.get("due_coarse") is True and action.get("priority") in _URGENT)


def _created(action: Json) -> date | None:
    return day(action.get("created_at"))


def _hit(case: Case, action: Json, letter: str) -> bool:
    from rubrics.language import missing_parts  # noqa: PLC0415 - the rules of language load late

    place = f"actions.{action.get('id')}."
    vague = (f for f in case.findings if f.category == "action" and f.field.startswith(place))
    return any(letter in missing_parts(finding.rule) for finding in vague)
