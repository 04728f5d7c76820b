"""What the verbs print: results to standard output, everything else to standard error."""

import errno
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TextIO

from agent.hygiene import clean


def say(text: str) -> None:
    """Print a result, as lines. Terminal escapes in it are taken out first."""
    _write(sys.stdout, clean(text))


def say_styled(lines: Iterable[str]) -> None:
    """Print lines that are clean already and may hold colours of ours."""
    text = "\n".join(lines)
    if text:
        _write(sys.stdout, text)


def say_json(value: Mapping[str, object]) -> None:
    """Print a result as JSON, alone on standard output. JSON escapes control characters itself."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def tell(text: str) -> None:
    """Print what isn't a result."""
    _write(sys.stderr, clean(text))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        raise OSError(errno.EBADF, "The output is closed")
    # A terminal that can't show a character gets a sign for it instead of a crash.
    encoding = stream.encoding or "utf-8"
    lines = text if text.endswith("\n") else f"{text}\n"
    stream.write(lines.encode(encoding, "replace").decode(encoding))
    stream.flush()
