"""Reading a text file that was named on the command line, byte for byte."""

from pathlib import Path
from typing import Final, NamedTuple

from agent.errors import InputError
from agent.hygiene import one_line
from tui.terminal import standard_input

STDIN: Final = "-"
"""The name of standard input."""
LARGEST: Final = 20_000_000
"""The largest file that is read, in bytes."""
_MARK = b"\xef\xbb\xbf"


class TextFile(NamedTuple):
    """A file as it was read."""

    name: str
    """How it was named; `-` for standard input."""
    raw: bytes
    """Its bytes."""
    text: str
    """Its text, without the byte order mark."""

    def bytes_of(self, text: str) -> bytes:
        """Return another text as bytes, with the byte order mark when the file had one."""
        return (_MARK if self.raw.startswith(_MARK) else b"") + text.encode("utf-8")


def read_text(name: str) -> TextFile:
    """Read a file, or standard input for `-`. Raises InputError when it is no text."""
    shown = "standard input" if name == STDIN else one_line(name)
    try:
        if name == STDIN:
            raw = standard_input().read(LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise InputError(f"{shown} can't be read: {reason}.", "Check the path.") from error
    if len(raw) > LARGEST:
        raise InputError(f"{shown} is larger than {LARGEST // 1_000_000} MB.", "Split it.")
    return TextFile(name, raw, text_of(shown, raw))


def text_of(shown: str, raw: bytes) -> str:
    """Return bytes as text, without the byte order mark. Raises InputError when they are none."""
    if b"\x00" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\x00")) + 1
        raise InputError(
            f"{shown}, line {line}: this is no text.", "Name a text file, saved as UTF-8."
        )
    try:
        return raw.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{shown}, line {line}: this is not UTF-8.", "Save it as UTF-8."
        ) from error
