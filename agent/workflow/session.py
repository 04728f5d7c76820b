"""A session: one document, one open question, one turn at a time, every answer on disk first."""

import gc
import sqlite3
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Generic, Self, cast

import aiosqlite
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from langgraph.types import Command, StateSnapshot
from pydantic import TypeAdapter
from typing_extensions import TypeVar

from agent.clock import SetClock
from agent.dialogue import (
    Asked,
    Coaching,
    Ended,
    Event,
    Explained,
    Flag,
    Proposal,
    Proposed,
    Question,
    Remark,
    Reply,
)
from agent.errors import StoreError
from agent.library.locks import SessionLock
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from agent.questions.bank import BankQuestion
from agent.workflow import checkpoints, turns
from agent.workflow.checkpoints import forget
from agent.workflow.display import former_answer, open_question, prompt
from agent.workflow.doubting import Doubts
from agent.workflow.drafts import sealed, unsealed
from agent.workflow.explaining import told
from agent.workflow.flow import Flow
from agent.workflow.graph import Graph, build
from agent.workflow.proposing import foreseen
from agent.workflow.taking import take
from agent.workflow.tools import Tools

__all__ = ["Session", "forget"]

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


D_co = TypeVar("D_co", bound=AnyDocument, default=Postmortem, covariant=True)


