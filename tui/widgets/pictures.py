"""The pictures of a document: each only when there is something to draw."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from agent.documents import pictures
from agent.documents.lane import lane_of
from agent.documents.premortem.matrix import ranked_modes, risk_matrix
from agent.documents.words import duration
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument, Premortem
from rubrics.findings import Scorecard
from tui.plain import plain

Draw = Callable[[Postmortem, int], list[str]]
Named = tuple[str, list[str]]

_DRAWN: tuple[tuple[str, Draw], ...] = (
    ("Timeline", pictures.timeline_lane),
    ("Why-tree", pictures.why_tree),
    ("Fishbone", pictures.fishbone),
    ("Fault tree", pictures.fault_tree),
)
_LETTERS = "abcdefgh"
_STRIP = 3
"""Lines of the lane before its key."""


class Pictures(VerticalScroll):
    """All pictures, one under the other."""

    def __init__(self, judge: Callable[[Postmortem], Scorecard]) -> None:
        """Take the way to score a document, which is used only when the pictures are looked at."""
        super().__init__(id="pictures")
        self._judge = judge
        self._document: AnyDocument | None = None
        self._card: Scorecard | None = None
        self._width = 0

    def compose(self) -> ComposeResult:
        """Lay out the sheet they are drawn on."""
        yield Static("", classes="sheet")

    def show(self, document: AnyDocument) -> None:
        """Take the document as it stands; it is drawn when it is looked at."""
        self._document, self._card, self._width = document, None, 0
        self.draw()

    def on_show(self) -> None:
        """Draw what was not looked at before."""
        self.draw()

    def on_resize(self, event: Resize) -> None:
        """Draw again for the new width."""
        del event
        self.draw()

    def draw(self) -> None:
        """Draw, when there is a document, a width, and something new."""
        width = self.scrollable_content_region.width
        if self._document is None or not self.display or width in {0, self._width}:
            return
        self._width = width
        self.query_one(Static).update(self._sheet(self._document, width))

    def _sheet(self, document: AnyDocument, width: int) -> Content:
        if isinstance(document, Premortem):
            return foreseen(document, width)
        self._card = self._card or self._judge(document)
        return sheet(document, self._card, width)


class LaneStrip(Static):
    """The lane of the timeline in a few lines; the style sheet shows it where there is room."""

    def __init__(self) -> None:
        """Begin out of sight."""
        super().__init__("", id="lane")
        self._document: Postmortem | None = None

    def show(self, document: Postmortem | None) -> None:
        """Draw the lane of a document; with none, or too few times, show nothing."""
        self._document = document
        self.set_class(document is not None and lane_of(document) is not None, "-drawn")
        self._draw()

    def on_resize(self) -> None:
        """Draw again for the new width."""
        self._draw()

    def _draw(self) -> None:
        if self._document is not None and self.content_region.width:
            lines = strip(self._document, self.content_region.width)
            self.update(Content(plain("\n".join(lines))))


def sheet(document: Postmortem, card: Scorecard, width: int) -> Content:
    """Return every picture that has something to show, with its name above it."""
    drawn = [(name, draw(document, width)) for name, draw in _DRAWN]
    return _one_below_the_other(drawn, ("Score", pictures.score_bars(card, width)))


def foreseen(document: Premortem, width: int) -> Content:
    """Return the pictures of a pre-mortem."""
    modes = ("Failure modes by weight", ranked_modes(document, width))
    return _one_below_the_other([modes, ("Risk matrix", risk_matrix(document, width))])


def _one_below_the_other(drawn: Sequence[Named], *more: Named) -> Content:
    parts: list[Content] = []
    for name, lines in (*drawn, *more):
        if lines:
            parts.append(Content.assemble((name, "bold"), "\n", plain("\n".join(lines)), "\n"))
    missing = [name.lower() for name, lines in drawn if not lines]
    if missing:
        words = f"Nothing to draw yet for: {', '.join(missing)}."
        parts.append(Content.styled(words, "$text-muted"))
    return Content("\n").join(parts)


def strip(document: Postmortem, width: int) -> list[str]:
    """Return the lane with a key that wraps instead of a table that needs room."""
    lane = lane_of(document)
    if lane is None:
        return []
    key = [
        f"{_LETTERS[place % len(_LETTERS)]} {phase.name} {duration(phase.minutes)}"
        for place, phase in enumerate(lane.phases)
    ]
    return [*pictures.timeline_lane(document, width)[:_STRIP], " · ".join(key)]


def judged_at(now: Callable[[], datetime]) -> Callable[[Postmortem], Scorecard]:
    """Return the way to score a document at the present moment of a clock."""

    def judge(document: Postmortem) -> Scorecard:
        from agent import assessment  # noqa: PLC0415 - the first paint doesn't pay for it

        return assessment.assess(document, now())

    return judge
