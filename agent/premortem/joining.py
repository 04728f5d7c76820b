"""Reasons written elsewhere, put beside those written here: no text is dropped or told twice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.premortem.record import Premortem

ALIKE: Final = 0.8
"""From this share of words in common on, two reasons say the same."""
_WORD: Final = re.compile(r"\w+(?:['’.,:-]\w+)*")


@dataclass(frozen=True, slots=True)
class Written:
    """One reason of a file."""

    text: str
    """The reason."""
    by: str
    """The id of the participant who wrote it; empty when the file doesn't say."""
    origin: str
    """The file."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining came to."""

    document: Premortem
    added: int
    """Reasons that are new."""
    alike: int
    """Reasons that say what another one says: kept as its wordings."""
    known: int
    """Reasons that were there word for word, from the same hand."""


def join(
    document: Premortem, written: Iterable[Written], now: datetime, *, open_at_once: bool
) -> Joined:
    """Return the document with reasons written elsewhere; `open_at_once`: the round is over."""
    draft = Draft(document)
    stamp = Provenance(origin="imported", at=now)
    counts = {"added": 0, "alike": 0, "known": 0}
    for one in written:
        counts[_join_one(draft, one, now, stamp, open_at_once=open_at_once)] += 1
    return Joined(draft.finish(), **counts)


def say_the_same(one: str, other: str) -> bool:
    """Return whether two reasons use the same words, but for case, points and order."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return " ".join(one.split()) == " ".join(other.split())
    # A number or a "not" that only one of them has makes another reason of it.
    if {word for word in words ^ others if _decides(word)}:
        return False
    return len(words & others) / len(words | others) >= ALIKE


def _join_one(
    draft: Draft, one: Written, now: datetime, stamp: Provenance, *, open_at_once: bool
) -> str:
    reasons: Sequence[dict[str, Any]] = draft.get("reasons")
    if any(_is_there(item, one) for item in reasons):
        return "known"
    same = next((item for item in reasons if say_the_same(item["text"], one.text)), None)
    if same is not None:
        wording = {"text": one.text, "by": one.by, "source": "joined", "origin": one.origin}
        draft.set(f"reasons.{same['id']}.wordings", [*same.get("wordings", []), wording])
        return "alike"
    fields = {
        "text": one.text,
        "by": one.by,
        "source": "joined",
        "origin": one.origin,
        "written_at": now.isoformat(),
        "read_out_at": now.isoformat() if open_at_once else None,
    }
    draft.add("reasons", fields, stamp)
    return "added"


def _is_there(item: dict[str, Any], one: Written) -> bool:
    told = [item, *item.get("wordings", [])]
    return any((part["text"], part["by"]) == (one.text, one.by) for part in told)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _decides(word: str) -> bool:
    negated = word in {"no", "not", "never", "nobody", "none", "without"} or word.endswith("n't")
    return negated or any(character.isdigit() for character in word)
