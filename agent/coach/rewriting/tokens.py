"""A sentence as words with their places. Code, links, quotations and brackets stay whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from agent.coach.rewriting.lexicon import lexicon
from rubrics.language.agents import BOSS, PERSON, ROLE, SOMEONE, TEAM, VENDOR
from rubrics.language.shadow import Shadow

_TOKEN = re.compile(
    r"(?P<atom>`[^`\n]{1,400}`|!?\[[^\]\n]{1,300}\](?:\([^)\n]{1,600}\)|\[[^\]\n]{1,80}\])"
    r"|https?://[^\s<>)\]]{1,2000}|\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”"
    r"|(?<![\w'’])['‘](?=\w)[^'‘’\n]{1,200}['’](?!\w))"
    r"|(?P<paren>\([^()\n]{1,300}\)|\[[^\]\n]{1,200}\])"
    r"|(?P<word>(?:Dr|Mr|Mrs|Ms|Sr|Jr|Fr|Sgt|Capt|Lt|Prof|St|No|vs|approx|etc|e\.g|i\.e)\.(?!\w)"
    r"|[*~]{0,3}[@#$€£±+]?\w+(?:(?:['’/:@%+&=.\\-]|,(?=\d))+\w+)*%?(?:(?<=s)['’](?!\w))?[*~]{0,3})"
    r"|(?P<mark>[^\s\w])"
)
_AGENTS = frozenset({BOSS, PERSON, ROLE, SOMEONE, TEAM, VENDOR})
_KEYWORDS = frozenset({"WHERE", "FROM", "HAVING", "INTO", "WITH"})
"""Words of a query language, which join no clauses here: "without a WHERE clause"."""
_UNMARKED = {
    f"{verb}nt": f"{verb}n't"
    for verb in (
        "did",
        "do",
        "does",
        "was",
        "were",
        "had",
        "has",
        "have",
        "could",
        "should",
        "would",
    )
}
"""Chats leave the apostrophe out: "didnt"."""
_PLAIN = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a mark, or what stays whole."""

    start: int
    end: int
    text: str
    low: str
    """The word in lower case without emphasis; a sign for what stays whole."""
    kind: str
    """atom, paren, word or mark."""
    agent: bool
    """Whether the blame rules see a person or a group in it."""

    @property
    def is_name(self) -> bool:
        """Return whether it is written with a capital, and not only with capitals."""
        return self.kind == "word" and self.text[:1].isupper() and not self.text.isupper()


class Sentence:
    """A sentence and its tokens."""

    def __init__(
        self, text: str, people: Sequence[str] = (), tokens: tuple[Token, ...] | None = None
    ) -> None:
        """Read the words; `people` are names of the document's people."""
        self.text = text
        self.people = tuple(people)
        self.tokens = _read(text, people) if tokens is None else tokens
        """The tokens in order."""

    def up_to(self, end: int) -> "Sentence":
        """Return the sentence as if it ended before a token."""
        return Sentence(self.text, self.people, self.tokens[:end])

    def low(self, place: int) -> str:
        """Return the word at a place in lower case; empty outside the sentence."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words of a stretch in lower case."""
        return tuple(token.low for token in self.tokens[max(start, 0) : end])

    def between(self, start: int, end: int) -> str:
        """Return the text from one token up to another, as it is written."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def before(self, place: int) -> str:
        """Return the text before a token, with the blank that ends it."""
        return self.text[: self.tokens[place].start] if place < len(self.tokens) else self.text

    def after(self, place: int) -> str:
        """Return the text from the end of the token before a place, with the blank before it."""
        return self.text[self.tokens[place - 1].end :] if place > 0 else self.text

    def stops(self, place: int) -> bool:
        """Return whether a clause is over at a place: the end, or a mark that parts clauses."""
        return place >= len(self.tokens) or (
            self.tokens[place].kind == "mark" and self.tokens[place].text in ".,;:!?—–-"
        )


def _read(text: str, people: Sequence[str]) -> tuple[Token, ...]:
    covered = Shadow(text, people).text
    tokens = tuple(
        _token(match, covered[match.start() : match.end()]) for match in _TOKEN.finditer(text)
    )
    place = _misspelt_led(tokens) if " lead to " in text else None
    if place is None:
        return tokens
    return (*tokens[:place], replace(tokens[place], low="led", agent=False), *tokens[place + 1 :])


def _misspelt_led(tokens: tuple[Token, ...]) -> int | None:
    """Return where "lead" stands for "led": behind a thing, before "to" and what came of it.

    "An error in the service lead to the queue being full" speaks of no lead.
    """
    words, lows = lexicon(), [token.low for token in tokens]
    place = next(n for n, pair in enumerate(pairwise(lows)) if pair == ("lead", "to"))
    around = words.among("prepositions") & set(lows[1:place])
    acted = any(low in words.among("finite") or words.of_past(low) for low in lows[:place])
    after = lows[place + 2 : place + 8]
    thing = bool(after) and (after[0] in words.among("determiners") or "being" in after)
    return place if around and thing and not acted else None


def _token(match: re.Match[str], covered: str) -> Token:
    text, kind = match.group(), match.lastgroup or "mark"
    low = text.translate(_PLAIN).strip("*~").lower() if kind in ("word", "mark") else f"<{kind}>"
    if text == "May" and match.start() > 0:
        low = "month"
    if text in _KEYWORDS:
        low = "keyword"
    low = _UNMARKED.get(low, low)
    agent = kind == "word" and any(letter in _AGENTS for letter in covered)
    return Token(match.start(), match.end(), text, low, kind, agent)
