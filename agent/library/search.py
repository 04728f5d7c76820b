"""The library of past incidents, and the search for those like a text: BM25 and vectors."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.errors import StoreError
from agent.home import Home
from agent.library import entries as rows
from agent.library.entries import Entry, Outcome
from agent.library.index import VectorIndex
from agent.library.lexical import LexicalIndex, terms
from agent.library.records import Records
from agent.library.vectors import Encoder, WordLlamaEncoder
from agent.postmortem.record import Postmortem
from agent.postmortem.wording import CAUSES

SHARE = 0.5
"""How much the vectors count; BM25 counts for the rest. Measured, not guessed."""
LONGEST_QUERY = 20_000
"""Characters of a query that are read."""
LONGEST_TEXT = 200_000
"""Characters of a file that are kept to find it by."""
CANDIDATES = 200
"""The best by words that are also measured by vector, however far away they are."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A past incident like the query."""

    id: str
    title: str
    score: float
    """How alike, 0-1."""
    why: str
    """What they share, in plain words."""
    open_actions: int
    """Actions from then that are neither done nor declined."""


class Library:
    """Finished postmortems, one's own and imported ones.

    `notice` says, after a search, what it had to do without; empty when it had everything. Every
    method raises StoreError when the records can't be used; a broken index only costs the vectors.
    Safe to call from several threads.
    """

    def __init__(self, records: Records, home: Home, *, encoder: Encoder | None = None) -> None:
        """Work on open records, with the index in the cache folder. Nothing is loaded yet."""
        self._database = records.database
        self._index = VectorIndex(index_folder(home), encoder or WordLlamaEncoder())
        self._lexical = LexicalIndex({})
        self._digests: dict[str, str] = {}
        self._lock = threading.RLock()
        self.notice = ""

    def put(
        self, document: Postmortem, raw_text: str = "", source_path: str = "", sha256: str = ""
    ) -> Outcome:
        """Take a finished document in, or one read from a file (its text, path and checksum).

        Putting the same again changes nothing. A copy of what is here under another path, and
        one's own postmortem in its exported form, are left alone.
        """
        with self._database.write() as connection:
            if not source_path:
                own = rows.own_entry(document)
                return rows.put(connection, own, rows.own_text(document))
            entry = rows.imported_entry(connection, document, source_path, sha256)
            if entry is None:
                return "unchanged"
            text = raw_text or rows.own_text(document)
            return rows.put(connection, entry, text[:LONGEST_TEXT])

    def remove(self, entry_id: str) -> None:
        """Take an entry out, and its vector with it; the index is made again when next needed."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM library WHERE id = ?", (entry_id,))
        with self._lock:
            self._index.wipe()

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries by id."""
        with self._database.read() as connection:
            return rows.entries(connection)

    def rebuild(self) -> int:
        """Make the vector index again from the records; return the number of its entries."""
        with self._lock:
            self._index.wipe()
            digests = self._current_digests()
            self._index.sync(digests, self._texts)
            return len(digests)

    def similar(self, query: str, k: int = 5, exclude: str | None = None) -> tuple[Hit, ...]:
        """Return the incidents most like a text, best first; equal ones by id."""
        with self._lock:
            return self._similar(query[:LONGEST_QUERY], k, exclude)

    def text(self, entry_id: str) -> str:
        """Return the words an incident is found by; empty when there is none of that id."""
        with self._lock:
            return self._texts([entry_id]).get(entry_id, "")

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._index.close()

    def _similar(self, query: str, k: int, exclude: str | None) -> tuple[Hit, ...]:
        self.notice = ""
        self._refresh()
        if k < 1 or not self._digests or not terms(query):
            return ()
        found = {name: score for name, score in self._scores(query).items() if score > 0}
        found.pop(exclude or "", None)
        best = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
        known = {entry.id: entry for entry in self.entries()}
        return tuple(self._hit(known[name], score, query) for name, score in best if name in known)

    def _scores(self, query: str) -> dict[str, float]:
        lexical = self._lexical.scores(query)
        best = sorted(lexical, key=lambda name: (-lexical[name], name))[:CANDIDATES]
        cosines = self._cosines(query, best)
        if cosines is None:
            return {name: round(score, 4) for name, score in lexical.items()}
        return {
            name: round(SHARE * cosines.get(name, 0.0) + (1 - SHARE) * lexical.get(name, 0.0), 4)
            for name in self._digests
            if name in cosines or name in lexical
        }

    def _cosines(self, query: str, others: Sequence[str]) -> dict[str, float] | None:
        """Return the cosines, or None when there are none to be had; `notice` says why."""
        try:
            if not self._index.sync(self._digests, self._texts):
                self.notice = "The index is being written: the newest are found by words alone."
            return self._index.cosines(query, others)
        except StoreError as error:
            self.notice = f"Compared by words alone. {error}"
            return None

    def _refresh(self) -> None:
        digests = self._current_digests()
        if digests != self._digests:
            self._lexical = LexicalIndex(self._texts(None))
            self._digests = digests

    def _current_digests(self) -> dict[str, str]:
        with self._database.read() as connection:
            return rows.digests(connection)

    def _texts(self, ids: Sequence[str] | None) -> dict[str, str]:
        with self._database.read() as connection:
            return rows.texts(connection, ids)

    def _hit(self, entry: Entry, score: float, query: str) -> Hit:
        shared = self._lexical.shared(query, entry.id, limit=4)
        said = "shares " + ", ".join(shared) if shared else "told in other words"
        cause = f"; its cause was {CAUSES[entry.causes[0]]}" if entry.causes else ""
        return Hit(entry.id, entry.title, score, f"{said}{cause}", entry.open_actions)


def index_folder(home: Home) -> Path:
    """Return where the vector index lives."""
    return home.cache / "index"
