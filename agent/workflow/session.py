"""A session: one postmortem, one open question, one turn at a time, every answer on disk first."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self, cast

import aiosqlite
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.types import Command
from pydantic import TypeAdapter

from agent.dialogue import Asked, Ended, Event, Proposal, Proposed, Question, Remark, Reply
from agent.errors import StoreError
from agent.library.locks import SessionLock
from agent.postmortem.record import Postmortem
from agent.workflow import turns
from agent.workflow.display import former_answer, open_question, progress, scored
from agent.workflow.graph import Graph, build
from agent.workflow.taking import take
from agent.workflow.tools import Tools
from agent.workflow.view import View

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_CHECKPOINTS = "checkpoints.db"


class Session:
    """One postmortem under way. Make it with `Session.open`; close it when done."""

    def __init__(
        self,
        pm_id: str,
        tools: Tools,
        lock: SessionLock | None,
        notice: str,
        connection: aiosqlite.Connection,
    ) -> None:
        """Wire a session; `open` does the work that can fail."""
        self.id = pm_id
        self._notice = notice
        self._tools = tools
        self._lock = lock
        self._connection = connection
        self._graph: Graph = build(AsyncSqliteSaver(connection, serde=_serializer()))
        self._position: dict[str, Any] = {}
        self._closed = False

    @classmethod
    async def open(
        cls,
        pm_id: str,
        folder: Path,
        tools: Tools,
        lock: SessionLock | None,
        notice: str = "",
    ) -> Self:
        """Open a session on its records; with no lock it is for reading, and `notice` says why."""
        path = folder / _CHECKPOINTS
        try:
            path.touch(mode=0o600)
            connection = await aiosqlite.connect(path)
            await connection.execute("PRAGMA journal_mode=WAL")
            await connection.execute("PRAGMA synchronous=NORMAL")
            await connection.execute("PRAGMA busy_timeout=5000")
            await connection.execute("PRAGMA wal_autocheckpoint=64")
            await connection.execute("PRAGMA journal_size_limit=262144")
            session = cls(pm_id, tools, lock, notice, connection)
            await session._recover()
        except (OSError, aiosqlite.Error) as error:
            raise StoreError(
                f"The session's checkpoints at {path} can't be opened: {error}.",
                "They can be deleted: the session goes on from its records.",
            ) from error
        return session

    @property
    def read_only(self) -> bool:
        """Return whether another process has the session."""
        return self._lock is None

    @property
    def document(self) -> Postmortem:
        """Return the document as it stands."""
        return self.view.document

    @property
    def view(self) -> View:
        """Return the document with what is computed from it, at this moment."""
        document = self._tools.document(self.id, int(self._position["revision"]))
        return self._tools.view(document, self._tools.clock.now())

    @property
    def turn(self) -> int:
        """Return the number of the open turn."""
        return int(self._position.get("turn", 0))

    @property
    def question(self) -> Question | None:
        """Return the open question."""
        former = former_answer(self._tools.records, self._position)
        return open_question(self._position, self.view, former)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Return the proposals that are open."""
        return turns.proposals(self._tools, self.id)

    async def start(self) -> AsyncIterator[Event]:
        """Tell what is open: progress, score, proposals, the question."""
        if self._notice:
            yield Remark(tone="warning", text=self._notice, rule="session:read-only")
        for event in self._open_events():
            yield event

    async def reply(self, reply: Reply) -> AsyncIterator[Event]:
        """Take one turn. Raises AnswerError when the reply can't be read; nothing is lost."""
        if self.read_only:
            raise StoreError(
                f"{self.id} is open elsewhere, so it can only be read here.",
                "Close the other window first.",
            )
        now = self._tools.clock.now()
        taken = take(reply, turns.floor(self._position, self._tools, now, reply))
        self._tools.prepare(self.turn, taken)
        self._tools.records.stage(self.id, self.turn, reply.model_dump_json(), now)
        async for event in self._run(Command(resume=self.turn)):
            yield event
        for event in self._open_events():
            yield event

    def keep_draft(self, text: str) -> None:
        """Keep the line being typed."""
        if not self.read_only:
            self._tools.records.keep_draft(self.id, self.turn, text)

    def draft(self) -> str:
        """Return the line that was being typed when the session last stopped."""
        return self._tools.records.draft(self.id, self.turn)

    async def close(self) -> None:
        """Let go of the files and of the lock; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        await self._connection.close()
        if self._lock is not None:
            self._lock.release()

    async def _recover(self) -> None:
        """Find the position on disk, and finish a turn whose reply was stored but not taken."""
        snapshot = await self._graph.aget_state(self._config)
        if self.read_only:
            self._position = dict(snapshot.values) or self._first_position()
            return
        if not snapshot.values or not snapshot.next:
            await self._drain(self._first_position())
        else:
            self._position = dict(snapshot.values)
        while self._tools.records.staged(self.id, self.turn) is not None:
            await self._drain(Command(resume=self.turn))

    def _first_position(self) -> dict[str, Any]:
        stored = self._tools.records.load(self.id)
        written = [record.turn for record in self._tools.records.turns(self.id)]
        turn = max(written, default=0) + 1
        return turns.begin(self.id, stored.document, stored.revision, turn)

    async def _drain(self, start: object) -> None:
        async for _ in self._run(start):
            pass

    async def _run(self, start: object) -> AsyncIterator[Event]:
        """Run the graph to the next question. The stream is read to its end (its last write)."""
        stream = self._graph.astream(
            cast("Any", start),
            self._config,
            context=self._tools,
            stream_mode="custom",
            durability="exit",
        )
        async for payload in stream:
            yield _EVENT.validate_python(payload)
        self._position = dict((await self._graph.aget_state(self._config)).values)
        await self._prune()

    async def _prune(self) -> None:
        """Drop the checkpoints before the last: every earlier state is a revision of the record."""
        last = (
            "(SELECT max(checkpoint_id) FROM checkpoints WHERE thread_id = :id)"  # ids sort by time
        )
        for table in ("checkpoints", "writes"):
            await self._connection.execute(
                f"DELETE FROM {table} WHERE thread_id = :id AND checkpoint_id < {last}",  # noqa: S608
                {"id": self.id},
            )
        await self._connection.commit()

    def _open_events(self) -> tuple[Event, ...]:
        view = self.view
        events: list[Event] = [progress(self._position, view), scored(view)]
        if self.proposals:
            events.append(Proposed(proposals=self.proposals))
        question = self.question
        state = view.document.meta.state
        if question is None and state in {"CLOSED", "REFUSED"}:
            events.append(Ended(state=state))
        elif question is not None:
            events.append(Asked(question=question))
        return tuple(events)

    @property
    def _config(self) -> Any:  # noqa: ANN401 - a RunnableConfig
        return {"configurable": {"thread_id": self.id}, "recursion_limit": 100}


async def forget(folder: Path, pm_id: str) -> None:
    """Delete the checkpoints of a session: its records hold all that matters."""
    path = folder / _CHECKPOINTS
    if not path.exists():
        return
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA secure_delete=ON")
        for table in ("checkpoints", "writes"):
            await connection.execute(
                f"DELETE FROM {table} WHERE thread_id = ?",  # noqa: S608 - two fixed names
                (pm_id,),
            )
        await connection.commit()
        await connection.execute("VACUUM")
        await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _serializer() -> JsonPlusSerializer:
    """Return the strict serializer: the state is JSON, so no other type is ever read back."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)
