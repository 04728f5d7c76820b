"""The forms in which a check is printed: text as it goes, JSON and SARIF at the end."""

import json
from collections.abc import Sequence
from typing import Protocol

from tui.checking.running import Judged
from tui.output import say, say_styled


class Form(Protocol):
    """One form."""

    def one(self, judged: Judged) -> None:
        """Print what is printed of each file."""
        ...

    def end(self, outcomes: Sequence[Judged], failures: Sequence[str]) -> None:
        """Print what is printed of all files together."""
        ...


def form(name: str, *, explain: bool) -> Form:
    """Return a form by its name; only that form is loaded."""
    forms = {"json": _Json, "sarif": _Sarif, "github": _GitHub}
    return forms[name]() if name in forms else _Text(explain=explain)


class _Text:
    """For a person."""

    def __init__(self, *, explain: bool) -> None:
        from tui.checking.text import Page  # noqa: PLC0415 - only this form needs it

        self._page, self._explain = Page(), explain

    def one(self, judged: Judged) -> None:
        from tui.checking.text import lines_of  # noqa: PLC0415 - as above

        say_styled(lines_of(judged, self._page, explain=self._explain))

    def end(self, outcomes: Sequence[Judged], failures: Sequence[str]) -> None:
        from tui.checking.text import summary  # noqa: PLC0415 - as above

        if len(outcomes) + len(failures) > 1:
            say(summary([one.report for one in outcomes]))


class _Json:
    """One line a file: the encoder in C writes no indents, and is ten times as fast."""

    def one(self, judged: Judged) -> None:
        """Wait for the end: standard output holds one value."""

    def end(self, outcomes: Sequence[Judged], failures: Sequence[str]) -> None:
        files = ",\n".join(json.dumps(one.report, ensure_ascii=False) for one in outcomes)
        say_styled([f'{{"files": [{files}]}}'])


class _Sarif:
    """For code scanning."""

    def one(self, judged: Judged) -> None:
        """Wait for the end, as JSON does."""

    def end(self, outcomes: Sequence[Judged], failures: Sequence[str]) -> None:
        from tui.checking.sarif import sarif  # noqa: PLC0415 - only this form needs it

        say_styled([json.dumps(sarif(outcomes, failures), ensure_ascii=False)])


class _GitHub:
    """For the log of a workflow."""

    def one(self, judged: Judged) -> None:
        from tui.checking.annotations import annotations  # noqa: PLC0415 - only this form needs it

        say_styled(annotations(judged.report))

    def end(self, outcomes: Sequence[Judged], failures: Sequence[str]) -> None:
        """Say nothing: what can't be read was told on standard error."""
