"""A document without the text of one field: what `purge --field` leaves of it."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import ValidationError

from agent.errors import DocumentError, InputError
from agent.library.history import Tree, tree_of
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument

MARK = "[purged]"
"""What stands where a text was."""
_BLANKS: tuple[Any, ...] = (MARK, "", None, 0)
"""What may stand in the place of a single value: the first that fits its type."""
_TELLING = 8
"""From this length on, a text is looked for inside other texts; a shorter one must be all of it."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a field ever said, and the turns that said it."""

    secrets: dict[str, None] = field(default_factory=dict[str, None])
    turns: set[int] = field(default_factory=set[int])

    def add(self, value: object) -> None:
        """Remember the texts of a value."""
        self.secrets.update(dict.fromkeys(texts_of(value)))

    def is_told_in(self, text: str) -> bool:
        """Tell whether a text, plain or JSON, repeats what the field said."""
        try:
            parts = [text, *texts_of(json.loads(text))]
        except ValueError:
            parts = [text]
        return any(_holds(part, secret) for part in parts for secret in self.secrets)


def texts_of(value: object) -> Iterator[str]:
    """Yield the texts inside a JSON value."""
    if isinstance(value, str):
        if value not in ("", MARK):
            yield value
    elif isinstance(value, dict):
        for child in cast("Tree", value).values():
            yield from texts_of(child)
    elif isinstance(value, list):
        for child in cast("list[Any]", value):
            yield from texts_of(child)


def without(document: AnyDocument, path: str, past: Past) -> AnyDocument:
    """Return the document with the field blank and its text gone from everywhere else.

    Raises InputError when there is no such field, or when it can hold no text.
    """
    draft = Draft(document)
    try:
        before = json.dumps(draft.get(path))
    except DocumentError as error:
        raise InputError(error.problem, error.remedy) from error
    _blank(draft, path)
    if json.dumps(draft.get(path)) == before and json.loads(before) not in (None, "", [], MARK):
        raise InputError(f"`{path}` holds no free text.", "Name the field that holds the text.")
    if isinstance(document, Postmortem):
        # The search for earlier incidents quotes the document in its query.
        _try(draft, "analysis.recurrence.query", ("",))
    return _without_echoes(draft.finish(), path, past)


def covers(path: str, other: str) -> bool:
    """Tell whether a path is the other one or lies above it."""
    return other == path or other.startswith(f"{path}.")


def _blank(draft: Draft, path: str) -> None:
    value = draft.get(path)
    if isinstance(value, dict):
        for key in cast("Tree", value):
            _blank(draft, f"{path}.{key}")
    elif isinstance(value, list):
        _empty(draft, path, cast("list[Any]", value))
    elif value and not path.endswith(".id"):
        _try(draft, path, _BLANKS if isinstance(value, str) else (None, 0))


def _empty(draft: Draft, path: str, values: list[Any]) -> None:
    items = cast("list[Tree]", [value for value in values if isinstance(value, dict)])
    for item in items:
        if "id" in item:
            draft.remove(f"{path}.{item['id']}")
    draft.set(path, [])


def _try(draft: Draft, path: str, blanks: Iterable[object]) -> None:
    """Put the first blank that fits; a value of a closed list of words stays."""
    former = draft.get(path)
    for blank in blanks:
        draft.set(path, blank)
        try:
            draft.finish()
        except DocumentError:
            draft.set(path, former)
        else:
            return


def _without_echoes(document: AnyDocument, path: str, past: Past) -> AnyDocument:
    tree = tree_of(document)
    for place, origin in tree["provenance"].items():
        if covers(path, place) or past.is_told_in(origin.get("proposal", "")):
            origin["proposal"] = ""
    for place in [place for place in tree["absences"] if covers(path, place)]:
        del tree["absences"][place]
    for secret in sorted(past.secrets, key=len, reverse=True):
        if len(secret) >= _TELLING:
            # A word of a closed list, an id or a date stands in fields that can't say "[purged]".
            with suppress(ValidationError):
                changed = _replaced(tree, secret)
                type(document).model_validate(changed)
                tree = changed
    return type(document).model_validate(tree)


def _replaced(value: Any, secret: str) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _replaced(child, secret) for key, child in cast("Tree", value).items()}
    if isinstance(value, list):
        return [_replaced(child, secret) for child in cast("list[Any]", value)]
    return value.replace(secret, MARK) if isinstance(value, str) else value


def _holds(text: str, secret: str) -> bool:
    return secret in text if len(secret) >= _TELLING else secret == text
