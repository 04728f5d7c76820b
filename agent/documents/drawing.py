"""What a page draws: places and sizes of the timeline lane and of the score bars."""

from dataclasses import dataclass

from agent.documents.lane import lane_of
from agent.documents.words import duration
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard

WIDTH = 1000
"""Units across the lane."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase of the lane."""

    x: float
    width: float
    name: str
    times: str
    length: str
    share: int
    """Percent of the whole."""
    longest: bool


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """The lane of a timeline."""

    stretches: tuple[Stretch, ...]
    dots: tuple[tuple[float, str], ...]
    """Place and words of each event."""
    first: str
    last: str
    words: str
    """The picture in words, for who can't see it."""


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """One criterion."""

    id: str
    name: str
    score: str
    width: int
    """Percent of the bar."""
    note: str


def lane_drawing(document: Postmortem) -> LaneDrawing | None:
    """Return the lane of a document, or None when too few times are known."""
    lane = lane_of(document)
    if lane is None:
        return None
    shape = "%H:%M" if lane.start.date() == lane.end.date() else "%Y-%m-%d %H:%M"
    longest = max(phase.share for phase in lane.phases)
    stretches: list[Stretch] = []
    x = 0.0
    for phase in lane.phases:
        width = round(phase.share * WIDTH, 1)
        times = f"{phase.start.strftime(shape)} - {phase.end.strftime(shape)}"
        only = len(lane.phases) > 1 and phase.share == longest
        share = round(phase.share * 100)
        stretches.append(
            Stretch(round(x, 1), width, phase.name, times, duration(phase.minutes), share, only)
        )
        x += width
    texts = {event.id: event.text for event in document.timeline.events}
    dots = tuple(
        (round(position * WIDTH, 1), clean(f"{key} {texts[key]}")) for position, key in lane.events
    )
    said = "; ".join(f"{one.name} {one.length}" for one in stretches)
    first, last = lane.start.strftime(shape), lane.end.strftime(shape)
    return LaneDrawing(tuple(stretches), dots, first, last, said)


def score_bars(card: Scorecard) -> tuple[ScoreBar, ...]:
    """Return one bar a criterion."""
    return tuple(
        ScoreBar(
            clean(one.id),
            clean(one.name),
            "not known" if one.score is None else f"{one.score:.1f}",
            0 if one.score is None else round(one.score * 20),
            f"below {one.minimum:.1f}"
            if one.score is not None and one.minimum is not None and one.score < one.minimum
            else "",
        )
        for one in card.criteria
    )
