"""What an action states in its own words: the loose forms of specific, measurable, assigned, timed.

The strict forms, which the score asks for, are in `rubrics.actions`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from rubrics.action_lists import lists, words_in
from rubrics.actions import Part, Smart
from rubrics.deadlines import deadlines
from rubrics.doer_kinds import names_a_doer
from rubrics.doers import doer
from rubrics.heads import opened, told
from rubrics.language import missing_parts, scan_action
from rubrics.measured import Measured, measured
from rubrics.patterns import regex
from rubrics.verbs import is_head

_LATER = regex(r"(?<=[\w)\]`'\"])[.!?]\s+(?=[A-Z(\"'`])|\s+-?\s*https?://")
_TITLE = regex(r"^([^:;]{12,160}):\s+(?=[A-Z])")
_PARENTHESIS = regex(r"\s*[(\[][^()\[\]]*[)\]]")
_PURPOSE = regex(r",?\s(?:so that|so (?:we|it|they|the|that)|in order to|because)\s|, which\s")
_POINTED = regex(r"`|[\"“'‘][^\"”'’]{3,}[\"”'’]|\w*\d\w*|\S+[_./]\S+|\b\w+[A-Z]\w*")
_LONGEST = 1_000
"""Characters that are judged: an action is a sentence or two."""
_LENGTH_RULE = "VA16"
"""Three words may be enough: what counts here is whether they point at something."""
_ON_THE_WHOLE = frozenset({"VA03"})
"""Rules about how an action begins that hold before its first words are taken off."""


class Beside(NamedTuple):
    """What the document says of an action beside its text."""

    owner: str = ""
    """The owner as shown."""
    due: str = ""
    """The due date as shown."""
    done_when: str = ""
    """How a stranger can check it."""


@lru_cache(maxsize=1024)
def stated(text: str, beside: Beside | None = None) -> Smart:
    """Return what an action states, with the reason of each part in words."""
    known, text = beside or Beside(), text[:_LONGEST]
    return Smart(
        (
            _specific(text),
            _measurable(text, known.done_when),
            _assigned(text, known.owner),
            _timed(text, known.due),
        )
    )


def _specific(text: str) -> Part:
    title = _title(text, reasons=False)
    bare = opened(title)
    hits = [hit for hit in scan_action(bare) if hit.rule != _LENGTH_RULE]
    hits += [hit for hit in scan_action(title) if hit.rule in _ON_THE_WHOLE]
    vague = next((hit for hit in hits if "S" in missing_parts(hit.rule)), None)
    if vague is not None:
        return Part("S", ok=False, reason=f"{vague.text!r}: {vague.suggestion}")
    head = told(title).head
    if head in words_in(lists().vague_heads):
        return Part("S", ok=False, reason=f"{head!r} names no change: what is done?")
    thing = _pointed_at(bare)
    if not thing:
        return Part("S", ok=False, reason="It points at nothing that could be found: which one?")
    return Part("S", ok=True, reason=f"It changes something that can be found: {thing}.")


def _title(text: str, *, reasons: bool) -> str:
    """Return what is to be done, without what follows it as explanation or, if asked, purpose."""
    line, _ = _parted(text)
    title = _TITLE.match(line)
    if title and is_head(opened(title[1]).split(maxsplit=1)[0]) and len(title[1].split()) > 3:
        line = title[1]
    if reasons:
        return line
    done = _PURPOSE.split(line, maxsplit=1)[0]
    line = done if len(done.split()) > 3 else line
    return _PARENTHESIS.sub("", line).strip() or line


def _acceptance(text: str) -> Measured | None:
    """Return a check that stands in a sentence of its own."""
    _, later = _parted(text)
    found = measured(later) if later else None
    return found if found and found.rule == "ME02" else None


@lru_cache(maxsize=16)
def _parted(text: str) -> tuple[str, str]:
    """Return the first sentence of an action, and what follows it."""
    first, *later = _LATER.split(" ".join(text.split()), maxsplit=1)
    return first, later[0] if later else ""


def _pointed_at(bare: str) -> str:
    """Return the words that say which thing is meant; empty when any would fit."""
    for one in reversed(deadlines(bare)):
        bare = f"{bare[: one.start]} {bare[one.end :]}"
    head, _, rest = bare.partition(" ")
    if not is_head(head):
        rest = bare
    words = re.findall(r"[^\W\d_][\w'-]+", rest.lower())
    kept = [word for word in words if word not in words_in(lists().generic)]
    if kept:
        return " ".join(kept[:3])
    found = _POINTED.search(rest)
    return found.group() if found else ""


def _measurable(text: str, done_when: str) -> Part:
    if len(done_when.split()) >= 3:
        return Part("M", ok=True, reason=f"It is done when {done_when.strip()[:80]}.")
    title = _title(text, reasons=True)
    bare = opened(title)
    hits = [*scan_action(bare), *(hit for hit in scan_action(title) if hit.rule in _ON_THE_WHOLE)]
    vague = [hit for hit in hits if "M" in missing_parts(hit.rule)]
    found = measured(bare) or _acceptance(text)
    if found is None or (vague and found.rule != "ME01"):
        asked = vague[0].suggestion if vague else "What would a stranger look at to see it is done?"
        return Part("M", ok=False, reason=f"No figure and no check: {asked}")
    return Part("M", ok=True, reason=f"{found.name}: {found.words!r}.")


def _assigned(text: str, owner: str) -> Part:
    if owner and names_a_doer(owner):
        return Part("A", ok=True, reason=f"{owner} does it.")
    found = doer(text)
    if found is None:
        return Part("A", ok=False, reason="No person, role or team is named as the doer.")
    return Part("A", ok=True, reason=f"{found.name!r} ({found.kind}) does it.")


def _timed(text: str, due: str) -> Part:
    if due:
        return Part("T", ok=True, reason=f"It is due on {due}.")
    found = deadlines(text)
    if not found:
        return Part("T", ok=False, reason="No date, no period with an end, no fixed event.")
    return Part("T", ok=True, reason=f"{found[0].words!r} gives it a time.")
