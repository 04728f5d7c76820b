"""What every form has in common: a value, a draft that survives a crash, a place to begin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from textual.containers import Vertical
from textual.message import Message

from agent.dialogue import Row
from tui.fields import StoredRow

Given = str | list[str] | Row | list[Row]
"""What a form gives: text, lines, a record or rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """One answer of those that a form gives; each is a turn."""

    value: Given
    about: str | None = None
    """What it is about, when that is something else than the question is about."""
    replaces: bool = False
    """True when the form began with the former answer: what was cleared in it is to go."""


class AnswerForm(Vertical):
    """A form for one answer. It holds what the person types and knows nothing else."""

    takes_text = False
    """True when it has a place for free text, which may be carried on to the next question."""

    class Sent(Message):
        """The person asked to send, from inside the form."""

    class RowEdited(Message):
        """Cells of a row that the document already has were changed."""

        def __init__(self, row: str, cells: Mapping[str, str]) -> None:
            """Name the row by its id, and the new text of each changed column."""
            super().__init__()
            self.row = row
            self.cells = cells

    class RowRemoved(Message):
        """A row that the document already has is to be taken out."""

        def __init__(self, row: str) -> None:
            """Name the row by its id."""
            super().__init__()
            self.row = row

    def given(self) -> tuple[Part, ...]:
        """Return the answers to send, in order: none when nothing was entered."""
        raise NotImplementedError

    def draft(self) -> str:
        """Return what was entered so far, as text that `restore` reads."""
        return ""

    def restore(self, draft: str) -> None:
        """Put back what was entered before."""

    def typed(self) -> str:
        """Return the free text."""
        return ""

    def type_in(self, text: str) -> None:
        """Put free text in place of what there is."""

    def emptied(self) -> None:
        """The answer is on its way: make room for what is typed meanwhile."""

    def rows_stored(self, stored: tuple[StoredRow, ...]) -> None:
        """Take the rows that the document has by now."""

    def begin(self) -> None:
        """Put the cursor where typing starts."""


def packed(values: Mapping[str, object]) -> str:
    """Return the draft of a form with several values."""
    return json.dumps(values, ensure_ascii=False)


def unpacked(draft: str) -> dict[str, Any]:
    """Return the values of such a draft; nothing when the draft was of another form."""
    try:
        values = json.loads(draft)
    except ValueError:
        return {}
    return cast("dict[str, Any]", values) if isinstance(values, dict) else {}
