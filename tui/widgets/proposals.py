"""The coach's proposals under the answer, each to be accepted, edited or rejected by a key."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from agent.dialogue import Proposal
from tui.plain import one_line, plain

_FEW = 4
"""More proposals than this get more room while somebody decides on them."""


class ProposalsList(OptionList):
    """The open proposals. Nothing of them is data until a person takes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take('accept')", "Accept", id="proposals.accept"),
        Binding("enter", "take('accept')", "Accept", id="proposals.enter", show=False),
        Binding("e", "take('edit')", "Edit", id="proposals.edit"),
        Binding("r", "take('reject')", "Reject", id="proposals.reject"),
        Binding("x", "reject_all", "Reject all", id="proposals.reject_all"),
        Binding("escape", "leave", "Answer", id="proposals.leave"),
    ]

    class Taken(Message):
        """A person decided on a proposal."""

        def __init__(self, verb: str, proposal: Proposal) -> None:
            """Take accept, edit or reject, and the proposal."""
            super().__init__()
            self.verb = verb
            self.proposal = proposal

    class AllRejected(Message):
        """A person leaves every proposal."""

    class Left(Message):
        """A person goes back to the answer."""

    def __init__(self) -> None:
        """Begin empty and out of sight."""
        super().__init__(markup=False, compact=True)
        self._open: tuple[Proposal, ...] = ()
        self.display = False

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        """Show the proposals that are open."""
        here = self._place_in(proposals)
        self._open = proposals
        self.clear_options()
        self.add_options([Option(_words(proposal)) for proposal in proposals])
        self.highlighted = here if proposals else None
        self.display = bool(proposals)
        self.border_title = f"Proposals ({len(proposals)}): F8, then a accept, e edit, r reject"
        self._make_room(focused=self.has_focus)

    def on_focus(self) -> None:
        """Take the room of the question while somebody decides on many."""
        self._make_room(focused=True)

    def on_blur(self) -> None:
        """Give the question its room again."""
        self._make_room(focused=False)

    def _make_room(self, *, focused: bool) -> None:
        self.screen.set_class(focused and len(self._open) > _FEW, "-deciding")

    def _place_in(self, proposals: tuple[Proposal, ...]) -> int:
        """Return where the cursor goes: to what follows the one that was just decided on."""
        if self.highlighted is None:
            return 0
        later = [one.id for one in self._open[self.highlighted :]]
        places = {one.id: place for place, one in enumerate(proposals)}
        return next((places[one] for one in later if one in places), 0)

    def action_take(self, verb: str) -> None:
        """Decide on the proposal under the cursor."""
        if self.highlighted is not None and self._open:
            self.post_message(self.Taken(verb, self._open[self.highlighted]))

    def action_reject_all(self) -> None:
        """Leave every proposal."""
        if self._open:
            self.post_message(self.AllRejected())

    def action_leave(self) -> None:
        """Go back to the answer."""
        self.post_message(self.Left())


def _words(proposal: Proposal) -> Content:
    parts = [
        (f"{one_line(proposal.label)}: ", "bold $text-accent"),
        plain(proposal.text),
    ]
    if proposal.reason:
        parts.append((f"\n{one_line(proposal.reason)} ({one_line(proposal.coach)})", "$text-muted"))
    return Content.assemble(*parts)
