"""One labelled value of a form with several: a line, a list of choices or a small box."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from agent.dialogue import FormField
from tui.plain import cell, one_line, plain, shown
from tui.typed import WordSelect
from tui.widgets.forms.answer_area import AnswerArea, AnswerLine
from tui.widgets.forms.choice_box import options_of
from tui.widgets.forms.choice_line import MOST, ChoiceLine
from tui.widgets.forms.text_box import EXAMPLES

_CONTROLS = "Input, Select, TextArea, ChoiceLine"


class FieldLine(Horizontal):
    """A label with the control that fits the kind of value."""

    class Finished(Message):
        """The person pressed Enter in the line: on to the next."""

        def __init__(self, line: "FieldLine") -> None:
            """Name the line."""
            super().__init__()
            self.line = line

    def __init__(self, field: FormField, value: str = "", *, tall: bool = False) -> None:
        """Take the field, its value, and whether it needs room for several lines."""
        super().__init__()
        self.field = field
        self._value = plain(value)
        self._tall = tall
        self.set_class(tall, "-tall")

    def compose(self) -> ComposeResult:
        """Lay out the label and the control."""
        needed = " (needed)" if self.field.required else ""
        yield Static(shown(f"{self.field.label}{needed}"), classes="label")
        if self._tall:
            yield AnswerArea(self._value, placeholder=shown(self._example), compact=True)
        elif self._offers:
            yield self._choice()
        else:
            yield AnswerLine(
                self._value.replace("\n", " "), placeholder=self._example, compact=True
            )

    @property
    def text(self) -> str:
        """What stands in the line, as text."""
        control = self._control
        if isinstance(control, TextArea):
            return control.text.strip()
        if isinstance(control, Input):
            return control.value.strip()
        if isinstance(control, ChoiceLine):
            return control.value
        chosen = self._chooser.value
        return chosen if isinstance(chosen, str) else ""

    def put(self, value: str) -> None:
        """Put a value into the line."""
        control = self._control
        if isinstance(control, TextArea):
            control.load_text(plain(value))
        elif isinstance(control, Input):
            control.value = plain(value)
        elif isinstance(control, ChoiceLine):
            control.value = value
        elif value in {option.value for option in options_of(self.field)}:
            self._chooser.value = value
        elif not value:
            self._chooser.value = Select.NULL

    def begin(self) -> None:
        """Focus the control, with the cursor behind what stands there."""
        control = self._control
        control.focus()
        if isinstance(control, TextArea):
            control.move_cursor(control.document.end)

    @on(Input.Submitted)
    @on(ChoiceLine.Finished)
    def _finish(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Finished(self))

    @property
    def _control(self) -> Widget:
        return self.query_one(_CONTROLS)

    @property
    def _offers(self) -> bool:
        return self.field.kind in {"choice", "tri"} and bool(options_of(self.field))

    @property
    def _chooser(self) -> WordSelect:
        return self.query_one(WordSelect)

    @property
    def _example(self) -> str:
        return one_line(self.field.hint or EXAMPLES[self.field.kind])

    def _choice(self) -> Widget:
        if len(options_of(self.field)) <= MOST:
            return ChoiceLine(options_of(self.field), self._value)
        options = [(cell(o.label), o.value) for o in options_of(self.field)]
        known = {value for _, value in options}
        chosen = self._value if self._value in known else Select.NULL
        return WordSelect(options, value=chosen, prompt="choose", compact=True)
