"""What the nodes of the graph work with: records, coach, library, clock. Nothing of it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from agent.clock import Clock
from agent.coach.protocol import Coach
from agent.dialogue import Reply
from agent.library.records import Records
from agent.premortem.record import AnyDocument
from agent.workflow.floor import Taken
from agent.workflow.flow import Flow, Past

_REPLY: TypeAdapter[Reply] = TypeAdapter(Reply)
Keep = Callable[[AnyDocument], None]
"""Takes a finished document into the library."""


def read_reply(body: str) -> Reply:
    """Return a reply as it was stored. Raises ValueError when it is none."""
    return _REPLY.validate_json(body)


@dataclass(frozen=True)
class Tools:
    """The dependencies of a session."""

    records: Records
    coach: Coach
    clock: Clock
    flow: Flow
    past: Past
    keep: Keep
    _seen: dict[tuple[str, int], AnyDocument] = field(
        default_factory=dict[tuple[str, int], AnyDocument], repr=False
    )
    _prepared: dict[int, Taken] = field(default_factory=dict[int, Taken], repr=False)
    _views: list[Any] = field(default_factory=list[Any], repr=False)

    def document(self, pm_id: str, revision: int) -> AnyDocument:
        """Return a revision of a document; the last one asked for is kept in memory."""
        key = (pm_id, revision)
        if key not in self._seen:
            stored = self.records.load(pm_id)
            found = stored.document
            if stored.revision != revision:
                found = self.records.at_revision(pm_id, revision)
            self.remember(pm_id, revision, found)
        return self._seen[key]

    def remember(self, pm_id: str, revision: int, document: AnyDocument) -> None:
        """Keep one revision in memory, in place of the one before."""
        self._seen.clear()
        self._seen[pm_id, revision] = document

    def view(self, document: AnyDocument, now: datetime) -> Any:  # noqa: ANN401 - see Flow
        """Return what is computed from a document; the last one is kept in memory."""
        kept = self._views[0] if self._views else None
        if kept is None or kept.document is not document or kept.now != now:
            self._views[:] = [kept := self.flow.view(document, now)]
        return kept

    def prepare(self, turn: int, taken: Taken) -> None:
        """Keep what a reply does, as found when it was tried, for the node that stores it."""
        self._prepared.clear()
        self._prepared[turn] = taken

    def prepared(self, turn: int) -> Taken | None:
        """Return what the reply of a turn does, when it was tried in this process."""
        return self._prepared.pop(turn, None)
