"""How each sort of value stands in the Markdown, and how it is read back.

Every codec writes a value as Markdown on one line ("" for nothing to show) and reads it back to
a value that the model takes. Reading raises ValueError with the reason.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from agent.documents.escaping import escape, split_unescaped, unescape

_COMPOSITE = ";()"
_OFFSET = re.compile(r" ?([+-]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)$")


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the ids of people, so that a reader sees who is meant."""

    people: Mapping[str, str]


NO_NAMES = Names({})


@dataclass(frozen=True, slots=True)
class Codec:
    """One sort of value: written for people, read back for the model."""

    write: Callable[[Any, Names], str]
    read: Callable[[str], Any]


def _simple(write: Callable[[Any], str], read: Callable[[str], Any]) -> Codec:
    return Codec(lambda value, _names: write(value), read)


# --- words and numbers -------------------------------------------------------------------------


def _words(value: str) -> str:
    return escape(value.replace("_", " "))


def _from_words(raw: str) -> str:
    return unescape(raw).strip().replace(" ", "_")


def _number(value: Decimal | float) -> str:
    return f"{value:,}" if isinstance(value, int | Decimal) else f"{value:,}".removesuffix(".0")


def _decimal(raw: str) -> Decimal:
    try:
        return Decimal(unescape(raw).replace(",", "").strip())
    except InvalidOperation as error:
        raise ValueError(f"“{unescape(raw)}” is not a number") from error


def _float(raw: str) -> float:
    try:
        return float(unescape(raw).replace(",", ""))
    except ValueError as error:
        raise ValueError(f"“{unescape(raw)}” is not a number") from error


def _integer(raw: str) -> int:
    try:
        return int(unescape(raw).replace(",", ""))
    except ValueError as error:
        raise ValueError(f"“{unescape(raw)}” is not a whole number") from error


def _truth(raw: str) -> bool:
    word = unescape(raw).strip().lower()
    if word not in ("yes", "no"):
        raise ValueError(f"“{word}” is neither yes nor no")
    return word == "yes"


TEXT = _simple(escape, unescape)
WORD = _simple(_words, _from_words)
NUMBER = _simple(_number, _decimal)
FLOAT = _simple(_number, _float)
WHOLE = _simple(_number, _integer)
TRUTH = _simple(lambda value: "yes" if value else "no", _truth)


# --- lists -------------------------------------------------------------------------------------


def _list_of(read_one: Callable[[str], str], write_one: Callable[[str], str]) -> Codec:
    def write(values: tuple[str, ...]) -> str:
        return "; ".join(part for value in values if (part := write_one(value)))

    def read(raw: str) -> tuple[str, ...]:
        return tuple(read_one(part) for part in split_unescaped(raw, "; ") if part)

    return _simple(write, read)


def _ids_read(raw: str) -> tuple[str, ...]:
    return tuple(unescape(part) for part in split_unescaped(raw, ", ") if part)


def _ids_write(ids: tuple[str, ...]) -> str:
    return ", ".join(part for one in ids if (part := escape(one, also=",")))


IDS = _simple(_ids_write, _ids_read)
TEXTS = _list_of(unescape, lambda text: escape(text, also=";"))
WORDS = _list_of(_from_words, _words)


# --- people ------------------------------------------------------------------------------------


def _person_write(value: str, names: Names) -> str:
    if value in names.people:
        return f"{escape(names.people[value], also='()')} ({escape(value, also='()')})".lstrip()
    return escape(value, also="()")


def _person_read(raw: str) -> str:
    opening = split_unescaped(raw, "(")
    if len(opening) == 2 and opening[1].endswith(")"):
        return unescape(opening[1][:-1])
    return unescape(raw)


PERSON = Codec(_person_write, _person_read)


# --- time --------------------------------------------------------------------------------------


def write_moment(moment: datetime) -> str:
    """Return `2026-03-03 14:05 UTC`; seconds only where there are any."""
    plain = moment.replace(tzinfo=None)
    whole = not (plain.second or plain.microsecond)
    text = plain.isoformat(" ", "minutes" if whole else "auto")
    offset = moment.isoformat()[len(plain.isoformat()) :] if moment.tzinfo else ""
    return f"{text} UTC" if offset == "+00:00" else f"{text} {offset}".rstrip()


def read_moment(text: str) -> datetime:
    """Read what `write_moment` wrote."""
    iso = re.sub(r" ?(?:UTC|Z)$", "+00:00", text.strip())
    try:
        return datetime.fromisoformat(_OFFSET.sub(r"\1", iso))
    except ValueError as error:
        raise ValueError(f"“{text}” is not a time") from error


def _date_read(raw: str) -> date:
    try:
        return date.fromisoformat(unescape(raw).strip())
    except ValueError as error:
        raise ValueError(f"“{unescape(raw)}” is not a date such as 2026-03-15") from error


DATE = _simple(date.isoformat, _date_read)
MOMENT = _simple(lambda at: escape(write_moment(at)), lambda raw: read_moment(unescape(raw)))

_PLAIN_TIME = re.compile(r"^[\d\-:.T+ ]*(?:Z|UTC)?$")


def says_more(at: datetime | None, original: str) -> bool:
    """Tell whether a time's original text says more than the moment that was read from it."""
    return bool(original) and (at is None or _PLAIN_TIME.match(original) is None)


