"""How wide the columns of a table are, so that each is seen without scrolling where it can be."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.plain import one_line

LEAST = 6
"""No column is made narrower to make room for others."""
_SHORT = 16
"""Wide enough for a moment or a name: such columns give way last."""


def widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return a width for each column of rows, the labels among them.

    The widest columns give way first, then those on the right, until all fit the room or nothing
    is left to give.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(cell_len(one_line(cell)) for cell in column) for column in columns]
    while sum(wanted) > room and max(wanted) > _SHORT:
        wanted[wanted.index(max(wanted))] -= 1
    for place in reversed(range(len(wanted))):
        over = max(sum(wanted) - room, 0)
        wanted[place] = max(wanted[place] - over, min(wanted[place], LEAST))
    return wanted
