"""How the score of one's own postmortem moved, entry by entry, from the record."""

from collections.abc import Iterator, Sequence
from typing import Any

from agent.postmortem.record import Postmortem, ScoreEntry
from rubrics.score import floor2


def history(document: Postmortem) -> list[dict[str, Any]]:
    """Return the scores over time as JSON values, each with what changed since the one before."""
    entries = document.score_history
    befores: Sequence[ScoreEntry | None] = (None, *entries)
    return [_entry(entry, before) for before, entry in zip(befores, entries, strict=False)]


def lines_of(scores: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield one line an entry: when, the mean and its change, the criteria that moved."""
    if not scores:
        yield "No score yet: the first one is written when a step is left."
    for one in scores:
        overall = "-" if one["overall"] is None else floor2(one["overall"])
        change = "" if one["delta"] is None else f"{one['delta']:+.2f}"
        moved = ", ".join(
            f"{name} {change:+.1f}" for name, change in one["deltas"].items() if change
        )
        yield f"{one['at'][:16]}  {overall:>4}  {change:>5}  {one['verdict']}"
        if moved:
            yield f"{'':<25}{moved}"


def _entry(entry: ScoreEntry, before: ScoreEntry | None) -> dict[str, Any]:
    earlier = {} if before is None else before.scores
    return {
        "at": entry.at.isoformat(),
        "mode": entry.mode,
        "overall": entry.overall,
        "delta": None if before is None else _change(entry.overall, before.overall),
        "verdict": entry.verdict,
        "scores": dict(entry.scores),
        "deltas": {name: _change(score, earlier.get(name)) for name, score in entry.scores.items()},
    }


def _change(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else round(now - before, 4)