def _time_write(point: Mapping[str, Any]) -> str:
    at: datetime | None = point["at"]
    marks: list[str] = []
    if point["precision"] != "minute":
        marks.append(f"to the {point['precision']}")
    if point["plus_minus_min"] is not None:
        marks.append(f"± {_number(point['plus_minus_min'])} min")
    if says_more(at, point["original_text"]):
        marks.append(f"said: {escape(point['original_text'], also=_COMPOSITE)}")
    return _composite("" if at is None else write_moment(at), marks)


def _time_read(raw: str) -> dict[str, Any]:
    head, marks = _parts(raw)
    point: dict[str, Any] = {"at": read_moment(unescape(head)) if head else None}
    for mark in marks:
        if mark.startswith("to the "):
            point["precision"] = mark.removeprefix("to the ")
        elif mark.startswith("± "):
            point["plus_minus_min"] = _float(mark.removeprefix("± ").removesuffix(" min"))
        elif mark.startswith("said: "):
            point["original_text"] = unescape(mark.removeprefix("said: "))
    return point


TIME = _simple(_time_write, _time_read)


# --- amounts -----------------------------------------------------------------------------------


def _amount_write(amount: Mapping[str, Any], number: Decimal, unit: str) -> str:
    marks: list[str] = ["estimated"] if amount["estimated"] else []
    if amount["low"] is not None or amount["high"] is not None:
        low, high = (
            "?" if amount[end] is None else _number(amount[end]) for end in ("low", "high")
        )
        marks.append(f"{low} to {high}")
    if amount["basis"]:
        marks.append(f"basis: {escape(amount['basis'], also=_COMPOSITE)}")
    if amount.get("source"):
        sources = [escape(one, also=_COMPOSITE + ",") for one in amount["source"]]
        marks.append(f"source: {', '.join(one for one in sources if one)}")
    return _composite(f"{_number(number)} {escape(unit, also=_COMPOSITE)}".rstrip(), marks)


def _amount_read(raw: str) -> tuple[Decimal, str, dict[str, Any]]:
    head, marks = _parts(raw)
    number, _, unit = head.partition(" ")
    rest: dict[str, Any] = {}
    for mark in marks:
        rest |= _amount_mark(mark)
    return _decimal(number), unescape(unit), rest


def _amount_mark(mark: str) -> dict[str, Any]:
    if mark == "estimated":
        return {"estimated": True}
    if mark.startswith("basis: "):
        return {"basis": unescape(mark.removeprefix("basis: "))}
    if mark.startswith("source: "):
        return {"source": _ids_read(mark.removeprefix("source: "))}
    low, _, high = mark.partition(" to ")
    return {"low": _bound(low), "high": _bound(high)}


def _bound(raw: str) -> Decimal | None:
    return None if raw == "?" else _decimal(raw)


def _money_read(raw: str) -> dict[str, Any]:
    number, unit, rest = _amount_read(raw)
    if unit and not re.fullmatch(r"[A-Z]{3}", unit):
        raise ValueError(f"“{unit}” is not a currency such as EUR")
    return {"amount": number, "currency": unit, **rest}


def _quantities_write(quantities: tuple[Mapping[str, Any], ...]) -> str:
    return "; ".join(_amount_write(one, one["value"], one["unit"]) for one in quantities)


def _quantities_read(raw: str) -> list[dict[str, Any]]:
    amounts = [_amount_read(part) for part in _outside_brackets(raw) if part]
    return [{"value": number, "unit": unit, **rest} for number, unit, rest in amounts]


MONEY = _simple(lambda money: _amount_write(money, money["amount"], money["currency"]), _money_read)
QUANTITIES = _simple(_quantities_write, _quantities_read)


# --- other wordings ----------------------------------------------------------------------------


def _wording_write(wording: Mapping[str, Any]) -> str:
    origin = escape(wording["origin"], also=_COMPOSITE)
    marks = [_words(wording["source"]), *([f"from: {origin}"] if origin else [])]
    return _composite(escape(wording["text"], also=_COMPOSITE), marks)


def _wording_read(raw: str) -> dict[str, Any]:
    head, marks = _parts(raw)
    wording = {"text": unescape(head)}
    for mark in marks:
        if mark.startswith("from: "):
            wording["origin"] = unescape(mark.removeprefix("from: "))
        else:
            wording["source"] = _from_words(mark)
    return wording


WORDINGS = _simple(
    lambda wordings: "; ".join(_wording_write(one) for one in wordings),
    lambda raw: [_wording_read(part) for part in _outside_brackets(raw) if part],
)


# --- the shape "head (mark; mark)" -------------------------------------------------------------


def _composite(head: str, marks: list[str]) -> str:
    return f"{head} ({'; '.join(marks)})".lstrip() if marks else head


def _parts(raw: str) -> tuple[str, list[str]]:
    opening = split_unescaped(raw.strip(), "(")
    if len(opening) < 2 or not opening[1].endswith(")"):
        return raw.strip(), []
    return opening[0].strip(), split_unescaped(opening[1][:-1], "; ")


def _outside_brackets(raw: str) -> list[str]:
    """Split at semicolons that stand between values, not inside the brackets of one."""
    values: list[str] = []
    for part in split_unescaped(raw, "; "):
        if values and not _closed(values[-1]):
            values[-1] += f"; {part}"
        else:
            values.append(part)
    return values


def _closed(raw: str) -> bool:
    return len(split_unescaped(raw, "(")) == len(split_unescaped(raw, ")"))
