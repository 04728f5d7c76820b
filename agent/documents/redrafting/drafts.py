"""The blaming sentences of a document, each with its faithful rewrite or the question instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.coach.fidelity import preserved
from agent.coach.neutral import neutralise
from agent.documents.lines import Span
from agent.documents.reader import read
from agent.documents.reader.blocks import TextBlock
from agent.documents.reader.markup import Spoken, kept_as_is
from agent.documents.redrafting.edits import Edit, applied
from agent.documents.redrafting.fitting import Frame, begins_a_block, fitted
from agent.documents.redrafting.prose import FileLines, Passage, Sentence, balanced
from agent.hygiene import one_line
from agent.postmortem.people import names_of
from rubrics.findings import Finding
from rubrics.language import Innocence, agents_in, bar_over, innocence, scan, unmarked

_BLAME = frozenset({"blame"})


@dataclass(frozen=True, slots=True)
class Blamed:
    """A sentence in which blame was found."""

    start: int
    """Its first character in the text."""
    end: int
    """The character after its last."""
    span: Span
    """The same, by lines and columns."""
    text: str
    """The sentence as it stands, line ends and all."""
    words: str
    """The sentence on one line."""
    findings: tuple[Finding, ...]
    """What was found in it, in order."""
    rewrite: str | None
    """The same facts without blame, on one line; None when it takes what only people know."""
    frame: Frame
    """The room for other words in its place."""
    editable: bool
    """Whether its place is known exactly, so that nothing around it can be hurt."""

    @property
    def counts(self) -> bool:
        """Return whether it is blame and no mere note."""
        return any(finding.severity != "info" for finding in self.findings)

    def edit(self, words: str) -> Edit:
        """Return the edit that puts words in its place, on lines as the paragraph has them."""
        return Edit(self.start, self.end, fitted(one_line(words), self.frame))


@dataclass(frozen=True, slots=True)
class Spared:
    """A sentence that sounds like blame and is none."""

    span: Span
    """Where it stands, by lines and columns."""
    text: str
    """The sentence as it stands."""
    innocence: Innocence
    """Why it is none."""


@dataclass(frozen=True, slots=True)
class Recheck:
    """What is wrong with a sentence that a person wrote in the place of another."""

    blame: tuple[Finding, ...]
    """Blame that is in it."""
    lost: tuple[str, ...]
    """Facts that are missing or new: "missing: 14:05"."""
    marks: bool
    """Whether code, links and other marks are those of the source."""

    @property
    def fine(self) -> bool:
        """Return whether nothing is wrong."""
        return self.marks and not (self.blame or self.lost)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its blaming sentences."""

    text: str
    people: tuple[str, ...]
    """Names and handles of the people that the document names."""
    sentences: tuple[Blamed, ...]
    """In the order of the text; none overlaps another."""
    blocks: tuple[TextBlock, ...]
    """Its blocks, prose or not."""

    @property
    def rewrites(self) -> tuple[Edit, ...]:
        """Return the edits that need no person: each faithful rewrite of what is blame."""
        return tuple(
            one.edit(one.rewrite)
            for one in self.sentences
            if one.rewrite is not None and one.counts
        )

    def rewritten(self) -> str:
        """Return the whole text with every faithful rewrite in it."""
        return applied(self.text, self.rewrites)

    def recheck(self, sentence: Blamed, words: str) -> Recheck:
        """Look at what a person wrote in place of a sentence."""
        words = one_line(words)
        named = (*self.people, *agents_in(sentence.words, self.people))
        found = scan(words, people=self.people, only=_BLAME)
        return Recheck(
            tuple(finding for finding in found if finding.severity != "info"),
            preserved(sentence.words, words, people=named),
            _marks_survive(sentence.words, words),
        )


