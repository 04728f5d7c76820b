"""Makes long data fit: whole lines go, those of least weight and the oldest first."""

from collections.abc import Sequence
from dataclasses import replace

from agent.coach.model.errors import ModelError
from agent.coach.model.prompts import Line, Section, laid_out
from agent.coach.model.tokens import estimate


def fitted(
    sections: Sequence[Section], most: int, factor: float
) -> tuple[tuple[Section, ...], int]:
    """Return data of at most so many tokens, and how many lines were left out.

    Raises ModelError when it is too long without any line that may go.
    """
    size = estimate(laid_out(sections), factor)
    if size <= most:
        return tuple(sections), 0
    places = [
        (line.weight, number, at)
        for number, one in enumerate(sections)
        if not one.stays
        for at, line in enumerate(one.lines)
    ]
    gone: set[tuple[int, int]] = set()
    for _, number, at in sorted(places):
        if size <= most:
            break
        gone.add((number, at))
        size -= estimate(sections[number].lines[at].text, factor)
    if size > most:
        raise ModelError("too-long", "This is too long for the model.")
    return tuple(_without(one, number, gone) for number, one in enumerate(sections)), len(gone)


def _without(section: Section, number: int, gone: set[tuple[int, int]]) -> Section:
    kept = tuple(line for at, line in enumerate(section.lines) if (number, at) not in gone)
    left_out = len(section.lines) - len(kept)
    note = (Line(f"({left_out} lines left out here)"),) if left_out else ()
    return replace(section, lines=(*note, *kept))
