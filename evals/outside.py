"""Labelled data that lie outside the project: read where they are, never stored."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from agent.errors import InputError
from evals.labels import LabelledAction, Past, Query, RatedPage, Sentence

VARIABLE = "UNBLAME_EVAL_DATA"
"""Names the folder."""
_FLAG_COLUMNS = ("specific", "measurable", "assigned", "time_bound")


class OutsideData:
    """A folder of JSON lines; files that are not there are left out."""

    def __init__(self, folder: Path) -> None:
        """Name the folder. Raises InputError when there is none."""
        if not folder.is_dir():
            raise InputError(
                f"{VARIABLE} names {folder}, which is no folder.",
                "Name a folder that holds blame_sentences.jsonl, actions.jsonl or "
                "incidents.jsonl with similar_pairs.jsonl.",
            )
        self._folder = folder

    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of blame_sentences.jsonl."""
        return tuple(
            Sentence(
                id=row["id"],
                text=row["text"],
                kind=row["kind"],
                blaming=row["label"] == 1,
                borderline=bool(row.get("borderline")),
                tags=(row.get("source_kind", "real"),),
            )
            for row in self._rows("blame_sentences.jsonl")
        )

    def actions(self) -> tuple[LabelledAction, ...]:
        """Return the actions of actions.jsonl."""
        return tuple(
            LabelledAction(
                id=row["id"],
                text=row["text"],
                holds=frozenset(flag for flag in _FLAG_COLUMNS if row[flag]),
                control=row["level"],
                tags=(row.get("source_kind", "real"),),
            )
            for row in self._rows("actions.jsonl")
        )

    def incidents(self) -> tuple[Past, ...]:
        """Return the incidents of incidents.jsonl."""
        return tuple(
            Past(row["id"], row["title"], "\n\n".join((row["summary"] or "", row["text"])))
            for row in self._rows("incidents.jsonl")
        )

    def queries(self) -> tuple[Query, ...]:
        """Return the queries of similar_pairs.jsonl."""
        return tuple(
            Query(row["id"], row["query"], frozenset(row["relevant"]))
            for row in self._rows("similar_pairs.jsonl")
        )

    def pages(self) -> tuple[str, ...]:
        """Return the Markdown postmortems of full_postmortems, in the order of their names."""
        return tuple(self.named_pages().values())

    def named_pages(self) -> Mapping[str, str]:
        """Return the Markdown postmortems of full_postmortems by their names, in order."""
        paths = sorted((self._folder / "full_postmortems").glob("*.md"))
        return {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in paths}

    def rated_pages(self) -> tuple[RatedPage, ...]:
        """Return the postmortems that rubric_gold.jsonl holds scores of."""
        pages = self.named_pages()
        return tuple(
            RatedPage(row["id"], pages[row["id"]], row["mean"])
            for row in self._rows("rubric_gold.jsonl")
            if row["id"] in pages
        )

    def _rows(self, name: str) -> Iterator[Mapping[str, Any]]:
        path = self._folder / name
        if not path.is_file():
            return
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _row(name, number, lambda line=line: json.loads(line))


def _row(name: str, number: int, read: Callable[[], Any]) -> Mapping[str, Any]:
    try:
        row = read()
    except json.JSONDecodeError as error:
        raise InputError(f"{name}, line {number} is no JSON.", "Mend or remove it.") from error
    if not isinstance(row, dict):
        raise InputError(f"{name}, line {number} is no JSON object.", "Mend or remove it.")
    return row  # pyright: ignore[reportUnknownVariableType]
