"""Writing a document to a file: whole or not at all, readable by its owner only."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

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


def _check(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{one_line(str(path))} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        folder = one_line(str(path.parent))
        raise InputError(f"There is no folder {folder}.", "Make it, or name another place.")


def _replace(target: Path, data: bytes) -> None:
    # mkstemp makes the file with mode 0600.
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
