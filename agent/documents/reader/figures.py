"""Numbers with their units in running text: people, cases, shares, lengths of time, money."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from agent.documents.reader.headings import data
from agent.errors import AnswerError
from agent.postmortem.values import Money
from agent.questions.amounts import read_money, read_number
from rubrics.needs import Held
from rubrics.patterns import regex

FigureKind = Literal[
    "people", "cases", "records", "tickets", "complaints", "escalations", "share", "time", "money"
]
_ABOUT = (
    r"(?:~\s?|≈\s?|about |around |approximately |approx\.? |roughly |nearly |almost |over "
    r"|more than |at least |up to |an estimated )"
)
_NUMBER = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:\s?(?:k|m|million|thousand|bn|billion)\b)?"
_CURRENCY = (
    r"(?:US\$|A\$|C\$|\$|€|£|₹|¥|(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|SEK|NOK|DKK|PLN|BRL)\s?)"
)
_CODE = r"(?:\s?(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|SEK|NOK|DKK|PLN|BRL|dollars|euros)\b)"
_SHARE = regex(
    rf"(?<![\w.,])(?P<about>{_ABOUT})?(?P<low>(?:{_NUMBER})\s?%?\s?(?:-|–|to)\s?)?"
    rf"(?P<number>{_NUMBER})\s?(?:%|percent\b|per cent\b)(?:\s(?:of|from)\s(?:(?:all"
    r"|our|the|total|its)\s)*"
    r"(?P<unit>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3}))?",
    re.IGNORECASE | re.ASCII,
)
_MONEY = regex(
    rf"(?P<about>{_ABOUT})?(?P<money>(?<![\w$]){_CURRENCY}(?:{_NUMBER}){_SCALE}"
    rf"|(?<![\w.,])(?:{_NUMBER}){_SCALE}{_CODE})",
    re.IGNORECASE,
)
_UNIT_TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|h|m|s)(?![a-z])"
_NEXT_TIME = rf"(?:,?\s?(?:and\s)?(?:{_NUMBER})\s?{_UNIT_TIME})"
_NO_NOUN = (
    r"(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|and|or|to|of|for|in|on|at|by"
    r"|percent|times|with|from|until|after|before|that|which|is|are|was|were)\b"
)
_UNIT_END = regex(
    r"\s(?:in|at|on|were|was|are|is|fail|failed|failing|had|for|to|and|return|returning"
    r"|with|by|from|during|that|which|who|could|did|worldwide)\b.*",
    re.IGNORECASE,
)
_SHORT_LENGTH = regex(r"\d[\s-]?[hmsdw]", re.ASCII)
_UNITS = ("minute", "hour", "day", "week")
_NAMED = regex(r"[a-z0-9+,]\s[A-Z][a-z]+\s$")
_DIGIT = regex(r"\d")
_LONGEST = 1_500
"""No sentence is longer, in characters."""
_SPOKEN = ("harm", "lasting", "not_lasting", "not_lasting_after", "money_total", "suffering")
"""Names of words in the data that a text may speak of."""
_PER: dict[str, Decimal] = {
    "s": Decimal(1) / 60,
    "m": Decimal(1),
    "h": Decimal(60),
    "d": Decimal(1440),
    "w": Decimal(10080),
}


class Figure(NamedTuple):
    """A number with its unit, where it stands in its sentence."""

    kind: FigureKind
    value: Decimal
    unit: str
    start: int
    stop: int
    estimated: bool = False
    low: Decimal | None = None
    base: Decimal | None = None
    """Out of how many, when the sentence says so."""
    money: Money | None = None


def figures_in(sentence: str) -> tuple[Figure, ...]:
    """Return the figures of a sentence in their order; numbers without a unit are none."""
    return _figures_in(sentence[:_LONGEST])


@lru_cache(maxsize=256)
def _figures_in(sentence: str) -> tuple[Figure, ...]:
    """Look once: several ask about each sentence."""
    taken: list[Figure] = []
    # Only a length of time can be told without a digit.
    readers = (_shares, _moneys, _counts, _times) if _DIGIT.search(sentence) else (_times,)
    for reader in readers:
        for figure in reader(sentence):
            if all(figure.stop <= one.start or figure.start >= one.stop for one in taken):
                taken.append(figure)
    return tuple(sorted(taken, key=lambda figure: figure.start))


def minutes_of(text: str) -> Decimal | None:
    """Return a length of time in minutes: "5 hours and 26 minutes", "0h 07m", "about 1h50m"."""
    match = _time().search(text[:300])
    return None if match is None else _minutes(match["length"])


@lru_cache(maxsize=256)
def speaks_of(text: str, words: str) -> bool:
    """Tell whether a text holds words of the data, by their name.

    Asked anew for every figure of a sentence, so the answers are remembered.
    """
    pattern = _data()[words]
    return pattern in _likely(text) and _compiled(pattern).search(text) is not None


def dimension_of(text: str) -> str:
    """Return the dimension of the impact that a sentence speaks of; `other` when none fits."""
    likely = (pattern for pattern in _likely(text) if pattern in _dimensions())
    found = next((pattern for pattern in likely if _compiled(pattern).search(text)), None)
    return "other" if found is None else _dimensions()[found]


@lru_cache(maxsize=256)
def money_line(text: str) -> str:
    """Return which line of the cost a sentence speaks of; empty when it doesn't say."""
    lines: dict[str, str] = _data()["money"]
    found = (name for name, words in lines.items() if re.search(words, text, re.IGNORECASE))
    return next(found, "stated_total" if speaks_of(text, "money_total") else "")


