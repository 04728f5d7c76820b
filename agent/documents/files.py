"""Writing a document to a file: whole or not at all, readable by its owner only.

A file that is there already and belongs to the person keeps its rights, and is kept beside itself.
"""

import itertools
import os
import stat
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from agent.errors import DocumentError, InputError
from agent.hygiene import one_line


def write_atomic(path: Path, content: str | bytes) -> None:
    """Put the content at the path, in one step, with mode 0600; what is no file is written to.

    Raises:
        InputError: The path is a folder, or lies in a folder that isn't there.
        DocumentError: The place can't be written to.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _check(path)
        if path.exists() and not path.is_file():
            # A pipe or a device, such as /dev/stdout: no file must take its place.
            path.write_bytes(data)
            return
        # A link stays a link: what it points to is replaced.
        _replace(path.resolve() if path.is_symlink() else path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        name = one_line(str(path))
        raise DocumentError(f"{name} was not written: {reason}.", "Name another place.") from error


def replace_kept(path: Path, before: bytes, after: bytes) -> Path:
    """Put new content in place of what was read, in one step, and keep the old file beside it.

    A link stays a link: what it points to is replaced. The rights of the file stay. No earlier
    backup is overwritten: later ones have numbers.

    Args:
        path: The file.
        before: What was read from it.
        after: What is to stand in it.

    Returns:
        Where the old file is kept.

    Raises:
        DocumentError: The file changed since it was read, or can't be written. It is as it was.
    """
    name = one_line(str(path))
    try:
        target = path.resolve(strict=True)
        old = target.stat()
        _refuse_unfit(target, old, name)
        _refuse_changed(target, before, name)
        backup = _free_name(target)
        with _gone_if_failed(backup):
            _pour(backup.open("wb"), before)
            _make_like(backup, old)
            _replace(target, after, old, lambda: _refuse_changed(target, before, name))
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise DocumentError(
            f"{name} was not written and is as it was: {reason}.",
            "Make room for it, or work on a copy elsewhere.",
        ) from error
    return backup


def _refuse_unfit(target: Path, old: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(old.st_mode):
        raise DocumentError(f"{name} was not written: it is no regular file.", "Name a file.")
    if not os.access(target, os.W_OK):
        raise DocumentError(f"{name} was not written: it is read-only.", "Work on a copy of it.")


def _refuse_changed(target: Path, before: bytes, name: str) -> None:
    if target.read_bytes() != before:
        raise DocumentError(
            f"{name} was not written: it changed since it was read.", "Run the command again."
        )


def _free_name(target: Path) -> Path:
    """Return the first free name for a backup, taken with an empty file that only we can read."""
    for number in itertools.count(1):
        backup = target.with_name(f"{target.name}.bak{f'.{number}' if number > 1 else ''}")
        with suppress(FileExistsError):
            os.close(os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            return backup
    raise AssertionError


def _check(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{one_line(str(path))} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        folder = one_line(str(path.parent))
        raise InputError(f"There is no folder {folder}.", "Make it, or name another place.")


def _replace(
    target: Path,
    data: bytes,
    old: os.stat_result | None = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """Write beside the target, look whether all is still ready, and take its place."""
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent
    )
    temporary = Path(name)
    with _gone_if_failed(temporary):
        _pour(os.fdopen(handle, "wb"), data)
        if old is not None:
            _make_like(temporary, old)
        if ready is not None:
            ready()
        temporary.replace(target)


def _pour(stream: BinaryIO, data: bytes) -> None:
    with stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _make_like(path: Path, old: os.stat_result) -> None:
    """Give a file the owner, as far as we may, and the rights of another."""
    now = path.stat()
    if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
        with suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))


@contextmanager
def _gone_if_failed(path: Path) -> Generator[None, None, None]:
    """Leave no file behind that was not finished."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
