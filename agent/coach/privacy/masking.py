"""Takes out of a text what must not leave the machine, and puts back what may come back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.coach.privacy.placeholders import SHAPE, Kind, Placeholders, Restored
from agent.hygiene import clean
from agent.postmortem.record import Postmortem

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that was taken out."""

    kind: Kind
    placeholder: str
    value: str
    """What stood there; empty for a secret."""
    count: int
    """How many times it stood in this text."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as it may be sent."""

    text: str
    taken: tuple[Taken, ...] = ()


class Masking:
    """The masking of one session."""

    def __init__(self, people: Sequence[str] = ()) -> None:
        """Know the people of the session by name."""
        self._people = tuple(people)
        self._placeholders = Placeholders()
        self._sent: set[str] = set()

    @classmethod
    def of(cls, document: Postmortem) -> "Masking":
        """Return the masking of a session over a document: its people are known."""
        individuals = [person for person in document.people if person.kind == "individual"]
        return cls([name for one in individuals for name in (one.display, *one.aliases)])

    def mask(self, text: str) -> Masked:
        """Return a clean text without secrets and with placeholders for people and the like.

        What this masking returned before is returned as it is.
        """
        text = clean(text)
        if text in self._sent:
            return Masked(text)
        counts: dict[tuple[Kind, str], int] = {}

        def put(kind: Kind, value: str) -> str:
            counts[kind, value] = counts.get((kind, value), 0) + 1
            return self._placeholders.name(kind, value)

        names = sorted((name for name in self._people if name), key=len, reverse=True)
        either = "|".join([rf"(?<!\w){re.escape(name)}(?!\w)" for name in names] or [r"(?!)"])
        pattern = re.compile(
            f"(?P<literal>{SHAPE.pattern})|(?P<email>{_EMAIL.pattern})|{either}", re.IGNORECASE
        )

        def replaced(match: re.Match[str]) -> str:
            kind: Kind = "person"
            if match["literal"]:
                kind = "literal"
            elif match["email"]:
                kind = "email"
            return put(kind, match.group())

        masked = pattern.sub(replaced, text)
        self._sent.add(masked)
        return Masked(
            masked,
            tuple(
                Taken(kind, self._placeholders.name(kind, value), value, count)
                for (kind, value), count in counts.items()
            ),
        )

    def restore(self, text: str) -> Restored:
        """Return an answer with the values put back; secrets stay out."""
        return self._placeholders.restore(text)
