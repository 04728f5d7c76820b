"""Plays answers with no terminal and kills itself on the way: `python doomed.py PLAN.json`.

One process imports everything once and forks a child for each life, so that fifty deaths cost
seconds. A child is a process of its own with its own connections, and SIGKILL is what ends it.
"""

import asyncio
import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiosqlite

from agent.clock import SetClock
from agent.home import Home
from agent.postmortem.record import Meta, Postmortem
from agent.premortem.record import Meta as PremortemMeta
from agent.premortem.record import Premortem
from agent.questions.bank import DocumentKind
from agent.samples import demo_answers, premortem_answers
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Player
from agent.workflow.session import Session
from agent.workspace import Workspace

DONE, FAILED = 0, 3


def die() -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Counted:
    """A connection of the records that dies at a chosen moment of a chosen write transaction."""

    def __init__(self, connection: sqlite3.Connection, number: int, moment: str) -> None:
        self._connection = connection
        self._number = number
        self._moment = moment
        self._begun = 0
        self._inside = 0

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        self._before(sql)
        cursor = self._connection.execute(sql, *parameters)
        self._after(sql)
        return cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def _before(self, sql: str) -> None:
        if sql == "COMMIT" and self._here("before commit"):
            die()

    def _after(self, sql: str) -> None:
        if sql.startswith("BEGIN"):
            self._begun += 1
            self._inside = 0
            if self._here("after begin"):
                die()
        elif sql == "COMMIT":
            if self._here("after commit"):
                die()
        elif not sql.startswith("SELECT") and self._connection.in_transaction:
            self._inside += 1
            if self._here(f"after write {self._inside}"):
                die()

    def _here(self, moment: str) -> bool:
        return self._begun >= self._number and self._moment == moment


def count_checkpoints(number: int) -> None:
    """Let every connection to the checkpoints die at its n-th statement."""
    seen = 0
    connect = aiosqlite.connect

    def count(_: str) -> None:
        nonlocal seen
        seen += 1
        if seen == number:
            die()

    async def connect_counted(path: Path) -> aiosqlite.Connection:
        connection = await connect(path)
        await connection.set_trace_callback(count)
        return connection

    aiosqlite.connect = connect_counted  # type: ignore[assignment]


def workspace(home: str, answers: AnswersFile) -> Workspace:
    assert answers.now is not None
    place = Home.resolve({"UNBLAME_HOME": home}).make()
    return Workspace(place, SetClock(answers.now))


def begin(home: str, answers: AnswersFile, kind: DocumentKind) -> None:
    """Make the document; its session was never open."""
    place = workspace(home, answers)
    now = place.clock.now()
    pm_id = place.records.new_id(now.year, kind)
    plan = Premortem(meta=PremortemMeta(id=pm_id, created_at=now))
    failure = Postmortem(meta=Meta(id=pm_id, created_at=now))
    place.records.create(plan if kind == "premortem" else failure, now)
    place.close()


async def live(home: str, answers: AnswersFile, kill: dict[str, Any]) -> None:
    """Play to the end, or to the kill."""
    place = workspace(home, answers)
    if kill.get("where") == "records":
        counted = Counted(place.records.database._connection, kill["number"], kill["moment"])
        place.records.database._connection = counted  # type: ignore[assignment]
    if kill.get("where") == "checkpoints":
        count_checkpoints(kill["number"])
    session = await opened(place)
    player = Player(session, answers, place.records, place.clock)
    await player.play(lambda _: None)
    await session.close()
    place.close()


async def opened(place: Workspace) -> Session[Any]:
    """Open the one document there is."""
    for plan in place.premortems():
        return await place.open_premortem(plan.id, exclusive=True)
    (listing,) = place.listings()
    return await place.open_session(listing.id, exclusive=True)


def child(work: Callable[[], None]) -> int:
    """Fork a process for some work; return its pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(DONE)
    except BaseException:  # noqa: BLE001 - a child that failed must not go on as its parent
        sys.excepthook(*sys.exc_info())
        os._exit(FAILED)


def life(home: str, answers: AnswersFile, kill: dict[str, Any]) -> int:
    """Play in a child until it dies or ends; return the signal that ended it, or 0."""
    pid = child(lambda: asyncio.run(live(home, answers, kill)))
    if kill.get("where") == "outside":
        time.sleep(kill["seconds"])
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status)
    if os.WEXITSTATUS(status):
        sys.exit(f"a life ended badly after {kill}")
    return 0


def standing(home: str) -> str:
    """Return how far the records and the session are: taken turns, and whether one waits."""
    file = Path(home, "data", "unblame.db")
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        (turns,) = connection.execute("SELECT coalesce(max(turn), 0) FROM turns").fetchone()
        (replies,) = connection.execute("SELECT coalesce(max(turn), 0) FROM replies").fetchone()
    return f"{turns} taken, {'one' if replies > turns else 'none'} waiting"


def main() -> None:
    """Play the plan: a life for each kill, then one that nobody ends."""
    plan = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    kind: DocumentKind = plan.get("kind", "postmortem")
    answers = premortem_answers() if kind == "premortem" else demo_answers()
    if plan.get("states"):
        sections = tuple(plan["states"])
        kept = {name: said for name, said in answers.answers.items() if name.startswith(sections)}
        answers = answers.model_copy(update={"answers": kept})
    home = plan["home"]
    if not Path(home, "data", "unblame.db").exists():
        begin(home, answers, kind)
    report = [
        {**kill, "signal": life(home, answers, kill), "standing": standing(home)}
        for kill in plan["kills"]
    ]
    if plan.get("finish", True):
        life(home, answers, {})
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()
