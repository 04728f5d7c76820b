"""Reading values out of the plain JSON of a document, whatever may be missing from it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeAlias, cast

from rubrics.patterns import regex

Json: TypeAlias = Mapping[str, Any]

_MAPPING = (dict, Mapping)
"""A plain dict, which JSON is made of, is told from the rest without asking an abstract class."""
_SAME = 0.8
_WORD = regex(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FIGURE = regex(r"[$€£¥]\s?\d|\d[\d.,]*\s?(?:%|[$€£¥]|[^\W\d_]+)")
_CLOCK = regex(r"\d{4}-\d{2}-\d{2}\S*|\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")


def at(tree: Any, path: str) -> Any:  # noqa: ANN401 - any value of JSON
    """Return the value at a dotted path; items of lists go by their id. None when absent."""
    place = tree
    for step in path.split(".") if "." in path else (path,):
        # What most steps meet comes first: asking an abstract class costs ten times as much.
        kind = place.__class__
        if place is None:
            return None
        if kind is dict:
            place = place.get(step)
        elif kind is list:
            place = _item(place, step)
        elif isinstance(place, Mapping):
            place = cast("Json", place).get(step)
        else:
            return None
    return place


def _item(values: Iterable[object], name: str) -> Any:  # noqa: ANN401 - any value of JSON
    return next((item for item in _mappings_in(values) if item.get("id") == name), None)


def mappings(value: object) -> tuple[Json, ...]:
    """Return the mappings in a list; nothing when the value is no list."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(_mappings_in(cast("Iterable[object]", value)))


def _mappings_in(values: Iterable[object]) -> Iterator[Json]:
    return (cast("Json", value) for value in values if isinstance(value, _MAPPING))


def items(tree: object, path: str) -> tuple[Json, ...]:
    """Return the items of the list at a path."""
    return mappings(at(tree, path))


def text(tree: Any, path: str) -> str:  # noqa: ANN401 - any value of JSON
    """Return the stripped text at a path, or nothing."""
    direct = tree.__class__ is dict and "." not in path
    value: object = tree.get(path) if direct else at(tree, path)
    return value.strip() if isinstance(value, str) else ""


def texts(tree: object, path: str) -> tuple[str, ...]:
    """Return the non-empty strings of the list at a path."""
    value = at(tree, path)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(
        item for item in cast("Iterable[object]", value) if isinstance(item, str) and item.strip()
    )


def number(value: object) -> float | None:
    """Return a JSON number, or a decimal written as a string, as a float."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return None
    return None


def moment(value: object) -> datetime | None:
    """Return an ISO moment; one without an offset is read as UTC."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def day(value: object) -> date | None:
    """Return the day of an ISO date or moment."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def event_time(event: object) -> datetime | None:
    """Return the moment of an event of the timeline."""
    return moment(at(event, "time.at"))


def words(sentence: str) -> tuple[str, ...]:
    """Return the words of a text, numbers included."""
    return tuple(_WORD.findall(sentence))


def has_figure(sentence: str) -> bool:
    """Say whether a text holds a number with a unit; times of day and dates are none."""
    return _FIGURE.search(_CLOCK.sub("·", sentence)) is not None


def alike(first: str, second: str) -> float:
    """Return the Jaccard similarity of the words of two texts, 0-1."""
    return _overlap(_vocabulary(first), _vocabulary(second))


def same(first: str, second: str) -> bool:
    """Say whether two texts are as good as the same."""
    one, other = _vocabulary(first), _vocabulary(second)
    fewer, more = (one, other) if len(one) < len(other) else (other, one)
    # Texts of too different sizes can't be, and most pairs are told apart by that alone.
    return len(more) > 0 and len(fewer) / len(more) >= _SAME and _overlap(one, other) >= _SAME


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


@lru_cache(maxsize=8192)
def _vocabulary(sentence: str) -> frozenset[str]:
    """Return the different words of a text; each is compared with many others, turn by turn."""
    return frozenset(word.lower() for word in words(sentence))


def distinct(lines: Iterable[str], least_words: int = 3) -> tuple[str, ...]:
    """Return the lines that say something of their own: neither too short nor said before."""
    kept: list[str] = []
    for line in lines:
        if len(words(line)) >= least_words and not any(same(line, other) for other in kept):
            kept.append(line)
    return tuple(kept)


def listed(parts: Iterable[str], most: int = 4) -> str:
    """Return parts as one line, the first few of them."""
    known = tuple(parts)
    rest = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(known[:most]) + rest
