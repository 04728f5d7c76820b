"""The review of a draft: each blaming sentence in its place, its rewrite, and a key to decide."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from agent.dialogue import FormField
from agent.documents.redrafting.review import Review
from agent.errors import AgentError
from tui.commands.rewrites import sentences
from tui.plain import one_line, shown
from tui.screens.asking import FieldsModal
from tui.screens.leaving import LeavingModal
from tui.typed import app_of
from tui.widgets.blamed import detail, doubts, line_of, place_of
from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall


class RewritingScreen(Screen[None]):
    """The sentences of a draft, to be decided on one by one. Writes only when told to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="rewriting.accept"),
        Binding("e", "edit", "Edit", id="rewriting.edit"),
        Binding("r", "reject", "Reject", id="rewriting.reject"),
        Binding("w", "write", "Write", id="rewriting.write"),
        Binding("q,escape", "leave", "Quit", id="rewriting.leave"),
        Binding("u", "undo", "Undo", id="rewriting.undo"),
        Binding("A", "accept_rule", "All of rule", id="rewriting.accept_rule", key_display="A"),
        Binding("n", "go(1)", "Next", id="rewriting.next"),
        Binding("p", "go(-1)", "Back", id="rewriting.back"),
    ]

    def __init__(self, name: str, review: Review, write: Callable[[str], str]) -> None:
        """Take the name of the file, the review, and what writes a text and says where to."""
        super().__init__()
        self._file = one_line(name)
        self._review = review
        self._write = write

    def compose(self) -> ComposeResult:
        """Lay out the list and what stands behind its line."""
        yield TooSmall()
        yield Static("", id="summary")
        with Container(id="rewriting"):
            yield OptionList(id="blamed", markup=False, compact=True)
            with VerticalScroll(id="sentence"):
                yield Static("")
        yield Static("", id="told")
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the first sentence."""
        self._show(0)
        self.query_one(OptionList).focus()
        self.say("Nothing is written before you press w. The file as it is now will be kept.")

    @on(OptionList.OptionHighlighted, "#blamed")
    def _look(self) -> None:
        around = 2 if self.has_class("-high") else 1
        words = detail(self._review, self._here, around)
        self.query_one("#sentence Static", Static).update(words)
        self.query_one("#sentence").scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#blamed")
    def _read(self) -> None:
        self.query_one("#sentence").focus()

    def action_accept(self) -> None:
        """Take the rewrite."""
        here = self._here
        if self._review.accept(here):
            self._decided(f"Accepted: {self._place(here)}.", here)
        else:
            self.say("There is no rewrite that keeps the facts. e takes your own words.")

    def action_accept_rule(self) -> None:
        """Take every open rewrite of the first rule of this sentence."""
        here = self._here
        rule = self._review.sentence(here).findings[0].rule
        taken = self._review.accept_rule(rule)
        if taken:
            self._decided(f"Accepted every open rewrite of {rule}: {taken}.", here)
        else:
            self.say(f"No open sentence of {rule} has a rewrite.")

    def action_reject(self) -> None:
        """Leave the sentence as it is."""
        here = self._here
        self._review.reject(here)
        self._decided(f"Left as it is: {self._place(here)}.", here)

    def action_edit(self) -> None:
        """Ask for the person's own words."""
        here = self._here
        sentence, decision = self._review.sentence(here), self._review.decision(here)
        if not sentence.editable:
            self.say("This line holds characters that hide its exact place. Change it by hand.")
            return
        words = (decision.words if decision else "") or sentence.rewrite or sentence.words
        modal = FieldsModal(
            f"Your words for {self._place(here)}",
            (FormField(name="text", label="Sentence", required=True),),
            note=f"It says: {one_line(sentence.words)}\n{sentence.findings[0].suggestion}",
            values={"text": words},
            tall=frozenset({"text"}),
        )
        app_of(self).push_screen(modal, lambda given: self._edited(here, given))

    def action_undo(self) -> None:
        """Take back the last decision."""
        number = self._review.undo()
        if number is None:
            self.say("There is nothing to take back.")
        else:
            self._show(number)
            self.say(f"Taken back: {self._place(number)}.")

    def action_go(self, step: int) -> None:
        """Go to the next or the last sentence, and round."""
        self._at((self._here + step) % len(self._review))

    def action_write(self) -> None:
        """Write what was decided and end, unless nothing changes or it can't be written."""
        if not self._review.changed:
            self.say("Nothing to write: no rewrite was accepted and none edited. q quits.")
            return
        try:
            words = self._write(self._review.text())
        except AgentError as error:
            self.say(str(error))
        else:
            app_of(self).exit(words)

    def action_leave(self) -> None:
        """End without writing; ask first when there are decisions."""
        if not self._review.decided:
            app_of(self).exit(f"{self._file}: nothing was written.")
            return
        app_of(self).push_screen(LeavingModal(self._review.decided), self._left)

    def say(self, words: str) -> None:
        """Say what came of a key."""
        self.query_one("#told", Static).update(shown(one_line(words)))

    def _left(self, answer: str | None) -> None:
        if answer == "write":
            self.action_write()
        elif answer == "discard":
            app_of(self).exit(f"{self._file}: nothing was written.")

    def _edited(self, number: int, given: Mapping[str, str] | None) -> None:
        if given is None:
            return
        recheck = self._review.edit(number, given["text"])
        if recheck is None:
            self.say("There were no words; nothing is decided.")
        elif recheck.fine:
            self._decided(f"Edited: {self._place(number)}. No blame, no fact lost.", number)
        else:
            self._show(number)
            self.say(f"Edited. But: {doubts(recheck)} e changes it again.")

    def _decided(self, words: str, number: int) -> None:
        """Show what was decided and go on to what is open."""
        following = self._review.next_open(number)
        self._show(number if following is None else following)
        self.say(words if following is not None else f"{words} All are decided: w writes.")

    def _show(self, number: int) -> None:
        table = self.query_one(OptionList)
        table.clear_options()
        lines = (line_of(self._review, one) for one in range(len(self._review)))
        table.add_options([Option(shown(line)) for line in lines])
        review = self._review
        self.query_one("#summary", Static).update(
            shown(
                f"{sentences(len(review))} · {review.decided} decided · "
                f"{review.left} with blame left · {self._file}"
            )
        )
        self._at(number)

    def _at(self, number: int) -> None:
        table = self.query_one(OptionList)
        table.highlighted = number
        table.scroll_to_highlight()
        self._look()

    def _place(self, number: int) -> str:
        return place_of(self._review.sentence(number))

    @property
    def _here(self) -> int:
        return self.query_one(OptionList).highlighted or 0
