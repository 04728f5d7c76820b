"""Finds every value in a text that must not leave the machine, and settles what overlaps."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from agent.coach.privacy.addresses import Place, addresses
from agent.coach.privacy.assignments import assigned, told
from agent.coach.privacy.customers import customers
from agent.coach.privacy.detector import detected
from agent.coach.privacy.formats import formatted
from agent.coach.privacy.people import names
from agent.coach.privacy.placeholders import SHAPE, Kind
from agent.coach.privacy.places import placed_names
from agent.coach.privacy.tokens import card_numbers, random_tokens

_RANK: tuple[Kind, ...] = (
    "secret",
    "literal",
    "email",
    "ip",
    "phone",
    "customer",
    "handle",
    "person",
)
"""Where two values overlap, the one whose kind stands first is taken."""


def find(text: str, cache_folder: Path | None) -> list[Place]:
    """Return the places of values in a text, in order, none overlapping another.

    Raises MissingExtraError when secrets can't be looked for.
    """
    secrets = _merged([place for place in _secrets(text, cache_folder) if place[0] < place[1]])
    found = [Place(start, end, "secret") for start, end in secrets]
    found += (Place(*match.span(), "literal") for match in SHAPE.finditer(text))
    found += addresses(text)
    found += (Place(start, end, "customer") for start, end in customers(text))
    for start, end in (*placed_names(text), *names(text)):
        found.append(Place(start, end, "person" if _has_capital(text[start:end]) else "handle"))
    return settled(found)


def settled(places: Iterable[Place]) -> list[Place]:
    """Return the places that stay, in the order of the text: the better kind, then the longer."""
    kept: list[Place] = []
    taken: set[int] = set()
    for place in sorted(places, key=lambda p: (_RANK.index(p.kind), p.start - p.end, p.start)):
        if taken.isdisjoint(range(place.start, place.end)):
            taken.update(range(place.start, place.end))
            kept.append(place)
    return sorted(kept)


def _secrets(text: str, cache_folder: Path | None) -> Iterator[tuple[int, int]]:
    yield from detected(text, cache_folder)
    for find_some in (formatted, assigned, told, card_numbers, random_tokens):
        yield from find_some(text)


def _merged(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield places joined where they overlap: what two ways found is one secret."""
    last: tuple[int, int] | None = None
    for start, end in sorted(places):
        if last is None or start >= last[1]:
            if last is not None:
                yield last
            last = (start, end)
        else:
            last = (last[0], max(last[1], end))
    if last is not None:
        yield last


def _has_capital(name: str) -> bool:
    return not name.isascii() or name != name.lower()
