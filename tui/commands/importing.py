"""Records named on the command line: read into a session, with a bar while a model reads them."""

import asyncio
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from agent.dialogue import Coaching, Event, Import, Stored
from agent.hygiene import one_line
from tui.output import tell
from tui.records import read_record
from tui.terminal import is_terminal

if TYPE_CHECKING:
    from agent.workflow.session import Session


def read_records(names: Sequence[str]) -> tuple[Import, ...]:
    """Return files as records to import. Raises InputError when one is no text."""
    return tuple(read_record(name) for name in names)


async def take_records(
    session: "Session", records: Sequence[Import], listen: Callable[[Event], None]
) -> None:
    """Import records one after the other. Ctrl+C ends the reading and keeps what was found."""
    for record in records:
        with _stoppable(session), _bar(record.title) as advance:
            async for event in session.reply(record):
                if isinstance(event, Coaching):
                    advance(event.done, event.of)
                elif isinstance(event, Stored):
                    tell(f"note: {one_line(event.summary)}")
                else:
                    listen(event)


@contextmanager
def _stoppable(session: "Session") -> Generator[None]:
    """Let the first Ctrl+C stop the model; where nothing is asked, it ends the program as ever."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if not session.stop_coach():
            raise KeyboardInterrupt

    with suppress(NotImplementedError):  # not everywhere can a loop hear of signals
        loop.add_signal_handler(signal.SIGINT, stop)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)


@contextmanager
def _bar(title: str) -> Generator[Callable[[int, int], None]]:
    """Show how far the reading is, on standard error when that is a terminal."""
    if not is_terminal(sys.stderr):
        yield lambda _done, _of: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    words = TextColumn("{task.description}", markup=False)
    columns = (words, BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        shown = progress.add_task(f"{one_line(title)} (Ctrl+C keeps what was found)", total=None)

        def advance(done: int, of: int) -> None:
            if of:
                progress.update(shown, completed=done, total=of)

        yield advance
