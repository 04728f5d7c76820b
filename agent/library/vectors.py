"""Sentence vectors that ship inside a package: no download, no network, the same everywhere."""

import logging
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from agent.errors import StoreError

WORDS = 170
"""How much of a text goes into its vector: more words blur it (measured)."""


class Encoder(Protocol):
    """Turns texts into vectors of length 1."""

    name: str

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector a text. Raises StoreError when the model can't be loaded."""
        ...


class WordLlamaEncoder:
    """WordLlama's 256 dimensions, from the files inside its package."""

    name = "wordllama-256"

    def __init__(self) -> None:
        """Load nothing yet."""
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector a text. Raises StoreError when the model can't be loaded."""
        if self._model is None:
            self._model = _load()
        return self._model.embed([_opening(text) for text in texts], norm=True).tolist()


def _load() -> Any:  # noqa: ANN401 - the package ships no types
    try:
        with _quiet():
            import wordllama  # noqa: PLC0415 - slow to import

            # Its default looks for the tokenizer in a folder that the package doesn't have, and
            # would then download it.
            inside = Path(wordllama.__file__).parent
            return wordllama.WordLlama.load(cache_dir=inside, disable_download=True)
    except (ImportError, OSError, ValueError) as error:
        raise StoreError(
            f"The sentence vectors can't be loaded ({error}).", "Install `unblame[app]` again."
        ) from error


@contextmanager
def _quiet() -> Generator[None]:
    """Undo the log handler that the package puts on the root: it would write over the screen."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def _opening(text: str) -> str:
    # The last word may be endless: an encoded file, a log with no spaces. And the model takes
    # neither half a character nor nothing at all.
    words = " ".join(text.split(maxsplit=WORDS)[:WORDS])[: WORDS * 20]
    return words.encode("utf-8", "replace").decode("utf-8") or "-"
