"""Figures as lines of text, for a terminal, a log and a report alike."""

from collections.abc import Iterator, Sequence

from evals.figures import Figure, Section

_NAME = 46


def lines(section: Section, changes: Sequence[str], *, cases: bool = False) -> Iterator[str]:
    """Yield the lines of one section, with what changed since its baseline below.

    Args:
        section: The section.
        changes: What changed.
        cases: Whether single cases are listed too.
    """
    yield f"{section.about}, {section.data}"
    yield f"  {'':<{_NAME}}{'figure':>12}   {'95 % interval':<15}{'of':>6}"
    yield from (_line(figure) for figure in section.figures)
    yield from (f"  {note}" for note in section.notes)
    yield from (f"  against the baseline: {line}" for line in changes or ("nothing changed",))
    yield from (f"  case {case}" for case in section.cases if cases)
    yield ""


def _line(figure: Figure) -> str:
    value = "not measured" if figure.value is None else f"{figure.value:.3f}"
    between = "" if figure.low is None or figure.high is None else _between(figure.low, figure.high)
    return f"  {figure.name:<{_NAME}}{value:>12}   {between:<15}{figure.of:>6}"


def _between(low: float, high: float) -> str:
    return f"{low:.3f} - {high:.3f}"
