"""Why it happened: causes as statements, chains of whys, what set it off."""

import re
from collections.abc import Iterator

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.headings import bare
from agent.documents.reader.labels import any_label, bold_label
from agent.documents.reader.making import Making
from agent.documents.reader.points import Point, has_list, is_template, points
from agent.documents.reader.sentences import first_words, paragraph_sentences
from agent.documents.reader.tables import tables
from rubrics.patterns import regex

_CAUSAL = regex(
    r"\b(?:caus(?:e[sd]?|ing)|because|due to|led to|lead to|leading to|result(?:ed"
    r"|ing|s)? (?:in|of|from)|as a result"
    r"|triggered|therefore|allow(?:ed|ing)|contribut\w+|lack(?:ed|ing)?|missing|without"
    r"|did(?: not|n't)"
    r"|was(?: not|n't)|were(?: not|n't)|no (?:alert|monitor|test|check|process|automat)\w*"
    r"|failed to|bug|misconfigur\w+"
    r"|reason|meant that|insufficient|too (?:small|large|low|high|many|few|slow))\b",
    re.IGNORECASE,
)
_STATED = regex(
    r"\b(?:(?:was|were|is|been) (?:\w+ )?(?:caused|triggered) by|root cause (?:\w+ ){0,4}("
    r"?:was|is)|cause (?:of (?:\w+ ){1,6})?(?:was|is)"
    r"|resulted from|caused by|attributed to|introduced (?:a|an|the) (?:[\w-]+ ){0,4}(?:bu"
    r"g|issue|problem|regression|defect))\b",
    re.IGNORECASE,
)
_SUGGESTED = regex(
    r"\b(?:due to|because of|because|side-effect of|as a result of|led to|causing|caused"
    r"|result(?:ed|ing) in)\b"
    r"|, (?:thereby |thus )?(?:disabl|break|prevent|block|exhaust|render|leav|delet|destroy"
    r"|overwrit|overload|crash|disconnect|corrupt|tak|bring)ing\b",
    re.IGNORECASE,
)
_UNKNOWN = regex(
    r"(?:cause|reason) (?:is|was|remains) (?:still |yet |as yet )?(?:unknown|unclear|not known)",
    re.I,
)
_WHY = regex(
    r"^(?:\d[.)]\s*|why ?#?\d[:.)]?\s*|q\d?[:.]\s*)?(?P<ask>why\b[^?]{3,300}\?)\s*(?P<answer>.*)",
    re.I | re.S,
)
_ANSWER = regex(r"^(?:[-–—→:>\s]+|a\d?[:.]\s*|answer[:.]\s*)", re.IGNORECASE)
_MOST_LOOSE = 6
_MOST_MINED = 3
_LONGEST = 600


def read_causes(arranged: Arranged, making: Making) -> None:
    """Put the causes of a document into its analysis."""
    reading = _Causes(making)
    for section in arranged.sections:
        if section.role == "causes":
            reading.section(section)
        elif section.role == "whys":
            reading.whys(section)
        elif section.role == "trigger":
            reading.trigger(section)
    if making.count("analysis.causes") == 0:
        reading.mined(arranged)


