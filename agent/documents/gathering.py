"""Finds Markdown postmortems in files and folders, and reads each one, whoever wrote it."""

import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from agent.documents.escaping import unescape
from agent.documents.reader import read
from agent.documents.reader.outline import outline_of
from agent.hygiene import clean, one_line, shorten
from agent.postmortem.record import Meta, Postmortem

LARGEST = 20_000_000
"""The largest file that is read, in bytes."""
UNREADABLE = "it can't be read"
"""How the reason begins for what is there and can't be read."""
_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_LONGEST_READ = 4_000_000
"""Characters up to which a text may be one of ours; longer ones are kept as they are."""
_HEAD = 20_000
"""Characters in which a stranger's title is looked for."""


class Gathered(NamedTuple):
    """A file that was found and read."""

    path: Path
    text: str
    """Its text, without escapes and control characters."""
    sha256: str
    """The checksum of its bytes."""


class Skipped(NamedTuple):
    """A path that was left out."""

    path: str
    reason: str


def gather(paths: Sequence[Path]) -> Iterator[Gathered | Skipped]:
    """Yield each Markdown file once, folders in the order of their names.

    A file that was named is read whatever its name ends with; in folders only Markdown is.
    """
    seen: set[Path] = set()
    for path in paths:
        for found in markdown_under(path):
            if isinstance(found, Skipped):
                yield found
                continue
            real = Path(os.path.realpath(found))
            if real not in seen:
                seen.add(real)
                yield _read(found)


def read_any(found: Gathered) -> Postmortem:
    """Return a file as a document, as far as the reader can place it; a huge one by its title."""
    if len(found.text) > _LONGEST_READ:
        return Postmortem(meta=Meta(id="", title=_title(found)))
    document = read(found.text, source=found.path.name).document
    if document.meta.title:
        return document
    return document.model_copy(
        update={"meta": document.meta.model_copy(update={"title": _title(found)})}
    )


def markdown_under(path: Path) -> Iterator[Path | Skipped]:
    """Yield a file as it is, or the Markdown in a folder in the order of the names."""
    if not path.is_dir():
        yield path
        return
    found = 0
    for entry in _walk(path):
        found += 1
        yield entry
    if found == 0:
        yield Skipped(str(path), "there is no Markdown in this folder")


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """Yield what lies in a folder. Links to folders are not followed, so there are no rounds."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(str(folder), _reason(error))
        return
    for entry in entries:
        if entry.is_dir():
            if entry.is_symlink():
                yield Skipped(str(entry), "a link to a folder is not followed: name it itself")
            elif not _is_hidden(entry):
                yield from _walk(entry)
        elif entry.suffix.lower() in _SUFFIXES and not _is_hidden(entry):
            yield entry


def _is_hidden(entry: Path) -> bool:
    return entry.name.startswith(".")


def _read(path: Path) -> Gathered | Skipped:
    try:
        if not path.is_file() and path.exists():
            return Skipped(str(path), "it is no ordinary file")
        if path.stat().st_size > LARGEST:
            return Skipped(str(path), f"it is larger than {LARGEST // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        return Skipped(str(path), _reason(error))
    try:
        text = clean(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Skipped(str(path), "it is not UTF-8")
    if not text.strip():
        return Skipped(str(path), "it is empty")
    return Gathered(path.absolute(), text, hashlib.sha256(content).hexdigest())


def _reason(error: OSError) -> str:
    if error.errno == errno.ELOOP:
        return f"{UNREADABLE}: its links lead in a circle"
    return f"{UNREADABLE}: {(error.strerror or str(error)).lower()}"


def _title(found: Gathered) -> str:
    """Return the first heading, else what the front matter says, else the name of the file."""
    outline = outline_of(found.text[:_HEAD])
    heading = next((one.title for one in outline.headings if one.level and one.title.strip()), "")
    stated = outline.head.get("title")
    title = unescape(heading) if heading else str(stated) if stated else found.path.stem
    return shorten(one_line(title), 200)
