"""What the writer learns from: sentences with a rewrite, and those that nothing can tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from agent.coach.rewriting.as_required import as_required
from agent.coach.rewriting.parts.hearing import LONGEST, first_pieces
from agent.coach.rewriting.parts.marks import MARKS, read_marked
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.versions import mended, told_by_marks
from agent.coach.rewriting.search import may_be_said
from agent.coach.rewriting.slips import with_slip
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.network import ASK, END, SMALL
from agent.coach.rewriting.writing.steps import FORMS, Copied, Step
from evals.training.tagging.sentences import ASK as ASKED
from evals.training.tagging.sentences import FOLDER as MARKED
from evals.training.texts import published
from evals.training.writing.alignment import small_words, steps_of
from rubrics.language.trained.word_pieces import WordPieces

FOLDER = Path(__file__).resolve().parent
_ASK = "ASK"
_HELD = 8
"""So many of a hundred sentences are held out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, and the steps of its rewrite."""

    text: str
    rewrite: str
    """Empty where a question is asked."""
    numbers: tuple[int, ...]
    """Its word pieces."""
    heard: tuple[int, ...]
    """The place of the first piece of each token."""
    steps: tuple[int, ...]
    """The number of each step, the end among them."""
    forms: tuple[int, ...]
    """The number of the form of each step; -1 where nothing is copied."""
    marks: tuple[int, ...]
    """The number of each token's mark; none where nobody marked it."""

    @property
    def held(self) -> bool:
        """Return whether it is held out to measure."""
        return crc32(self.text.encode()) % 100 < _HELD


def pairs(pieces: WordPieces) -> tuple[list[Pair], list[str]]:
    """Return every sentence with its rewrite, and the small words that rewrites add."""
    marks: dict[str, tuple[int, ...]] = {}
    said = {**dict(_told(marks)), **dict(_edited())}
    small = small_words((text, rewrite) for text, rewrite in said.items() if rewrite)
    rows = (
        _pair(text, rewrite, small, pieces, marks.get(text, ())) for text, rewrite in said.items()
    )
    return [row for row in rows if row is not None], small


def _told(marks: dict[str, tuple[int, ...]]) -> Iterator[tuple[str, str]]:
    """Yield marked sentences and how their marks tell them, and note the marks."""
    for path in sorted(MARKED.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(ASKED):
                yield spelled_out(line.removeprefix(ASKED)), ""
                continue
            text, found = read_marked(line)
            marks[text] = tuple(MARKS.index(mark) for mark in found)
            sentence = Sentence(text)
            version = told_by_marks(sentence, mended(sentence, found))
            slip = version and may_be_said(text, version) and with_slip(text, version.text)
            rewrite = as_required(text, slip) if slip else None
            if rewrite:
                yield text, rewrite


def _edited() -> Iterator[tuple[str, str]]:
    """Yield sentences that somebody rewrote by hand. Raises ValueError for an unreadable line."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, tab, rewrite = line.partition("\t")
            if not tab:
                raise ValueError(f"there is no rewrite in {path.name}: {line}")
            yield spelled_out(text), "" if rewrite == _ASK else rewrite
    for rows in published():
        yield from ((spelled_out(text), *rewrite) for _, text, *rewrite in rows if rewrite)


def _pair(
    text: str, rewrite: str, small: Sequence[str], pieces: WordPieces, marks: tuple[int, ...]
) -> Pair | None:
    """Return a sentence as the networks read it; None where it is too long or no steps fit."""
    sentence = Sentence(text)
    cut = pieces.cut(text, LONGEST)
    heard = tuple(first_pieces(sentence, cut))
    steps = steps_of(text, rewrite, frozenset(small)) if rewrite else ()
    if not heard or steps is None:
        return None
    numbers = [_number(step, small) for step in steps]
    forms = [FORMS.index(step.form) if isinstance(step, Copied) else -1 for step in steps]
    return Pair(
        text,
        rewrite,
        tuple(piece.number for piece in cut),
        heard,
        (*numbers, END if steps else ASK),
        (*forms, -1),
        marks,
    )


def _number(step: Step, small: Sequence[str]) -> int:
    if isinstance(step, Copied):
        return SMALL + len(small) + step.place
    return SMALL + small.index(step)
