"""What the verbs print: results to standard output, everything else to standard error."""

import errno
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TextIO

from agent.hygiene import clean
from tui.terminal import is_terminal, shows_colours


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


def say_exactly(data: bytes) -> None:
    """Print a result byte for byte: a whole file. A terminal gets it as lines, cleaned."""
    stream = sys.stdout
    if stream is None or is_terminal(stream):
        say(data.decode("utf-8", "replace"))
        return
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def say_in_colour(text: str, colour: str) -> None:
    """Print a line; on a terminal that shows colours, in one of them (an SGR number)."""
    line = clean(text)
    if colour and shows_colours():
        line = f"\x1b[{colour}m{line}\x1b[0m"
    _write(sys.stdout, line)


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
