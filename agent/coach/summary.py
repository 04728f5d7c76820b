"""A draft of the summary from stored fields only: effect, length, cause."""

from decimal import Decimal

from agent.coach.offers import put
from agent.dialogue import Proposal
from agent.postmortem.causes import Cause
from agent.postmortem.metrics import measure
from agent.postmortem.record import Postmortem
from rubrics.language import scan

_MOST_WORDS = 80


def summarise(document: Postmortem) -> tuple[Proposal, ...]:
    """Return a draft summary when at least the effect and the cause or the length are stored."""
    effect, length, cause = _effect(document), _length(document), _cause(document)
    if not effect or not (length or cause):
        return ()
    text = " ".join(part for part in (effect, length, cause) if part)
    if text == document.summary.text or len(text.split()) > _MOST_WORDS or _blames(text, document):
        return ()
    parts = [
        name for name, part in (("effect", effect), ("length", length), ("cause", cause)) if part
    ]
    reason = f"Built from what is stored: {', '.join(parts)}."
    return (put("summary", text, reason, "summary.text"),)


def _effect(document: Postmortem) -> str:
    problem = document.analysis.problem.text.strip()
    if problem:
        return _sentence(problem)
    users = document.impact.users
    if users.affected is None:
        return ""
    affected = _number(users.affected)
    if users.base:
        return f"{affected} of {_number(users.base)} {users.unit} were affected."
    return f"{affected} {users.unit} were affected."


def _length(document: Postmortem) -> str:
    minutes = measure(document).minutes("impact_duration")
    if minutes is None or minutes <= 0:
        return ""
    whole = round(minutes)
    if whole < 120:
        return f"It lasted {whole} minute{'s' if whole != 1 else ''}."
    hours, rest = divmod(whole, 60)
    return f"It lasted {hours} h {rest:02d} min." if rest else f"It lasted {hours} hours."


def _cause(document: Postmortem) -> str:
    primary = next((one for one in document.analysis.causes if _is_primary(one)), None)
    if primary is None or not primary.statement.cause.strip():
        return ""
    return _sentence(f"Primary cause: {primary.statement.cause.strip()}")


def _is_primary(cause: Cause) -> bool:
    return cause.role == "primary" and cause.confidence != "rejected"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _number(value: Decimal) -> str:
    return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"


def _blames(text: str, document: Postmortem) -> bool:
    people = [name for one in document.people for name in (one.display, *one.aliases)]
    found = scan(text, people=people, only=frozenset({"blame"}))
    return any(finding.severity != "info" for finding in found)
