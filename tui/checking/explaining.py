"""Tells of each criterion which conditions hold, which is next, and the question that fills it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from agent.questions.bank import Bank, load_bank

_ITEM: Final = re.compile(r"\.[A-Z]{1,2}\d+\b")
"""The id of an item within the path of a field."""


def explain(criteria: Sequence[dict[str, Any]]) -> None:
    """Add to each criterion of a report what holds (`held`) and what is next (`next`)."""
    bank = load_bank()
    for criterion in criteria:
        conditions: Sequence[dict[str, Any]] = criterion["conditions"]
        unmet = [condition for condition in conditions if not condition["ok"]]
        lowest = min(unmet, key=lambda condition: condition["level"], default=None)
        criterion["held"] = [condition["id"] for condition in conditions if condition["ok"]]
        criterion["next"] = None if lowest is None else _next(lowest, bank)


def _next(condition: dict[str, Any], bank: Bank) -> dict[str, Any]:
    name = _question(condition, bank)
    return {
        "condition": condition["id"],
        "level": condition["level"],
        "needed": condition["needed"],
        "observed": condition["observed"],
        "line": condition["line"],
        "question": name,
        "ask": words_of(name, bank, condition["line"]),
    }


def _question(condition: dict[str, Any], bank: Bank) -> str:
    """Return the question to ask: one about an item of a list only where there is such an item."""
    names: Sequence[str] = condition["questions"]
    first = next(iter(names), "")
    path: str = condition["field"]
    if path.startswith("page.") or _ITEM.search(path):
        return first
    found = ((name, bank.find(name)) for name in names)
    return next((name for name, question in found if question and not question.about), first)


def words_of(name: str, bank: Bank, line: int | None = None) -> str:
    """Return the words of a question; what it is about goes by its line."""
    found = bank.find(name) if name else None
    if found is None:
        return ""
    about = (found.about or "point").replace("_", " ")
    subject = f"the {about} on line {line}" if line else f"this {about}"
    return found.text.replace("{text}", subject).replace("{gap}", subject)
