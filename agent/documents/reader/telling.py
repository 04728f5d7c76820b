"""How far somebody else's page tells its story: what a reader sees on it, counted.

The rubric judges a session by fields that its questions fill. A stranger's page has no such fields,
so it is judged by what stands on it. Counts only; what they are worth is data of the rubric.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.figures import figures_in
from agent.documents.reader.headings import data
from agent.documents.reader.making import Making
from agent.documents.reader.pieces import Piece
from agent.documents.reader.points import is_template
from agent.documents.reader.sentences import paragraph_sentences
from agent.postmortem.record import Postmortem
from rubrics.needs import Held
from rubrics.patterns import regex

_EXPLAINING = (
    LEAD, "", "summary", "story", "background", "timeline", "causes", "whys", "trigger",
    "detection", "resolution", "impact", "poorly",
)  # fmt: skip
_ANALYSING = ("causes", "whys", "trigger")
_LEARNING = ("lessons", "well", "poorly", "lucky")
_SUMMARISING = (LEAD, "summary", "story")
_LEAST = 4
"""Words of a point that says something."""
_HARM = frozenset({"harm"})
_LINKS = frozenset({"causal", "unknown"})
_SIGNALS = frozenset({"detected", "alert_fired", "reported", "ack", "diagnosis", "declared"})
_ENDS = frozenset({"mitigated", "resolved", "all_clear", "contained", "recovery_step"})


def seen_on(
    arranged: Arranged, document: Postmortem, lines: Mapping[str, int], making: Making
) -> Mapping[str, int]:
    """Return what a reader sees, by name: moments, sentences of harm, causal links, lessons.

    Args:
        arranged: The page in sections.
        document: What was read from it.
        lines: The line of each thing that was read, by its path.
        making: Where it was read into.
    """
    page = _Page(arranged, making)
    return {
        **_moments(arranged, document, lines),
        **page.harm(),
        **page.explanation(document),
        **page.learning(document),
        **page.parts(document),
    }


def _moments(arranged: Arranged, document: Postmortem, lines: Mapping[str, int]) -> dict[str, int]:
    dated = [event for event in document.timeline.events if event.time.at is not None]
    exact = [event for event in dated if event.time.precision in ("second", "minute")]
    rows = {
        piece.line
        for section in arranged.sections
        for piece in section.pieces
        if section.role == "timeline" or piece.kind in ("item", "row", "heading")
    }
    listed = {one.id for one in dated if lines.get(f"timeline.events.{one.id}") in rows}
    kinds = {event.kind for event in dated}
    return {
        "events": len(document.timeline.events),
        "dated_events": len(dated),
        "moments": len({event.time.at for event in exact}),
        "listed_events": len(listed),
        "listed_moments": len({event.time.at for event in exact if event.id in listed}),
        "signal_and_end": int(bool(kinds & _SIGNALS)) + int(bool(kinds & _ENDS)),
    }


class _Page:
    """A page by its sentences."""

    def __init__(self, arranged: Arranged, making: Making) -> None:
        self._arranged = arranged
        self._making = making
        self._told = {id(section): tuple(self._sentences(section)) for section in arranged.sections}
        self._words_in: Counter[str] = Counter()
        for section in arranged.sections:
            self._words_in[section.role] += sum(
                len(sentence.split()) for sentence in self._told[id(section)]
            )

    def harm(self) -> dict[str, int]:
        """Count what is told of the harm, and the kinds of figures that say how much it was."""
        told: list[str] = []
        for section in self._arranged.sections:
            if section.role == "impact":
                told += [one for one in self._told[id(section)] if len(one.split()) >= _LEAST]
            elif section.role in (*_SUMMARISING, "", "background"):
                told += [one for one in self._told[id(section)] if _said(_HARM, one)]
        kinds = {figure.kind for sentence in told for figure in figures_in(sentence)}
        return {
            "sentences_on_harm": len(told),
            "kinds_of_figures": len(kinds),
            "people_counted": int("people" in kinds),
            "words_on_harm": self._words("impact"),
        }

    def explanation(self, document: Postmortem) -> dict[str, int]:
        """Count sentences that explain, and the conditions beyond the trigger that they name."""
        causal = 0
        unknown = 0
        deeper: set[str] = set()
        for section in self._arranged.sections:
            if section.role not in _EXPLAINING:
                continue
            for sentence in self._told[id(section)]:
                said = _said(_LINKS, sentence)
                causal += "causal" in said
                unknown += "unknown" in said
                if "causal" in said or section.role in _ANALYSING:
                    deeper |= _said(_deeper(), sentence)
        return {
            "causes": len(document.analysis.causes),
            "explaining_sentences": causal,
            "deeper_conditions": len(deeper),
            "known_cause": int(unknown == 0),
            "words_on_causes": self._words(*_ANALYSING),
        }

    def learning(self, document: Postmortem) -> dict[str, int]:
        """Count lessons, and what went well or poorly."""
        learning = document.learning
        lessons = sum(len(one.text.split()) >= _LEAST for one in learning.lessons)
        looks = (*learning.went_well, *learning.went_poorly, *learning.lucky)
        looked_back = sum(len(one.text.split()) >= _LEAST for one in looks)
        planned = sum(len(action.text.split()) for action in document.actions)
        planned = self._words("actions") or planned
        reflection = self._words(*_LEARNING) + planned // 2
        return {
            "lessons": lessons,
            "looks_back": looked_back,
            "points_of_learning": lessons + looked_back,
            "words_of_reflection": reflection,
            "thanks": len(learning.thanks),
        }

    def parts(self, document: Postmortem) -> dict[str, int]:
        """Count the parts of a postmortem that the page has, and its words."""
        words = self._words_in
        has = {
            "summary": words.get("summary", 0) + words.get(LEAD, 0) >= 15,
            "timeline": len(document.timeline.events) >= 2 and "timeline" in words,
            "impact": words.get("impact", 0) >= 5,
            "causes": sum(words.get(role, 0) for role in _ANALYSING) >= 5,
            "actions": len(document.actions) > 0,
            "learning": sum(words.get(role, 0) for role in _LEARNING) >= 5,
        }
        beside = {role for role in ("detection", "resolution", "background", "records", "head")
                  if words.get(role, 0) >= 3}  # fmt: skip
        return {
            **{f"part_{name}": int(there) for name, there in has.items()},
            "parts": sum(has.values()),
            "parts_in_all": sum(has.values()) + len(beside),
            "words": sum(words.values()),
        }

    def _words(self, *roles: str) -> int:
        return sum(self._words_in[role] for role in roles)

    def _sentences(self, section: Section) -> Iterator[str]:
        for piece in section.pieces:
            if piece.quoted or piece.kind in ("heading", "code", "html", "rule"):
                continue
            for part in _cells(piece):
                text = self._making.words(part.text)
                if not is_template(text):
                    yield from paragraph_sentences(text)


def _cells(piece: Piece) -> tuple[Piece, ...]:
    if piece.kind != "row":
        return (piece,)
    return () if piece.head else piece.cells


def _said(names: Collection[str], sentence: str) -> set[str]:
    """Return by which of the names of the data a sentence holds words."""
    return {
        name
        for pattern in _held().likely(sentence)
        if (name := _names()[pattern]) in names and _compiled(pattern).search(sentence) is not None
    }


@cache
def _names() -> Mapping[str, str]:
    """Return the names of the data by their patterns."""
    told = data("telling")
    deeper = {rf"\b(?:{words})\b": name for name, words in told["deeper"].items()}
    plain = {one: name for name in ("causal", "unknown", "harm") for one in told[name]}
    return plain | deeper


@cache
def _deeper() -> frozenset[str]:
    return frozenset(data("telling")["deeper"])


@cache
def _held() -> Held:
    return Held(_names())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
