"""Speed, as ratios against a peer that runs side by side. Never a test: machines differ.

Times are medians of warm runs. A peer that is not installed is skipped with a line. A folder of
Markdown can be named, to be checked in place of texts made here.
"""

import asyncio
import fcntl
import importlib
import os
import pty
import random
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from agent.clock import SetClock
from agent.dialogue import Answer
from agent.home import Home
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Player
from agent.workspace import Workspace
from tui.commands.reports import report

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "samples" / "answers" / "certificate.yaml"
UNBLAME = str(Path(sys.executable).with_name("unblame"))
RUNS = 7
APP_RUNS = 5
TURNS = 200
DOCUMENTS = 30
PATIENCE_S = 30.0
_NOW = datetime(2026, 4, 15, 8, tzinfo=UTC)
_PLAIN_WORDS = """
the gateway refused new connections after its certificate ran out while four hosts kept the old
file and the renewal job never knew of them so a responder issued another one by hand and copied
it from host to host until handshakes worked again for every region and team
"""

_BEGINNING: tuple[tuple[str, Any], ...] = (
    ("TR-01", "For 47 minutes 690 employees could not open internal tools."),
    ("TR-13", "Internal gateway refuses staff"),
    ("TR-03", "production_outage"),
    ("TR-02a", "yes"),
    ("TR-04", {"users_pct": 15, "total_loss": "no", "data_exposed": "no", "internal_only": "no"}),
    ("TR-09", 2),
    ("SU-01", "Leila Haddad"),
    ("SU-07", "UTC"),
    ("SU-14", "2026-04-14"),
    ("CA-01b", "690 employees (15 %) could not open internal tools."),
)


def main() -> None:
    """Print one line a figure."""
    print(f"{'what':<34}{'ours':>12}   {'peer':<30}{'peer':>12}{'ratio':>8}")
    _start_up()
    _app()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_turns(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        text = asyncio.run(_sample(Path(folder)))
        _check(text)
    with tempfile.TemporaryDirectory() as folder:
        _linters(Path(sys.argv[1]) if len(sys.argv) > 1 else _shelf(Path(folder), text))
    with tempfile.TemporaryDirectory() as folder:
        _retrieval(Path(folder))


def _row(name: str, ours_s: float, peer_name: str, peer_s: float) -> None:
    ratio = f"x{ours_s / peer_s:.1f}" if peer_s else "-"
    print(
        f"{name:<34}{ours_s * 1000:>9.1f} ms   {peer_name:<30}{peer_s * 1000:>9.1f} ms{ratio:>8}",
        flush=True,
    )


def _size(name: str, size: float) -> None:
    print(f"{name:<34}{size / 1e6:>9.2f} MB", flush=True)


def _skipped(name: str, why: str) -> None:
    print(f"{name:<34}{'skipped: ' + why}", flush=True)


def _timed(run: Callable[[], object]) -> float:
    """Return the median of some runs after a first one that warms up."""
    run()
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


# --- start-up ------------------------------------------------------------------------------------


def _start_up() -> None:
    bare = _timed(_process(sys.executable, "-c", "pass"))
    for words in (("--version",), ("check", "--help")):
        _row(
            " ".join(("unblame", *words)), _timed(_process(UNBLAME, *words)), "python -c pass", bare
        )


def _process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603


# --- the app -------------------------------------------------------------------------------------


def _app() -> None:
    """Compare the first paint and the first open question with textual's own demo."""
    try:
        peers = _seen([sys.executable, "-m", "textual"], ((b"Textual", b""),))
    except TimeoutError:
        _skipped("first paint of the app", "textual's demo did not paint")
        return
    demo = statistics.median(run[0] for run in peers)
    try:
        ours = _seen([UNBLAME], ((b"Unblame", b"n"), (b"What happened", b"")))
    except TimeoutError as error:
        _skipped("first paint of the app", str(error))
        return
    _row("first paint of the app", statistics.median(run[0] for run in ours), "textual demo", demo)
    _row("first question open", statistics.median(run[1] for run in ours), "textual demo", demo)


def _seen(command: Sequence[str], wanted: Sequence[tuple[bytes, bytes]]) -> list[list[float]]:
    """Return, for some warm runs, when each text was on screen. Keys are sent once it is."""
    runs: list[list[float]] = []
    for _ in range(APP_RUNS + 1):
        with tempfile.TemporaryDirectory() as home:
            runs.append(list(_watch(command, wanted, home)))
    return runs[1:]


def _watch(
    command: Sequence[str], wanted: Sequence[tuple[bytes, bytes]], home: str
) -> Iterator[float]:
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    began = time.perf_counter()
    program = subprocess.Popen(  # noqa: S603
        command,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,  # textual draws there
        start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "UNBLAME_HOME": home},
    )
    os.close(terminal)
    try:
        for text, keys in wanted:
            _wait_for(screen, text, began)
            yield time.perf_counter() - began
            os.write(screen, keys)
    finally:
        program.kill()
        program.wait()
        os.close(screen)


def _wait_for(screen: int, text: bytes, began: float) -> None:
    seen = b""
    while text not in seen:
        if time.perf_counter() - began > PATIENCE_S:
            raise TimeoutError(f"“{text.decode()}” was not on screen after {PATIENCE_S:.0f} s")
        if select.select([screen], [], [], 0.02)[0]:
            try:
                seen += os.read(screen, 65536)
            except OSError as error:
                raise TimeoutError(f"the program ended before “{text.decode()}”") from error


# --- turns ---------------------------------------------------------------------------------------


