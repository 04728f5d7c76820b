"""The composition root of the core: opens the home folder and hands out sessions and documents."""

# ruff: noqa: PLC0415 - heavy parts are loaded where they are first used

import asyncio
import importlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agent import assessment, defects
from agent.clock import Clock
from agent.errors import CoachError, InputError, SessionBusyError
from agent.home import Home
from agent.library.history import Kind, kind_of
from agent.library.locks import SessionLock
from agent.library.records import Listing, Records
from agent.library.rows import Spent
from agent.postmortem.actions import FINISHED
from agent.postmortem.record import Meta, Postmortem
from agent.premortem.record import AnyDocument, Premortem
from agent.premortem.record import Meta as PremortemMeta
from agent.settings import Settings, why_offline
from rubrics import across

if TYPE_CHECKING:
    from agent.coach.key import Key
    from agent.coach.model.composing import Purse
    from agent.coach.protocol import Coach, Tell
    from agent.dialogue import Explained
    from agent.documents.gathering import Skipped
    from agent.library.search import Hit, Library
    from agent.premortem.joining import Joined
    from agent.workflow.flow import Flow
    from agent.workflow.session import Session
    from agent.workflow.tools import Tools


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action that isn't finished, with the postmortem it belongs to."""

    pm_id: str
    action_id: str
    text: str
    owner: str
    due: date | None
    status: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of taking files into the library."""

    added: int
    updated: int
    skipped: "tuple[Skipped, ...]"
    """What was left out, and why."""
    readable: int
    """Files that are in the library by now, the unchanged ones included."""


class Workspace:
    """Everything a front end may ask for. Heavy parts are loaded where they are first used."""

    def __init__(self, home: Home, clock: Clock, *, offline: bool = False) -> None:
        """Remember the home folder, the clock and `--offline`. Nothing is opened yet."""
        self.home = home
        self.clock = clock
        self._offline = offline

    @cached_property
    def why_offline(self) -> str:
        """Return what forbids every call to a model; empty when none does. Raises StoreError."""
        return why_offline(self.home, os.environ, flag=self._offline)

    @cached_property
    def records(self) -> Records:
        """Return the records store, opened on first use. Raises StoreError."""
        return Records.open(self.home.data)

    @cached_property
    def library(self) -> "Library":
        """Return the library of finished postmortems."""
        from agent.library.search import Library

        return Library(self.records, self.home)

    def listings(self) -> tuple[Listing, ...]:
        """Return one's own postmortems, newest first."""
        return tuple(one for one in self.records.list() if one.kind == "postmortem")

    def load(self, pm_id: str) -> Postmortem:
        """Return a postmortem. Raises InputError when there is none of that id."""
        document = self.records.load(pm_id).document
        if not isinstance(document, Postmortem):
            raise InputError(f"{pm_id} is a pre-mortem.", "Give the id of a postmortem.")
        return document

    def latest_open(self) -> str:
        """Return the id of the postmortem worked on last that isn't closed."""
        for listing in self.listings():
            if listing.state != "CLOSED" and not listing.purged:
                return listing.id
        raise InputError("There is no open postmortem.", "Begin one with `unblame new`.")

    async def new_session(self) -> "Session":
        """Begin a postmortem and open its session."""
        now = self.clock.now()
        pm_id = self.records.new_id(now.year)
        self.records.create(Postmortem(meta=Meta(id=pm_id, created_at=now)), now)
        return await self.open_session(pm_id)

    async def new_premortem(self) -> "Session[Premortem]":
        """Begin a pre-mortem and open its session."""
        now = self.clock.now()
        pm_id = self.records.new_id(now.year, "premortem")
        self.records.create(Premortem(meta=PremortemMeta(id=pm_id, created_at=now)), now)
        return await self.open_premortem(pm_id)

    async def open_premortem(self, pm_id: str, *, exclusive: bool = False) -> "Session[Premortem]":
        """Open the session of a pre-mortem, as `open_session` does."""
        from agent.workflow.premortem.flow import PREMORTEM
        from agent.workflow.session import Session

        self.load_premortem(pm_id)
        lock, notice = self._lock(pm_id, exclusive=exclusive)
        tools = self._tools(pm_id, PREMORTEM)
        return await Session[Premortem].open(pm_id, self.home.data, tools, lock, notice)

    def premortems(self) -> tuple[Listing, ...]:
        """Return one's own pre-mortems, newest first."""
        return tuple(one for one in self.records.list() if one.kind == "premortem")

    def load_premortem(self, pm_id: str) -> Premortem:
        """Return a pre-mortem, complete. Raises InputError when there is none of that id."""
        from agent.workflow.premortem.desk import premortem_of

        return premortem_of(self.records, pm_id)

    def join(self, pm_id: str, paths: Sequence[Path]) -> "Joined":
        """Put reasons from files into a pre-mortem. Raises InputError once its list is closed."""
        from agent.workflow.premortem.desk import join_files

        return join_files(self.records, self.home.data, pm_id, paths, self.clock.now())

    def link(self, pm_id: str, happened: str, modes: Sequence[str], note: str) -> Premortem:
        """Link the postmortem of a failure to the pre-mortem of its plan."""
        from agent.workflow.premortem.desk import link_failure

        ids, told = (pm_id, happened), (modes, note)
        return link_failure(self.records, self.home.data, ids, told, self.clock.now())

    def watched(self) -> tuple[Premortem, ...]:
        """Return the pre-mortems whose signals are watched, the one worked on last first."""
        return tuple(
            self.load_premortem(listing.id)
            for listing in self.premortems()
            if listing.state == "WATCH" and not listing.purged
        )

    async def read_signal(self, pm_id: str, signal: str, text: str) -> Premortem:
        """Record what a signal shows now. Raises InputError outside the watch."""
        from agent.dialogue import Answer

        document = self.load_premortem(pm_id)
        if document.meta.state != "WATCH":
            raise InputError(
                f"{pm_id} is not being watched: {document.meta.state}.", "Decide on it first."
            )
        known = {one.id: one.name for one in document.signals}
        if signal.upper() not in known:
            names = ", ".join(f"{key} {name}" for key, name in known.items()) or "none"
            raise InputError(f"There is no signal {signal} in {pm_id}.", f"There is: {names}.")
        session = await self.open_premortem(pm_id, exclusive=True)
        try:
            reading = Answer(value={"text": text}, question="PM-43", about=signal.upper())
            async for _ in session.reply(reading):
                pass
            return self.load_premortem(pm_id)
        finally:
            await session.close()

    def document(self, pm_id: str) -> AnyDocument:
        """Return a document of any kind, complete. Raises InputError when there is none."""
        return self.records.load(pm_id).document

    def kind(self, pm_id: str) -> Kind:
        """Return what kind of document an id belongs to. Raises InputError for none."""
        return kind_of(self.document(pm_id))

    async def open_session(self, pm_id: str, *, exclusive: bool = False) -> "Session":
        """Open a session. One that another process has is opened for reading.

        Raises SessionBusyError instead when `exclusive` is asked for.
        """
        from agent.workflow.postmortem import POSTMORTEM
        from agent.workflow.session import Session

        self.load(pm_id)
        lock, notice = self._lock(pm_id, exclusive=exclusive)
        return await Session[Postmortem].open(
            pm_id, self.home.data, self._tools(pm_id, POSTMORTEM), lock, notice
        )

    def _lock(self, pm_id: str, *, exclusive: bool) -> tuple[SessionLock | None, str]:
        """Take the lock of a document; without it, return why the session is for reading."""
        try:
            return SessionLock.acquire(self.home.data, pm_id), ""
        except SessionBusyError as error:
            if exclusive:
                raise
            return None, str(error)

    def add_to_library(self, paths: Sequence[Path]) -> Intake:
        """Take Markdown postmortems into the library: files, and what lies in folders.

        What can't be taken is skipped with a reason. Raises StoreError.
        """
        from agent.documents.gathering import Skipped, gather, read_any

        counts = {"added": 0, "updated": 0, "unchanged": 0}
        skipped: list[Skipped] = []
        for found in gather(paths):
            if isinstance(found, Skipped):
                skipped.append(found)
                continue
            document = read_any(found)
            outcome = self.library.put(document, found.text, str(found.path), found.sha256)
            counts[outcome] += 1
            if outcome == "unchanged":
                skipped.append(Skipped(str(found.path), "it is in the library already"))
        return Intake(counts["added"], counts["updated"], tuple(skipped), sum(counts.values()))

    def similar(self, query: str, k: int = 5) -> "tuple[Hit, ...]":
        """Return past incidents like a text, best first."""
        return self.library.similar(query, k)

    async def explained(
        self, query: str, hits: "Sequence[Hit]", hear: "Tell"
    ) -> "tuple[Explained, ...]":
        """Return why each past incident was found: by rule, and in a model's words where one is.

        Asking for it is leave to send the query and those reviews, masked.
        """
        from agent.postmortem.record import Summary
        from agent.workflow.explaining import alike, in_words

        here = Postmortem(meta=Meta(id=""), summary=Summary(text=query))
        coach = self._coach_for()
        found = [
            alike(here, "", hit.title, hit, self._recall(hit.id), self.library.text(hit.id))
            for hit in hits
        ]
        try:
            asked = [in_words(one, here, coach, hear) for one in found]
            return tuple(await asyncio.gather(*asked))
        finally:
            await coach.close()

    def open_actions(self) -> tuple[OpenAction, ...]:
        """Return the unfinished actions of all of one's own postmortems, by due date."""
        found = sorted(self._open_actions(), key=lambda a: (a.due or date.max, a.pm_id))
        return tuple(found)

    def _open_actions(self) -> Iterator[OpenAction]:
        for listing in self.listings():
            if listing.purged or not listing.open_actions:
                continue
            document = self.load(listing.id)
            names = {person.id: person.display for person in document.people}
            for action in document.actions:
                if action.status not in FINISHED:
                    yield OpenAction(
                        pm_id=listing.id,
                        action_id=action.id,
                        text=action.text,
                        owner=names.get(action.owner, ""),
                        due=action.due,
                        status=action.status,
                    )

    def markdown(self, document: Postmortem) -> str:
        """Return a document as Markdown, with its score."""
        return self.rendered(document, "md")

    def rendered(self, document: AnyDocument, to: str) -> str:
        """Return a document as `md`, `html`, `json` or, for a postmortem, `external`."""
        from agent.documents.rendering import rendered

        return rendered(document, to, self.clock.now())

    def export(self, pm_id: str, to: str, path: Path) -> Path:
        """Write a document to a file, all at once, readable by its owner only."""
        from agent.documents.files import write_atomic

        write_atomic(path, self.rendered(self.document(pm_id), to))
        return path

    async def purge(self, pm_id: str, path: str | None = None) -> None:
        """Remove text for good from records, checkpoints and index; leave a tombstone."""
        if all(listing.id != pm_id for listing in self.records.list()):
            self.records.load(pm_id)
        lock = SessionLock.acquire(self.home.data, pm_id)
        try:
            from agent.workflow.session import forget

            await forget(self.home.data, pm_id)
            self.records.purge(pm_id, path, self.clock.now())
            if path is None:
                self.library.remove(pm_id)
            else:
                self.library.rebuild()
        finally:
            lock.release()

    def keep(self, document: AnyDocument) -> None:
        """Take a finished document into the library and its index."""
        if isinstance(document, Postmortem):
            self.library.put(document)

    def not_ready(self, pm_id: str) -> str:
        """Return why a document may not be shared yet, or an empty text."""
        document = self.document(pm_id)
        if isinstance(document, Premortem):
            return "" if document.decision.verdict else "nothing is decided yet."
        card = assessment.assess(document, self.clock.now())
        if document.meta.overrides:
            names = {person.id: person.display for person in document.people}
            told = "; ".join(
                f"{one.state}, by {names.get(one.by, one.by) or 'nobody named'}: {one.reason}"
                for one in document.meta.overrides
            )
            return f"a guard was passed by decision in {told}"
        return "" if card.gate_passed else f"{card.label}."

    def beside_the_score(self, document: Postmortem) -> tuple[str, ...]:
        """Return what a document shows beside the others of the store: repeats, loads."""
        others = [
            self.load(listing.id).model_dump(mode="json")
            for listing in self.listings()
            if not listing.purged and listing.id != document.meta.id
        ]
        found = across.check(document.model_dump(mode="json"), others, self.clock.now())
        return tuple(finding.message for finding in found)

    def warm_up(self) -> None:
        """Load what the first session needs, while the person reads the start screen."""
        from agent.questions.bank import load_bank

        importlib.import_module("agent.workflow.session")
        load_bank()
        if self._key is not None:
            importlib.import_module("agent.coach.model.composing")

    def note_defect(self, defect: BaseException) -> Path | None:
        """Write down what went wrong inside, and return where; None when that can't be."""
        return defects.note(self.home.data, defect, self.clock.now())

    def close(self) -> None:
        """Close what was opened."""
        if "library" in self.__dict__:
            self.library.close()
        if "records" in self.__dict__:
            self.records.close()

    @cached_property
    def _key(self) -> "Key | None":
        """Return the key to a model; none when calls are forbidden or the key can't be used."""
        if self.why_offline:
            return None
        from agent.coach.key import find_key

        try:
            return find_key(self.home, os.environ)
        except CoachError:
            return None  # `doctor` says why

    def _coach_for(self, pm_id: str = "") -> "Coach":
        """Return the coach of a session, or of one question that somebody asks beside any."""
        from agent.coach.rules import RulesCoach

        rules = RulesCoach()
        if self._key is None:
            return rules
        from agent.coach.model.composing import with_model

        purse = self._purse(pm_id)
        return with_model(
            rules, self._key, Settings.read(self.home), os.environ, purse, self.home.cache
        )

    def _purse(self, pm_id: str) -> "Purse":
        """Return what a session may do with a model, and what it spent: both are in the records."""
        from agent.coach.model.asking import Usage
        from agent.coach.model.composing import Purse

        if not pm_id:
            return Purse(lambda: True, {}, lambda _model, _used: None)

        def keep(model: str, used: Usage) -> None:
            more = Spent(used.fresh, used.cached, used.stored, used.out)
            self.records.add_spent(pm_id, model, more)

        spent = {
            model: Usage(one.fresh, one.cached, one.stored, one.out)
            for model, one in self.records.spent(pm_id).items()
        }
        return Purse(lambda: self.records.consented(pm_id), spent, keep)

    def allow_model(self, pm_id: str) -> None:
        """Let the texts of one session be sent to the model, without what is masked."""
        self.records.give_consent(pm_id, self.clock.now())

    def _recall(self, pm_id: str) -> Postmortem | None:
        """Return a postmortem of one's own; None for what was read from a file."""
        known = any(one.id == pm_id and not one.purged for one in self.listings())
        return self.load(pm_id) if known else None

    def _tools(self, pm_id: str, flow: "Flow") -> "Tools":
        from agent.workflow.flow import Past
        from agent.workflow.recurrence import queries_of
        from agent.workflow.tools import Tools

        def similar(document: AnyDocument) -> "tuple[Hit, ...]":
            best: dict[str, Hit] = {}
            for query in queries_of(document):
                for hit in self.library.similar(query, 6):
                    if hit.id not in best or hit.score > best[hit.id].score:
                        best[hit.id] = hit
            best.pop(document.meta.id, None)
            return tuple(sorted(best.values(), key=lambda hit: -hit.score))

        return Tools(
            records=self.records,
            coach=self._coach_for(pm_id),
            clock=self.clock,
            flow=flow,
            past=Past(similar, self._recall, self.library.text),
            keep=self.keep,
        )
