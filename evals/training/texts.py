"""The training sentences, and how they are varied for the student."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from evals.datasets.schema import BlameSet
from evals.labels import BLAMING, INNOCENT
from rubrics.language.encoder.plain import plain

FOLDER = Path(__file__).resolve().parent
KINDS: tuple[str, ...] = (*BLAMING, *INNOCENT)
_CLAUSE = re.compile(r"(?<=[,;:]) ")


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with its label, as the encoder reads it."""

    text: str
    blaming: bool
    kind: int
    """Its place among the kinds."""
    weight: float
    """How much it counts: less where careful readers differ."""


def examples(folder: Path = FOLDER) -> list[Example]:
    """Return every training sentence, file by file. Raises ValueError for a file that is wrong."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.yaml")):
        content = BlameSet.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        found += [
            Example(
                text=plain(sentence.text).text,
                blaming=sentence.blaming,
                kind=KINDS.index(sentence.kind),
                weight=0.4 if sentence.borderline else 1.0,
            )
            for sentence in content.sentences()
        ]
    return found


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
