"""The SQLite file behind the records: opened with care, one lock, errors in plain words."""

import os
import sqlite3
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock

from agent.errors import StoreError
from agent.library.schema import APPLICATION_ID, MIGRATIONS

BUSY_TIMEOUT_S = 10.0
"""How long a write waits for another process before it gives up."""
_MAGIC = b"SQLite format 3\x00"
_ASIDE = "Restore it from a backup, or move it away to start afresh."
_WHERE = "Make the file and its folder writable, or set UNBLAME_HOME to another folder."
_EXPLAINED: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("are locked by another process", "Close it there and try again."),
    sqlite3.SQLITE_LOCKED: ("are locked by another process", "Close it there and try again."),
    sqlite3.SQLITE_FULL: (
        "can't grow: the disk is full",
        "Free some space and try again. What was stored before is safe.",
    ),
    sqlite3.SQLITE_READONLY: ("can't be written", _WHERE),
    sqlite3.SQLITE_PERM: ("can't be written", _WHERE),
    sqlite3.SQLITE_CANTOPEN: ("can't be opened", _WHERE),
    sqlite3.SQLITE_IOERR: (
        "can't be reached: the disk is full or failed",
        "Free some space and try again. What was stored before is safe.",
    ),
    sqlite3.SQLITE_CORRUPT: ("are damaged", _ASIDE),
    sqlite3.SQLITE_NOTADB: ("are damaged: this is not a database", _ASIDE),
}


class Database:
    """One connection, shared by the threads of this process behind a lock."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Wrap an open connection; `open` is the way to get one."""
        self._connection = connection
        self._lock = threading.RLock()
        self.path = path

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "Database":
        """Open the file, made when missing, brought to the newest version.

        Raises StoreError, without touching the file, when it is damaged, made by something else
        or made by a newer version.
        """
        if not read_only and not path.exists():
            _create(path)
        version = _inspect(path)
        if not read_only:
            _require_writable(path)
        with _explained(path):
            connection = _look(path) if read_only else _connect(path)
            if read_only and version < len(MIGRATIONS):
                connection = _brought_up(connection, version)
        database = cls(connection, path)
        if not read_only and version < len(MIGRATIONS):
            database._migrate()
        return database

    @contextmanager
    def read(self) -> Generator[sqlite3.Connection]:
        """Give the connection for reading. Raises StoreError."""
        with self._lock, _explained(self.path):
            yield self._connection

    @contextmanager
    def write(self) -> Generator[sqlite3.Connection]:
        """Give the connection inside one transaction: all of it is stored, or nothing is."""
        with self._lock, _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def wipe(self) -> None:
        """Leave no trace of deleted text in the file or its log. Raises StoreError when busy."""
        with self._lock, _explained(self.path):
            self._truncate_log()
            self._connection.execute("VACUUM")
            self._truncate_log()

    def close(self) -> None:
        """Close the connection; the log is folded into the file."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with self._lock, _explained(self.path):
            self._connection.close()

    def _truncate_log(self) -> None:
        busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(*_words(sqlite3.SQLITE_BUSY, self.path))

    def _migrate(self) -> None:
        with self.write() as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            _run_migrations(connection, version)


def _create(path: Path) -> None:
    """Build the file under another name first: a crash never leaves half of one behind."""
    unfinished = path.with_name(f"{path.name}.new")
    try:
        with FileLock(path.with_name(f"{path.name}.lock"), mode=0o600), _explained(path):
            if path.exists():
                return
            _remove(unfinished)
            # SQLite gives its -wal and -shm files the mode of the file itself.
            os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
            with closing(_connect(unfinished)) as connection:
                # A log would keep the tables when the disk is full, and closing would not say so.
                connection.execute("PRAGMA journal_mode = MEMORY")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute("BEGIN IMMEDIATE")
                _run_migrations(connection, 0)
                connection.execute("COMMIT")
                connection.execute("PRAGMA journal_mode = WAL")
            unfinished.replace(path)
    except OSError as error:
        raise _unreachable(path, "made", error) from error


def _remove(unfinished: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _run_migrations(connection: sqlite3.Connection, version: int) -> None:
    """Run the steps inside the open transaction: `executescript` would end it."""
    for script in MIGRATIONS[version:]:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        # Postmortems are private: no copy of them in the system's temporary folder.
        "temp_store = MEMORY",
        # The log is kept small, so that a home stays small even after a crash.
        "wal_autocheckpoint = 64",
        "journal_size_limit = 262144",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _look(path: Path) -> sqlite3.Connection:
    """Open for reading only, in a folder that can't be written too."""
    uri = f"file:{quote(str(path.absolute()))}"
    connection = _open_uri(f"{uri}?mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if os.access(path.parent, os.W_OK) or (log.exists() and log.stat().st_size > 0):
            raise
        return _open_uri(f"{uri}?immutable=1")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _brought_up(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """Return an older file as the newest version would have it: a copy in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    with closing(connection):
        connection.backup(copy)
    _run_migrations(copy, version)
    return copy


def _open_uri(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(
        uri, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )


def _inspect(path: Path) -> int:
    """Return the version of the file, or say why it can't be used. Writes nothing to it."""
    _require_database(path)
    with _explained(path), closing(_look(path)) as connection:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if owner != APPLICATION_ID:
            raise StoreError(f"The file {path} belongs to another program.", "Move it away.")
        if version > len(MIGRATIONS):
            raise StoreError(
                f"The records at {path} were written by a newer Unblame (format {version}).",
                "Update Unblame, or set UNBLAME_HOME to another folder.",
            )
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise StoreError(*_words(sqlite3.SQLITE_CORRUPT, path))
    return version


def _require_database(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise StoreError(f"There are no records at {path}.", "Check UNBLAME_HOME.") from error
    except OSError as error:
        raise _unreachable(path, "read", error) from error
    if start != _MAGIC:
        raise StoreError(*_words(sqlite3.SQLITE_NOTADB, path))


def _require_writable(path: Path) -> None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise StoreError(*_words(sqlite3.SQLITE_READONLY, path))


def _unreachable(path: Path, verb: str, error: OSError) -> StoreError:
    return StoreError(f"The records at {path} can't be {verb}: {error.strerror}.", _WHERE)


@contextmanager
def _explained(path: Path) -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise StoreError(*_words(code, path, str(error))) from error


def _words(code: int, path: Path, detail: str = "") -> tuple[str, str]:
    problem, remedy = _EXPLAINED.get(
        code, (f"can't be used: {detail}", "Try again; if it stays, run `unblame doctor`.")
    )
    return f"The records at {path} {problem}.", remedy
