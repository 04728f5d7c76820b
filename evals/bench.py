"""Speed, as ratios against a peer that runs side by side. Never a test: machines differ."""

import asyncio
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

RUNS = 7
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print one line a figure."""
    _start_up()
    _first_paint()
    _turns()


def _row(name: str, ours: float, peer_name: str, peer: float) -> None:
    print(
        f"{name:<28} {ours * 1000:8.0f} ms   {peer_name:<30} {peer * 1000:8.0f} ms   x{ours / peer:.1f}"
    )


def _median(run: Callable[[], float]) -> float:
    run()
    return statistics.median(run() for _ in range(RUNS))


def _wall(*command: str) -> Callable[[], float]:
    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        return time.perf_counter() - began

    return run


def _start_up() -> None:
    unblame = str(Path(sys.executable).with_name("unblame"))
    bare = _median(_wall(sys.executable, "-c", "pass"))
    _row("unblame --version", _median(_wall(unblame, "--version")), "python -c pass", bare)
    _row("unblame check --help", _median(_wall(unblame, "check", "--help")), "python -c pass", bare)


def _seen(command: list[str], *wanted: tuple[bytes, bytes]) -> list[float]:
    """Start a terminal program; return when each text was first on screen.

    Each pair is the text to wait for and the keys to send once it is there.
    """
    began = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
        os.execv(command[0], command)  # noqa: S606
    moments: list[float] = []
    seen = b""
    for text, keys in wanted:
        while text not in seen and time.perf_counter() - began < 30:
            if select.select([fd], [], [], 0.05)[0]:
                seen += os.read(fd, 65536)
        moments.append(time.perf_counter() - began)
        seen = b""
        os.write(fd, keys)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(fd)
    return moments


def _first_paint() -> None:
    unblame = str(Path(sys.executable).with_name("unblame"))
    home = tempfile.mkdtemp()
    os.environ["UNBLAME_HOME"] = home
    ours = [_seen([unblame], (b"Unblame", b"n"), (b"TR-", b"")) for _ in range(RUNS)]
    peer = [_seen([sys.executable, "-m", "textual"], (b"Textual", b"")) for _ in range(RUNS)]
    shutil.rmtree(home, ignore_errors=True)
    demo = statistics.median(run[0] for run in peer)
    _row(
        "first paint of the app", statistics.median(run[0] for run in ours), "textual's demo", demo
    )
    _row("first question open", statistics.median(run[1] for run in ours), "textual's demo", demo)


def _turns() -> None:
    from agent.clock import SetClock  # noqa: PLC0415
    from agent.dialogue import Park  # noqa: PLC0415
    from agent.settings import Home  # noqa: PLC0415
    from agent.workspace import Workspace  # noqa: PLC0415

    async def run() -> list[float]:
        home = Path(tempfile.mkdtemp())
        os.environ["UNBLAME_HOME"] = str(home)
        place = Workspace(
            Home.resolve(os.environ).make(), SetClock(datetime(2026, 3, 5, tzinfo=UTC))
        )
        session = await place.new_session()
        times: list[float] = []
        for number in range(200):
            began = time.perf_counter()
            async for _ in session.reply(Park(text=f"a thought for later, number {number}")):
                pass
            times.append(time.perf_counter() - began)
        await session.close()
        place.close()
        size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
        print(f"{'home after 200 turns':<28} {size / 1e6:8.2f} MB")
        shutil.rmtree(home, ignore_errors=True)
        return times[10:]

    times = sorted(asyncio.run(run()))
    p95 = times[int(len(times) * 0.95)]
    _row("answer to next question p95", p95, "its own median", statistics.median(times))


if __name__ == "__main__":
    main()
