"""One value of an answer: what was typed, or stood in a file, as a typed value of the document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from agent.dialogue import FieldKind, FormField
from agent.errors import AnswerError
from agent.hygiene import clean_answer, one_line, shorten
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Money, TimePoint
from agent.premortem.record import AnyDocument
from agent.questions import amounts
from agent.questions.choosing import read_choice, read_choices, read_tri
from agent.questions.days import Day, read_day
from agent.questions.moments import Moment, Setting, moment_of, read_moment
from agent.questions.naming import read_id, read_ids, read_person
from agent.questions.sources import read_refs
from agent.questions.zones import read_zone, zone_of

Amount = TypeVar("Amount", Decimal, int, Decimal | int)
_LONGEST: Mapping[FieldKind, int] = {
    "refs": 10_000,
    "ids": 10_000,
    "words": 10_000,
    "choices": 2_000,
    "money": 1_000,
}
"""The longest texts that are read as a value of a kind, in characters; 300 for the others."""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What answers are read against."""

    now: datetime
    """The present moment, with its offset: "in 2 weeks" counts from it."""
    timezone: str = ""
    """The zone of times without one; empty is UTC."""
    incident_date: date | None = None
    """The day of times without one."""
    document: AnyDocument | None = None
    """The document as it stands; without it, ids are read but not looked up."""
    previous: TimePoint | None = None
    """The time told just before."""
    in_answer: bool = False
    """True when `previous` stands in the same answer: then the order of the lines counts."""

    @property
    def postmortem(self) -> Postmortem | None:
        """Return the document when it is a postmortem: only that lists evidence and events."""
        return self.document if isinstance(self.document, Postmortem) else None

    @property
    def today(self) -> date:
        """Return the day it is where the incident was."""
        return self.now.astimezone(zone_of(self.timezone)).date()

    @property
    def setting(self) -> Setting:
        """Return what moments are read against."""
        before = self.previous.at if self.previous else None
        return Setting(self.timezone, self.incident_date, before, self._known(), self.now)

    def moment(self, text: str) -> dict[str, Any]:
        """Return the time point that a text names, as JSON. Raises AnswerError."""
        return read_moment(clean_answer(text), self.setting).point.model_dump(mode="json")

    def _known(self) -> tuple[datetime, ...]:
        if self.in_answer or self.postmortem is None:
            return ()
        points = (event.time for event in self.postmortem.timeline.events)
        return tuple(p.at for p in points if p.at is not None and p.precision != "day")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and what to tell the person about how it was read."""

    value: object
    notes: tuple[str, ...] = field(default=())


def read_value(form_field: FormField, raw: object, context: ReadingContext) -> object:
    """Return the typed value of one field; None for an empty answer.

    Types by kind: text, choice and timezone str; choices and words tuple[str, ...]; number,
    percent, fraction and minutes Decimal; integer int; time TimePoint; date Day; money Money;
    tri str; person str (an id) or NewPerson; refs a tuple of str or NewEvidence; id and ids str
    and tuple[str, ...], where "#2" stays for a row of the same answer. Raises AnswerError.
    """
    return read(form_field, raw, context).value


def read(form_field: FormField, raw: object, context: ReadingContext) -> Reading:
    """Return the typed value of one field with notes on how it was read."""
    given = _cleaned(raw)
    if is_empty(given):
        return Reading(None)
    _check_length(form_field, given)
    value = READERS[form_field.kind](form_field, given, context)
    if isinstance(value, Moment):
        return Reading(value.point, (value.note,) if value.note else ())
    return Reading(value)


def is_empty(raw: object) -> bool:
    """Return whether nothing was given. `False` and 0 are something."""
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or raw in ([], {}, ())


def text_of(raw: object) -> str:
    """Return a value as the text that a person would have typed."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, list | tuple):
        return "\n".join(text_of(part) for part in cast("Sequence[object]", raw))
    if isinstance(raw, float):
        return format(Decimal(repr(raw)), "f") if isfinite(raw) else str(raw)
    if isinstance(raw, Mapping):
        raise AnswerError("One value is wanted here, not several named ones.", "Write one value.")
    return str(raw)


def _check_length(form_field: FormField, given: object) -> None:
    """Refuse a value that is far too long for its kind; only texts may be long."""
    longest = _LONGEST.get(form_field.kind, 300)
    if form_field.kind != "text" and isinstance(given, str) and len(given) > longest:
        raise AnswerError(
            f"“{shorten(given)}” is too long: it has {len(given):,} characters.",
            f"Give {form_field.label} alone, in at most {longest:,}.",
        )


def _cleaned(raw: object) -> object:
    if isinstance(raw, str):
        return clean_answer(raw)
    if isinstance(raw, list | tuple):
        return [_cleaned(part) for part in cast("list[object]", raw)]
    if isinstance(raw, Mapping):
        pairs = cast("Mapping[object, object]", raw).items()
        return {one_line(str(key)): _cleaned(value) for key, value in pairs}
    return raw


