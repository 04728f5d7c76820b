"""Records on their way into a session: one at a time, with leave to let a model read them."""

from collections.abc import Callable, Sequence

from agent.dialogue import Coaching, Import, Question, RowsForm
from tui.plain import one_line
from tui.records import pasted_record
from tui.widgets.forms.answer_form import Part

AskLeave = Callable[[str, Callable[[], None]], None]
"""Asks whether the model of that name may read this session, and goes on with the answer."""


class Imports:
    """Sends records. Leave is asked for before the first of them, and once."""

    def __init__(
        self, waiting: Sequence[Import], send: Callable[[Import], None], ask_leave: AskLeave
    ) -> None:
        """Take the records that wait, the way to send one, and the way to ask for leave."""
        self.coaching: Coaching | None = None
        """What the model behind the coach said last; None where there is none."""
        self._waiting = list(waiting)
        self._send = send
        self._ask_leave = ask_leave
        self._asked = False

    def begin(self, record: Import) -> None:
        """Import a record."""
        if self.coaching is not None and not self.coaching.allowed and not self._asked:
            self.ask_leave(lambda: self._send(record))
        else:
            self._send(record)

    def go_on(self) -> None:
        """Import the next record that waits."""
        if self._waiting:
            self.begin(self._waiting.pop(0))

    def ask_leave(self, go_on: Callable[[], None] = lambda: None) -> None:
        """Ask whether the model may read this session's texts, unless that was asked."""
        if not self._asked:
            self._asked = True
            self._ask_leave(one_line(self.coaching.model) if self.coaching else "", go_on)


def pasted(question: Question, parts: Sequence[Part]) -> Import | None:
    """Return the record that was pasted where events are asked for, if it is one."""
    lines = [part.value for part in parts if isinstance(part.value, str)]
    timed = isinstance(question.form, RowsForm) and question.form.lines == "timeline"
    return pasted_record(lines[0]) if timed and len(lines) == len(parts) == 1 else None
