"""What of a postmortem its Markdown shows, and so can give back.

Provenance, history and computed values live in the store and in the JSON form. What was said in
private, and what must stay out of the document, is never shown.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast

from agent.documents.codecs import says_more
from agent.documents.tree import natural_key
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Document, Value

D = TypeVar("D", bound=Document)
_HIDDEN = (
    "provenance",
    "score_history",
    "issued",
    "meta.kept_out",
    "intake.purpose_conflict",
    "intake.restricted_branch",
)
_OPTIONAL_OBJECTS = ("decision", "human", "accepted_risk", "end")


def is_public_note(_view: object, note: Mapping[str, Any]) -> bool:
    """Tell whether a note may stand in the document."""
    return note["question"] not in private_questions()


@cache
def private_questions() -> frozenset[str]:
    """Return the questions whose answers stay out: asked in private, or filling what is hidden."""
    from agent.questions.bank import load_bank, targets  # noqa: PLC0415 - the score asks none

    return frozenset(
        question.id
        for question in load_bank().all()
        if question.private or not set(_HIDDEN).isdisjoint(targets(question))
    )


def visible(document: Postmortem) -> Postmortem:
    """Return the document with no more than its Markdown shows."""
    tree = cast(
        "dict[str, Any]",
        cleaned(document.model_dump(exclude={*_top_level_hidden()}), _OPTIONAL_OBJECTS),
    )
    for path in _HIDDEN:
        section, _, leaf = path.partition(".")
        if leaf:
            tree[section].pop(leaf, None)
    tree["notes"] = [note for note in tree["notes"] if is_public_note(None, note)]
    for absence in tree["absences"].values():
        absence["asked_at"] = None
    tree["actions"] = _in_order([_without_history(action) for action in tree["actions"]])
    tree["analysis"]["nodes"] = _in_order(tree["analysis"]["nodes"])
    return known_fields_only(Postmortem.model_validate(tree))


def _top_level_hidden() -> list[str]:
    return [path for path in _HIDDEN if "." not in path]


def _in_order(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=natural_key)


def _without_history(action: dict[str, Any]) -> dict[str, Any]:
    return {**action, "history": (), "escalations": ()}


def cleaned(value: Any, optional: tuple[str, ...]) -> Any:  # noqa: ANN401 - any part of the tree
    """Clean texts, drop empty words of lists, and empty what says nothing.

    Args:
        value: A part of the tree.
        optional: Names of fields whose whole value is absent when nothing in it is said.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple | list):
        items = cast("list[Any]", value)
        return [kept for item in items if (kept := cleaned(item, optional)) != ""]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    tree = {clean(key): cleaned(item, optional) for key, item in fields.items()}
    for name in optional:
        given = cast("object", tree.get(name))
        if "starts_with" not in tree and _says_nothing(given):
            tree[name] = None
    if "original_text" in tree and not says_more(_moment(tree["at"]), tree["original_text"]):
        tree["original_text"] = ""
    return tree


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


def _says_nothing(given: object) -> bool:
    if not isinstance(given, dict):
        return False
    fields = cast("dict[str, object]", given)
    return all(value in ("", None, "unknown", "minute") for value in fields.values())


def known_fields_only(document: D) -> D:
    """Drop keys of newer versions: only the JSON form carries them."""
    return type(document).model_validate(_declared(document))


def _declared(value: object) -> Any:  # noqa: ANN401 - any part of the document
    if isinstance(value, Value):
        return {name: _declared(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [_declared(item) for item in cast("tuple[Any, ...]", value)]
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: _declared(item) for key, item in fields.items()}
    return value
