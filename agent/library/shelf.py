"""One folder of Chroma. The only module that imports it."""

import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent.errors import StoreError

NEAREST = 1000
"""How many neighbours are asked for: all of them, in a library of the usual size."""
_COLLECTION = "incidents"
_BATCH = 200
_CONFIGURATION = {
    # One thread and a wide search: the same neighbours on every run.
    "hnsw": {
        "space": "cosine",
        "ef_construction": 400,
        "ef_search": NEAREST,
        "max_neighbors": 32,
        "num_threads": 1,
    }
}
# Chroma doesn't wrap all that goes wrong below it. After a failed start it answers for the same
# folder with AttributeError; metadata that isn't ours shows as KeyError or TypeError.
_FAILURES = (
    sqlite3.Error,
    OSError,
    ValueError,
    RuntimeError,
    AttributeError,
    KeyError,
    TypeError,
)


class Shelf:
    """Vectors by id, each with a mark that says what it was made from. Holds no text.

    Every method raises StoreError when Chroma can't do it: the caller then makes a new shelf.
    """

    def __init__(self, client: Any, collection: Any) -> None:  # noqa: ANN401 - untyped package
        """Wrap an open client; `make` and `open` are the ways to get one."""
        self._client = client
        self._collection = collection

    @classmethod
    def make(cls, folder: Path) -> "Shelf":
        """Make an empty shelf in a new folder."""
        with _explained():
            client = _client(folder)
            collection = client.create_collection(
                _COLLECTION, embedding_function=None, configuration=_CONFIGURATION
            )
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> "Shelf":
        """Open a shelf that was made before."""
        with _explained():
            client = _client(folder)
            collection = client.get_collection(_COLLECTION, embedding_function=None)
        return cls(client, collection)

    def marks(self) -> dict[str, str]:
        """Return the mark of each id."""
        with _explained():
            held = self._collection.get(include=["metadatas"])
            return {
                name: str(data["mark"])
                for name, data in zip(held["ids"], held["metadatas"], strict=True)
            }

    def put(self, marks: Mapping[str, str], vectors: Sequence[Sequence[float]]) -> None:
        """Add or replace vectors, in the order of the marks."""
        names = list(marks)
        with _explained():
            for start in range(0, len(names), _BATCH):
                batch = names[start : start + _BATCH]
                self._collection.upsert(
                    ids=batch,
                    embeddings=vectors[start : start + _BATCH],
                    metadatas=[{"mark": marks[name]} for name in batch],
                )

    def drop(self, names: Sequence[str]) -> None:
        """Take vectors out."""
        with _explained():
            if names:
                self._collection.delete(ids=list(names))

    def cosines(self, vector: Sequence[float], others: Sequence[str]) -> dict[str, float]:
        """Return the cosine of what lies nearest to a vector, and of `others`, within 0-1."""
        with _explained():
            limit = min(NEAREST, self._collection.count())
            if not limit:
                return {}
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            near = {name: 1.0 - float(distance) for name, distance in pairs}
            near |= self._measured(vector, [name for name in others if name not in near])
        return {name: min(1.0, max(0.0, cosine)) for name, cosine in near.items()}

    def close(self) -> None:
        """Let go of the files."""
        with _explained():
            self._client.close()

    def _measured(self, vector: Sequence[float], names: list[str]) -> dict[str, float]:
        """Return the cosines of some vectors one by one: neighbours are found, not guaranteed."""
        if not names:
            return {}
        held = self._collection.get(ids=names, include=["embeddings"])
        pairs = zip(held["ids"], held["embeddings"], strict=True)
        return {name: float(row.dot(vector)) for name, row in pairs}


def _client(folder: Path) -> Any:  # noqa: ANN401 - untyped package
    import chromadb  # noqa: PLC0415 - slow to import
    from chromadb.config import Settings  # noqa: PLC0415 - slow to import

    # No `.env` of the folder the person happens to stand in, and nothing sent anywhere.
    settings = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]
    return chromadb.PersistentClient(path=str(folder), settings=settings)


@contextmanager
def _explained() -> Generator[None]:
    try:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - slow to import
    except (ImportError, RuntimeError) as error:
        raise _unusable(error) from error
    try:
        yield
    except (ChromaError, *_FAILURES) as error:
        raise _unusable(error) from error


def _unusable(error: Exception) -> StoreError:
    return StoreError(
        f"The vector index can't be used ({type(error).__name__}).",
        "Make it again with `unblame library rebuild`.",
    )
