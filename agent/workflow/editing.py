"""Changes of the document from outside the open question: one field, or one item taken out."""

from agent.dialogue import EditField, RemoveItem
from agent.errors import AnswerError
from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.questions.filling import fill_path
from agent.questions.reading import ReadingContext
from agent.workflow.choice import Choice
from agent.workflow.floor import Floor, Taken


def edit_field(reply: EditField, floor: Floor, context: ReadingContext) -> Taken:
    """Put one value at any path, read as the field's type asks. Raises AnswerError."""
    _refuse_kept(reply.path, floor)
    draft = Draft(floor.document)
    stamp = Provenance(origin="human", at=floor.now, turn=floor.turn)
    filled = fill_path(draft, reply.path, reply.value, context, stamp)
    if reply.path == "meta.severity":
        draft.set("meta.severity_source", "declared" if reply.value else "")
    return Taken(
        draft.finish(),
        filled.changed,
        summary=f"changed {filled.summary}",
        wanted=_still_open(floor),
    )


def remove_item(reply: RemoveItem, floor: Floor) -> Taken:
    """Take an item out of its list. Its id is not given out again; the revision before has it."""
    _refuse_kept(reply.path, floor)
    list_path, _, item_id = reply.path.rpartition(".")
    if list_path not in floor.document.prefixes:
        raise AnswerError(f"`{reply.path}` is not an item of a list.", "Name one: actions.A1.")
    draft = Draft(floor.document)
    draft.remove(reply.path)
    return Taken(
        draft.finish(), (list_path,), summary=f"took out {item_id}", wanted=_still_open(floor)
    )


def _refuse_kept(path: str, floor: Floor) -> None:
    """Refuse a field that only the session sets: with it a guard could be passed unseen."""
    if path.startswith(floor.flow.kept):
        raise AnswerError(f"`{path}` is kept by the session.", "Change what it is computed from.")


def _still_open(floor: Floor) -> tuple[Choice, ...]:
    return (Choice(floor.question, floor.about),) if floor.question else ()
