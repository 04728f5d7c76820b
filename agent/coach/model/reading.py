"""From what a model said to proposals that passed every check, or to what was wrong with it."""

import json
from collections.abc import Iterable
from typing import Any, cast

from pydantic import ValidationError

from agent.coach.model.answers import Answer
from agent.coach.model.checks import Complaint, complaints
from agent.coach.model.prompts import fingerprint
from agent.coach.model.tasks.recipe import Draft
from agent.coach.privacy import Masking
from agent.dialogue import Proposal

_LONGEST = 60_000
"""Characters of an answer that are read."""
_NAMED = 5


def read(text: str, form: type[Answer], masking: Masking) -> Answer | list[Complaint]:
    """Return an answer in its form, with masked values put back, or what is wrong with it."""
    try:
        found: Any = json.loads(_object_in(text))
    except (ValueError, RecursionError):
        return [Complaint("shape", "It is not one JSON object.")]
    made_up: list[str] = []
    restored = _restored(found, masking, made_up)
    if made_up:
        told = f"These placeholders must not stand in an answer: {', '.join(made_up[:_NAMED])}."
        return [Complaint("placeholder", told)]
    try:
        return form.model_validate(restored)
    except ValidationError as error:
        return [Complaint("shape", line) for line in _lines(error)]


def passed(
    drafts: Iterable[Draft], prompt: str, model: str
) -> tuple[tuple[Proposal, ...], list[Complaint]]:
    """Return the proposals that stand every check, and what was wrong with the others."""
    good: list[Proposal] = []
    wrong: list[Complaint] = []
    for draft in drafts:
        found = _wrong_with(draft)
        wrong += found
        if not found:
            made = f"{model} {fingerprint(prompt)}"
            good.append(draft.proposal.model_copy(update={"coach": made}))
    return tuple(good), wrong


def _wrong_with(draft: Draft) -> list[Complaint]:
    found = complaints(draft.proposal.text, draft.checks)
    for text, checks in draft.also:
        found += complaints(text, checks)
    return found


def _object_in(text: str) -> str:
    """Return the JSON object in an answer; endpoints that know no schema put words around it."""
    start, end = text.find("{"), text.rfind("}")
    if len(text) > _LONGEST or start < 0 or end < start:
        raise ValueError
    return text[start : end + 1]


def _restored(value: Any, masking: Masking, made_up: list[str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        found = masking.restore(value)
        made_up += [*found.unknown, *found.secrets]
        return found.text
    if isinstance(value, list):
        return [_restored(one, masking, made_up) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {name: _restored(one, masking, made_up) for name, one in pairs}
    return value


def _lines(error: ValidationError) -> list[str]:
    """Return what does not fit, without the values."""
    found = error.errors(include_input=False, include_url=False, include_context=False)[:_NAMED]
    return [f"{'.'.join(str(step) for step in one['loc'])}: {one['msg']}." for one in found]
