"""The composition root of the core: opens the home folder and hands out sessions and documents."""

# ruff: noqa: PLC0415 - heavy parts are loaded where they are first used

import importlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agent import assessment
from agent.clock import Clock
from agent.errors import CoachError, InputError, SessionBusyError
from agent.library.locks import SessionLock
from agent.library.records import Listing, Records
from agent.postmortem.actions import FINISHED
from agent.postmortem.record import Meta, Postmortem
from agent.settings import Home, Settings, why_offline
from rubrics import across

if TYPE_CHECKING:
    from agent.coach.key import Key
    from agent.coach.protocol import Coach
    from agent.documents.gathering import Skipped
    from agent.library.search import Hit, Library
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
        return self.records.list()

    def load(self, pm_id: str) -> Postmortem:
        """Return a document. Raises InputError when there is none of that id."""
        return self.records.load(pm_id).document

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

    async def open_session(self, pm_id: str, *, exclusive: bool = False) -> "Session":
        """Open a session. One that another process has is opened for reading.

        Raises SessionBusyError instead when `exclusive` is asked for.
        """
        from agent.workflow.session import Session

        self.records.load(pm_id)
        try:
            lock = SessionLock.acquire(self.home.data, pm_id)
            notice = ""
        except SessionBusyError as error:
            if exclusive:
                raise
            lock, notice = None, str(error)
        return await Session.open(pm_id, self.home.data, self._tools(pm_id), lock, notice)

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
        from agent.documents.markdown import to_markdown

        now = self.clock.now()
        facts = assessment.facts(document, now)
        return to_markdown(document, facts, assessment.judge(document, facts, now))

    def rendered(self, document: Postmortem, to: str) -> str:
        """Return a document as `md`, `html`, `json` or `external`."""
        now = self.clock.now()
        facts = assessment.facts(document, now)
        match to:
            case "md":
                return self.markdown(document)
            case "html":
                from agent.documents.html import to_html

                return to_html(document, facts, assessment.judge(document, facts, now))
            case "json":
                from agent.documents.json_form import to_json

                return to_json(document)
            case "external":
                from agent.documents.external import to_external

                return to_external(document, facts)
            case _:
                raise InputError(f"There is no form `{to}`.", "Choose md, html, json or external.")

    def export(self, pm_id: str, to: str, path: Path) -> Path:
        """Write a document to a file, all at once, readable by its owner only."""
        from agent.documents.files import write_atomic

        write_atomic(path, self.rendered(self.load(pm_id), to))
        return path

    async def purge(self, pm_id: str, path: str | None = None) -> None:
        """Remove text for good from records, checkpoints and index; leave a tombstone."""
        if all(listing.id != pm_id for listing in self.listings()):
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

    def keep(self, document: Postmortem) -> None:
        """Take a finished document into the library and its index."""
        self.library.put(document)

    def not_ready(self, pm_id: str) -> str:
        """Return why a postmortem may not be shared yet, or an empty text."""
        document = self.load(pm_id)
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

    def close(self) -> None:
        """Close what was opened."""
        if "library" in self.__dict__:
            self.library.close()
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

    def _coach(self, pm_id: str) -> "Coach":
        from agent.coach.rules import RulesCoach

        rules = RulesCoach()
        if self._key is None:
            return rules
        from agent.coach.model.composing import with_model

        return with_model(
            rules,
            self._key,
            Settings.read(self.home),
            os.environ,
            lambda: self.records.consented(pm_id),
            self.home.cache,
        )

    def allow_model(self, pm_id: str) -> None:
        """Let the texts of one session be sent to the model, without what is masked."""
        self.records.give_consent(pm_id, self.clock.now())

    def _tools(self, pm_id: str) -> "Tools":
        from agent.workflow.recurrence import query_of
        from agent.workflow.tools import Tools

        def similar(document: Postmortem) -> "tuple[Hit, ...]":
            hits = self.library.similar(query_of(document), 6)
            return tuple(hit for hit in hits if hit.id != document.meta.id)

        return Tools(
            records=self.records,
            coach=self._coach(pm_id),
            clock=self.clock,
            similar=similar,
            keep=self.keep,
        )
