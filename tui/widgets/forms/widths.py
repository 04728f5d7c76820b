"""How wide the columns of a table are, so that each is seen without scrolling where it can be."""

from collections.abc import Sequence

from rich.cells import cell_len

from tui.plain import one_line

LEAST = 6
"""No column is made narrower to make room for others."""


def widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return a width for each column of rows, the labels among them.

    The widest columns give way first, until all fit the room or nothing is left to give.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(cell_len(one_line(cell)) for cell in column) for column in columns]
    while sum(wanted) > room and max(wanted) > LEAST:
        widest = max(range(len(wanted)), key=lambda place: wanted[place])
        second = max((w for w in wanted if w < wanted[widest]), default=LEAST)
        over = sum(wanted) - room
        wanted[widest] = max(wanted[widest] - over, second - 1, LEAST)
    return wanted
