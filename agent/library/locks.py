"""One writer at a time: a lock for each session, and one for the vector index.

The operating system holds the locks, so that one left by a killed process never blocks.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from agent.errors import SessionBusyError, StoreError
from agent.home import make_private


class SessionLock:
    """Held while a session may write. Also a context manager that lets go at its end."""

    def __init__(self, lock: FileLock, owner: Path) -> None:
        """Wrap a lock that is held; `acquire` is the way to get one."""
        self._lock = lock
        self._owner = owner

    @classmethod
    def acquire(cls, folder: Path, pm_id: str) -> "SessionLock":
        """Take the lock of a postmortem. Raises SessionBusyError at once when it is taken."""
        place = folder / "locks"
        make_private(place)
        owner = place / f"{pm_id}.pid"
        lock = _lock(place / f"{pm_id}.lock")
        try:
            lock.acquire(blocking=False)
            owner.write_text(f"{os.getpid()}\n", encoding="ascii")
        except Timeout as error:
            raise SessionBusyError(
                f"{pm_id} is open in another process{_named(owner)}.",
                "Close it there, or open it read-only here.",
            ) from error
        except OSError as error:
            lock.release()
            raise _unlockable(place, error) from error
        return cls(lock, owner)

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._owner.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> "SessionLock":
        """Return the lock itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go."""
        self.release()


@contextmanager
def index_writer(folder: Path) -> Generator[bool]:
    """Hold the index's writer lock for the block; False when another process has it."""
    make_private(folder)
    lock = _lock(folder / "writer.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    except OSError as error:
        raise _unlockable(folder, error) from error
    try:
        yield True
    finally:
        lock.release()


def _lock(path: Path) -> FileLock:
    # A session may be closed by another thread than the one that opened it.
    return FileLock(path, mode=0o600, thread_local=False)


def _named(owner: Path) -> str:
    try:
        pid = owner.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
    return f" (pid {pid})" if pid.isdigit() else ""


def _unlockable(place: Path, error: OSError) -> StoreError:
    return StoreError(
        f"No lock can be taken in {place}: {error.strerror or error}.",
        "Make the folder writable, or set UNBLAME_HOME to another folder.",
    )
