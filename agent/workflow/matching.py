"""Which entries of an answers file were played by now, and which one a question gets next.

An entry was played when a reply on record says the same. So a file that was changed between two
runs is played where it differs, and one that wasn't changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.dialogue import Answer, DontKnow, Park, Reply, Skip
from agent.hygiene import one_line
from agent.workflow.answers import Entry

_SAID = {"kind", "value", "who", "reason", "not_applicable"}


@dataclass(frozen=True, slots=True)
class Past:
    """A reply on record that settled a question."""

    about: str
    """What the question was about."""
    said: str | None
    """What was said, in a form to compare; None when it was purged: then it stands for any."""


def reply_of(entry: Entry, question: str, about: str) -> Reply:
    """Return the reply that an entry stands for."""
    if entry.park:
        return Park(text=entry.park)
    if entry.dont_know:
        return DontKnow()
    if entry.skip:
        return Skip(reason=entry.skip, not_applicable=entry.not_applicable)
    return Answer(value=entry.answer, who=entry.who, question=question, about=about, as_is=True)


def said_in(reply: Reply) -> str:
    """Return what a reply says, in a form to compare."""
    return reply.model_dump_json(include=_SAID)


def next_entry(
    entries: Sequence[Entry], about: str, about_text: str, past: Sequence[Past], *, repeats: bool
) -> Entry | None:
    """Return what a question about a thing gets next, or None when all was said already.

    Entries are chosen by `about:`, an id or the beginning of the thing's words. Those without it
    go to one thing after the other, in order; where a thing may be the whole, they are for that.
    A question that repeats takes what wasn't said yet; of any other the last word counts.
    """
    named = [entry for entry in entries if about and names(entry, about, about_text)]
    unnamed = [entry for entry in entries if not entry.about]
    if named or not about:
        said = [reply.said for reply in past if reply.about == about]
        return (_unsaid if repeats else _following)(named or unnamed, said)
    if any(not reply.about for reply in past):
        return None
    by_name = {_said(entry) for entry in entries if entry.about}
    latest = {reply.about: reply.said for reply in past if reply.said not in by_name}
    return _in_turn(unnamed, about, latest)


def entry_said(
    entries: Sequence[Entry], about: str, about_text: str, said: str, past: Sequence[Past]
) -> Entry | None:
    """Return the entry that a reply came from; `past` is what was said before it."""
    named = [entry for entry in entries if about and names(entry, about, about_text)]
    same = [e for e in named or entries if _said(e) == said and (named or not e.about)]
    before = sum(reply.said == said and (not named or reply.about == about) for reply in past)
    return same[min(before, len(same) - 1)] if same else None


def count_said(entries: Sequence[Entry], past: Iterable[Past]) -> int:
    """Return how many entries some reply on record says."""
    return len(entries) - len(_left(entries, [reply.said for reply in past]))


def _unsaid(entries: Sequence[Entry], said: Sequence[str | None]) -> Entry | None:
    left = _left(entries, said)
    return entries[left[0]] if left else None


def _following(entries: Sequence[Entry], said: Sequence[str | None]) -> Entry | None:
    """Return the entry after the one that was said last; the first when that was none of them."""
    spelt = [_said(entry) for entry in entries]
    place = 0
    for words in said:
        if place < len(spelt) and words in {spelt[place], None}:
            place += 1
        elif not place or words != spelt[place - 1]:
            place = int(words == spelt[0]) if spelt else 0
    return entries[place] if place < len(entries) else None


def _in_turn(entries: Sequence[Entry], about: str, latest: dict[str, str | None]) -> Entry | None:
    """Return the entry of a thing by its turn.

    One beside others that were said before takes the place of the answer in its turn: the file
    was changed there. One that stands alone is for what is asked about now.
    """
    things = list(latest)
    left = _left(entries, list(latest.values()))
    known = {_said(entry) for entry in entries}
    changed = {n for n in left if n < len(things) and latest[things[n]] not in {*known, None}}
    if about in latest:
        place = things.index(about)
        return entries[place] if place in changed else None
    anchored = len(left) < len(entries)
    free = (number for number in left if not (anchored and number in changed))
    return next((entries[number] for number in free), None)


def _left(entries: Sequence[Entry], said: Sequence[str | None]) -> list[int]:
    """Return the places of the entries that no reply says; a purged reply says any of them."""
    counts = Counter(said)
    left: list[int] = []
    for place, entry in enumerate(entries):
        words = next((w for w in (_said(entry), None) if counts[w] > 0), "")
        if words == "":
            left.append(place)
        else:
            counts[words] -= 1
    return left


def _said(entry: Entry) -> str:
    return said_in(reply_of(entry, "", ""))


def names(entry: Entry, about: str, about_text: str) -> bool:
    """Return whether an entry is about a thing: its id, or the beginning of its words."""
    wanted = one_line(entry.about).casefold()
    return bool(wanted) and (
        wanted == about.casefold()
        or (len(wanted) > 2 and one_line(about_text).casefold().startswith(wanted))
    )
