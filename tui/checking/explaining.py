"""Tells of each criterion which conditions hold, which is next, and the question that fills it."""

from collections.abc import Sequence
from typing import Any

from agent.questions.bank import Bank, load_bank


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
    name = next(iter(condition["questions"]), "")
    return {
        "condition": condition["id"],
        "level": condition["level"],
        "needed": condition["needed"],
        "observed": condition["observed"],
        "line": condition["line"],
        "question": name,
        "ask": words_of(name, bank, condition["line"]),
    }


def words_of(name: str, bank: Bank, line: int | None = None) -> str:
    """Return the words of a question; what it is about goes by its line."""
    found = bank.find(name) if name else None
    if found is None:
        return ""
    about = (found.about or "point").replace("_", " ")
    subject = f"the {about} on line {line}" if line else f"this {about}"
    return found.text.replace("{text}", subject).replace("{gap}", subject)
