"""The records: every document, every turn of its session, every revision. The source of truth."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from agent.errors import InputError, StoreError
from agent.home import make_private
from agent.library import purging, rows
from agent.library.database import Database
from agent.library.history import (
    PREFIXES,
    Kind,
    document_of,
    kind_of,
    pack,
    replay,
    tree_of,
    unpack,
    unpack_json,
)
from agent.library.rows import Listing, Revision, Spent, Stored, TurnRecord
from agent.postmortem.record import ScoreEntry
from agent.premortem.record import AnyDocument

FILE_NAME = "unblame.db"


class Records:
    """All that is stored about postmortems and pre-mortems, in one SQLite file.

    Every method raises StoreError when the file can't be used; what reads or changes one
    document raises InputError when there is none. Safe to call from several threads.
    """

    def __init__(self, database: Database) -> None:
        """Work on an open database; `open` is the way to get one."""
        self.database = database

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> "Records":
        """Open the records of a data folder, made when missing."""
        if not read_only:
            make_private(folder)
        return cls(Database.open(folder / FILE_NAME, read_only=read_only))

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    # --- documents -----------------------------------------------------------------------------

    def new_id(self, year: int, kind: Kind = "postmortem") -> str:
        """Reserve the next id of a year: PM-2026-001, PRE-2026-001. None is given out twice."""
        prefix = PREFIXES[kind]
        with self.database.write() as connection:
            while True:
                (number,) = connection.execute(
                    "INSERT INTO counters (prefix, year, last) VALUES (?, ?, 1) "
                    "ON CONFLICT (prefix, year) DO UPDATE SET last = last + 1 RETURNING last",
                    (prefix, year),
                ).fetchone()
                pm_id = f"{prefix}-{year}-{number:03d}"
                if not rows.is_known(connection, pm_id):
                    return pm_id

    def create(self, document: AnyDocument, at: datetime) -> None:
        """Store a new document as its revision 1."""
        pm_id, tree = document.meta.id, tree_of(document)
        first = Revision(1, None, at)
        with self.database.write() as connection:
            if connection.execute("SELECT 1 FROM documents WHERE pm_id = ?", (pm_id,)).fetchone():
                raise StoreError(f"The id {pm_id} was already given out.", "Take a new one.")
            connection.execute(
                "INSERT INTO documents (pm_id, revision, created_at, updated_at, kind) "
                "VALUES (?, 1, ?, ?, ?)",
                (pm_id, rows.stamp(at), rows.stamp(at), kind_of(document)),
            )
            rows.put_revision(connection, pm_id, first, "full", tree)
            rows.put_head(connection, document, tree, first)

    def load(self, pm_id: str) -> Stored:
        """Return a document as it stands."""
        with self.database.read() as connection:
            tree, revision = rows.head(connection, pm_id)
            kind = rows.kind(connection, pm_id)
        return Stored(document_of(tree, kind), revision)

    def amend(self, document: AnyDocument, at: datetime, *, based_on: int) -> int:
        """Store a change made outside a session and return the revision.

        Raises StoreError when the document has moved on from the revision it was based on.
        """
        with self.database.write() as connection:
            before = rows.head(connection, document.meta.id)
            if before[1] != based_on:
                raise StoreError(
                    f"{document.meta.id} was changed meanwhile (revision {before[1]}).",
                    "Load it again and repeat the change.",
                )
            return rows.advance(connection, document, before=before, turn=None, at=at)

    def at_revision(self, pm_id: str, revision: int) -> AnyDocument:
        """Return a document as it was. Raises InputError when that revision isn't kept."""
        with self.database.read() as connection:
            rows.require(connection, pm_id)
            kind = rows.kind(connection, pm_id)
            steps = connection.execute(
                "SELECT revision, kind, body FROM revisions WHERE pm_id = ? AND revision <= ? "
                "ORDER BY revision DESC",
                (pm_id, revision),
            )
            if (step := steps.fetchone()) is None or step[0] != revision:
                raise InputError(f"{pm_id} has no revision {revision}.", "Choose one that is kept.")
            patches: list[Any] = []
            while step and step[1] == "patch":
                patches.append(unpack_json(step[2]))
                step = steps.fetchone()
        if step is None:
            raise StoreError(f"The history of {pm_id} is incomplete.", "Restore it from a backup.")
        return document_of(replay(unpack_json(step[2]), reversed(patches)), kind)

    def revisions(self, pm_id: str) -> tuple[Revision, ...]:
        """Return the history of a document, oldest first."""
        with self.database.read() as connection:
            rows.require(connection, pm_id)
            found = connection.execute(
                "SELECT revision, turn, at FROM revisions WHERE pm_id = ? ORDER BY revision",
                (pm_id,),
            ).fetchall()
        return tuple(Revision(number, turn, rows.moment(at)) for number, turn, at in found)

    def list(self) -> tuple[Listing, ...]:
        """Return all documents, the one worked on last first; purged ones as tombstones."""
        with self.database.read() as connection:
            return rows.listings(connection)

    def purge(self, pm_id: str, path: str | None, at: datetime) -> None:
        """Remove a document, or the text of one field, for good; the id stays as a tombstone.

        Nothing of the text is left in the file or its log. It can be repeated: what is gone
        already stays gone. Raises InputError when there is no such document or field.
        """
        with self.database.write() as connection:
            if path is None:
                purging.purge_document(connection, pm_id, at)
            else:
                purging.purge_field(connection, pm_id, path, at)
        self.database.wipe()

    # --- consent to a model ---------------------------------------------------------------------

    def consented(self, pm_id: str) -> bool:
        """Tell whether the texts of a session may be sent to a model."""
        with self.database.read() as connection:
            rows.require(connection, pm_id)
            found = connection.execute("SELECT 1 FROM consents WHERE pm_id = ?", (pm_id,))
            return found.fetchone() is not None

    def give_consent(self, pm_id: str, at: datetime) -> None:
        """Allow it, for this session alone; the first moment is kept."""
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            connection.execute(
                "INSERT OR IGNORE INTO consents (pm_id, at) VALUES (?, ?)",
                (pm_id, rows.stamp(at)),
            )

    def withdraw_consent(self, pm_id: str) -> None:
        """Forbid it again."""
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            connection.execute("DELETE FROM consents WHERE pm_id = ?", (pm_id,))

    def spent(self, pm_id: str) -> dict[str, Spent]:
        """Return the tokens that a session used so far, by model."""
        with self.database.read() as connection:
            rows.require(connection, pm_id)
            found = connection.execute(
                "SELECT model, fresh, cached, stored, out FROM spending WHERE pm_id = ? "
                "ORDER BY model",
                (pm_id,),
            ).fetchall()
        return {model: Spent(*counts) for model, *counts in found}

    def add_spent(self, pm_id: str, model: str, more: Spent) -> None:
        """Count tokens that a session used of a model."""
        counts = (more.fresh, more.cached, more.stored, more.out)
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            connection.execute(
                "INSERT INTO spending (pm_id, model, fresh, cached, stored, out) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (pm_id, model) DO UPDATE SET "
                "fresh = fresh + excluded.fresh, cached = cached + excluded.cached, "
                "stored = stored + excluded.stored, out = out + excluded.out",
                (pm_id, model, *counts),
            )

    # --- turns ---------------------------------------------------------------------------------

    def stage(self, pm_id: str, turn: int, reply_json: str, at: datetime) -> None:
        """Keep a reply before anything is done with it; one already committed stays."""
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            if not rows.turns(connection, pm_id, turn):
                connection.execute(
                    "INSERT OR REPLACE INTO replies (pm_id, turn, at, body) VALUES (?, ?, ?, ?)",
                    (pm_id, turn, rows.stamp(at), pack(reply_json)),
                )

    def unstage(self, pm_id: str, turn: int) -> None:
        """Forget a reply that could not be taken; one already committed stays."""
        with self.database.write() as connection:
            if not rows.turns(connection, pm_id, turn):
                connection.execute(
                    "DELETE FROM replies WHERE pm_id = ? AND turn = ?", (pm_id, turn)
                )

    def staged(self, pm_id: str, turn: int) -> str | None:
        """Return the reply that waits to be committed."""
        return None if self.committed(pm_id, turn) else self.reply(pm_id, turn)

    def staged_at(self, pm_id: str, turn: int) -> datetime | None:
        """Return when the reply of a turn came, committed or not; None when there is none."""
        with self.database.read() as connection:
            row = connection.execute(
                "SELECT at FROM replies WHERE pm_id = ? AND turn = ?", (pm_id, turn)
            ).fetchone()
        return rows.moment(row[0]) if row else None

    def reply(self, pm_id: str, turn: int) -> str | None:
        """Return the reply of a turn, staged or committed."""
        with self.database.read() as connection:
            row = connection.execute(
                "SELECT body FROM replies WHERE pm_id = ? AND turn = ?", (pm_id, turn)
            ).fetchone()
        return unpack(row[0]) if row else None

    def commit_turn(
        self,
        record: TurnRecord,
        document: AnyDocument,
        *,
        decisions: Mapping[str, str],
        score: ScoreEntry | None = None,
    ) -> int:
        """Store a turn with its document and decisions, all or nothing; return the revision.

        The score is the one of the document as it stands, for lists of documents.

        A second call for the same turn changes nothing and returns the first one's revision. A
        turn that left the document as it was makes no revision.
        """
        pm_id = record.pm_id
        with self.database.write() as connection:
            if done := rows.turns(connection, pm_id, record.turn):
                return done[0].revision
            before = rows.head(connection, pm_id)
            revision = rows.advance(
                connection,
                document,
                before=before,
                turn=record.turn,
                at=record.at,
                score=score,
            )
            rows.put_turn(connection, record, revision)
            connection.executemany(
                "UPDATE proposals SET decision = ? WHERE pm_id = ? AND id = ?",
                [(decision, pm_id, proposal) for proposal, decision in decisions.items()],
            )
            if record.reply_kind != "moved":  # a state entered takes nothing of what is typed
                connection.execute(
                    "DELETE FROM drafts WHERE pm_id = ? AND turn <= ?", (pm_id, record.turn)
                )
            return revision

    def committed(self, pm_id: str, turn: int) -> TurnRecord | None:
        """Return a turn that was committed."""
        with self.database.read() as connection:
            return next(iter(rows.turns(connection, pm_id, turn)), None)

    def turns(self, pm_id: str) -> tuple[TurnRecord, ...]:
        """Return the turns of a session in order."""
        with self.database.read() as connection:
            return rows.turns(connection, pm_id)

    # --- proposals and drafts ------------------------------------------------------------------

    def put_proposals(self, pm_id: str, turn: int, proposals: Sequence[tuple[str, str]]) -> None:
        """Keep the proposals of a turn, as (id, JSON); a second call for the turn does nothing."""
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            present = connection.execute(
                "SELECT 1 FROM proposals WHERE pm_id = ? AND turn = ?", (pm_id, turn)
            )
            if present.fetchone() is None:
                connection.executemany(
                    "INSERT INTO proposals (pm_id, turn, position, id, body) "
                    "VALUES (?, ?, ?, ?, ?)",
                    [
                        (pm_id, turn, position, name, pack(text))
                        for position, (name, text) in enumerate(proposals)
                    ],
                )

    def proposals(self, pm_id: str, turn: int, *, undecided: bool = True) -> tuple[str, ...]:
        """Return the proposals that a turn made, as JSON; only the undecided ones, or all."""
        wanted = "AND decision = ''" if undecided else ""
        with self.database.read() as connection:
            found = connection.execute(
                "SELECT body FROM proposals WHERE pm_id = ? AND turn = ? "  # noqa: S608 - two texts
                f"{wanted} ORDER BY position",
                (pm_id, turn),
            ).fetchall()
        return tuple(unpack(body) for (body,) in found)

    def keep_draft(self, pm_id: str, turn: int, text: str) -> None:
        """Keep what is being typed; empty text clears it."""
        with self.database.write() as connection:
            rows.require(connection, pm_id)
            connection.execute("DELETE FROM drafts WHERE pm_id = ? AND turn <= ?", (pm_id, turn))
            if text:
                connection.execute(
                    "INSERT INTO drafts (pm_id, turn, body) VALUES (?, ?, ?)",
                    (pm_id, turn, pack(text)),
                )

    def draft(self, pm_id: str, turn: int) -> str:
        """Return what was being typed, now or since a turn before; empty when nothing was."""
        with self.database.read() as connection:
            row = connection.execute(
                "SELECT body FROM drafts WHERE pm_id = ? AND turn <= ? ORDER BY turn DESC",
                (pm_id, turn),
            ).fetchone()
        return unpack(row[0]) if row else ""
