"""Takes out of a text what must not leave the machine, and puts back what may come back."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent.coach.privacy.addresses import Place
from agent.coach.privacy.finding import find, settled
from agent.coach.privacy.known import Known
from agent.coach.privacy.lexicon import fold
from agent.coach.privacy.placeholders import SHAPE, Kind, Placeholders, Restored
from agent.hygiene import clean
from agent.premortem.record import AnyDocument


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that was taken out."""

    kind: Kind
    placeholder: str
    value: str = field(repr=False)
    """What stood there; empty for a secret."""
    count: int
    """How many times it stood in this text."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as it may be sent."""

    text: str
    taken: tuple[Taken, ...] = ()


class Masking:
    """The masking of one session. Its values are in memory only, and in no repr."""

    def __init__(
        self,
        people: Sequence[str] = (),
        *,
        systems: Sequence[str] = (),
        cache_folder: Path | None = None,
    ) -> None:
        """Know the people of the session by name.

        Args:
            people: Names and handles of people; they are masked wherever they stand.
            systems: Names that look like people and never are.
            cache_folder: Where the detector of secrets keeps its compiled rules; without it each
                process compiles them for some seconds.
        """
        self._placeholders = Placeholders()
        self._known = Known()
        self._systems = frozenset(map(fold, systems))
        self._cache_folder = cache_folder
        self._sent: set[bytes] = set()
        self.know_names(people)

    @classmethod
    def of(cls, document: AnyDocument, *, cache_folder: Path | None = None) -> "Masking":
        """Return the masking of a session over a document: its people are known."""
        masking = cls(cache_folder=cache_folder)
        masking.know(document)
        return masking

    def know(self, document: AnyDocument) -> None:
        """Know the people of a document from now on; what has a placeholder keeps it."""
        for person in document.people:
            display = person.display.strip()
            if person.kind == "individual":
                for name in dict.fromkeys((display, *map(str.strip, person.aliases))):
                    if name:
                        self._name("person", name, display)

    def know_names(self, names: Sequence[str]) -> None:
        """Know people by name from now on."""
        for name in dict.fromkeys(name.strip() for name in names if name.strip()):
            self._name("person", name)

    def mask(self, text: str) -> Masked:
        """Return a clean text without secrets, and with placeholders for people and the like.

        What this masking returned before keeps its placeholders. Raises MissingExtraError when
        secrets can't be looked for: then nothing may be sent.
        """
        text = clean(text)
        if _mark(text) in self._sent:
            return self._replaced(text, _outside(text, self._known.find(text)))
        places = [p for p in find(text, self._cache_folder) if not self._is_system(text, p)]
        for place in places:
            self._name(place.kind, text[place.start : place.end])
        return self._replaced(text, [*places, *self._known.find(text)])

    def restore(self, text: str) -> Restored:
        """Return an answer with the values put back; secrets stay out."""
        return self._placeholders.restore(text)

    def _replaced(self, text: str, places: Iterable[Place]) -> Masked:
        counts: Counter[tuple[Kind, str]] = Counter()
        pieces: list[str] = []
        at = 0
        for place in settled(places):
            value = text[place.start : place.end]
            counts[place.kind, value] += 1
            pieces += (text[at : place.start], self._name(place.kind, value))
            at = place.end
        masked = "".join((*pieces, text[at:]))
        if pieces:
            self._sent.add(_mark(masked))
        return Masked(masked, tuple(self._taken(*key, count) for key, count in counts.items()))

    def _name(self, kind: Kind, value: str, like: str | None = None) -> str:
        """Return the placeholder of a value, which is known from now on."""
        name = self._placeholders.name(kind, value, like or self._known.whole(kind, value))
        self._known.add(kind, value)
        return name

    def _taken(self, kind: Kind, value: str, count: int) -> Taken:
        return Taken(kind, self._name(kind, value), "" if kind == "secret" else value, count)

    def _is_system(self, text: str, place: Place) -> bool:
        return place.kind == "person" and fold(text[place.start : place.end]) in self._systems


def _outside(text: str, places: Iterable[Place]) -> list[Place]:
    """Return the places that touch no placeholder."""
    given = [match.span() for match in SHAPE.finditer(text)]
    return [p for p in places if all(p.end <= start or end <= p.start for start, end in given)]


def _mark(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
