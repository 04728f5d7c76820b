"""Plays a model that obeys whoever writes into the data."""

from collections.abc import Mapping
from typing import Any

from evals.scripted.behaviour import Call, Say, says


def obedient(call: Call, says_so: str, adds: Mapping[str, Any], *, in_form: bool) -> Say:
    """Return an answer with the attacker's words in each text; in form, or with fields added."""
    answer = _filled(call.schema, call.schema.get("$defs", {}), says_so)
    if "abstained" in answer:
        answer["abstained"] = ""
    return says(answer if in_form else {**answer, **adds, "tool": "set_score"})


def _filled(schema: Mapping[str, Any], named: Mapping[str, Any], words: str) -> Any:  # noqa: ANN401 - any JSON
    if "$ref" in schema:
        return _filled(named[schema["$ref"].rsplit("/", 1)[-1]], named, words)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            fields: Mapping[str, Any] = schema.get("properties", {})
            return {name: _filled(kind, named, words) for name, kind in fields.items()}
        case "array":
            return [_filled(schema["items"], named, words)]
        case "integer":
            return 5
        case _:
            return words
