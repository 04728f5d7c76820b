"""Plays an answers file through a session: the same graph, the same questions, no terminal."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from agent.clock import Clock, SetClock
from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Blocked,
    Dispute,
    Edit,
    Event,
    Missing,
    Override,
    Reject,
    Reply,
)
from agent.errors import AnswerError
from agent.library.records import Records, TurnRecord
from agent.questions import relevance
from agent.questions.bank import BankQuestion
from agent.workflow.answers import ALL_PROPOSALS, AnswersFile, DisputeEntry, Entry
from agent.workflow.disputing import is_raised
from agent.workflow.matching import (
    Past,
    count_said,
    entry_said,
    names,
    next_entry,
    reply_of,
    said_in,
)
from agent.workflow.session import Session
from agent.workflow.tools import read_reply
from agent.workflow.turns import SETTLED

Listener = Callable[[Event | Reply], None]


@dataclass(slots=True)
class Played:
    """What came of it."""

    unanswered: list[str] = field(default_factory=list[str])
    """Ids of the questions that the guard still waits for, with what they are about."""
    missing: list[Missing] = field(default_factory=list[Missing])
    """The facts that the guard misses."""
    unused: list[str] = field(default_factory=list[str])
    """Ids in the file that no question asked for, in full or in part."""
    astray: list[str] = field(default_factory=list[str])
    """Numbers of proposals in the file that there are none of, a line each."""


@dataclass(frozen=True, slots=True)
class Move:
    """A reply to send, and the moment the file puts the clock to before it."""

    reply: Reply
    entry: Entry | None = None


class Player:
    """Plays one answers file. What was played before a crash is seen in the records."""

    def __init__(
        self, session: Session[Any], answers: AnswersFile, records: Records, clock: Clock
    ) -> None:
        """Take a session and the answers for it."""
        self._session = session
        self._answers = answers
        self._records = records
        self._clock = clock
        self._flow = session.flow
        self._bank = session.flow.bank()
        self._read: tuple[int, tuple[TurnRecord, ...]] = (-1, ())
        self._heard: dict[int, str | None] = {}
        nothing: dict[str, list[tuple[int, Past]]] = {}
        self._settled: tuple[tuple[TurnRecord, ...], dict[str, list[tuple[int, Past]]]] = (
            (),
            nothing,
        )

    async def play(self, listener: Listener) -> Played:
        """Send replies until the file has nothing more to say here, or the session is over."""
        self._wind_clock()
        async for event in self._session.start():
            listener(event)
        while (move := self._next_move()) is not None:
            self._set_clock(move.entry)
            listener(move.reply)
            blocked = False
            async for event in self._replies(move):
                listener(event)
                blocked = blocked or isinstance(event, Blocked)
            if blocked and isinstance(move.reply, Advance):
                break
        return self._outcome()

    async def _replies(self, move: Move) -> AsyncIterator[Event]:
        try:
            async for event in self._session.reply(move.reply):
                yield event
        except AnswerError as error:
            name = getattr(move.reply, "question", "") or move.reply.kind
            raise AnswerError(
                f"{name}: {error.problem}",
                f"{error.remedy} What came before is kept in {self._session.id}.".strip(),
            ) from error

    def _next_move(self) -> Move | None:
        return self._decision() or self._answer() or self._dispute() or self._onward()

    def _decision(self) -> Move | None:
        """Return what the file says of the proposals that followed the last answer."""
        proposals = self._session.proposals
        if not proposals:
            return None
        turn = int(proposals[0].id.split(".")[0])
        record = next((r for r in self._turns() if r.turn == turn), None)
        entry = self._entry_of(record) if record else None
        if entry is None:
            return None
        for proposal in (p for p in proposals if p.id.startswith(f"{turn}.")):
            number = int(proposal.id.split(".")[1])
            if number in entry.accept:
                return Move(Accept(proposal=proposal.id))
            if number in entry.edit:
                return Move(Edit(proposal=proposal.id, text=entry.edit[number]))
            if number in entry.reject:
                return Move(Reject(proposal=proposal.id))
        return None

    def _entry_of(self, record: TurnRecord) -> Entry | None:
        """Return the file's entry that an answer on record came from."""
        if record.reply_kind not in SETTLED or (said := self._said(record.turn)) is None:
            return None
        entries = self._answers.answers.get(record.question, ())
        text = self._subject_text(record.question, record.about)
        past = self._past(record.question, record.turn)
        return entry_said(entries, record.about, text, said, past)

    def _past(self, question: str, before: int | None = None) -> list[Past]:
        """Return what was said to a question so far, or before a turn."""
        records = self._turns()
        if self._settled[0] is not records:
            self._settled = (records, self._by_question(records))
        told = self._settled[1].get(question, [])
        return [reply for turn, reply in told if before is None or turn < before]

    def _by_question(self, records: tuple[TurnRecord, ...]) -> dict[str, list[tuple[int, Past]]]:
        found: dict[str, list[tuple[int, Past]]] = {}
        for record in records:
            if record.reply_kind in SETTLED:
                past = Past(record.about, self._said(record.turn))
                found.setdefault(record.question, []).append((record.turn, past))
        return found

    def _said(self, turn: int) -> str | None:
        """Return what the reply of a turn says, read once; None when its text was purged."""
        if turn not in self._heard:
            body = self._records.reply(self._session.id, turn)
            self._heard[turn] = said_in(read_reply(body)) if body else None
        return self._heard[turn]

    def _waiting(self, question: str) -> list[Entry]:
        """Return the file's entries for a question but for thoughts that are parked by now.

        A turn that parked leaves its question open, so its record names none.
        """
        there = {item.text for item in self._session.document.parking_lot}
        entries = self._answers.answers.get(question, ())
        return [entry for entry in entries if not (entry.park and entry.park in there)]

    def _answer(self) -> Move | None:
        """Return the file's answer to the open question, else to another one of this state."""
        document = self._session.document
        if document.meta.state == "CLOSED":
            return None
        open_question = self._session.question
        if open_question is not None:
            found = self._try(open_question.id, open_question.about)
            if found is not None:
                return self._sooner(found) or found
        return next(self._others(), None) or self._unsaid()

    def _unsaid(self) -> Move | None:
        """Return what the silence of the file stands for, where the open question says so."""
        asked = self._session.question
        unsaid = self._bank.by_id(asked.id).unsaid if asked else ""
        if asked is None or not unsaid:
            return None
        return Move(Answer(value=unsaid, question=asked.id, about=asked.about))

    def _others(self) -> Iterator[Move]:
        """Yield what the file says to any question that may be answered by now, in its order."""
        for question_id in self._answers.question_ids():
            question = self._bank.find(question_id)
            if question is not None and self._belongs(question_id):
                for about in self._subjects(question):
                    found = self._try(question_id, about)
                    if found is not None:
                        yield found

    def _sooner(self, move: Move) -> Move | None:
        """Return what the file dates before a move that would put the clock ahead."""
        at = move.entry.at if move.entry else None
        if at is None or at <= self._clock.now():
            return None
        dated = [(m.entry.at, m) for m in self._others() if m.entry and m.entry.at]
        moment, first = min(dated, key=lambda pair: pair[0], default=(at, move))
        return first if moment < at else None

    def _try(self, question: str, about: str) -> Move | None:
        asked = self._bank.by_id(question)
        past = self._past(question)
        text = self._subject_text(question, about)
        entries = self._waiting(question)
        entry = next_entry(entries, about, text, past, repeats=asked.repeats)
        if entry is None:
            return None
        reply = reply_of(entry, question, about)
        if isinstance(reply, Answer):
            again = any(reply.about == about for reply in past)
            return Move(reply.model_copy(update={"replaces": again and not asked.repeats}), entry)
        if not self._is_open(question, about):
            # Only an answer names its question: the others are about the one that is open.
            return Move(Ask(question=question, about=about), entry)
        return Move(reply, entry)

    def _is_open(self, question: str, about: str) -> bool:
        asked = self._session.question
        return asked is not None and (asked.id, asked.about) == (question, about)

    def _belongs(self, question_id: str) -> bool:
        """Return whether a question may be answered now: one of this state or of an earlier one.

        A state may be left as soon as its guard is met; what the file says beyond that counts too.
        """
        state = self._session.document.meta.state
        order = self._flow.order
        passed = order[: order.index(state) + 1] if state in order else (order[0], state)
        sections = {section for name in passed for section in self._flow.state(name).questions}
        if any(q.id == question_id for s in sections for q in self._bank.for_state(s)):
            return True
        return any(
            question_id in gap.questions for gap in self._flow.missing(state, self._session.view)
        )

    def _dispute(self) -> Move | None:
        """Return the next of the file's disputes of something that stands."""
        state = self._session.document.meta.state
        for entry in self._open_disputes() if state != "CLOSED" else ():
            if any(is_raised(flag, entry.rule, entry.field) for flag in self._session.flags):
                return Move(Dispute(**entry.model_dump()))
        return None

    def _open_disputes(self) -> Iterator[DisputeEntry]:
        known = {(waiver.rule, waiver.field) for waiver in self._session.document.waivers}
        return (e for e in self._answers.disputes if (e.rule, e.field) not in known)

    def _subjects(self, question: BankQuestion) -> Iterator[str]:
        seen = self._relevance()
        if not self._flow.fits(question, seen):
            return
        if not question.about:
            yield ""
        else:
            subjects = relevance.subjects(question.about, seen)
            yield from (s.id for s in subjects if self._is_meant(question, s, seen))

    def _is_meant(
        self, question: BankQuestion, subject: relevance.Subject, seen: relevance.Relevance[Any]
    ) -> bool:
        """Return whether the file's entries can be about a thing, asked about or named."""
        if question.about not in relevance.ON_DEMAND:
            return True
        state = self._session.document.meta.state
        gaps = self._flow.missing(state, self._session.view)
        asked = any(question.id in gap.questions and gap.about == subject.id for gap in gaps)
        entries = self._answers.answers.get(question.id, ())
        named = any(entry.about and names(entry, subject.id, subject.text) for entry in entries)
        return asked or named or subject in relevance.subjects_for(question, seen)

    def _subject_text(self, question_id: str, about: str) -> str:
        question = self._bank.find(question_id)
        if question is None or not about:
            return ""
        subjects = relevance.subjects(question.about, self._relevance())
        return next((subject.text for subject in subjects if subject.id == about), "")

    def _relevance(self) -> relevance.Relevance[Any]:
        view = self._session.view
        return relevance.Relevance(view.document, view.facts, view.now)

    def _onward(self) -> Move | None:
        """Return the step on: with the guard met, or by the file's override."""
        state = self._session.document.meta.state
        if state == "CLOSED":
            return None
        if not self._flow.missing(state, self._session.view):
            return Move(Advance())
        override = self._answers.overrides.get(state)
        passed = any(o.state == state for o in self._session.document.meta.overrides)
        if override is None or passed:
            return None
        return Move(Override(reason=override.reason, by=override.by))

    def _outcome(self) -> Played:
        document = self._session.document
        played = Played()
        if document.meta.state != "CLOSED":
            played.missing = list(self._flow.missing(document.meta.state, self._session.view))
            named = [f"{g.questions[0]} {g.about}".strip() for g in played.missing if g.questions]
            played.unanswered = list(dict.fromkeys(named))
        played.unused = self._unused()
        played.astray = list(dict.fromkeys(self._astray()))
        return played

    def _unused(self) -> list[str]:
        counts = [
            (name, len(entries), len(entries) - self._count_left(name))
            for name, entries in self._answers.answers.items()
        ]
        return [f"dispute of {entry.rule}" for entry in self._open_disputes()] + [
            name if taken == 0 else f"{name} ({total - taken} of {total} entries)"
            for name, total, taken in counts
            if taken < total
        ]

    def _count_left(self, question: str) -> int:
        waiting = self._waiting(question)
        return len(waiting) - count_said(waiting, self._past(question))

    def _astray(self) -> Iterator[str]:
        """Yield a line for each proposal that the file takes or leaves and that was never made."""
        for record in self._turns():
            entry = self._entry_of(record)
            if entry is None:
                continue
            made = len(self._records.proposals(self._session.id, record.turn, undecided=False))
            numbers = {*entry.edit, *(n for n in entry.reject if entry.reject != ALL_PROPOSALS)}
            numbers |= set() if entry.accept == ALL_PROPOSALS else set(entry.accept)
            there = f"there is {made}" if made == 1 else f"there are {made or 'none'}"
            about = f" about {record.about}" if record.about else ""
            for number in sorted(n for n in numbers if not 1 <= n <= made):
                yield f"{record.question}{about}: no proposal {number}, {there}"

    def _turns(self) -> tuple[TurnRecord, ...]:
        """Return the turns so far, read once a turn."""
        turn = self._session.turn
        if self._read[0] != turn:
            self._read = (turn, self._records.turns(self._session.id))
        return self._read[1]

    def _set_clock(self, entry: Entry | None) -> None:
        if entry is not None and entry.at is not None and isinstance(self._clock, SetClock):
            self._clock.move(max(entry.at, self._clock.now()))

    def _wind_clock(self) -> None:
        """Put a fixed clock to where the session left it: time never runs backwards."""
        records = self._turns()
        if records and isinstance(self._clock, SetClock):
            self._clock.move(max(records[-1].at, self._clock.now()))
