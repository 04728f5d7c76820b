"""Which files a check is about, and the settings that hold for each."""

import fnmatch
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from agent.conventions import FILE_NAME, Conventions, find, load
from agent.documents.gathering import UNREADABLE, Skipped, markdown_under
from agent.errors import AgentError
from tui.commands.text_files import STDIN


class Source(NamedTuple):
    """One text to be judged."""

    name: str
    """How it is called in what is told."""
    conventions: Conventions
    """The settings that hold for it."""


class Remark(NamedTuple):
    """What is said of a path that is not judged."""

    text: str
    wrong: bool
    """Whether it makes the call fail."""


@dataclass
class Settings:
    """The settings files, each read once."""

    config: Path | None = None
    """The one that was named; without it the nearest above each file counts."""
    _read: dict[Path, Conventions] = field(default_factory=dict[Path, Conventions])
    _nearest: dict[Path, Path | None] = field(default_factory=dict[Path, Path | None])

    def of(self, path: Path) -> tuple[Conventions, Path]:
        """Return what holds for a file, and the folder that its globs begin at."""
        place = self.config or self._find(path.parent)
        if place is None:
            return Conventions(), path.parent
        if place not in self._read:
            self._read[place] = load(place)
        return self._read[place], place.absolute().parent

    def _find(self, folder: Path) -> Path | None:
        if folder not in self._nearest:
            self._nearest[folder] = find(folder)
        return self._nearest[folder]


def sources(names: Sequence[str], settings: Settings) -> Iterator[Source | Remark]:
    """Yield what is to be judged, each file once, folders in the order of their names."""
    seen: set[str] = set()
    for name in names:
        for found in _named(name, settings):
            if isinstance(found, Source):
                real = STDIN if found.name == STDIN else os.path.realpath(found.name)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _named(name: str, settings: Settings) -> Iterator[Source | Remark]:
    if name == STDIN:
        yield _source(name, Path.cwd() / "stdin", settings)
        return
    path = Path(name)
    folder = path.is_dir()
    for found in markdown_under(path):
        if isinstance(found, Skipped):
            yield Remark(
                f"{found.path}: {found.reason}.", wrong=found.reason.startswith(UNREADABLE)
            )
        else:
            one = _source(str(found), found.absolute(), settings)
            if not (folder and isinstance(one, Remark) and not one.wrong):
                yield one


def _source(name: str, path: Path, settings: Settings) -> Source | Remark:
    try:
        conventions, root = settings.of(path)
    except AgentError as error:
        return Remark(str(error), wrong=True)
    if is_ignored(path, root, conventions.ignore):
        return Remark(f"{name} is left out: {FILE_NAME} ignores it.", wrong=False)
    return Source(name, conventions)


def is_ignored(path: Path, root: Path, globs: Sequence[str]) -> bool:
    """Say whether a glob names a file or a folder that it lies in.

    A glob without a slash is about names anywhere, one with a slash about paths from the root.
    """
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    paths = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return any(_meets(glob.removesuffix("/"), parts, paths) for glob in globs)


def _meets(glob: str, parts: Sequence[str], paths: Sequence[str]) -> bool:
    if "/" not in glob:
        return any(fnmatch.fnmatchcase(part, glob) for part in parts)
    forms = {glob.removeprefix("/"), glob.removeprefix("/").replace("**/", "")}
    return any(fnmatch.fnmatchcase(path, form) for path in paths for form in forms)
