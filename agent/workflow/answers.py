"""Answers files: what a person would have said, keyed by question, checked before any is used."""

import difflib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)

from agent.dialogue import Answer, AnyState
from agent.errors import AnswerError, InputError
from agent.hygiene import clean_answer, shorten
from agent.questions.bank import Bank, BankQuestion, BankText, DocumentKind, load_bank
from agent.questions.hearing import hear
from agent.questions.moments import Setting, read_moment
from agent.questions.reading import ReadingContext, text_of
from agent.workflow.answers_schema import answers_schema
from agent.workflow.answers_yaml import Located, parse_yaml, problem, read_yaml

__all__ = [
    "ALL_PROPOSALS",
    "AnswersFile",
    "DisputeEntry",
    "Entry",
    "OverrideEntry",
    "answers_schema",
]

_SAYS = {"answer", "skip", "dont_know", "park"}
_SEVERAL = {"refs", "ids", "words", "choices"}
_ANY_DAY = date(2026, 1, 1)
ALL_PROPOSALS = tuple(range(1, 33))
"""What `all` stands for."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Entry(_Part):
    """What is said to one question, once."""

    answer: Any = None
    """The answer: a text, a list, a record or rows, as the question asks."""
    about: str = ""
    """The id of what it is about, or the beginning of its words."""
    at: AwareDatetime | None = None
    """Moves the clock to this moment before the answer is given."""
    who: str = ""
    """The role or the person who speaks."""
    skip: str = ""
    """Leaves the question, with the reason."""
    not_applicable: bool = False
    """With `skip`: the question does not apply, for the reason given."""
    dont_know: bool = False
    """Nobody knows."""
    park: str = ""
    """A thought for the parking lot."""
    accept: tuple[int, ...] = ()
    """Numbers of the proposals after this answer to take as they are; `all` is every one."""
    edit: dict[int, str] = Field(default_factory=dict[int, str])
    """Proposals to take in other words, by number."""
    reject: tuple[int, ...] = ()
    """Proposals to leave, by number."""

    @field_validator("answer")
    @classmethod
    def _check_answer(cls, value: object) -> object:
        return _answer_value(value)

    @field_validator("at", mode="before")
    @classmethod
    def _read_at(cls, value: object) -> object:
        return _moment(value)

    @field_validator("skip", "about", "who", "park", mode="before")
    @classmethod
    def _read_words(cls, value: object) -> object:
        if value is True:
            return "left for now"
        return "" if value is None or value is False else clean_answer(text_of(value))

    @field_validator("accept", "reject", mode="before")
    @classmethod
    def _read_numbers(cls, value: object) -> object:
        if value == "all":
            return ALL_PROPOSALS
        if isinstance(value, Mapping):
            return tuple(cast("Mapping[object, object]", value))
        return (value,) if isinstance(value, int | str) else value


class OverrideEntry(_Part):
    """Why a state is left without its guard, and who decides it."""

    reason: str = Field(min_length=1)
    """Why."""
    by: str = Field(min_length=1)
    """Who decides it."""


class DisputeEntry(_Part):
    """A finding or a condition that is wrong here, and why."""

    rule: str = Field(min_length=1)
    """The rule, check or condition."""
    reason: str = Field(min_length=1)
    """Why."""
    by: str = ""
    """Who says so."""
    field: str = ""
    """The path it is about; empty: wherever the rule finds something."""


class AnswersFile(_Part):
    """The answers of one file. `load` checks all of them before any is used."""

    now: AwareDatetime | None = None
    """The moment at which the session begins."""
    title: str = ""
    """What the file is, for its readers."""
    answers: dict[str, tuple[Entry, ...]] = Field(default_factory=dict[str, tuple[Entry, ...]])
    """What is said to each question, by its id."""
    overrides: dict[AnyState, OverrideEntry] = Field(default_factory=dict[AnyState, OverrideEntry])
    """States to leave although their guard isn't met."""
    disputes: tuple[DisputeEntry, ...] = ()
    """Findings and conditions that are wrong here. They count as met and stand in the document."""

    @field_validator("now", mode="before")
    @classmethod
    def _read_now(cls, value: object) -> object:
        return _moment(value)

    @classmethod
    def load(cls, path: Path, kind: DocumentKind = "postmortem") -> "AnswersFile":
        """Read a file. Raises InputError in one line naming the file, the line and the remedy."""
        return _Checker(path.name, read_yaml(path), load_bank(kind)).check()

    @classmethod
    def parse(cls, text: str, name: str, kind: DocumentKind = "postmortem") -> "AnswersFile":
        """Read a text as `load` reads a file of that name."""
        return _Checker(name, parse_yaml(text, name), load_bank(kind)).check()

    def question_ids(self) -> tuple[str, ...]:
        """Return the ids of the questions in the file, in its order."""
        return tuple(self.answers)


