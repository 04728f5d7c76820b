"""The lexical half of the search: BM25 over stems, in plain Python.

Own code rather than a package: the same sums in the same order on every machine, nothing heavy to
import, and each term's share of a score can be shown to the person.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

K1 = 1.2
"""How soon repeating a term stops to count (Robertson and Zaragoza 2009)."""
B = 0.75
"""How much a long text is discounted."""
MAX_TERMS = 64
"""Of a long query only its rarest terms count."""
LONGEST_WORD = 64
"""Characters of a word that are read: the stemmer takes minutes for an encoded file."""
_WORD = re.compile(r"[^\W_]+")
_STOP = """
a about above after again against all also am an and any are as at be because been before being
below between both but by can could did do does doing down during each few for from further get go
got had has have he her here his how however i if in into is it its just like me more most much my
no nor not now of off on once one only or other our out over own s same she should so some such t
than that the their them then there these they this to too under until up us very via was we well
went were what when where which while who whose why will with without would yet you your
"""
_STOP_WORDS = frozenset(_STOP.split())


def terms(text: str) -> list[tuple[str, str]]:
    """Return the telling words of a text as (stem, word), in order."""
    words = (word[:LONGEST_WORD] for word in _WORD.findall(text.lower()))
    return [(_stem(word), word) for word in words if word not in _STOP_WORDS]


class LexicalIndex:
    """BM25 over a fixed set of texts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Count the terms of each text, by id."""
        counts = {name: Counter(stem for stem, _ in terms(text)) for name, text in texts.items()}
        self._size = len(counts)
        lengths = {name: count.total() for name, count in counts.items()}
        average = sum(lengths.values()) / max(1, self._size) or 1.0
        self._damping = {
            name: K1 * (1 - B + B * length / average) for name, length in lengths.items()
        }
        self._postings: dict[str, dict[str, int]] = {}
        for name, count in counts.items():
            for term, times in count.items():
                self._postings.setdefault(term, {})[name] = times

    def weights(self, query: str) -> dict[str, float]:
        """Return the rarest terms of a query with their weight (inverse document frequency)."""
        distinct = dict.fromkeys(stem for stem, _ in terms(query))
        rarest = sorted(distinct, key=lambda term: (-self._weight(term), term))[:MAX_TERMS]
        return {term: self._weight(term) for term in rarest}

    def scores(self, query: str) -> dict[str, float]:
        """Return how well each text that shares a term fits a query, 0-1.

        BM25 divided by the most that the query could reach, the sum of its weights times k1 + 1.
        """
        weights = self.weights(query)
        reach = sum(weights.values()) * (K1 + 1)
        found: dict[str, float] = {}
        for term, weight in weights.items():
            for name, times in self._postings.get(term, {}).items():
                share = weight * times * (K1 + 1) / (times + self._damping[name])
                found[name] = found.get(name, 0.0) + share
        return {name: score / reach for name, score in found.items()}

    def shared(self, query: str, name: str, limit: int) -> tuple[str, ...]:
        """Return the most telling words of a query that a text has too, rarest first.

        Bare numbers as short as those of a time of day tell a reader nothing.
        """
        spelled = dict(reversed(terms(query)))
        common = [
            term
            for term in self.weights(query)
            if name in self._postings.get(term, {}) and not (term.isdigit() and len(term) <= 2)
        ]
        return tuple(spelled[term] for term in common[:limit])

    def _weight(self, term: str) -> float:
        having = len(self._postings.get(term, {}))
        return math.log(1 + (self._size - having + 0.5) / (having + 0.5))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    from snowballstemmer.english_stemmer import (  # noqa: PLC0415 - belongs to the `app` extra
        EnglishStemmer,
    )

    # A new one each time: a stemmer keeps the word it works on in itself, and threads would mix.
    stemmer: Any = EnglishStemmer()
    return stemmer.stemWord(word)