def _shares(sentence: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(sentence) if _SHARE.pattern in _likely(sentence) else ():
        value = read_number(match["number"])
        if value <= 100:
            unit = f"% of {_UNIT_END.sub('', match['unit'])}" if match["unit"] else "%"
            low = _low(match["low"])
            estimated = bool(match["about"])
            yield Figure("share", value, unit, match.start(), match.end(), estimated, low)


def _low(text: str | None) -> Decimal | None:
    match = re.search(_NUMBER, text) if text else None
    return read_number(match[0]) if match else None


def _moneys(sentence: str) -> Iterator[Figure]:
    for match in _MONEY.finditer(sentence) if _MONEY.pattern in _likely(sentence) else ():
        try:
            money = read_money(f"{'~' if match['about'] else ''}{match['money'].strip()}")
        except (AnswerError, ValueError):
            continue
        yield Figure(
            "money", money.amount, money.currency, match.start(), match.end(),
            bool(match["about"]), money=money,
        )  # fmt: skip


def _times(sentence: str) -> Iterator[Figure]:
    for match in _time().finditer(sentence) if _may_tell_a_length(sentence) else ():
        minutes = _minutes(match["length"])
        if minutes is not None:
            estimated = bool(match["about"])
            low = _low(match["low"])
            scale = minutes / _first_number(match["length"]) if low is not None else Decimal(1)
            yield Figure(
                "time",
                minutes,
                "minutes",
                match.start(),
                match.end(),
                estimated or low is not None,
                None if low is None else low * scale,
            )  # fmt: skip


def _may_tell_a_length(sentence: str) -> bool:
    """Tell whether a sentence holds what no length of time is without."""
    low = sentence.lower()
    return any(map(low.__contains__, _UNITS)) or _SHORT_LENGTH.search(low) is not None


def _first_number(text: str) -> Decimal:
    match = re.search(_NUMBER, text)
    return read_number(match[0]) if match else Decimal(1)


def _minutes(text: str) -> Decimal | None:
    total = Decimal(0)
    for match in re.finditer(
        rf"({_NUMBER}|\b[a-z]+(?=[\s-]))[\s-]?(?:an\s)?(?={_UNIT_TIME})([a-z])", text.lower()
    ):
        word = match[1]
        number = read_number(word) if word[0].isdigit() else _word_number(word)
        if number is None:
            return None
        total += number * _PER[match[2]]
    whole = total.to_integral_value()
    return (whole if whole == total else round(total, 2)) if total else None


def _word_number(word: str) -> Decimal | None:
    value = _data()["numbers"].get(word)
    return None if value is None else Decimal(str(value))


def _counts(sentence: str) -> Iterator[Figure]:
    for match in _count().finditer(sentence):
        if _NAMED.search(sentence[: match.start()][-40:]):
            continue
        try:
            value = read_number(f"{match['number']}{match['scale'] or ''}")
            base = read_number(match["base"]) if match["base"] else None
        except AnswerError:
            continue
        kind: FigureKind = next(name for name in _COUNTED if match[name])
        unit = " ".join(match["noun"].split())
        estimated = bool(match["about"] or match["plus"])
        if _is_name(value, unit):
            continue
        yield Figure(
            kind, value, unit, match.start(), match.end(), estimated, _low(match["low"]), base
        )


def _is_name(value: Decimal, unit: str) -> bool:
    """Tell names from counts: "Data 100 hub", "HTTP 504 errors"."""
    code = 400 <= value < 600 and unit.startswith(("error", "response", "status"))
    single = value != 1 and not unit.endswith("s") and not unit.endswith(_PLURALS)
    return code or single


_PLURALS = ("people", "staff", "queries", "personnel")
_COUNTED: tuple[FigureKind, ...] = (
    "tickets", "complaints", "escalations", "people", "records", "cases",
)  # fmt: skip


@cache
def _count() -> re.Pattern[str]:
    words = _data()
    nouns = "|".join(f"(?P<{name}>{words[name]})" for name in _COUNTED)
    return regex(
        rf"(?<![\w.,:/#-])(?P<about>{_ABOUT})?(?P<low>(?:{_NUMBER})\s?(?:-|–|to)\s?)?"
        rf"(?P<number>{_NUMBER})(?P<scale>\s?(?:k|m|million|thousand|bn|billion)\b)?(?P<plus>\+)?"
        rf"(?:\s(?:out\s)?of\s(?:(?:the|our|all|its)\s)?(?P<base>{_NUMBER}))?"
        rf"\s(?:of\s)?(?P<noun>(?:(?!{_NO_NOUN})[a-z][\w-]*\s){{0,3}}?(?:{nouns}))\b"
        rf"(?![\s-](?:{words['cases']}|{words['people']})\b)",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _time() -> re.Pattern[str]:
    names = "|".join(sorted(_data()["numbers"], key=len, reverse=True))
    return regex(
        rf"(?<![\w.,:-])(?P<about>{_ABOUT})?(?P<low>(?:{_NUMBER})\s?(?:-|–|to)\s?)?"
        rf"(?P<length>(?:{_NUMBER})[\s-]?{_UNIT_TIME}{_NEXT_TIME}{{0,3}}"
        rf"|\d{{1,3}}h\s?\d{{1,2}}(?:m(?:in)?)?\b|(?:{names})\s(?:an\s)?(?:minutes?"
        rf"|hours?|days?|weeks?)\b{_NEXT_TIME}?)",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _data() -> dict[str, Any]:
    return data("figures")


@cache
def _dimensions() -> dict[str, str]:
    """Return the dimensions of the impact by the patterns of their words, in order."""
    return {row["words"]: row["key"] for row in _data()["dimensions"]}


@cache
def _held() -> Held:
    words = (_data()[name] for name in _SPOKEN)
    return Held([_SHARE.pattern, _MONEY.pattern, *words, *_dimensions()])


@lru_cache(maxsize=256)
def _likely(text: str) -> tuple[str, ...]:
    return _held().likely(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
