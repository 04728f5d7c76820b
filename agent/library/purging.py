"""Taking text out of the records for good: a whole document, or one field of it."""

import json
import sqlite3
from datetime import datetime
from typing import Any, cast

from agent.library import rows
from agent.library.blanking import Past, covers, without
from agent.library.entries import refresh_own
from agent.library.history import Tree, document_of, replay, tree_of, unpack, unpack_json
from agent.library.rows import Revision
from agent.postmortem.record import Postmortem


def purge_document(connection: sqlite3.Connection, pm_id: str, at: datetime) -> None:
    """Remove all text of a document, or of an imported entry. The id stays as a tombstone."""
    known = connection.execute(
        "SELECT purged_at FROM documents WHERE pm_id = ?", (pm_id,)
    ).fetchone()
    imported = connection.execute("DELETE FROM library WHERE id = ?", (pm_id,)).rowcount
    if known is None and not imported:
        rows.head(connection, pm_id)
    for table in ("revisions", "replies", "turns", "proposals", "drafts", "consents", "spending"):
        connection.execute(f"DELETE FROM {table} WHERE pm_id = ?", (pm_id,))  # noqa: S608
    connection.execute(
        "UPDATE documents SET head = NULL, title = '', type = '', severity = '', state = '', "
        "status = '', overall = NULL, verdict = '', open_actions = 0, updated_at = :at, "
        "purged_at = :at WHERE pm_id = :id AND purged_at IS NULL",
        {"at": rows.stamp(at), "id": pm_id},
    )


def purge_field(connection: sqlite3.Connection, pm_id: str, path: str, at: datetime) -> None:
    """Blank one field, its history, and every reply, proposal and draft that held its text."""
    tree, revision = rows.head(connection, pm_id)
    document = document_of(tree, rows.kind(connection, pm_id))
    past = _past(connection, pm_id, path)
    for place, origin in document.provenance.items():
        if origin.turn is not None and covers(path, place):
            past.turns.add(origin.turn)
    blanked = without(document, path, past)
    blanked_tree = tree_of(blanked)
    step = Revision(revision + 1, None, at)
    connection.execute("DELETE FROM revisions WHERE pm_id = ?", (pm_id,))
    rows.put_revision(connection, pm_id, step, "full", blanked_tree)
    rows.put_head(connection, blanked, blanked_tree, step)
    _blank_conversation(connection, pm_id, past)
    if isinstance(blanked, Postmortem):
        refresh_own(connection, blanked)


def _past(connection: sqlite3.Connection, pm_id: str, path: str) -> Past:
    """Collect every text the field ever had, and the turns that changed it."""
    past = Past()
    tree: Tree = {}
    former = ""
    for turn, kind, body in connection.execute(
        "SELECT turn, kind, body FROM revisions WHERE pm_id = ? ORDER BY revision", (pm_id,)
    ):
        content = unpack_json(body)
        tree = content if kind == "full" else replay(tree, [content])
        value = json.dumps(_value(tree, path))
        if value != former:
            past.add(json.loads(value))
            past.turns.update(() if turn is None else (turn,))
        former = value
    return past


def _value(tree: Tree, path: str) -> Any:  # noqa: ANN401 - any JSON
    place: Any = tree
    for step in path.split("."):
        if isinstance(place, list):
            items = cast("list[Tree | str]", place)
            place = {item.get("id"): item for item in items if isinstance(item, dict)}
        if not isinstance(place, dict):
            return None
        place = cast("Tree", place).get(step)
    return place


def _blank_conversation(connection: sqlite3.Connection, pm_id: str, past: Past) -> None:
    for table in ("replies", "proposals", "drafts"):
        found = connection.execute(
            f"SELECT turn, body FROM {table} WHERE pm_id = ?",  # noqa: S608
            (pm_id,),
        ).fetchall()
        told = [
            (pm_id, turn, body)
            for turn, body in found
            if turn in past.turns or past.is_told_in(unpack(body))
        ]
        connection.executemany(
            f"DELETE FROM {table} WHERE pm_id = ? AND turn = ? AND body = ?",  # noqa: S608
            told,
        )
