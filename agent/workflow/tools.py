"""What the nodes of the graph work with: records, coach, library, clock. Nothing of it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field

from agent.clock import Clock
from agent.coach.protocol import Coach
from agent.library.records import Records
from agent.library.search import Hit
from agent.postmortem.record import Postmortem

Similar = Callable[[Postmortem], tuple[Hit, ...]]
"""Earlier incidents like a document, best first."""
Keep = Callable[[Postmortem], None]
"""Takes a finished document into the library."""


@dataclass(frozen=True)
class Tools:
    """The dependencies of a session."""

    records: Records
    coach: Coach
    clock: Clock
    similar: Similar
    keep: Keep
    _seen: dict[tuple[str, int], Postmortem] = field(default_factory=dict, repr=False)

    def document(self, pm_id: str, revision: int) -> Postmortem:
        """Return a revision of a document; the last one asked for is kept in memory."""
        key = (pm_id, revision)
        if key not in self._seen:
            stored = self.records.load(pm_id)
            found = stored.document
            if stored.revision != revision:
                found = self.records.at_revision(pm_id, revision)
            self.remember(pm_id, revision, found)
        return self._seen[key]

    def remember(self, pm_id: str, revision: int, document: Postmortem) -> None:
        """Keep one revision in memory, in place of the one before."""
        self._seen.clear()
        self._seen[pm_id, revision] = document