def redraft(text: str, *, source: str = "") -> Draft:
    """Return a Markdown text with its blaming sentences. Never raises.

    Args:
        text: The text, without a byte order mark.
        source: The name of the file.
    """
    document = read(text, source=source)
    people = names_of(document.document.people)
    lines = FileLines(text)
    found: list[Blamed] = []
    told = [one for one in document.blocks if one.kind not in ("code", "html") and not one.quoted]
    least = bar_over(((block.spoken.words, block.path) for block in told), people)
    for block in told:
        findings = scan(
            block.spoken.words, people=people, field=block.path, only=_BLAME, blames_from=least
        )
        if findings:
            placed = [_placed(finding, block.spoken) for finding in findings]
            found += _blamed(text, Passage(block, lines), placed, people)
    sentences = tuple(_apart(sorted(found, key=lambda one: (one.start, one.end))))
    return Draft(text, people, sentences, tuple(document.blocks))


def spared(draft: Draft) -> Iterator[Spared]:
    """Yield the sentences of a draft that sound like blame and are none, in order."""
    lines = FileLines(draft.text)
    blamed = {one.start for one in draft.sentences}
    for block in draft.blocks:
        if block.kind in ("code", "html"):
            continue
        passage = Passage(block, lines)
        for sentence in passage.sentences():
            words = block.readable[sentence.begin : sentence.stop]
            reason = innocence(words, quoted=block.quoted)
            start, end, _ = _place(passage, sentence)
            if reason and start not in blamed:
                yield Spared(_span(lines, start, end), draft.text[start:end], reason)


def _placed(finding: Finding, heard: Spoken) -> Finding:
    """Return a finding with its places in the text of the block."""
    start, last = heard.place(finding.start), heard.place(finding.end - 1)
    return finding.model_copy(update={"start": start, "end": last + 1})


def _blamed(
    text: str, passage: Passage, findings: Sequence[Finding], people: Sequence[str]
) -> Iterator[Blamed]:
    for sentence in passage.sentences():
        inside = tuple(one for one in findings if sentence.begin <= one.start < sentence.stop)
        if inside:
            yield _one(text, passage, sentence, inside, people)


def _one(
    text: str,
    passage: Passage,
    sentence: Sentence,
    findings: tuple[Finding, ...],
    people: Sequence[str],
) -> Blamed:
    start, end, exact = _place(passage, sentence)
    return Blamed(
        start,
        end,
        _span(passage.lines, start, end),
        text[start:end],
        sentence.words,
        findings,
        _neutral(sentence.words, people) if exact else None,
        passage.frame(sentence),
        exact,
    )


def _place(passage: Passage, sentence: Sentence) -> tuple[int, int, bool]:
    """Return where a sentence begins and ends in the file, and whether that is exact."""
    start, last = passage.file_offset(sentence.begin), passage.file_offset(sentence.stop - 1)
    if start is None or last is None:
        return *passage.nearest(sentence), False
    return start, last + 1, True


def _span(lines: FileLines, start: int, end: int) -> Span:
    return Span(*lines.place(start), *lines.place(end))


def _neutral(words: str, people: Sequence[str]) -> str | None:
    """Return a faithful rewrite that also keeps the marks of the sentence, if there is one."""
    bare = unmarked(words, people)  # who is named goes, and with him the link to his profile
    told = _told(bare, people)
    if bare != words and (told is None or any(who in told for who in agents_in(bare, people))):
        return _told(words, people)
    return told


def _told(words: str, people: Sequence[str]) -> str | None:
    neutral = one_line(neutralise(words, people).text)
    if not neutral or neutral == words or begins_a_block(neutral):
        return None
    return neutral if _marks_survive(words, neutral) else None


def _marks_survive(words: str, other: str) -> bool:
    return kept_as_is(words) == kept_as_is(other) and (balanced(other) or not balanced(words))


def _apart(sentences: Sequence[Blamed]) -> Iterator[Blamed]:
    """Leave out what lies within a sentence before it: a place is told once."""
    place = 0
    for sentence in sentences:
        if sentence.start >= place:
            yield sentence
            place = sentence.end
