"""The training sentences, and how they are varied for the teacher to judge."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from evals.datasets.schema import BlameSet
from evals.labels import BLAMING, INNOCENT
from rubrics.language.trained.plain import plain

FOLDER = Path(__file__).resolve().parent
KINDS: tuple[str, ...] = (*BLAMING, *INNOCENT)
_CLAUSE = re.compile(r"(?<=[,;:]) ")
_WORD = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with its label, as the network reads it."""

    text: str
    blaming: bool
    kind: int
    """Its place among the kinds."""
    weight: float
    """How much it counts: less where careful readers differ."""


def examples(folder: Path = FOLDER) -> list[Example]:
    """Return every training sentence, file by file. Raises ValueError for a file that is wrong."""
    found: list[Example] = []
    for content in _sets(folder):
        found += [
            _example(sentence.text, sentence.kind, borderline=sentence.borderline)
            for sentence in content.sentences()
        ]
    for rows in published(folder):
        for kind, text, *_ in rows:
            found.append(_example(text, kind.removesuffix("?"), borderline=kind.endswith("?")))
        for _, _, *rewrites in rows:
            found += [_example(text, "agentless", borderline=False) for text in rewrites if text]
    return found


def published(folder: Path = FOLDER) -> Iterator[list[list[str]]]:
    """Yield the tables in the manner of published postmortems: lines, cut at the tabs.

    A line holds a kind, with `?` where readers may differ, a sentence and mostly its rewrite, which
    is innocent and is empty where a question is asked.
    """
    for path in sorted((folder / "published").glob("*.tsv")):
        yield [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _example(text: str, kind: str, *, borderline: bool) -> Example:
    """Return a sentence to learn from. Raises ValueError for a kind that there is not."""
    weight = 0.4 if borderline else 1.0
    return Example(plain(text), kind in BLAMING, KINDS.index(kind), weight)


def written(folder: Path = FOLDER) -> list[str]:
    """Return the text of every training sentence as it was written."""
    return [sentence.text for one in _sets(folder) for sentence in one.sentences()]


def blaming(folder: Path = FOLDER) -> list[str]:
    """Return the text of every training sentence that blames, as it was written."""
    sets = _sets(folder)
    return [sentence.text for one in sets for sentence in one.sentences() if sentence.blaming]


def _sets(folder: Path) -> Iterator[BlameSet]:
    for path in sorted(folder.glob("*.yaml")):
        yield BlameSet.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def varied(rows: list[Example], chance: random.Random) -> list[str]:
    """Return one variation a sentence: a clause, two sentences joined, or words left out."""
    texts: list[str] = []
    for row in rows:
        clauses = _CLAUSE.split(row.text)
        words = row.text.split()
        turn = chance.random()
        if turn < 0.35 and len(clauses) > 1:
            cut = chance.randrange(1, len(clauses))
            texts.append(" ".join(clauses[:cut] if chance.random() < 0.5 else clauses[cut:]))
        elif turn < 0.6:
            texts.append(f"{row.text} {chance.choice(rows).text}")
        else:
            kept = [word for word in words if chance.random() > 0.12]
            texts.append(" ".join(kept or words))
    return texts


def changed(
    rows: list[Example], near: Mapping[str, Sequence[str]], chance: random.Random
) -> list[str]:
    """Return one change a sentence: words for near ones, clauses or halves of two sentences."""
    texts: list[str] = []
    for row in rows:
        other, turn = chance.choice(rows).text, chance.random()
        if turn < 0.6:
            texts.append(_replaced(row.text, near, chance, chance.choice((0.1, 0.2, 0.35))))
        elif turn < 0.8:
            mine, theirs = (chance.choice(_CLAUSE.split(text)) for text in (row.text, other))
            texts.append(_replaced(f"{mine} {theirs}", near, chance, 0.1))
        else:
            mine, theirs = row.text.split(), other.split()
            kept = mine[: chance.randint(0, len(mine))] + theirs[chance.randint(0, len(theirs)) :]
            texts.append(" ".join(kept) or row.text)
    return texts


def _replaced(
    text: str, near: Mapping[str, Sequence[str]], chance: random.Random, share: float
) -> str:
    def instead(match: re.Match[str]) -> str:
        word = match.group()
        choice = near.get(word.lower())
        if not choice or chance.random() > share:
            return word
        other = chance.choice(choice)
        return other.capitalize() if word[0].isupper() else other

    return _WORD.sub(instead, text)
