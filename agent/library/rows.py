"""The rows of one document: as values, and the statements on them inside a transaction."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from agent.errors import InputError
from agent.library.history import Kind, Tree, difference, pack_json, tree_of, unpack_json
from agent.postmortem.actions import FINISHED
from agent.postmortem.record import Postmortem, ScoreEntry
from agent.premortem.record import AnyDocument

_TURN = "pm_id, turn, at, state, question, about, reply_kind, filled, revision"


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it stands, and the revision it is."""

    document: AnyDocument
    revision: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of a document's history; `turn` is empty when no turn of a session made it."""

    revision: int
    turn: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """What one turn of a session was. `revision` is given by the records."""

    pm_id: str
    turn: int
    at: datetime
    state: str
    question: str
    about: str
    reply_kind: str
    filled: bool
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens that a session used of one model, by what they cost."""

    fresh: int = 0
    cached: int = 0
    stored: int = 0
    out: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """One line of the list of postmortems and pre-mortems."""

    id: str
    title: str
    type: str
    severity: str
    state: str
    status: str
    created_at: datetime
    updated_at: datetime
    overall: float | None
    verdict: str
    turns: int
    open_actions: int
    purged: bool
    kind: Kind = "postmortem"


def stamp(at: datetime) -> str:
    """Return a moment as it is stored: ISO 8601 in UTC, so that text sorts as time."""
    return at.astimezone(UTC).isoformat()


def moment(text: str) -> datetime:
    """Return a stored moment."""
    return datetime.fromisoformat(text)


def open_actions(document: AnyDocument) -> int:
    """Count the actions that are neither done nor declined."""
    return sum(action.status not in FINISHED for action in document.actions)


def is_known(connection: sqlite3.Connection, pm_id: str) -> bool:
    """Tell whether an id was ever used, by a document or by an imported one."""
    query = (
        "SELECT 1 FROM documents WHERE pm_id = :id UNION ALL SELECT 1 FROM library WHERE id = :id"
    )
    return connection.execute(query, {"id": pm_id}).fetchone() is not None


def kind(connection: sqlite3.Connection, pm_id: str) -> Kind:
    """Return what kind of document an id belongs to."""
    row = connection.execute("SELECT kind FROM documents WHERE pm_id = ?", (pm_id,)).fetchone()
    return cast("Kind", row[0]) if row else "postmortem"


def head(connection: sqlite3.Connection, pm_id: str) -> tuple[Tree, int]:
    """Return a document as JSON, and its revision. Raises InputError when there is none."""
    row = connection.execute(
        "SELECT head, revision, purged_at FROM documents WHERE pm_id = ?", (pm_id,)
    ).fetchone()
    if row is None:
        missing = f"There is no {pm_id}." if pm_id.strip() else "The id is empty."
        raise InputError(missing, "See `unblame list` for the ids.")
    if row[0] is None:
        raise InputError(f"{pm_id} was purged on {row[2][:10]}.", "Its text is gone for good.")
    return unpack_json(row[0]), row[1]


def require(connection: sqlite3.Connection, pm_id: str) -> None:
    """Raise InputError when there is no such document, or when it was purged."""
    row = connection.execute(
        "SELECT 1 FROM documents WHERE pm_id = ? AND head IS NOT NULL", (pm_id,)
    ).fetchone()
    if row is None:
        head(connection, pm_id)


def put_head(
    connection: sqlite3.Connection,
    document: AnyDocument,
    tree: Tree,
    step: Revision,
    score: ScoreEntry | None = None,
) -> None:
    """Make a document the current one of its id, with its score; else the last one it keeps."""
    meta = document.meta
    is_postmortem = isinstance(document, Postmortem)
    weight = (document.meta.type, document.meta.severity) if is_postmortem else ("", "")
    if is_postmortem and document.score_history:
        score = score or document.score_history[-1]
    connection.execute(
        "UPDATE documents SET revision = ?, head = ?, title = ?, type = ?, severity = ?, "
        "state = ?, status = ?, updated_at = ?, overall = ?, verdict = ?, open_actions = ? "
        "WHERE pm_id = ?",
        (
            step.revision,
            pack_json(tree),
            *(meta.title, *weight, meta.state, meta.status),
            stamp(step.at),
            *((score.overall, score.verdict) if score else (None, "")),
            open_actions(document),
            meta.id,
        ),
    )


def put_revision(
    connection: sqlite3.Connection, pm_id: str, step: Revision, kind: str, body: object
) -> None:
    """Add a step to the history: the full document, or the patch that leads to it."""
    connection.execute(
        "INSERT INTO revisions (pm_id, revision, turn, at, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
        (pm_id, step.revision, step.turn, stamp(step.at), kind, pack_json(body)),
    )


def advance(
    connection: sqlite3.Connection,
    document: AnyDocument,
    *,
    before: tuple[Tree, int],
    turn: int | None,
    at: datetime,
    score: ScoreEntry | None = None,
) -> int:
    """Store what a document has become and return its revision; the old one when it is the same."""
    former, revision = before
    tree = tree_of(document)
    patch = difference(former, tree)
    if not patch:
        return revision
    step = Revision(revision + 1, turn, at)
    put_revision(connection, document.meta.id, step, "patch", patch)
    put_head(connection, document, tree, step, score)
    return step.revision


def put_turn(connection: sqlite3.Connection, record: TurnRecord, revision: int) -> None:
    """Add a turn."""
    connection.execute(
        f"INSERT INTO turns ({_TURN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (
            *(record.pm_id, record.turn, stamp(record.at), record.state, record.question),
            *(record.about, record.reply_kind, record.filled, revision),
        ),
    )


def turns(
    connection: sqlite3.Connection, pm_id: str, turn: int | None = None
) -> tuple[TurnRecord, ...]:
    """Return the turns of a session in order, or the one asked for."""
    rows = connection.execute(
        f"SELECT {_TURN} FROM turns WHERE pm_id = ? AND (? IS NULL OR turn = ?) "  # noqa: S608
        "ORDER BY turn",
        (pm_id, turn, turn),
    ).fetchall()
    return tuple(
        TurnRecord(
            pm_id=pm_id,
            turn=number,
            at=moment(at),
            state=state,
            question=question,
            about=about,
            reply_kind=kind,
            filled=bool(filled),
            revision=revision,
        )
        for pm_id, number, at, state, question, about, kind, filled, revision in rows
    )


def listings(connection: sqlite3.Connection) -> tuple[Listing, ...]:
    """Return all documents, the one worked on last first."""
    found = connection.execute(
        "SELECT pm_id AS id, title, type, severity, state, status, created_at, updated_at, "
        "overall, verdict, (SELECT count(*) FROM turns t WHERE t.pm_id = d.pm_id) AS turns, "
        "open_actions, head IS NULL AS purged, kind "
        "FROM documents d ORDER BY updated_at DESC, id DESC"
    )
    names = [column[0] for column in found.description]
    return tuple(_listing(dict(zip(names, row, strict=True))) for row in found)


def _listing(row: dict[str, Any]) -> Listing:
    typed: dict[str, Any] = {
        "created_at": moment(row["created_at"]),
        "updated_at": moment(row["updated_at"]),
        "purged": bool(row["purged"]),
    }
    return Listing(**{**row, **typed})
