"""What the facilitator notices over several turns: a side track, one voice, time for a break."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from agent.dialogue import Answer, Remark, Reply
from agent.library.records import TurnRecord
from agent.postmortem.people import Person
from agent.premortem.record import AnyDocument
from agent.questions.bank import NOTE, Bank, load_bank
from agent.workflow.conduct import conduct
from agent.workflow.floor import Floor, Taken

_IDLE = {"answer", "dont_know", "skip", "ask", "reject"}
"""Kinds of reply that may leave the document's fields as they were."""
_ROLES = 3
TURNS_TO_A_BREAK = 6
"""After so many turns a break is offered (method, section 1)."""
_WORK = timedelta(minutes=30)
"""After so much more work it is offered again."""
_PAUSE = timedelta(minutes=10)
"""Who wrote nothing for so long had a break."""


def break_is_due(replies: Sequence[datetime]) -> bool:
    """Return whether the last of the replies, given with their moments, is one to rest after."""
    count, offered, before, due = 0, None, None, False
    for at in replies:
        if before is not None and at - before >= _PAUSE:
            count, offered = 0, None
        count += 1
        due = count >= TURNS_TO_A_BREAK and (offered is None or at - offered >= _WORK)
        offered, before = at if due else offered, at
    return due


def unfilled(turns: Sequence[TurnRecord], bank: Bank | None = None) -> int:
    """Return how many turns in a row, up to the last, filled no field of the document."""
    count = 0
    for record in reversed([turn for turn in turns if turn.reply_kind != "moved"]):
        if record.reply_kind not in _IDLE or (
            record.filled and fills_a_field(record.question, bank)
        ):
            break
        count += 1
    return count


def fills_a_field(question_id: str, bank: Bank | None = None) -> bool:
    """Return whether a question has a place in the document; a note is none."""
    question = (bank or load_bank()).find(question_id)
    return question is not None and any(field.to not in {"", NOTE} for field in question.fields)


def pace(reply: Reply, floor: Floor, taken: Taken) -> tuple[Remark, ...]:
    """Return what is to be said about the turns so far, this one included."""
    return (*_side_track(reply, floor, taken), *_one_voice(reply, taken.document))


def _side_track(reply: Reply, floor: Floor, taken: Taken) -> Iterator[Remark]:
    rule = conduct().side_track
    idle = reply.kind in _IDLE and not (
        taken.filled and fills_a_field(taken.question, floor.flow.bank())
    )
    count = floor.unfilled + 1 if idle else 0
    if count and count % rule.turns == 0:
        text = rule.say.format(turns=count)
        yield Remark(tone="notice", text=text, rule="conduct:side_track")


def _one_voice(reply: Reply, document: AnyDocument) -> Iterator[Remark]:
    if not isinstance(reply, Answer) or not reply.who:
        return
    rule = conduct().one_voice
    spoken = {o.turn: o.who for o in document.provenance.values() if o.who and o.turn is not None}
    voices = Counter(spoken.values())
    total = sum(voices.values())
    if total and total % rule.turns == 0 and voices[reply.who] > rule.share * total:
        roles = ", ".join(_unheard(document.people, set(voices))) or "the quietest"
        text = rule.say.format(roles=roles)
        yield Remark(tone="notice", text=text, rule="conduct:one_voice")


def _unheard(people: Sequence[Person], voices: set[str]) -> list[str]:
    """Return the roles from which nobody spoke yet, in the order of the list of people."""
    heard = {voice.casefold().replace("_", " ") for voice in voices}
    roles: dict[str, None] = {}
    for person in people:
        role = person.role_in_incident.replace("_", " ")
        names = {person.id.casefold(), person.display.casefold(), role}
        if role != "none" and not names & heard:
            roles[role] = None
    return list(roles)[:_ROLES]
