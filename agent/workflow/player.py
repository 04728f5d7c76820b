"""Plays an answers file through a session: the same graph, the same questions, no terminal."""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from agent.clock import Clock, SetClock
from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Blocked,
    DontKnow,
    Edit,
    Event,
    Missing,
    Override,
    Park,
    Reject,
    Reply,
    Skip,
)
from agent.errors import AnswerError
from agent.library.records import Records, TurnRecord
from agent.questions import relevance
from agent.questions.bank import BankQuestion, load_bank
from agent.workflow.answers import AnswersFile, Entry
from agent.workflow.guards import missing_facts
from agent.workflow.session import Session
from agent.workflow.states import BY_NAME, ORDER
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


@dataclass(frozen=True, slots=True)
class Move:
    """A reply to send, and the moment the file puts the clock to before it."""

    reply: Reply
    entry: Entry | None = None


class Player:
    """Plays one answers file. What was played before a crash is seen in the records."""

    def __init__(
        self, session: Session, answers: AnswersFile, records: Records, clock: Clock
    ) -> None:
        """Take a session and the answers for it."""
        self._session = session
        self._answers = answers
        self._records = records
        self._clock = clock
        self._bank = load_bank()
        self._read: tuple[int, tuple[TurnRecord, ...]] = (-1, ())

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
        return self._decision() or self._answer() or self._onward()

    def _decision(self) -> Move | None:
        """Return what the file says of the proposals that followed the last answer."""
        proposals = self._session.proposals
        if not proposals:
            return None
        turn = int(proposals[0].id.split(".")[0])
        records = self._turns()
        record = next((r for r in records if r.turn == turn), None)
        entry = self._entry_of(record, records) if record else None
        if entry is None:
            return None
        for proposal in proposals:
            number = int(proposal.id.split(".")[1])
            if number in entry.accept:
                return Move(Accept(proposal=proposal.id))
            if number in entry.edit:
                return Move(Edit(proposal=proposal.id, text=entry.edit[number]))
            if number in entry.reject:
                return Move(Reject(proposal=proposal.id))
        return None

    def _entry_of(self, record: TurnRecord, records: tuple[TurnRecord, ...]) -> Entry | None:
        before = [r for r in records if r.turn < record.turn]
        return self._entry(record.question, record.about, before)

    def _entry(self, question: str, about: str, before: Sequence[TurnRecord]) -> Entry | None:
        """Return the file's entry for a question that was settled in these turns before."""
        settled = [r.about for r in before if r.question == question and r.reply_kind in SETTLED]
        settled += [about] * self._parked(question)
        text = self._subject_text(question, about)
        return self._answers.entry(question, about, text, settled)

    def _parked(self, question: str) -> int:
        """Return how many of the file's thoughts for the parking lot are there by now.

        A turn that parked leaves its question open, so its record names none.
        """
        entries = self._answers.answers.get(question, ())
        there = {item.text for item in self._session.document.parking_lot}
        return sum(entry.park in there for entry in entries if entry.park)

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
        return next(self._others(), None)

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
        records = self._turns()
        entry = self._entry(question, about, records)
        if entry is None:
            return None
        reply = _reply(entry, question, about)
        if not isinstance(reply, Answer) and not self._is_open(question, about):
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
        passed = ORDER[: ORDER.index(state) + 1] if state in ORDER else (state,)
        sections = {section for name in passed for section in BY_NAME[name].questions}
        if any(q.id == question_id for s in sections for q in self._bank.for_state(s)):
            return True
        return any(question_id in gap.questions for gap in missing_facts(state, self._session.view))

    def _subjects(self, question: BankQuestion) -> Iterator[str]:
        seen = self._relevance()
        if not relevance.fits(question, self._session.document.meta.type, seen):
            return
        if not question.about:
            yield ""
        else:
            yield from (subject.id for subject in relevance.subjects(question.about, seen))

    def _subject_text(self, question_id: str, about: str) -> str:
        question = self._bank.find(question_id)
        if question is None or not about:
            return ""
        subjects = relevance.subjects(question.about, self._relevance())
        return next((subject.text for subject in subjects if subject.id == about), "")

    def _relevance(self) -> relevance.Relevance:
        view = self._session.view
        return relevance.Relevance(view.document, view.facts, view.now)

    def _onward(self) -> Move | None:
        """Return the step on: with the guard met, or by the file's override."""
        state = self._session.document.meta.state
        if state == "CLOSED":
            return None
        if not missing_facts(state, self._session.view):
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
            played.missing = list(missing_facts(document.meta.state, self._session.view))
            named = [f"{g.questions[0]} {g.about}".strip() for g in played.missing if g.questions]
            played.unanswered = list(dict.fromkeys(named))
        played.unused = self._unused()
        return played

    def _unused(self) -> list[str]:
        records = self._turns()
        used = Counter(r.question for r in records if r.reply_kind in SETTLED)
        counts = [
            (name, used[name] + self._parked(name), len(entries))
            for name, entries in self._answers.answers.items()
        ]
        return [
            name if taken == 0 else f"{name} ({total - taken} of {total} entries)"
            for name, taken, total in counts
            if taken < total
        ]

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


def _reply(entry: Entry, question: str, about: str) -> Reply:
    """Return the reply that an entry stands for."""
    if entry.park:
        return Park(text=entry.park)
    if entry.dont_know:
        return DontKnow()
    if entry.skip:
        return Skip(reason=entry.skip, not_applicable=entry.not_applicable)
    return Answer(value=entry.answer, who=entry.who, question=question, about=about)