class _Causes:
    """The causes in the making."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._primary = False
        self._node = ""

    def section(self, section: Section) -> None:
        """Take a section about causes: its points, or the sentences that state one."""
        found = [one for one in points(section.pieces) if one.piece.text.strip()]
        asked = [one for one in found if _WHY.match(self._making.words(one.piece.text))]
        if asked:
            self._chain(asked)
            found = [one for one in found if one not in asked]
        root = "root" in bare(section.title) or bare(section.title) in (
            "cause",
            "causes",
            "primary cause",
        )
        listed = has_list(found)
        taken = 0
        if root and not listed:
            found = _causal_first(found, self._making)
        for point in found:
            opening = root and not taken and self._opens(point)
            beside = listed and not opening and not self._states(point)
            if point.loose and (beside or taken >= _MOST_LOOSE):
                self._leave(point)
                continue
            taken += self._take(point, primary=root)
        for rows in tables(section.pieces):
            for row in (row for row in rows if not row.head):
                text = ": ".join(
                    self._making.words(cell.text) for cell in row.cells if cell.text.strip()
                )
                self._add(text, row.line, primary=root)

    def trigger(self, section: Section) -> None:
        """Take what set it off: a cause close to the event."""
        for point in points(section.pieces):
            text = self._words(point)
            if text and not is_template(text):
                cause_id = self._add(
                    first_words(text), point.line, level="immediate", phase="origin"
                )
                self._making.mark(point.piece, f"analysis.causes.{cause_id}")

    def whys(self, section: Section) -> None:
        """Take a chain of whys."""
        self._chain([one for one in points(section.pieces) if one.piece.text.strip()])

    def mined(self, arranged: Arranged) -> None:
        """Take the sentences of the story that state a cause, where no section is about causes."""
        roles = ("story", "summary", LEAD, "background", "", "resolution", "lessons", "impact")
        for pattern in (_STATED, _SUGGESTED):
            for role in (*roles, "timeline", "poorly") if pattern is _STATED else roles[:6]:
                for section in (one for one in arranged.sections if one.role == role):
                    found = list(_stating(section, self._making, pattern))[:_MOST_MINED]
                    for sentence, line in found:
                        title = self._making.words(section.title) or "the text"
                        self._making.complain(line, f"The cause was taken from “{title[:60]}”.")
                        self._add(sentence, line)
                    if found:
                        return

    def _take(self, point: Point, *, primary: bool) -> int:
        text = self._words(point)
        if is_template(text) or len(text.split()) < 2:
            return 0
        if point.loose:
            if (self._primary and not _CAUSAL.search(text)) or (
                text.endswith(":") and len(text) < 80
            ):
                self._leave(point)
                return 0
            text = self._stated(text) if self._primary or not primary else first_words(text)
        label = any_label(self._making.plain(point.piece.text))
        named = "root cause" in (label[0].lower() if label else "")
        cause_id = self._add(text[:_LONGEST], point.line, primary=primary or named)
        self._making.mark(point.piece, f"analysis.causes.{cause_id}")
        return 1

    def _opens(self, point: Point) -> bool:
        """Tell whether a paragraph before a list speaks of a cause by itself."""
        text = self._words(point)
        return not text.endswith(":") and _CAUSAL.search(text) is not None

    def _states(self, point: Point) -> bool:
        text = self._words(point)
        return not text.endswith(":") and _STATED.search(text) is not None

    def _stated(self, text: str) -> str:
        """Return the first sentence of a paragraph that states a cause."""
        found = paragraph_sentences(text)
        return next((one for one in found if _CAUSAL.search(one)), found[0] if found else text)

    def _words(self, point: Point) -> str:
        text = self._making.words(point.piece.text)
        inner = [self._making.words(one.text) for one in point.more if one.kind != "code"]
        return (
            "; ".join([text.rstrip(":"), *filter(None, inner)])
            if text.endswith(":") and inner
            else text
        )

    def _leave(self, point: Point) -> None:
        text = self._making.words(point.piece.text)
        if text and not is_template(text):
            note = {"question": "", "text": text[:2_000]}
            note_id = self._making.add("notes", note, point.line)
            self._making.mark(point.piece, f"notes.{note_id}")

    def _add(self, text: str, line: int, *, primary: bool = False, **more: str) -> str:
        first = primary and not self._primary
        self._primary = self._primary or first
        fields: dict[str, object] = {
            "role": "primary" if first else "contributing",
            "statement": {"cause": text},
            "evidence": self._making.records(text, line),
            **more,
        }
        if _UNKNOWN.search(text):
            fields["category"] = "unknown"
        return self._making.add("analysis.causes", fields, line)

    def _chain(self, found: list[Point]) -> None:
        """Take "Why …? Because …" one beneath the other; the last answer is a cause."""
        last = ""
        for point in found:
            for answer, line in self._answers(point):
                fields = {"parent": self._node, "text": answer}
                self._node = self._making.add("analysis.nodes", fields, line)
                self._making.mark(point.piece, f"analysis.nodes.{self._node}")
                last = answer
        if last:
            self._add(last, found[-1].line, primary=True, node_id=self._node)
        self._node = ""

    def _answers(self, point: Point) -> Iterator[tuple[str, int]]:
        texts = [(self._making.words(one.text), one.line) for one in (point.piece, *point.more)]
        for text, line in texts:
            asked = _WHY.match(text)
            answer = _ANSWER.sub("", asked["answer"] if asked else text).strip()
            if answer and not is_template(answer):
                yield answer[:_LONGEST], line


def _causal_first(found: list[Point], making: Making) -> list[Point]:
    """Leave out what comes before the first paragraph that speaks of a cause, if there is one."""
    for number, point in enumerate(found):
        if _CAUSAL.search(making.words(point.piece.text)):
            return found[number:]
    return found


def _stating(
    section: Section, making: Making, pattern: re.Pattern[str]
) -> Iterator[tuple[str, int]]:
    """Yield the sentences that state a cause, and the points below one that ends in a colon."""
    opened = False
    for point in points(section.pieces):
        text = making.words(point.piece.text)
        if opened and not point.loose:
            yield text[:_LONGEST], point.line
            continue
        opened = False
        for sentence in paragraph_sentences(text):
            if not pattern.search(sentence) or bold_label(sentence):
                continue
            if sentence.endswith(":"):
                opened = True
            elif len(sentence.split()) >= 6:
                yield sentence[:_LONGEST], point.line