def precheck(question: BankQuestion, entry: Entry) -> None:
    """Read an answer as far as it can be without a document. Raises AnswerError."""
    if entry.answer is None:
        return
    Answer(value=entry.answer)
    context = ReadingContext(now=datetime(2026, 1, 1, tzinfo=UTC), incident_date=_ANY_DAY)
    hear(question, entry.answer, context)


class _Checker:
    """Turns the plain values of a file into answers, and says where they can't be read."""

    def __init__(self, name: str, located: Located, bank: Bank) -> None:
        self._name = name
        self._located = located
        self._bank = bank

    def check(self) -> AnswersFile:
        tree = self._located.tree
        if tree is None:
            tree = {}
        if not isinstance(tree, dict):
            raise self._wrong(1, "an answers file is a mapping", "Begin with `answers:`.")
        parts = dict(cast("dict[str, Any]", tree))
        parts["answers"] = self._all_entries(parts.get("answers"))
        try:
            return AnswersFile.model_validate(parts)
        except ValidationError as error:
            raise self._invalid(error, ()) from error

    def _all_entries(self, answers: object) -> dict[str, tuple[Entry, ...]]:
        if not isinstance(answers, dict | None):
            line = self._located.line("answers")
            raise self._wrong(line, "`answers` is not a mapping", "Write `TR-01: …` below it.")
        found: dict[str, tuple[Entry, ...]] = {}
        for key, value in cast("dict[str, object]", answers or {}).items():
            question, entries = self._entries(key, value)
            if question in found:
                line = self._located.line("answers", key)
                raise self._wrong(line, f"{question} stands here twice", "Make a list of both.")
            found[question] = entries
        return found

    def _entries(self, question_id: str, value: object) -> tuple[str, tuple[Entry, ...]]:
        question = self._bank.find(question_id)
        line = self._located.line("answers", question_id)
        if question is None:
            raise self._wrong(
                line, f"there is no question {shorten(question_id)}", self._nearest(question_id)
            )
        several = _several(value, question)
        listed = several is value
        return question.id, tuple(
            self._entry(question, part, (question_id, number) if listed else (question_id,))
            for number, part in enumerate(several)
        )

    def _entry(self, question: BankQuestion, value: object, place: tuple[str | int, ...]) -> Entry:
        where = ("answers", *place)
        said = value if _is_entry(value) else {"answer": value}
        try:
            entry = Entry.model_validate(said)
            precheck(question, entry)
        except ValidationError as error:
            raise self._invalid(error, where) from error
        except AnswerError as error:
            what = f"{question.id}: {error.problem.rstrip('.')}"
            raise self._wrong(self._located.line(*where), what, error.remedy) from error
        if entry.answer is not None or _says(entry):
            return entry
        raise self._wrong(
            self._located.line(*where),
            f"{question.id} has no answer",
            "Write one, or leave it out.",
        )

    def _nearest(self, question_id: str) -> str:
        known = [question.id for question in self._bank.all()]
        near = difflib.get_close_matches(question_id.upper(), known, n=1, cutoff=0.5)
        return f"Did you mean {near[0]}?" if near else "`unblame schema answers` lists them."

    def _invalid(self, error: ValidationError, where: tuple[str | int, ...]) -> InputError:
        first = error.errors(include_url=False)[0]
        place = tuple(step for step in first["loc"] if step != "[key]")
        line = self._located.line(*where, *place)
        name = ".".join(str(step) for step in (*where[1:], *place))
        if first["type"] == "extra_forbidden":
            return self._wrong(line, f"there is no key `{shorten(name)}`", "Leave it out.")
        reason = first["msg"].removeprefix("Value error, ").rstrip(".")
        return self._wrong(
            line, f"`{shorten(name)}`: {reason[:1].lower()}{reason[1:]}", "Correct it."
        )

    def _wrong(self, line: int, what: str, remedy: str) -> InputError:
        return problem(self._name, line, what, remedy)


