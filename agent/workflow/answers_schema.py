"""The JSON Schema of answers files, made from the question bank."""

from collections.abc import Iterable
from typing import Any, get_args

from agent.dialogue import AnyState, FieldKind
from agent.postmortem.record import StateName
from agent.premortem.record import PREMORTEM_STATES
from agent.questions.bank import (
    BankField,
    BankList,
    BankQuestion,
    BankRecord,
    BankRows,
    BankText,
    DocumentKind,
    load_bank,
)

_SCALAR: list[str] = ["string", "number", "boolean"]
_LISTS: frozenset[FieldKind] = frozenset({"refs", "ids", "words", "choices"})
_ALL = {"const": "all"}
_NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1}}
_ENTRY_KEYS: dict[str, Any] = {
    "about": {"type": ["string", "integer"], "description": "An id, or how its words begin."},
    "at": {"type": "string", "description": "Moves the clock to this moment first."},
    "who": {"type": "string", "description": "The role or the person who speaks."},
    "skip": {"type": ["string", "boolean"], "description": "Leave it, with the reason."},
    "not_applicable": {"type": "boolean", "description": "With skip: it does not apply."},
    "dont_know": {"type": "boolean", "description": "Nobody knows."},
    "park": {"type": "string", "description": "A thought for the parking lot."},
    "accept": {"anyOf": [_NUMBERS, {"type": "integer"}, _ALL]},
    "edit": {"type": "object", "additionalProperties": {"type": "string"}},
    "reject": {"anyOf": [_NUMBERS, {"type": "integer"}, {"type": "object"}, _ALL]},
}
_WRITTEN: dict[FieldKind, str] = {
    "number": "50000, 50K, 1.2M",
    "integer": "12",
    "percent": "20, 20 %",
    "fraction": "0.999, 99.9 %",
    "minutes": "118, 1h58m, 2 hours",
    "time": "2026-03-03 14:05, 14:05, 14:05 UTC +-2 min",
    "date": "2026-03-15, 15 March, end of Q2",
    "timezone": "UTC, Europe/Berlin, +02:00",
    "money": "20000 USD, ~$20K (15K-25K), how it was estimated",
    "person": "a name, or an id of a person",
    "refs": "ids or titles of evidence",
    "ids": "ids of things in the document; #2 is the second row of this answer",
    "id": "an id of a thing in the document; #2 is the second row of this answer",
    "words": "words with commas between them",
    "tri": "yes, no, unknown",
}


def answers_schema(kind: DocumentKind = "postmortem") -> dict[str, Any]:
    """Return the schema: every question of a bank with the shape of its answer."""
    questions = load_bank(kind).all()
    states: Iterable[AnyState] = PREMORTEM_STATES if kind == "premortem" else get_args(StateName)
    override = {
        "type": "object",
        "additionalProperties": False,
        "required": ["reason", "by"],
        "properties": {
            "reason": {"type": "string", "minLength": 1},
            "by": {"type": "string", "minLength": 1},
        },
    }
    named = {"type": "string", "minLength": 1}
    dispute: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["rule", "reason"],
        "properties": {
            "rule": {**named, "description": "The rule, check or condition that is wrong here."},
            "reason": named,
            "by": {"type": "string"},
            "field": {"type": "string", "description": "The path it is about; else anywhere."},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers for an Unblame session",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "now": {"type": "string", "description": "The moment at which the session begins."},
            "title": {"type": "string"},
            "answers": {
                "type": "object",
                "additionalProperties": False,
                "properties": {question.id: _question(question) for question in questions},
            },
            "overrides": {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(states, override),
            },
            "disputes": {"type": "array", "items": dispute},
        },
    }


def _question(question: BankQuestion) -> dict[str, Any]:
    value = _value(question)
    entry = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"answer": value, **_ENTRY_KEYS},
        "anyOf": [{"required": [key]} for key in ("answer", "skip", "dont_know", "park")],
    }
    several = {"type": "array", "items": {"anyOf": [entry, value]}}
    return {"description": question.text, "anyOf": [value, entry, several]}


def _value(question: BankQuestion) -> dict[str, Any]:
    match question.form:
        case BankText(field=field):
            return _field(field)
        case BankList(field=field):
            return {"anyOf": [_text("One a line."), {"type": "array", "items": _field(field)}]}
        case BankRecord(fields=fields):
            cells = {"type": "array", "items": {"type": _SCALAR}}
            return {"anyOf": [_row(fields), cells, _text("Values with | between them.")]}
        case BankRows(columns=columns):
            line = {"type": "array", "items": {"type": _SCALAR}}
            rows = {"anyOf": [_row(columns), line, _text("A pasted line.")]}
            return {
                "anyOf": [{"type": "array", "items": rows}, _row(columns), _text("Pasted lines.")]
            }


def _row(fields: tuple[BankField, ...]) -> dict[str, Any]:
    """Return the shape of a row. Labels of columns and fields of the item are keys as well."""
    return {"type": "object", "properties": {field.name: _field(field) for field in fields}}


def _field(field: BankField) -> dict[str, Any]:
    scalar: dict[str, Any] = {"type": _SCALAR, "description": _description(field)}
    if field.options:
        scalar["examples"] = [option.value for option in field.options]
    if field.kind == "money":
        amount = {
            "type": "object",
            "required": ["amount"],
            "properties": {"amount": {"type": _SCALAR}},
        }
        return {"anyOf": [scalar, amount]}
    if field.kind in _LISTS:
        return {"anyOf": [scalar, {"type": "array", "items": {"type": _SCALAR}}]}
    return scalar


def _description(field: BankField) -> str:
    written = _WRITTEN.get(field.kind, "")
    if field.options:
        written = ", ".join(option.value for option in field.options)
    return f"{field.label}: {written}" if written else field.label


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}
