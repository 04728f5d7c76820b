"""The library that knows the issuers' formats of secrets. It works on a string, and offline."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from agent.errors import MissingExtraError

if TYPE_CHECKING:
    from kingfisher_sdk import Scanner


def detected(text: str, cache_folder: Path | None) -> Iterator[tuple[int, int]]:
    """Yield the places of secrets by the library. Raises MissingExtraError without it."""
    raw = text.encode("utf-8", "surrogatepass")
    if not raw:
        return
    ascii_only = len(raw) == len(text)
    for finding in _scanner(cache_folder).scan(raw):
        start, end = finding.location["start_offset"], finding.location["end_offset"]
        if not finding.visible or start == end:
            continue
        if not ascii_only:
            start, end = _place(raw, start), _place(raw, end)
        yield start, end


def _place(raw: bytes, offset: int) -> int:
    return len(raw[:offset].decode("utf-8", "replace"))


def _scanner(folder: Path | None) -> "Scanner":
    """Return the one scanner of this process: made in seconds, or read from the cache folder."""
    with _making:
        if not _made:
            _made.append(_make(folder))
        return _made[0]


def _make(folder: Path | None) -> "Scanner":
    try:
        from kingfisher_sdk import Rules, Scanner  # noqa: PLC0415 - slow to load, in the app extra
    except ImportError as error:
        raise MissingExtraError(
            "Secrets can't be looked for without kingfisher-secret-scanner, so nothing is sent.",
            "Install it: pipx install 'unblame[app]'.",
        ) from error
    return Scanner(Rules(confidence="low", cache=folder is not None, cache_dir=folder))


_making = Lock()
"""Two threads that need it at once wait for one."""
_made: "list[Scanner]" = []
