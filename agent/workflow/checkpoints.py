"""The file of checkpoints: opened, pruned, made again when damaged. The records hold the truth."""

import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import aiosqlite

from agent.errors import StoreError

FILE_NAME = "checkpoints.db"
MEMORY = Path(":memory:")
"""Where a reader keeps its position when the file can't be read."""
_TABLES = ("checkpoints", "writes")
_DAMAGED = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_READONLY,
}
_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "wal_autocheckpoint=64",
    "journal_size_limit=262144",
)


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn what goes wrong with the file into a StoreError."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The session's checkpoints at {path} can't be used: {error}.", _remedy(error)
        ) from error


def _remedy(error: Exception) -> str:
    if "full" in str(error) or "disk I/O" in str(error):
        return "Free some space and try again. What was answered before is safe."
    return "They can be deleted: the session goes on from its records."


def is_damaged(error: sqlite3.Error) -> bool:
    """Return whether the file is beyond use, as against locked or on a full disk."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


@asynccontextmanager
async def connected(path: Path) -> AsyncGenerator[aiosqlite.Connection]:
    """Give a connection that is closed when the block fails, and stays open when it doesn't."""
    if path != MEMORY:
        _touch(path)
    connection = await aiosqlite.connect(path)
    try:
        for pragma in _PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
        yield connection
    except BaseException:
        await connection.close()
        raise


def make_again(path: Path) -> None:
    """Put an empty file in place of a damaged one. No copy is kept: it would outlive a purge."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    _touch(path)


async def prune(connection: aiosqlite.Connection, pm_id: str) -> None:
    """Drop the checkpoints before the last: every earlier state is a revision of the record.

    The last is the one written last: the ids follow the machine's clock, which can be put back.
    """
    last = (
        "(SELECT checkpoint_id FROM checkpoints WHERE thread_id = :id ORDER BY rowid DESC LIMIT 1)"
    )
    for table in reversed(_TABLES):
        await connection.execute(
            f"DELETE FROM {table} WHERE thread_id = :id AND checkpoint_id <> {last}",  # noqa: S608
            {"id": pm_id},
        )
    await connection.commit()


async def forget(folder: Path, pm_id: str) -> None:
    """Delete the checkpoints of a session: its records hold all that matters."""
    path = folder / FILE_NAME
    if not path.exists():
        return
    with explained(path):
        try:
            await _delete(path, pm_id)
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            make_again(path)


async def _delete(path: Path, pm_id: str) -> None:
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA secure_delete=ON")
        for table in _TABLES:
            await connection.execute(
                f"DELETE FROM {table} WHERE thread_id = ?",  # noqa: S608 - two fixed names
                (pm_id,),
            )
        await connection.commit()
        await connection.execute("VACUUM")
        await connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _touch(path: Path) -> None:
    """Make the file for its owner's eyes only; SQLite gives its log the same mode."""
    path.touch(mode=0o600)
