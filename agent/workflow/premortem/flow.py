"""The flow of a pre-mortem: silence and the round are kept here, the rest is shared."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from agent.coach.protocol import Task
from agent.dialogue import (
    Answer,
    AnyState,
    Event,
    Flag,
    Missing,
    Override,
    Progress,
    Remark,
    Reopen,
    Reply,
    Step,
)
from agent.errors import AnswerError
from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.premortem.hiding import shown_to
from agent.premortem.modes import Rating
from agent.premortem.record import Premortem
from agent.questions import relevance
from agent.questions.about_premortem import next_unread
from agent.questions.bank import Bank, BankQuestion, DocumentKind, load_bank
from agent.questions.reading import ReadingContext
from agent.questions.situation import Relevance
from agent.workflow.choice import Asked, Choice, Key
from agent.workflow.floor import Floor, Taken
from agent.workflow.flow import Entered, Flow, Heard, Past
from agent.workflow.listening import listen_ahead
from agent.workflow.premortem import silence
from agent.workflow.premortem.entering import entered
from agent.workflow.premortem.following import HANDS_OVER, READS_OUT, WRITES, follow
from agent.workflow.premortem.guards import missing_facts
from agent.workflow.premortem.states import BY_NAME, ORDER, STATES, STEPS
from agent.workflow.premortem.view import PremortemView
from agent.workflow.proposing import tasks
from agent.workflow.states import State


class PremortemFlow:
    """The flow of a pre-mortem."""

    kind: DocumentKind = "premortem"
    states: tuple[State, ...] = STATES
    steps: tuple[str, ...] = STEPS
    order: tuple[AnyState, ...] = ORDER
    ends: frozenset[AnyState] = frozenset({"CLOSED"})
    kept: tuple[str, ...] = (
        *("meta.id", "meta.state", "meta.status", "meta.overrides", "meta.closed_at"),
        *("silences", "reasons", "provenance", "issued", "failure.accepted_at", "decision.at"),
    )

    def bank(self) -> Bank:
        """Return the questions."""
        return load_bank("premortem")

    def state(self, name: AnyState) -> State:
        """Return a state."""
        return BY_NAME[name]

    def view(self, document: Premortem, now: datetime) -> PremortemView:
        """Return a document at a moment."""
        return PremortemView(document, now)

    def reading(self, document: Premortem, now: datetime) -> ReadingContext:
        """Return what times, names and numbers in an answer are read against."""
        return ReadingContext(timezone=document.meta.timezone, now=now, document=document)

    def missing(self, state: AnyState, view: PremortemView) -> tuple[Missing, ...]:
        """Return what the guard of a state still needs."""
        return missing_facts(state, view)

    def contradictions(self, view: PremortemView, groups: str) -> Iterable[Missing]:
        """Return nothing: each guard names the contradictions of its own step."""
        del view, groups
        return ()

    def groups_before(self, state: AnyState) -> str:
        """Return nothing: a pre-mortem has no groups of checks."""
        del state
        return ""

    def fits(self, question: BankQuestion, seen: Relevance[Premortem]) -> bool:
        """Return whether a question makes sense for the document."""
        return relevance.fits(question, "", seen)

    def depth(self, document: Premortem) -> str:
        """Return how deep to ask: a pre-mortem has one depth."""
        del document
        return "standard"

    def pressing(
        self, state: AnyState, view: PremortemView, asked: Mapping[Key, Asked]
    ) -> Choice | None:
        """Return whose turn it is to write, or which reason is read out next."""
        del asked
        document = view.document
        if state == "SILENT":
            person = silence.writer(document, view.now)
            if person is None:
                return None
            begun = silence.silence_of(document, person.id) is not None
            more = silence.reasons_missing(document, person.id)
            return Choice(WRITES if begun else HANDS_OVER, person.id, required=more > 0)
        if state == "COLLECT":
            unread = next_unread(document)
            return Choice(READS_OUT, unread[0].id, required=True) if unread else None
        return None

    def detour(self, state: AnyState, view: PremortemView, intent: str) -> AnyState | None:
        """Return nothing: no state lies off the way."""
        del state, view, intent

    def following(self, state: AnyState, document: Premortem) -> AnyState | None:
        """Return the state after one."""
        del document
        return BY_NAME[state].following

    def leaves_at_once(self, state: AnyState) -> bool:
        """Return whether the round is over: then nothing else is asked there."""
        return state == "COLLECT"

    def sent_back(
        self, state: AnyState, view: PremortemView, returned: Sequence[str]
    ) -> Choice | None:
        """Return nothing: what contradicts is asked for where it stands."""
        del state, view, returned

    def back_from(
        self, state: AnyState, view: PremortemView, returned: Sequence[str]
    ) -> AnyState | None:
        """Return nothing, as for `sent_back`."""
        del state, view, returned

    def recompute(self, document: Premortem, now: datetime) -> Premortem:
        """Keep the last rating of each person for a mode in a round."""
        del now
        last: dict[tuple[str, str, str], Rating] = {}
        for rating in document.ratings:
            last[rating.by, rating.mode_id, rating.round] = rating
        kept = {rating.id for rating in last.values()}
        gone = [rating.id for rating in document.ratings if rating.id not in kept]
        if not gone:
            return document
        draft = Draft(document)
        for rating_id in gone:
            draft.remove(f"ratings.{rating_id}")
        return draft.finish()

    def entered(self, document: Premortem, state: AnyState, now: datetime, past: Past) -> Entered:
        """Return the document on entering a state."""
        return entered(document, state, now, past)

    def score(self, view: PremortemView) -> None:
        """Return nothing: a pre-mortem is not scored while it is made."""
        del view

    def tasks(
        self, coach: Sequence[str], changed: Sequence[str], view: PremortemView
    ) -> Iterable[Task]:
        """Return what the coach is asked about an answer: mitigations, never reasons."""
        return tasks(coach, changed, view)

    def flags(self, view: PremortemView) -> tuple[Flag, ...]:
        """Return nothing: no rule speaks against a pre-mortem while it is made."""
        del view
        return ()

    def listen(
        self, reply: Answer, question: BankQuestion, about: str, draft: Draft, floor: Floor
    ) -> Heard:
        """Do what an answer calls for besides its own field."""
        follow(question.id, about, draft, floor)
        return listen_ahead(reply, question, draft, floor.state)

    def pace(self, reply: Reply, floor: Floor, taken: Taken) -> tuple[Remark, ...]:
        """Return nothing: the round gives each person a turn."""
        del reply, floor, taken
        return ()

    def may_override(self, reply: Override, floor: Floor) -> None:
        """Refuse to leave the round before all was read out: it would stay hidden for good."""
        del reply
        if floor.state == "COLLECT":
            raise AnswerError(
                "Reasons that were not read out would stay hidden.", "Read them out, or go back."
            )

    def reopen(self, reply: Reopen, floor: Floor) -> Taken:
        """Open the watch again. Raises AnswerError when it isn't closed."""
        if floor.state != "CLOSED":
            raise AnswerError("Only what is closed can be opened again.", "Go back instead.")
        draft = Draft(floor.document)
        stamp = Provenance(origin="human", at=floor.now, turn=floor.turn)
        note = {"at": floor.now.isoformat(), "note": f"Opened again: {reply.reason}"}
        draft.add("reviews", note, stamp)
        draft.set("meta.closed_reason", "", stamp)
        return Taken(
            draft.finish(), ("reviews",), summary="opened again", intent="reopen", goto="WATCH"
        )

    def lies_behind(self, state: AnyState, floor: Floor) -> bool:
        """Return whether going to a state is going back."""
        return ORDER.index(state) <= ORDER.index(floor.state) if state in ORDER else False

    def may_leave(self, floor: Floor) -> bool:
        """Return whether the open question is that of a person who wrote enough or long enough."""
        document = cast("Premortem", floor.document)
        return floor.question == WRITES and silence.may_end(document, floor.about, floor.now)

    def leave(self, floor: Floor, *, reason: str) -> Taken | None:
        """End a person's writing where the question that is left is theirs."""
        document = cast("Premortem", floor.document)
        if floor.question != WRITES or reason:
            return None
        if not silence.may_end(document, floor.about, floor.now):
            more = silence.reasons_missing(document, floor.about)
            raise AnswerError(
                f"{more} more, or the time is not over yet.", "Write on, or wait for the end."
            )
        draft = Draft(document)
        for item in draft.get("silences"):
            if item["person"] == floor.about and item["ended_at"] is None:
                early = not silence.time_is_up(document, floor.about, floor.now)
                item.update(ended_at=floor.now.isoformat(), ended_by="person" if early else "time")
        return Taken(
            draft.finish(),
            ("silences",),
            summary="done writing",
            question=floor.question,
            about=floor.about,
        )

    def shown(self, document: Premortem) -> Premortem:
        """Return the document without reasons that were not read out, and without authors."""
        return shown_to(document)

    def written_by(self, document: Premortem, person: str) -> tuple[str, ...]:
        """Return what a person wrote alone so far."""
        return tuple(reason.text for reason in document.reasons if reason.by == person)

    def progress(
        self, position: Mapping[str, Any], view: PremortemView, replies: Sequence[datetime]
    ) -> Progress:
        """Return where the session stands among the five steps."""
        del replies
        state = view.document.meta.state
        gaps = tuple(gap.fact for gap in self.missing(state, view))
        here = BY_NAME[state].step
        return Progress(
            state=state,
            steps=tuple(
                _step(name, number - here, gaps, over=state == "CLOSED")
                for number, name in enumerate(STEPS)
            ),
            guard_met=not gaps,
            turn=int(position["turn"]) - 1,
        )

    def told(self, view: PremortemView) -> tuple[Event, ...]:
        """Return nothing: there is no score to tell."""
        del view
        return ()

    async def explanation(self, about: str, view: PremortemView, past: Past) -> None:
        """Return nothing: a pre-mortem has no score, and past incidents stand beside its list."""
        del about, view, past

    def until(self, question: BankQuestion, about: str, document: Premortem) -> datetime | None:
        """Return when a person's time to write is over."""
        return silence.until(document, about) if question.id == WRITES else None


def _step(name: str, ahead: int, gaps: tuple[str, ...], *, over: bool) -> Step:
    if over or ahead < 0:
        return Step(name=name, status="done")
    if ahead > 0:
        return Step(name=name, status="open")
    return Step(name=name, status="blocked" if gaps else "here", blocked_by=gaps[:5])


PREMORTEM: Flow = PremortemFlow()