def _several(value: object, question: BankQuestion) -> Sequence[object]:
    """Return the entries of a question: one, or those of a list that is not one answer itself."""
    parts = _list(value)
    if parts is None:
        return [value]
    if any(_is_entry(part) for part in parts):
        return parts
    form = question.form
    repeated = bool(question.about) or question.repeats
    if isinstance(form, BankText):
        return parts if repeated and form.field.kind not in _SEVERAL and parts else [value]
    if form.kind == "record" and parts and all(isinstance(part, dict) for part in parts):
        return parts
    return [value]


def _list(value: object) -> list[object] | None:
    return cast("list[object]", value) if isinstance(value, list) else None


def _is_entry(value: object) -> bool:
    return isinstance(value, dict) and bool(_SAYS & set(cast("dict[str, object]", value)))


def _says(entry: Entry) -> bool:
    return bool(entry.skip or entry.dont_know or entry.park)


def _moment(value: object) -> object:
    if value is None or isinstance(value, datetime):
        return value
    try:
        return read_moment(text_of(value), Setting("UTC")).point.at
    except AnswerError as error:
        raise ValueError(str(error)) from error


def _answer_value(value: object) -> Any:  # noqa: ANN401 - what an Answer carries
    """Return an answer in the shapes that a reply carries: lists of texts, rows of cells."""
    if isinstance(value, dict):
        row = cast("dict[str, object]", value)
        return {name: _cell(cell) for name, cell in row.items()}
    parts = _list(value)
    if parts is None:
        return value
    rows = sum(isinstance(part, dict) for part in parts)
    if rows not in {0, len(parts)}:
        raise ValueError("rows are written all as text, or all with their columns")
    if rows:
        return [_answer_value(part) for part in parts]
    return [_line(part) for part in parts]


def _line(part: object) -> str:
    if isinstance(part, list):
        return " | ".join(text_of(cell) for cell in cast("list[object]", part))
    return "" if part is None else text_of(part)


def _cell(cell: object) -> object:
    if isinstance(cell, list):
        return [_line(part) for part in cast("list[object]", cell)]
    if isinstance(cell, dict):
        return _money_text(cast("dict[str, object]", cell))
    return cell


def _money_text(parts: dict[str, object]) -> str:
    """Return an amount that was given in parts as the text for it."""
    if "amount" not in parts or set(parts) - {
        "amount",
        "currency",
        "basis",
        "low",
        "high",
        "estimated",
    }:
        raise ValueError("a value is one text here, not several named ones")
    text = f"{text_of(parts['amount'])} {text_of(parts.get('currency') or '')}".strip()
    if parts.get("low") is not None and parts.get("high") is not None:
        text += f" ({text_of(parts['low'])}-{text_of(parts['high'])})"
    rough = "~" if parts.get("estimated") in {True, "yes"} and not text.startswith("~") else ""
    return f"{rough}{text}" + (f"; {text_of(parts['basis'])}" if parts.get("basis") else "")
