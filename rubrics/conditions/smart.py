"""How an action of a document looks to the rules: its plan, its parts, its way of working."""

from collections.abc import Mapping
from datetime import date

from rubrics.actions import ActionClass, Plan, Smart, classify, smart
from rubrics.actions import horizon as reach
from rubrics.conditions.case import DONE, Case, live_actions
from rubrics.conditions.disputes import disputes
from rubrics.conditions.reading import Json, at, day, items, number, text, texts


def plan_of(facts: Json, action: Json) -> Plan:
    """Return what the document knows of an action beside its text."""
    owner = at(facts, f"people.{text(action, 'owner')}")
    effort = number(action.get("effort"))
    return Plan(
        owner=text(owner, "display"),
        owner_kind=at(owner, "kind") or "",
        due=day(action.get("due")),
        due_coarse=action.get("due_coarse") is True,
        created=day(action.get("created_at")),
        effort=None if effort is None else int(effort),
        priority=text(action, "priority"),
        actions=_live(facts),
        disputed=_disputed(facts, f"actions.{text(action, 'id')}.text"),
    )


def parts(facts: Json, action: Json) -> Smart:
    """Return the five parts of SMART of an action, in the strict form."""
    return parts_in(plan_of(facts, action), action)


def parts_in(plan: Plan, action: Json) -> Smart:
    """Return the five parts of an action of which it is known what the document says of it."""
    return smart(text(action, "text"), text(action, "done_when"), plan)


def lacks(case: Case, action: Json) -> Mapping[str, str]:
    """Return the letters of SMART that an action lacks, with the reasons.

    An effort nobody gave is no violation. Several conditions ask for the same action.
    """
    known = case.once(_known_lacks)
    if id(action) not in known:
        violated = parts(case.facts, action).violated
        known[id(action)] = {part.letter: part.reason.rstrip(".") for part in violated}
    return known[id(action)]


def _known_lacks(_case: Case) -> dict[int, Mapping[str, str]]:
    return {}


def control(action: Json) -> str:
    """Return the level of control: as a person confirmed it, else as the words tell."""
    return text(action, "control") or _class_of(action).control


def strength(action: Json) -> str:
    """Return how strongly an action holds without anyone's attention."""
    return _class_of(action).strength


def intent(action: Json) -> str:
    """Return what an action is for: as a person confirmed it, else as the words tell."""
    return text(action, "intent") or _class_of(action).intent


def horizon(facts: Json, action: Json) -> str:
    """Return how far ahead an action reaches, whatever became of it; empty when unknown."""
    created, closed = day(action.get("created_at")), day(action.get("closed_at"))
    finished = text(action, "status") in DONE
    done_at_once = finished and (closed is None or created is None or closed <= created)
    begun = created or _document_begun(facts)
    return reach(begun, day(action.get("due")), done_at_once=done_at_once) or ""


def tracked(case: Case, action: Json) -> bool:
    """Say whether an action stands in a tracker; planned, when it could stand there tomorrow."""
    if text(action, "tracker.key") or text(action, "tracker.url"):
        return True
    if text(action, "tracker.system").lower() == "unblame":
        return True
    named = bool(text(action, "tracker.system"))
    ready = bool(text(action, "owner")) and day(action.get("due")) is not None
    return case.planning and (named or ready)


def orphans(case: Case) -> tuple[Json, ...]:
    """Return the actions that act on nothing that the document knows."""
    known = _targets(case)
    return tuple(action for action in case.actions if not known & _links(action))


def _links(action: Json) -> set[str]:
    kinds = ("cause_ids", "barrier_ids", "gap_ids")
    return {link for kind in kinds for link in texts(action, kind)}


def _targets(case: Case) -> frozenset[str]:
    barriers = items(case.facts, "analysis.barriers")
    lists = (case.causes, case.events, case.observations, barriers)
    return frozenset(text(thing, "id") for group in lists for thing in group)


def _live(facts: Json) -> int:
    """Return how many actions stand; counted once a document where its facts were computed."""
    counted = number(at(facts, "computed.live_actions"))
    return len(live_actions(facts)) if counted is None else int(counted)


def _class_of(action: Json) -> ActionClass:
    return classify(text(action, "text"), text(action, "done_when"))


def _disputed(facts: Json, field: str) -> frozenset[str]:
    return frozenset(known.rule for known in disputes(facts) if known.covers(known.rule, field))


def _document_begun(facts: Json) -> date | None:
    return day(at(facts, "meta.created_at")) or day(at(facts, "meta.incident_date"))
