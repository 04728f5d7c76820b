"""Which questions make sense for a document, and about which of its things they are still open."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from pydantic import BaseModel

from agent.postmortem.edits import value_at
from agent.questions import about_causes, about_facts, about_premortem, about_work
from agent.questions.bank import BankQuestion, BankRecord, BankText, targets
from agent.questions.situation import Listing, Relevance, Subject

__all__ = ["ON_DEMAND", "PREDICATES", "Relevance", "Subject", "fits", "subjects", "subjects_for"]

Predicate = Callable[[Relevance[Any]], bool]
LISTINGS: Final[Mapping[str, Listing]] = {
    **about_facts.LISTINGS,
    **about_causes.LISTINGS,
    **about_work.LISTINGS,
    **about_premortem.LISTINGS,
}
"""What each kind of subject means."""

_UNPROMPTED: Final[Mapping[str, Listing]] = {
    "why": about_causes.unexplained,
    "coarse_event": about_facts.coarse,
    "passage": lambda _: iter(()),
}
"""Kinds that a gap may ask about any of, and that are asked about by themselves only if listed."""
ON_DEMAND: Final = frozenset({"coarse_event", "passage"})
"""Kinds of which most are fine as they are: an answer goes to one that is asked about or named."""

_JUDGED: Final = frozenset(
    {
        "gap",
        "loose_reason",
        "missing_lens",
        "mode_apart",
        "mode_fallen",
        "open_action",
        "rater_again",
        "unread_reason",
        "spine",
        "stalled_action",
        "term",
        "uncovered_cause",
        "unlinked_action",
        "vague_action",
    }
)
"""Kinds that are only listed while they lack something: their fields need no second look."""


def fits(question: BankQuestion, incident_type: str, relevance: Relevance[Any]) -> bool:
    """Return whether a question makes sense for the type (empty: not known yet) and document."""
    if question.types and incident_type not in question.types:
        return False
    return not question.when or PREDICATES[question.when](relevance)


def subjects(kind: str, relevance: Relevance[Any]) -> tuple[Subject, ...]:
    """Return everything of a kind that questions can be about, in a fixed order."""
    listing = LISTINGS.get(kind)
    return tuple(listing(relevance)) if listing else ()


def subjects_for(question: BankQuestion, relevance: Relevance[Any]) -> tuple[Subject, ...]:
    """Return the subjects that still lack what the question fills."""
    if question.about in _UNPROMPTED:
        listed = _UNPROMPTED[question.about](relevance)
        return tuple(s for s in listed if not _set_aside(question, s.id, relevance))
    found = subjects(question.about, relevance)
    return tuple(subject for subject in found if _lacks(question, subject.id, relevance))


def _lacks(question: BankQuestion, about: str, relevance: Relevance[Any]) -> bool:
    if _set_aside(question, about, relevance):
        return False
    if question.about in _JUDGED:
        return True
    form = question.form
    if not isinstance(form, BankText) and form.list_path:
        return not _has_item(form.list_path, form.fixed, about, relevance)
    return any(_empty(path, relevance) for path in _needed(question, about, relevance))


def _set_aside(question: BankQuestion, about: str, relevance: Relevance[Any]) -> bool:
    """Return whether it was said that nobody knows, or that it does not apply."""
    absences = relevance.document.absences
    return any(path in absences for path in targets(question, about)[:1])


def _needed(question: BankQuestion, about: str, relevance: Relevance[Any]) -> Iterator[str]:
    """Yield the paths that make an answer: the required ones, else the first, else the note."""
    paths = targets(question, about)
    if not paths:
        if not _noted(question.id, about, relevance):
            yield f"notes.{question.id}"
        return
    required = {field.to.replace("{about}", about) for field in question.fields if field.required}
    wanted = tuple(path for path in paths if path in required)
    if isinstance(question.form, BankRecord) and wanted:
        yield from wanted
    else:
        yield paths[0]


def _noted(question_id: str, about: str, relevance: Relevance[Any]) -> bool:
    notes = relevance.document.notes
    return any(note.question == question_id and note.about == about for note in notes)


def _has_item(
    list_path: str, fixed: Mapping[str, object], about: str, relevance: Relevance[Any]
) -> bool:
    """Return whether the list holds an item of the subject: the key under which it is told."""
    key = next((n for n, value in fixed.items() if value in ("{about}", ["{about}"])), "")
    items = cast("tuple[Any, ...]", value_at(relevance.document, list_path) or ())
    return bool(key) and any(getattr(item, key, None) in (about, (about,)) for item in items)


def _empty(path: str, relevance: Relevance[Any]) -> bool:
    """Return whether a field holds nothing, or only the default that nobody has confirmed."""
    document = relevance.document
    value = value_at(document, path)
    if value is None or value in ("", ()):
        return True
    parent_path, _, leaf = path.rpartition(".")
    parent = value_at(document, parent_path)
    if path in document.provenance or not isinstance(parent, BaseModel):
        return False
    field = type(parent).model_fields.get(leaf)
    return field is not None and value == field.get_default(call_default_factory=True)


# --- predicates ------------------------------------------------------------------------------


def _harm_is_over(relevance: Relevance[Any]) -> bool:
    return relevance.document.intake.resolved == "yes"


def _refused_ongoing(relevance: Relevance[Any]) -> bool:
    return relevance.document.meta.refused_reason == "ongoing"


def _refused_trivial(relevance: Relevance[Any]) -> bool:
    return relevance.document.meta.refused_reason == "trivial"


def _human_branch_open(relevance: Relevance[Any]) -> bool:
    return not relevance.document.intake.restricted_branch


def _detection_missing(relevance: Relevance[Any]) -> bool:
    events = relevance.document.timeline.events
    return not any(event.kind == "detected" and event.time.at for event in events)


def _nobody_affected(relevance: Relevance[Any]) -> bool:
    return relevance.document.impact.users.affected == 0


def _has_slo(relevance: Relevance[Any]) -> bool:
    sla = relevance.document.impact.sla
    return bool(sla.name) or sla.target is not None


def _no_primary_cause(relevance: Relevance[Any]) -> bool:
    causes = [c for c in relevance.document.analysis.causes if c.confidence != "rejected"]
    return bool(causes) and all(cause.role != "primary" for cause in causes)


def _several_teams(relevance: Relevance[Any]) -> bool:
    document = relevance.document
    return max(document.intake.teams or 0, len(document.meta.teams)) > 1


def _has_scheme(relevance: Relevance[Any]) -> bool:
    return bool(relevance.document.analysis.fishbone.scheme)


def _top_event_missing(relevance: Relevance[Any]) -> bool:
    tree = relevance.document.analysis.fault_tree
    return bool(tree.nodes) and not tree.top


def _unrated_actions(relevance: Relevance[Any]) -> bool:
    live = (action for action in relevance.document.actions if action.status != "declined")
    return any(not (a.effort and a.impact and a.priority) for a in live)


def _untracked_actions(relevance: Relevance[Any]) -> bool:
    live = (action for action in relevance.document.actions if action.status != "declined")
    return any(not action.tracker.key for action in live)


def _external_unapproved(relevance: Relevance[Any]) -> bool:
    external = relevance.document.sharing.external
    return external.needed == "needed" and external.approved_at is None


PREDICATES: Mapping[str, Predicate] = {
    "harm_is_over": _harm_is_over,
    "refused_ongoing": _refused_ongoing,
    "refused_trivial": _refused_trivial,
    "human_branch_open": _human_branch_open,
    "detection_missing": _detection_missing,
    "nobody_affected": _nobody_affected,
    "has_slo": _has_slo,
    "no_primary_cause": _no_primary_cause,
    "several_teams": _several_teams,
    "has_scheme": _has_scheme,
    "top_event_missing": _top_event_missing,
    "unrated_actions": _unrated_actions,
    "untracked_actions": _untracked_actions,
    "external_unapproved": _external_unapproved,
    **about_premortem.PREDICATES,
}
"""What `when` in the bank can name."""
