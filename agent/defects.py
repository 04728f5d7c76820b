"""Notes of what went wrong inside, for whoever mends it: places in the code, no words of a person.

The message of an error may hold what somebody typed, so only its kind and its places are kept.
"""

import os
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from agent import __version__

FILE_NAME = "defects.log"
_LIMIT = 200_000
"""Bytes after which the file begins anew."""


def note(folder: Path, defect: BaseException, at: datetime) -> Path | None:
    """Add a defect to the file in a folder and return its path; None when it can't be written."""
    path = folder / FILE_NAME
    lines = "\n".join(_told(defect, at))
    try:
        full = path.exists() and path.stat().st_size > _LIMIT
        mode = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND)
        with os.fdopen(os.open(path, mode, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{lines}\n\n")
    except OSError:
        return None
    return path


def _told(defect: BaseException, at: datetime) -> Iterator[str]:
    yield f"{at.isoformat()} Unblame {__version__}"
    seen = set[int]()
    error: BaseException | None = defect
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        error = error.__cause__ or error.__context__