async def _turns(folder: Path) -> None:
    """Time the way from an answer to the next question, with answers of some 300 characters."""
    place = _workspace(folder)
    session = await place.new_session()
    times: list[float] = []
    for answer in (*_opening(), *_long_answers()):
        began = time.perf_counter()
        async for _ in session.reply(answer):
            pass
        times.append(time.perf_counter() - began)
    name, before = session.id, _bytes(folder)
    await session.close()
    final = len(place.rendered(place.load(name), "json").encode())
    place.close()
    times = sorted(times[len(_BEGINNING) :])
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    _row(f"answer to next question, p50 of {TURNS}", median, "its own median", median)
    _row(f"answer to next question, p95 of {TURNS}", p95, "its own median", median)
    _size(f"home after {TURNS} turns", before)
    _size("home after close", _bytes(folder))
    _size("the final JSON of it", final)


def _opening() -> Iterator[Answer]:
    for question, value in _BEGINNING:
        yield Answer(value=value, question=question)


def _long_answers() -> Iterator[Answer]:
    """Yield answers that grow every part of the document, as a long session does."""
    chance = random.Random(7)  # noqa: S311 - the same words on every run
    for number in range(TURNS):
        words = _sentence(chance)
        match number % 5:
            case 0:
                yield Answer(
                    value=f"{6 + number // 60:02}:{number % 60:02} {words}", question="TL-16"
                )
            case 1:
                yield Answer(value=[{"text": words, "kind": "condition"}], question="CA-02")
            case 2:
                yield Answer(value=[{"text": words, "principle": words}], question="LE-01")
            case 3:
                yield Answer(value=words, question="TL-06b")
            case _:
                yield Answer(value=words, question="TR-10")


def _sentence(chance: random.Random) -> str:
    known = _PLAIN_WORDS.split()
    words: list[str] = []
    while sum(map(len, words)) + len(words) < 300:
        words.append(chance.choice(known))
    return f"{' '.join(words).capitalize()} {chance.randrange(10_000)}."


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# --- check and retrieval -------------------------------------------------------------------------


async def _sample(folder: Path) -> str:
    """Return the document that the sample answers lead to."""
    place = _workspace(folder)
    session = await place.new_session()
    player = Player(session, AnswersFile.load(SAMPLE), place.records, place.clock)
    await player.play(lambda _: None)
    text = place.markdown(session.document)
    await session.close()
    place.close()
    return text


def _check(text: str) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    ours = _timed(lambda: report("sample.md", text, None, None))
    _row(
        "check of the sample document",
        ours,
        "markdown-it parsing it",
        _timed(lambda: parser.parse(text)),
    )


def _linters(folder: Path) -> None:
    """Compare whole processes over a folder: `check`, without its trained part, and proselint."""
    size = sum(path.stat().st_size for path in folder.rglob("*.md")) / 1e6
    name = f"check of a folder of {size:.2f} MB"
    peer = _beside("proselint")
    if peer is None:
        _skipped(name, "proselint is not installed")
        return
    ours = (UNBLAME, "check", "--format", "json", str(folder))
    times = _in_turn(lambda: _judged(*ours), lambda: _judged(peer, "check", str(folder)))
    _row(name, times[0], "proselint", times[1])


def _judged(*command: str) -> None:
    """Run a linter, which fails when it finds something."""
    rules_only = {**os.environ, "UNBLAME_RULES_ONLY": "1"}
    ended = subprocess.run(command, check=False, capture_output=True, env=rules_only)  # noqa: S603
    if ended.returncode > 1:
        ended.check_returncode()


def _in_turn(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of two runs that take turns, so that both see the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS + 1):
        for run, taken in zip((ours, peer), times, strict=True):
            began = time.perf_counter()
            run()
            taken.append(time.perf_counter() - began)
    first, second = (statistics.median(taken[1:]) for taken in times)
    return first, second


def _beside(command: str) -> str | None:
    """Return where a command is: beside this Python, or on the path."""
    here = Path(sys.executable).with_name(command)
    return str(here) if here.is_file() else shutil.which(command)


def _shelf(folder: Path, text: str) -> Path:
    """Write some documents that are alike and not the same."""
    chance = random.Random(5)  # noqa: S311 - the same words on every run
    for number in range(DOCUMENTS):
        told = "\n\n".join(_sentence(chance) for _ in range(3))
        place = folder / f"{number:02}.md"
        place.write_text(f"{text}\n## Notes {number}\n\n{told}\n", encoding="utf-8")
    return folder


def _retrieval(folder: Path) -> None:
    """Compare a warm query of the hybrid with BM25 alone over the same texts."""
    chance = random.Random(11)  # noqa: S311 - the same words on every run
    texts = [" ".join(_sentence(chance) for _ in range(6)) for _ in range(300)]
    shelf = folder / "texts"
    shelf.mkdir()
    for number, text in enumerate(texts):
        (shelf / f"{number:03}.md").write_text(f"# Incident {number}\n\n{text}\n", encoding="utf-8")
    place = _workspace(folder)
    place.add_to_library([shelf])
    query = "certificate ran out while hosts kept the old file"
    ours = _timed(lambda: place.similar(query))
    place.close()
    try:
        bm25s: Any = importlib.import_module("bm25s")
    except ModuleNotFoundError:
        _skipped("similar, 300 texts", "bm25s is not installed")
        return
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def alone() -> object:
        tokens = bm25s.tokenize(query, show_progress=False)
        return index.retrieve(tokens, k=5, show_progress=False)

    _row("similar, 300 texts", ours, "bm25s alone", _timed(alone))


def _workspace(folder: Path) -> Workspace:
    return Workspace(Home.resolve({"UNBLAME_HOME": str(folder)}).make(), SetClock(_NOW))


if __name__ == "__main__":
    main()
