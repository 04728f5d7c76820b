"""Values met before: wherever one of them stands again, it goes behind its placeholder again."""

import re
from collections.abc import Iterator

from agent.coach.privacy.addresses import Place
from agent.coach.privacy.customers import stem
from agent.coach.privacy.frames import is_person_here
from agent.coach.privacy.lexicon import ambiguous, fold, given, is_ordinary, systems
from agent.coach.privacy.lists import words
from agent.coach.privacy.placeholders import Kind

_WORD = re.compile(r"\w+")
_SHORTEST_SECRET = 6


class Known:
    """What one session knows by now: whole values, parts of names, stems of customers."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._by_word: dict[str, list[tuple[str, int, Kind]]] = {}
        self._secrets: list[str] = []
        self._stems: dict[str, str] = {}
        self._wholes: dict[str, list[str]] = {}
        self._small: set[str] = set()

    def add(self, kind: Kind, value: str) -> None:
        """Remember a value and what of it may stand alone."""
        self._index(kind, value)
        self._small.discard(value)
        if kind == "secret" and len(value) >= _SHORTEST_SECRET:
            self._secrets.append(value)
        elif kind == "person":
            for part in _parts(value):
                self._index("person", part)
                self._wholes.setdefault(part, []).append(value)
                if fold(part) in given() and len(part) > 3:
                    self._small.add(part.lower())
                    self._index("handle", part.lower())
        elif kind == "customer" and (word := stem(value)):
            self._stems.setdefault(word, value)

    def whole(self, kind: Kind, value: str) -> str | None:
        """Return the one value of which this is another spelling or a part; None when unclear."""
        if kind == "customer":
            return self._stems.get(stem(value))
        wholes = dict.fromkeys(self._wholes.get(value, ()))
        return next(iter(wholes)) if kind == "person" and len(wholes) == 1 else None

    def find(self, text: str) -> Iterator[Place]:
        """Yield the places of known values."""
        for secret in self._secrets:
            at = text.find(secret)
            while at >= 0:
                yield Place(at, at + len(secret), "secret")
                at = text.find(secret, at + len(secret))
        for word in _WORD.finditer(text):
            for value, offset, kind in self._by_word.get(word.group(), ()):
                start = word.start() - offset
                if _stands(text, value, start) and self._counts(text, value, start, kind):
                    yield Place(start, start + len(value), kind)
        yield from self._in_hosts(text)

    def _index(self, kind: Kind, value: str) -> None:
        word = _WORD.search(value)
        if word is None:
            return
        entry = (value, word.start(), kind)
        entries = self._by_word.setdefault(word.group(), [])
        if entry not in entries:
            entries.append(entry)

    def _counts(self, text: str, value: str, start: int, kind: Kind) -> bool:
        """Tell whether a part of a name is a person here: "Will" and "Travis" may be neither."""
        end = start + len(value)
        if value in self._small and re.match(r"[-_./]\w", text[end : end + 2]):
            return False  # a host or a path may begin with a given name
        if kind != "person" or " " in value or value not in self._wholes:
            return True
        plain = fold(value)
        if plain in systems() or (plain in words("openers") and _begins(text, start)):
            return is_person_here(text, start, end)
        return True

    def _in_hosts(self, text: str) -> Iterator[Place]:
        if not self._stems:
            return
        either = "|".join(map(re.escape, sorted(self._stems, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![A-Za-z])(?:{either})(?![a-z])", text, re.IGNORECASE):
            yield Place(*match.span(), "customer")


def _parts(name: str) -> Iterator[str]:
    """Yield the words of a name that may stand for the person alone."""
    parts = re.split(r"[ ,]+", name)
    for word in parts if len(parts) > 1 else ():
        bare = word.strip(".'’")
        if (
            len(bare) > 2
            and bare[0].isupper()
            and not (is_ordinary(fold(bare)) and fold(bare) not in ambiguous())
        ):
            yield bare


def _stands(text: str, value: str, start: int) -> bool:
    if start < 0 or not text.startswith(value, start):
        return False
    end = start + len(value)
    before = start == 0 or not (text[start - 1].isalnum() and value[0].isalnum())
    return before and not (text[end : end + 1].isalnum() and value[-1].isalnum())


def _begins(text: str, start: int) -> bool:
    return re.search(r"(?:^|[.!?:\n>|•*-])\s*$", text[max(0, start - 4) : start]) is not None
