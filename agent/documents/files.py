"""Writing a document to a file: whole or not at all, readable by its owner only.

A file that is there already and belongs to the person keeps its rights, and is kept beside itself.
"""

import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from agent.errors import DocumentError, InputError
from agent.hygiene import one_line

_OWNER_ONLY: Final = 0o600
"""What a file is made with, here and by mkstemp."""


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
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode) or not os.access(target, os.W_OK):
            reason = "it is read-only" if stat.S_ISREG(mode) else "it is no regular file"
            raise DocumentError(f"{name} was not written: {reason}.", "Write to a copy of it.")
        _refuse_changed(target, before, name)
        backup = _keep(target, before, stat.S_IMODE(mode))
        try:
            _replace(
                target, after, stat.S_IMODE(mode), lambda: _refuse_changed(target, before, name)
            )
        except BaseException:
            with suppress(OSError):
                backup.unlink()
            raise
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise DocumentError(
            f"{name} was not written and is as it was: {reason}.",
            "Make room, or copy it elsewhere.",
        ) from error
    return backup


def _refuse_changed(target: Path, before: bytes, name: str) -> None:
    if target.read_bytes() != before:
        raise DocumentError(
            f"{name} was not written: it changed since it was read.", "Run the command again."
        )


def _keep(target: Path, content: bytes, mode: int) -> Path:
    """Write the content to the first name for a backup that is free."""
    number = 0
    while True:
        number += 1
        backup = target.with_name(f"{target.name}.bak{f'.{number}' if number > 1 else ''}")
        try:
            handle = os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        try:
            with os.fdopen(handle, "wb") as stream:
                _pour(stream, content, mode)
        except BaseException:
            with suppress(OSError):
                backup.unlink()
            raise
        return backup


def _check(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{one_line(str(path))} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        folder = one_line(str(path.parent))
        raise InputError(f"There is no folder {folder}.", "Make it, or name another place.")


def _replace(
    target: Path, data: bytes, mode: int = _OWNER_ONLY, ready: Callable[[], None] | None = None
) -> None:
    """Write beside the target, look whether all is still ready, and take its place."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _pour(stream, data, mode)
        if ready is not None:
            ready()
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _pour(stream: BinaryIO, data: bytes, mode: int) -> None:
    stream.write(data)
    stream.flush()
    # The rights come last: some modes forbid their own owner to write.
    if mode != _OWNER_ONLY:
        os.fchmod(stream.fileno(), mode)
    os.fsync(stream.fileno())
