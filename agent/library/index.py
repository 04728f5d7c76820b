"""The vector index of the library: derived, so it can be lost and made again at any time.

Chroma keeps one client for each folder and can't let go of a broken one, so the index lives in
numbered folders. Making it again takes a new number; the highest that is marked ready counts.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from agent.errors import StoreError
from agent.home import make_private
from agent.library.locks import index_writer
from agent.library.shelf import Shelf
from agent.library.vectors import Encoder

Texts = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the texts of some ids."""
_READY = "ready"


class VectorIndex:
    """Keeps the vectors in step with the library; one writer at a time, any number of readers."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Remember the folder. Nothing is opened yet."""
        self._folder = folder
        self._encoder = encoder
        self._shelf: Shelf | None = None
        self._place: Path | None = None
        self._held: dict[str, str] = {}
        self._last = 0

    def sync(self, digests: Mapping[str, str], texts: Texts) -> bool:
        """Bring the index to the ids and checksums given; made anew when missing or damaged.

        Returns False when the index is behind and another process is writing it. Raises
        StoreError.
        """
        wanted = {name: f"{self._encoder.name}:{digest}" for name, digest in digests.items()}
        if self._held == wanted and self._place == self._newest():
            return True
        with suppress(StoreError):
            self._open(self._newest())
            if self._held == wanted:
                return True
        with index_writer(self._folder) as writing:
            if writing:
                self._write(wanted, texts)
            return writing

    def cosines(self, query: str, others: Sequence[str]) -> dict[str, float]:
        """Return how near incidents are to a query, 0-1: the nearest ones, and `others`."""
        if self._shelf is None:
            return {}
        return self._shelf.cosines(self._encoder.encode([query])[0], others)

    def wipe(self) -> None:
        """Delete every vector from the disk. Raises StoreError when another process writes."""
        self.close()
        if not self._folder.exists():
            return
        with index_writer(self._folder) as writing:
            if not writing:
                raise StoreError(
                    "The vector index is being written by another process.",
                    "Try again when it is done.",
                )
            self._clear(keep=None)

    def close(self) -> None:
        """Let go of the files."""
        self._remember(None, None, {})

    def _open(self, place: Path | None) -> None:
        if place is None or place != self._place:
            self.close()
        if place is not None and self._shelf is None:
            shelf = Shelf.open(place)
            self._remember(shelf, place, shelf.marks())

    def _write(self, wanted: Mapping[str, str], texts: Texts) -> None:
        try:
            self._open(self._newest())
            self._update(wanted, texts)
        except StoreError:
            self._make(wanted, texts)

    def _update(self, wanted: Mapping[str, str], texts: Texts) -> None:
        if self._shelf is None:
            self._make(wanted, texts)
            return
        stale = {name: mark for name, mark in wanted.items() if self._held.get(name) != mark}
        self._shelf.put(stale, self._vectors(stale, texts))
        self._shelf.drop([name for name in self._held if name not in wanted])
        self._held = dict(wanted)

    def _make(self, wanted: Mapping[str, str], texts: Texts) -> None:
        self.close()
        vectors = self._vectors(wanted, texts)
        self._last = max([self._last, *(int(place.name) for place in self._folders())]) + 1
        place = self._folder / f"{self._last:04d}"
        make_private(place)
        shelf = Shelf.make(place)
        self._remember(shelf, place, {})
        shelf.put(wanted, vectors)
        self._held = dict(wanted)
        (place / _READY).touch()
        self._clear(keep=place)

    def _vectors(self, marks: Mapping[str, str], texts: Texts) -> list[list[float]]:
        if not marks:
            return []
        found = texts(list(marks))
        return self._encoder.encode([found[name] for name in marks])

    def _remember(self, shelf: Shelf | None, place: Path | None, held: dict[str, str]) -> None:
        former, self._shelf, self._place, self._held = self._shelf, shelf, place, held
        if former is not None and former is not shelf:
            with suppress(StoreError):
                former.close()

    def _clear(self, *, keep: Path | None) -> None:
        for place in self._folders():
            if place != keep:
                shutil.rmtree(place, ignore_errors=True)

    def _newest(self) -> Path | None:
        ready = [place for place in self._folders() if (place / _READY).exists()]
        return max(ready, key=lambda place: int(place.name), default=None)

    def _folders(self) -> list[Path]:
        return [place for place in self._folder.glob("[0-9]*") if place.name.isdecimal()]
