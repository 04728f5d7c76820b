"""The rows of the library: finished postmortems of one's own and ones read from elsewhere."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from agent.library.history import pack, unpack
from agent.library.rows import open_actions
from agent.postmortem.record import Postmortem

Outcome = Literal["added", "updated", "unchanged"]
_COLUMNS = "id, source, path, sha256, title, type, severity, started_at, open_actions, causes"


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident of the library."""

    id: str
    source: Literal["own", "imported"]
    path: str
    """The file it was read from; empty for one's own."""
    sha256: str
    """The checksum of that file."""
    title: str
    type: str
    severity: str
    started_at: str
    """ISO 8601, to the day or the second; empty when unknown."""
    open_actions: int
    causes: tuple[str, ...]
    """Categories of its causes, the primary one first."""


def put(connection: sqlite3.Connection, entry: Entry, text: str) -> Outcome:
    """Store an entry with the text it is found by."""
    digest = hashlib.sha256(f"{entry.title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    former = connection.execute(
        f"SELECT {_COLUMNS}, digest FROM library WHERE id = ?",  # noqa: S608
        (entry.id,),
    ).fetchone()
    row = (*_row(entry), digest)
    if former == row:
        return "unchanged"
    connection.execute(
        f"INSERT OR REPLACE INTO library ({_COLUMNS}, digest, body) "  # noqa: S608
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, pack(text)),
    )
    return "updated" if former else "added"


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Return all entries by id. Open actions of one's own are as they stand today."""
    rows = connection.execute(
        "SELECT id, source, path, sha256, l.title, l.type, l.severity, started_at, "
        "coalesce(d.open_actions, l.open_actions), causes FROM library l "
        "LEFT JOIN documents d ON d.pm_id = l.id AND l.source = 'own' ORDER BY id"
    ).fetchall()
    return tuple(Entry(*row[:9], causes=tuple(json.loads(row[9]))) for row in rows)


def digests(connection: sqlite3.Connection) -> dict[str, str]:
    """Return a checksum of the text of each entry."""
    return dict(connection.execute("SELECT id, digest FROM library ORDER BY id").fetchall())


def texts(connection: sqlite3.Connection, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Return title and text of each entry, or of those asked for."""
    rows = connection.execute("SELECT id, title, body FROM library ORDER BY id")
    wanted = None if ids is None else set(ids)
    return {
        name: f"{title}\n{unpack(body)}"
        for name, title, body in rows
        if wanted is None or name in wanted
    }


def own_entry(document: Postmortem) -> Entry:
    """Return the entry of a finished postmortem of one's own."""
    return _entry(document, document.meta.id, "own", "", "")


def imported_entry(
    connection: sqlite3.Connection, document: Postmortem, path: str, sha256: str
) -> Entry | None:
    """Return the entry of a document read from a file; None when it is here under another path.

    Its own id is kept when nobody else has it; else it gets a mark made from its path.
    """
    path = path.encode("utf-8", "backslashreplace").decode("utf-8")
    wanted = document.meta.id or PurePath(path).stem
    same_file = connection.execute(
        "SELECT id FROM library WHERE source = 'imported' AND path = ?", (path,)
    ).fetchone()
    if same_file:
        return _entry(document, same_file[0], "imported", path, sha256)
    if _is_copy(connection, document, wanted, sha256):
        return None
    if _is_taken(connection, wanted):
        wanted = f"{wanted}~{hashlib.sha256(path.encode()).hexdigest()[:6]}"
    return _entry(document, wanted, "imported", path, sha256)


def refresh_own(connection: sqlite3.Connection, document: Postmortem) -> None:
    """Bring the row of one's own document, if there is one, to what the document says."""
    known = connection.execute(
        "SELECT 1 FROM library WHERE id = ? AND source = 'own'", (document.meta.id,)
    )
    if known.fetchone():
        put(connection, own_entry(document), own_text(document))


def own_text(document: Postmortem) -> str:
    """Return the words a document is found by: what happened first, then why, then the rest."""
    return "\n".join(line for line in _lines(document) if line)


def _lines(document: Postmortem) -> Iterator[str]:
    summary, analysis, learning = document.summary, document.analysis, document.learning
    yield from (summary.text, analysis.problem.text)
    for cause in analysis.causes:
        if cause.confidence != "rejected":
            yield f"{cause.statement.cause} {cause.statement.effect} {cause.statement.event}"
    yield from (node.text for node in analysis.nodes)
    yield from (event.text for event in document.timeline.events)
    yield from (summary.background, analysis.why_now, analysis.contrast)
    for action in document.actions:
        yield f"{action.text} {action.done_when}"
    for lesson in learning.lessons:
        yield f"{lesson.text} {lesson.principle}"
    for lines in (learning.went_poorly, learning.lucky, learning.knowledge_gaps):
        yield from (line.text for line in lines)
    yield " ".join((*document.meta.services, *document.meta.tags))


def _entry(
    document: Postmortem,
    entry_id: str,
    source: Literal["own", "imported"],
    path: str,
    sha256: str,
) -> Entry:
    meta = document.meta
    return Entry(
        id=entry_id,
        source=source,
        path=path,
        sha256=sha256,
        title=meta.title,
        type=meta.type,
        severity=meta.severity,
        started_at=_started_at(document),
        open_actions=open_actions(document),
        causes=_causes(document),
    )


def _started_at(document: Postmortem) -> str:
    events = document.timeline.events
    starts = [e.time.at for e in events if e.kind == "impact_start" and e.time.at]
    if starts:
        return min(starts).isoformat()
    day = document.meta.incident_date
    return day.isoformat() if day else ""


def _causes(document: Postmortem) -> tuple[str, ...]:
    counted = [
        cause
        for cause in document.analysis.causes
        if cause.category and cause.confidence != "rejected" and cause.role != "mitigating"
    ]
    counted.sort(key=lambda cause: cause.role != "primary")
    return tuple(dict.fromkeys(cause.category for cause in counted))


def _is_copy(
    connection: sqlite3.Connection, document: Postmortem, wanted: str, sha256: str
) -> bool:
    """Tell whether the same file, or one's own exported document, is already here."""
    row = connection.execute(
        "SELECT 1 FROM library WHERE sha256 = ? AND sha256 <> '' UNION ALL "
        "SELECT 1 FROM documents WHERE pm_id = ? AND title = ? AND head IS NOT NULL",
        (sha256, wanted, document.meta.title),
    ).fetchone()
    return row is not None


def _is_taken(connection: sqlite3.Connection, wanted: str) -> bool:
    row = connection.execute(
        "SELECT 1 FROM library WHERE id = ? UNION ALL SELECT 1 FROM documents WHERE pm_id = ?",
        (wanted, wanted),
    ).fetchone()
    return row is not None


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        *(entry.id, entry.source, entry.path, entry.sha256, entry.title, entry.type),
        *(entry.severity, entry.started_at, entry.open_actions, json.dumps(entry.causes)),
    )
