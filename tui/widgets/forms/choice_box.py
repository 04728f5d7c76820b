"""One of several options, or several of them, by number keys."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as ListOption
from textual.widgets.selection_list import Selection

from agent.dialogue import FormField, Option
from tui.plain import one_line
from tui.typed import WordMarks
from tui.widgets.forms.answer_form import AnswerForm, Part

_DIGITS = "1234567890"
TRI = (
    Option(value="yes", label="Yes"),
    Option(value="no", label="No"),
    Option(value="unknown", label="Nobody knows"),
)
"""The options of a yes-or-no question."""


def options_of(field: FormField) -> tuple[Option, ...]:
    """Return the options of a field."""
    return TRI if field.kind == "tri" and not field.options else field.options


def _numbered(options: tuple[Option, ...]) -> list[Content]:
    return [
        Content.assemble((f"{number:>2}  ", "bold"), one_line(option.label))
        for number, option in enumerate(options, 1)
    ]


class _Digits:
    """Reads the digits typed in a row as the number of an option, "24" as well as "2"."""

    def __init__(self, count: int) -> None:
        """Take how many options there are."""
        self._count = count
        self._typed = ""

    @property
    def joined(self) -> bool:
        """Whether the last digit made a number together with the one before."""
        return len(self._typed) > 1

    def add(self, sign: str) -> int | None:
        """Return the place that the digits up to this one point at; None when it is no digit."""
        if sign not in _DIGITS:
            self._typed = ""
            return None
        for digits in (self._typed + sign, sign):
            number = int(digits) or 10
            if number <= self._count:
                self._typed = digits
                return number - 1
        self._typed = ""
        return None


class ChoiceBox(AnswerForm):
    """One option: a number key points at it, Enter sends it; at first none is pointed at."""

    def __init__(self, field: FormField, former: str = "") -> None:
        """Take the field and the answer as it stands."""
        super().__init__()
        self._options = options_of(field)
        self._former = former
        self._digits = _Digits(len(self._options))

    def compose(self) -> ComposeResult:
        """Lay out the options."""
        yield OptionList(
            *(ListOption(words) for words in _numbered(self._options)), markup=False, compact=True
        )
        yield Static("A number or the arrows point at one, Enter sends it.", classes="note")

    def on_mount(self) -> None:
        """Point at the answer as it stands; else at nothing, so that no key sends by accident."""
        values = [option.value for option in self._options]
        known = self._former in values and self._former != "unknown"
        self.query_one(OptionList).highlighted = values.index(self._former) if known else None

    def on_key(self, event: events.Key) -> None:
        """Point at an option by its number. A letter means words were typed: point at nothing."""
        options = self.query_one(OptionList)
        if event.character and event.character.isalpha():
            options.highlighted = None
        place = self._digits.add(event.character or " ")
        if place is not None:
            event.stop()
            options.highlighted = place

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Send with Enter."""
        event.stop()
        self.post_message(self.Sent())

    def given(self) -> tuple[Part, ...]:
        """Return the option pointed at."""
        place = self.query_one(OptionList).highlighted
        return () if place is None else (Part(self._options[place].value),)

    def begin(self) -> None:
        """Focus the options."""
        self.query_one(OptionList).focus()


class ChoicesBox(AnswerForm):
    """Several options: a number key or Space marks one, the send key sends them."""

    def __init__(self, field: FormField, former: str = "") -> None:
        """Take the field and the answer as it stands, separated by commas."""
        super().__init__()
        self._options = options_of(field)
        self._former = {part.strip() for part in former.replace("\n", ",").split(",")}
        self._digits = _Digits(len(self._options))
        self._last: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the options."""
        marked = zip(_numbered(self._options), self._options, strict=True)
        yield WordMarks(
            *(Selection(words, o.value, o.value in self._former) for words, o in marked),
            compact=True,
        )

    def on_key(self, event: events.Key) -> None:
        """Mark an option by its number; a second digit takes the mark of the first back."""
        began = self._last
        place = self._digits.add(event.character or " ")
        self._last = place
        if place is None:
            return
        event.stop()
        if began is not None and self._digits.joined:
            self._list.toggle(self._options[began].value)
        self._list.highlighted = place
        self._list.toggle(self._options[place].value)

    def given(self) -> tuple[Part, ...]:
        """Return the marked options in their order."""
        marked = set(self._list.selected)
        chosen = [option.value for option in self._options if option.value in marked]
        return (Part(chosen),) if chosen else ()

    def draft(self) -> str:
        """Return the marked options, separated by commas."""
        return ",".join(self._list.selected)

    def restore(self, draft: str) -> None:
        """Mark options again."""
        for value in draft.split(","):
            if any(option.value == value for option in self._options):
                self._list.select(value)

    def begin(self) -> None:
        """Focus the options."""
        self._list.focus()

    @property
    def _list(self) -> WordMarks:
        return self.query_one(WordMarks)
