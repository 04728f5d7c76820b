"""Whether a person is there: which streams are a terminal, and whether it shows colours."""

import errno
import os
import sys
from typing import BinaryIO, TextIO


def is_terminal(*streams: TextIO | None) -> bool:
    """Return whether each stream is a terminal. One that a shell has closed is None."""
    return all(stream is not None and stream.isatty() for stream in streams)


def somebody_is_there() -> bool:
    """Return whether keys come from a terminal and words go to one."""
    return is_terminal(sys.stdin, sys.stdout)


def shows_colours() -> bool:
    """Return whether what is printed may hold colours."""
    unwanted = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return is_terminal(sys.stdout) and not unwanted


def standard_input() -> BinaryIO:
    """Return what is piped in, as bytes. Raises OSError when it is closed."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "It is closed")
    return sys.stdin.buffer
