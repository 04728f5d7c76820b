"""Records from elsewhere: they become evidence, and the events found in them are only proposed."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from agent.dialogue import AddItem, Import, Proposal
from agent.errors import AnswerError
from agent.hygiene import clean, shorten
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.questions.sources import MACHINE_KINDS, guess_kind
from agent.workflow.choice import Choice
from agent.workflow.floor import Floor, Taken

_TITLE = 120
LONGEST = 20_000_000
"""The longest record that is read, in characters."""


def take_in(reply: Import, floor: Floor) -> Taken:
    """List a record as evidence; one that is listed already is read again. Raises AnswerError."""
    document = floor.document
    if not isinstance(document, Postmortem):
        raise AnswerError("A pre-mortem has no timeline.", "Import the record into a postmortem.")
    if floor.state in floor.flow.ends:
        raise AnswerError("It is closed, so nothing can be imported.", "Open it again first.")
    if not clean(reply.text).strip():
        raise AnswerError(f"{_title(reply)} is empty.", "Import a record that holds something.")
    if len(reply.text) > LONGEST:
        raise AnswerError(f"{_title(reply)} is too long.", "Import it in parts.")
    mark = sha256(reply.text.encode("utf-8", "surrogatepass")).hexdigest()
    known = next((one for one in document.evidence if one.sha256 == mark), None)
    open_still = (Choice(floor.question, floor.about),) if floor.question else ()
    if known is not None:
        path = f"evidence.{known.id}"
        return Taken(document, (path,), f"read again: {known.id}", wanted=open_still)
    draft = Draft(document)
    item = draft.add("evidence", _evidence(reply, mark, document), _stamp(floor))
    summary = f"imported: {_title(reply)} is {item}"
    return Taken(draft.finish(), (f"evidence.{item}",), summary, wanted=open_still)


def dated(effect: AddItem, floor: Floor) -> Mapping[str, Any]:
    """Return the fields of an item with a time that could not be read when it was proposed."""
    time = effect.fields.get("time")
    if not isinstance(time, dict) or time.get("at") or not time.get("original_text"):
        return effect.fields
    try:
        read = floor.flow.reading(floor.document, floor.now).moment(time["original_text"])
    except AnswerError:
        return effect.fields
    return {**effect.fields, "time": read}


def fresh(found: tuple[Proposal, ...], offered: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Return the proposals that were not offered before, as they were or were decided on."""
    known = {(one.text, one.reason) for one in offered}
    return tuple(one for one in found if (one.text, one.reason) not in known)


def _evidence(reply: Import, mark: str, document: Postmortem) -> dict[str, object]:
    title, kind = _title(reply), guess_kind(reply.title)
    taken = {one.title for one in document.evidence}
    names = (title, *(f"{title} ({number})" for number in range(2, len(taken) + 2)))
    return {
        "title": next(name for name in names if name not in taken),
        "kind": kind,
        "machine": kind in MACHINE_KINDS,
        "sha256": mark,
    }


def _title(reply: Import) -> str:
    return shorten(reply.title, _TITLE) or "A record"


def _stamp(floor: Floor) -> Provenance:
    return Provenance(origin="imported", at=floor.now, turn=floor.turn)