class Session(Generic[D_co]):
    """One document under way. Make it with `Session.open`; close it when done."""

    def __init__(
        self,
        pm_id: str,
        tools: Tools,
        lock: SessionLock | None,
        notice: str,
        connection: aiosqlite.Connection,
        checkpoints_path: Path,
    ) -> None:
        """Wire a session; `open` does the work that can fail."""
        self.id = pm_id
        self._checkpoints = checkpoints_path
        self._notice = notice
        self._tools = tools
        self._lock = lock
        self._connection = connection
        self._saver = AsyncSqliteSaver(connection, serde=_serializer())
        self._graph: Graph = build(self._saver, tools.flow.states)
        self._position: dict[str, Any] = {}
        self._doubts = Doubts()
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
        """Open a session on its records; with no lock it is for reading, and `notice` says why.

        Checkpoints that can't be read are made again from the records. Raises StoreError.
        """
        path = folder / checkpoints.FILE_NAME
        try:
            with checkpoints.explained(path):
                try:
                    return await cls._opened(path, pm_id, tools, lock, notice)
                except sqlite3.Error as error:
                    if not checkpoints.is_damaged(error):
                        raise
                    if lock is not None:
                        checkpoints.make_again(path)
                    place = path if lock else checkpoints.MEMORY
                    return await cls._opened(place, pm_id, tools, lock, notice)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    async def _opened(
        cls, path: Path, pm_id: str, tools: Tools, lock: SessionLock | None, notice: str
    ) -> Self:
        async with checkpoints.connected(path) as connection:
            session = cls(pm_id, tools, lock, notice, connection, path)
            await session._recover()
        _settle()
        return session

    @property
    def read_only(self) -> bool:
        """Return whether another process has the session."""
        return self._lock is None

    @property
    def flow(self) -> Flow:
        """Return what the kind of document brings: its states, guards and questions."""
        return self._tools.flow

    @property
    def document(self) -> D_co:
        """Return the document as everybody at the screen may see it."""
        return cast("D_co", self.flow.shown(self.view.document))

    @property
    def view(self) -> Any:  # noqa: ANN401 - what the flow's `view` returns
        """Return the document with what is computed from it, at this moment."""
        return self._view(self._tools.clock.now())

    @property
    def turn(self) -> int:
        """Return the number of the open turn."""
        return int(self._position.get("turn", 0))

    @property
    def question(self) -> Question | None:
        """Return the open question."""
        return self._question(self.view)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Return the proposals that are open."""
        return turns.proposals(self._tools, self.id)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Return what a `Dispute` can name: standing findings and unmet conditions."""
        return self.flow.flags(self.view)

    def written_by(self, person: str) -> tuple[str, ...]:
        """Return what a person wrote alone so far. Show it to that person only."""
        return self.flow.written_by(self.view.document, person)

    def prompt(self, question: str, about: str = "") -> str:
        """Return any question of the bank in the words in which it would be asked now."""
        return prompt(self.flow.bank().by_id(question), about, self.view)

    async def start(self) -> AsyncIterator[Event]:
        """Tell what is open: progress, score, proposals, the question."""
        if self._notice:
            yield Remark(tone="warning", text=self._notice, rule="session:read-only")
        if not self.read_only and self._tools.records.committed(self.id, self.turn) is not None:
            yield await self._resumed()
        for event in self._open_events(self._tools.clock.now(), replies=()):
            yield event

    async def reply(self, reply: Reply) -> AsyncIterator[Event]:
        """Take one turn. Raises AnswerError when the reply can't be read; nothing is lost."""
        if self.read_only:
            raise StoreError(
                f"{self.id} is open elsewhere, so it can only be read here.",
                "Close the other window first.",
            )
        now = self._tools.clock.now()
        if self._tools.records.committed(self.id, self.turn) is not None:
            yield await self._resumed(
                "What you sent since was not taken; it is yours to send again."
            )
        else:
            key = (self._position["question"], self._position["about"])
            reply = self._doubts.heard(reply, *key)
            with self._doubts.noted(reply, *key):
                taken = take(reply, turns.floor(self._position, self._tools, now, reply))
            self._tools.prepare(self.turn, taken)
            self._tools.records.stage(self.id, self.turn, reply.model_dump_json(), now)
            tools = replace(self._tools, clock=SetClock(now))
            with checkpoints.explained(self._checkpoints), self._unstaged():
                async for event in self._run(Command(resume=self.turn), tools):
                    yield event
        records = self._tools.records.turns(self.id)
        replies = tuple(record.at for record in records if record.reply_kind != "moved")
        for event in self._open_events(now, replies):
            yield event
        self._foresee()

    async def why(self, about: str) -> Explained | None:
        """Return by rule why a score or a likeness is what it is; None for anything else."""
        found = await self.flow.explanation(about, self.view, self._tools.past)
        return found[0] if found else None

    async def explain(self, about: str) -> AsyncIterator[Explained | Coaching | Remark]:
        """Tell the same, then what a model says beneath it. No turn is taken, and none waits."""
        found = await self.flow.explanation(about, self.view, self._tools.past)
        if found is not None:
            async for one in told(found, self.view.document, self._tools.coach):
                yield one

    def stop_coach(self) -> bool:
        """Give up a question to the model; the turn goes on. True when one was under way."""
        return self._tools.coach.stop()

    def _foresee(self) -> None:
        """Let the coach get ready for what may follow the open question."""
        asked = self.flow.bank().find(self._position["question"])
        if asked is not None and not self.read_only:
            tasks = foreseen(asked, self._position["about"], self._waiting(), self.view)
            self._tools.coach.foresee(tuple(tasks), self.document)

    def _waiting(self) -> list[BankQuestion]:
        """Return the questions of this state that were not asked yet."""
        state, bank = self.flow.state(self._position["state"]), self.flow.bank()
        known = {name for name, _ in turns.asked(self._tools.records.turns(self.id))}
        found = (one for section in state.questions for one in bank.for_state(section))
        return [one for one in found if one.id not in known]

    @contextmanager
    def _unstaged(self) -> Generator[None]:
        """Forget the reply when its turn fails: nobody was told that it was taken."""
        try:
            yield
        except BaseException:
            with suppress(StoreError):
                self._tools.records.unstage(self.id, self.turn)
            raise

    async def _resumed(self, more: str = "") -> Remark:
        """Finish a turn that was stored before something failed; it isn't taken twice."""
        with checkpoints.explained(self._checkpoints):
            await self._catch_up()
        text = "Your last answer was stored before the error. The session goes on from there."
        return Remark(tone="notice", text=f"{text} {more}".strip(), rule="session:resumed")

    def keep_draft(self, text: str) -> None:
        """Keep the line being typed."""
        if not self.read_only:
            kept = sealed(text, self._writer)
            self._tools.records.keep_draft(self.id, self.turn, kept)

    def draft(self) -> str:
        """Return the line that was being typed when the session last stopped, to who typed it."""
        return unsealed(self._tools.records.draft(self.id, self.turn), self._writer)

    @property
    def _writer(self) -> str:
        """The id of the one person who may see the open question; empty: everybody may."""
        asked = self.flow.bank().find(self._position.get("question", ""))
        return self._position["about"] if asked is not None and asked.alone else ""

    async def close(self) -> None:
        """Let go of the files and of the lock; a second call does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._tools.coach.close()
        try:
            with suppress(aiosqlite.Error):
                await self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            await self._connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()

    async def _recover(self) -> None:
        """Find the position on disk, and finish a turn whose reply was stored but not taken."""
        snapshot = await self._snapshot()
        values = dict(snapshot.values) if snapshot else {}
        if self.read_only:
            self._position = values if self._stands(values) else self._first_position()
            return
        if snapshot is None or not _waits(snapshot) or not self._stands(values):
            await self._begin()
        self._position = self._position or values
        await self._catch_up()

    async def _snapshot(self) -> StateSnapshot | None:
        """Return the last checkpoint, or None when there is none that can be read."""
        try:
            return await self._graph.aget_state(self._config)
        except (ValueError, TypeError, LookupError):
            return None

    def _stands(self, position: dict[str, Any]) -> bool:
        """Return whether a position is one of these records, and not behind a change to them."""
        if not position:
            return False
        written = self._tools.records.turns(self.id)
        revision = self._tools.records.load(self.id).revision
        latest = max((record.turn for record in written), default=0)
        if position["turn"] <= latest:
            return True
        return position["turn"] == latest + 1 and position["revision"] == revision

    async def _catch_up(self) -> None:
        """Take every turn whose reply is on disk, at the moment at which it came.

        A reply that can't be taken is left out, for it must not lock the person out: its words
        are in the draft.
        """
        while (at := self._tools.records.staged_at(self.id, self.turn)) is not None:
            try:
                await self._drain(Command(resume=self.turn), at)
            except (StoreError, OSError, sqlite3.Error):
                raise
            except Exception:  # noqa: BLE001 - whatever it is, the session opens
                if self._tools.records.committed(self.id, self.turn) is None:
                    return
                await self._begin()
        if self._tools.records.committed(self.id, self.turn) is not None:
            await self._begin()

    async def _begin(self) -> None:
        """Find the next question from the records alone."""
        await self._saver.adelete_thread(self.id)
        turns_so_far = self._tools.records.turns(self.id)
        moments = [self._tools.clock.now(), *(record.at for record in turns_so_far)]
        await self._drain(self._first_position(), max(moments))

    def _first_position(self) -> dict[str, Any]:
        stored = self._tools.records.load(self.id)
        written = [record.turn for record in self._tools.records.turns(self.id)]
        turn = max(written, default=0) + 1
        return turns.begin(self.id, stored.document, stored.revision, turn)

    async def _drain(self, start: object, at: datetime) -> None:
        async for _ in self._run(start, replace(self._tools, clock=SetClock(at))):
            pass

    async def _run(self, start: object, tools: Tools) -> AsyncIterator[Event]:
        """Run the graph to the next question. The stream is read to its end (its last write)."""
        stream = cast("Any", self._graph).astream(
            start,
            self._config,
            context=tools,
            stream_mode="custom",
            durability="exit",
        )
        async for payload in stream:
            yield _EVENT.validate_python(payload)
        await checkpoints.prune(self._connection, self.id)
        self._position = dict((await self._graph.aget_state(self._config)).values)

    def _view(self, now: datetime) -> Any:  # noqa: ANN401 - as above
        document = self._tools.document(self.id, int(self._position["revision"]))
        return self._tools.view(document, now)

    def _question(self, view: Any) -> Question | None:  # noqa: ANN401 - as above
        former = former_answer(self._tools.records, self._position)
        return open_question(self._position, view, former, self.flow)

    def _open_events(self, now: datetime, replies: Sequence[datetime]) -> tuple[Event, ...]:
        view = self._view(now)
        events: list[Event] = []
        events.append(self.flow.progress(self._position, view, replies))
        events += self.flow.told(view)
        if self._tools.coach.state is not None:
            events.append(self._tools.coach.state)
        if self.proposals:
            events.append(Proposed(proposals=self.proposals))
        question = self._question(view)
        state = view.document.meta.state
        if question is None and state in self.flow.ends:
            events.append(Ended(state=state))
        elif question is not None:
            events.append(Asked(question=question))
        return tuple(events)

    @property
    def _config(self) -> Any:  # noqa: ANN401 - a RunnableConfig
        return {"configurable": {"thread_id": self.id}, "recursion_limit": 100}


def _waits(snapshot: StateSnapshot) -> bool:
    """Return whether a checkpoint is one of an open question, not of a turn that broke off."""
    return bool(snapshot.next) and all(node.startswith("ask_") for node in snapshot.next)


@cache
def _settle() -> None:
    """Keep all that was imported out of later collections: a full one would take 0.1 s a time."""
    gc.freeze()


def _serializer() -> JsonPlusSerializer:
    """Return the strict serializer: the state is JSON, so no other type is ever read back."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)