def _text(_field: FormField, raw: object, _context: ReadingContext) -> str:
    lines = (line.rstrip() for line in text_of(raw).strip().split("\n"))
    return "\n".join(lines)


def _words(_field: FormField, raw: object, _context: ReadingContext) -> tuple[str, ...]:
    words = text_of(raw).replace(";", ",").replace("\n", ",").split(",")
    return tuple(dict.fromkeys(filter(None, map(one_line, words))))


def _time(_field: FormField, raw: object, context: ReadingContext) -> Moment:
    if isinstance(raw, datetime | date):
        return moment_of(raw, context.setting)
    if isinstance(raw, Mapping):
        return Moment(_stored(TimePoint, cast("Mapping[str, Any]", raw), "a time"))
    return read_moment(text_of(raw), context.setting)


def _date(_field: FormField, raw: object, context: ReadingContext) -> Day:
    if isinstance(raw, datetime):
        return Day(raw.date())
    return Day(raw) if isinstance(raw, date) else read_day(text_of(raw), context.today)


def _money(_field: FormField, raw: object, _context: ReadingContext) -> Money:
    if isinstance(raw, Mapping):
        return _money_parts(cast("Mapping[str, Any]", raw))
    return amounts.read_money(text_of(raw))


def _money_parts(parts: Mapping[str, Any]) -> Money:
    """Read an amount given in parts: each number may be written as a person writes it."""
    known = {"amount", "currency", "estimated", "basis", "low", "high"}
    unknown = sorted(set(parts) - known)
    if unknown or "amount" not in parts:
        raise AnswerError(
            "I can't read this as an amount of money.",
            f"Give amount, currency, estimated, basis, low and high, not {', '.join(unknown)}."
            if unknown
            else "Give an amount.",
        )
    whole = amounts.read_money(f"{text_of(parts['amount'])} {parts.get('currency') or ''}")
    ends = {
        end: _not_below_zero(amounts.read_number(text_of(parts[end])), parts[end])
        for end in ("low", "high")
        if not is_empty(parts.get(end))
    }
    estimated = parts.get("estimated", whole.estimated)
    return whole.model_copy(
        update={
            "estimated": estimated is True or read_tri(text_of(estimated)) == "yes",
            "basis": text_of(parts.get("basis") or ""),
            **ends,
        }
    )


def _stored(kind: type[TimePoint], parts: Mapping[str, Any], name: str) -> TimePoint:
    try:
        return kind.model_validate(dict(parts))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise AnswerError(
            f"I can't read this as {name}: {place} {first['msg'].lower()}."
        ) from error


def _not_below_zero(value: Amount, raw: object) -> Amount:
    if value < 0:
        raise AnswerError(f"“{shorten(text_of(raw))}” is below zero.", "Write 0 or more.")
    return value


def _check_limits(form_field: FormField, value: Decimal | int, raw: object) -> None:
    least, most = form_field.least, form_field.most
    if (least is not None and value < least) or (most is not None and value > most):
        raise AnswerError(
            f"“{shorten(text_of(raw))}” makes no sense here.",
            f"Give a number from {least or 0} to {most}.",
        )


def _numeric(reader: Callable[[str], Decimal | int]) -> "Reader":
    def read_it(form_field: FormField, raw: object, _context: ReadingContext) -> Decimal | int:
        if isinstance(raw, bool):
            raise AnswerError(f"I can't read “{text_of(raw)}” as a number.", "Write a number.")
        value = reader(text_of(raw))
        _check_limits(form_field, value, raw)
        return value if form_field.signed else _not_below_zero(value, raw)

    return read_it


Reader = Callable[[FormField, Any, ReadingContext], object]

READERS: Mapping[FieldKind, Reader] = {
    "text": _text,
    "choice": lambda f, raw, _: read_choice(text_of(raw), f.options),
    "choices": lambda f, raw, _: read_choices(raw, f.options),
    "number": _numeric(amounts.read_number),
    "integer": _numeric(amounts.read_integer),
    "percent": _numeric(amounts.read_percent),
    "fraction": _numeric(amounts.read_fraction),
    "minutes": _numeric(amounts.read_minutes),
    "time": _time,
    "date": _date,
    "timezone": lambda _f, raw, _c: read_zone(text_of(raw)),
    "money": _money,
    "person": lambda _f, raw, context: read_person(text_of(raw), context.document),
    "refs": lambda _f, raw, context: read_refs(text_of(raw), context.postmortem),
    "ids": lambda _f, raw, context: read_ids(text_of(raw), context.document),
    "id": lambda _f, raw, context: read_id(text_of(raw), context.document),
    "words": _words,
    "tri": lambda _f, raw, _: read_tri(text_of(raw)),
}
"""The reader of each kind of field."""
