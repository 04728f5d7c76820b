"""The flow of a postmortem: its states and guards, severity and depth, its score, its remarks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
)
from agent.errors import AgentError, AnswerError
from agent.hygiene import clean
from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem, ScoreEntry, StateName
from agent.postmortem.values import Provenance
from agent.questions import relevance
from agent.questions.bank import Bank, BankQuestion, DocumentKind, load_bank
from agent.questions.reading import ReadingContext
from agent.questions.situation import Relevance
from agent.workflow import computed, disputing, guards
from agent.workflow.choice import Asked, Choice, Key
from agent.workflow.display import progress, scored
from agent.workflow.explaining import Explanation, likeness_of, score_of
from agent.workflow.floor import Floor, Taken
from agent.workflow.flow import Entered, Flow, Heard, Past
from agent.workflow.listening import listen
from agent.workflow.opening import opening_remark
from agent.workflow.pace import pace
from agent.workflow.proposing import tasks
from agent.workflow.recurrence import searched
from agent.workflow.states import BY_NAME, ORDER, OWNER_OF_GROUP, STATES, STEPS, State, following
from agent.workflow.states import groups_before as groups_passed
from agent.workflow.view import View


class PostmortemFlow:
    """The flow of a postmortem."""

    kind: DocumentKind = "postmortem"
    states: tuple[State, ...] = STATES
    steps: tuple[str, ...] = STEPS
    order: tuple[AnyState, ...] = ORDER
    ends: frozenset[AnyState] = frozenset({"CLOSED", "REFUSED"})
    kept: tuple[str, ...] = (
        *("meta.id", "meta.state", "meta.status", "meta.overrides", "meta.refused_reason"),
        *("meta.closed_at", "meta.entered_review_at", "score_history", "provenance", "issued"),
    )

    def bank(self) -> Bank:
        """Return the questions."""
        return load_bank()

    def state(self, name: AnyState) -> State:
        """Return a state."""
        return BY_NAME[name]

    def view(self, document: Postmortem, now: datetime) -> View:
        """Return a document with its facts and its scorecard."""
        return View(document, now)

    def reading(self, document: Postmortem, now: datetime) -> ReadingContext:
        """Return what times, names and numbers in an answer are read against."""
        last = next((e.time for e in reversed(document.timeline.events) if e.time.at), None)
        return ReadingContext(
            timezone=document.meta.timezone,
            incident_date=document.meta.incident_date,
            now=now,
            document=document,
            previous=last,
        )

    def missing(self, state: AnyState, view: View) -> tuple[Missing, ...]:
        """Return what the guard of a state still needs."""
        return guards.missing_facts(state, view)

    def contradictions(self, view: View, groups: str) -> Iterator[Missing]:
        """Return the errors of some groups of checks."""
        return guards.contradictions(view, groups)

    def groups_before(self, state: AnyState) -> str:
        """Return the groups of checks that the states before one answer for."""
        return groups_passed(state)

    def fits(self, question: BankQuestion, seen: Relevance[Postmortem]) -> bool:
        """Return whether a question makes sense for the type of incident and the document."""
        return relevance.fits(question, seen.document.meta.type, seen)

    def depth(self, document: Postmortem) -> str:
        """Return how deep the review goes."""
        return document.meta.depth

    def pressing(self, state: AnyState, view: View, asked: Mapping[Key, Asked]) -> Choice | None:
        """Return nothing: gaps and errors are enough to order the questions."""
        del state, view, asked

    def detour(self, state: AnyState, view: View, intent: str) -> AnyState | None:
        """Return REFUSED for what must not or need not be reviewed."""
        if state == "TRIAGE" and computed.refusal(view.document) and intent != "override":
            return "REFUSED"
        return None

    def following(self, state: AnyState, document: Postmortem) -> AnyState | None:
        """Return the state after one."""
        return following(state, document.meta.depth)

    def leaves_at_once(self, state: AnyState) -> bool:
        """Return whether a refused review is under way again."""
        return state == "REFUSED"

    def sent_back(self, state: AnyState, view: View, returned: Sequence[str]) -> Choice | None:
        """Return the question of the first error that another state owns and that is new."""
        for finding in view.errors_of("TICA") if state == "REVIEW" else ():
            key = f"{finding.rule} {finding.field}"
            if key not in returned and finding.question:
                return Choice(finding.question, reason=key, wording=OWNER_OF_GROUP[finding.group])
        return None

    def back_from(self, state: AnyState, view: View, returned: Sequence[str]) -> AnyState | None:
        """Return REVIEW once the error that led back from it is gone and nothing else is open."""
        if not returned or not returned[-1]:
            return None
        if returned[-1] in {
            f"{finding.rule} {finding.field}" for finding in view.errors_of("TICA")
        }:
            return None
        place: AnyState | None = state
        while place is not None and place != "REVIEW" and not self.missing(place, view):
            place = following(place, view.document.meta.depth)
        return place if place == "REVIEW" and state != "REVIEW" else None

    def recompute(self, document: Postmortem, now: datetime) -> Postmortem:
        """Set severity and depth from the facts."""
        return computed.recompute(document, now)

    def entered(self, document: Postmortem, state: AnyState, now: datetime, past: Past) -> Entered:
        """Return the document on entering a state: where it stands, its score, what is like it."""
        changed = computed.entered(document, cast("StateName", state), now)
        remarks: tuple[Remark, ...] = ()
        if state in {"LEARNING", "LIGHT"}:
            try:
                changed = searched(changed, past.similar, now)
            except AgentError as error:
                remarks = (Remark(tone="warning", text=str(error), rule="library"),)
        greeting = (opening_remark(),) if state == "SETUP" else ()
        return Entered(changed, remarks, greeting, keep=state in {"TRACK", "CLOSED"})

    def score(self, view: View) -> ScoreEntry:
        """Return the score of a document as it stands."""
        return computed.score_entry(view)

    def tasks(self, coach: Sequence[str], changed: Sequence[str], view: View) -> Iterable[Task]:
        """Return what the coach is asked about an answer."""
        return tasks(coach, changed, view)

    def flags(self, view: View) -> tuple[Flag, ...]:
        """Return what can be disputed."""
        return disputing.flags(view)

    def listen(
        self, reply: Answer, question: BankQuestion, about: str, draft: Draft, floor: Floor
    ) -> Heard:
        """Do what the facilitator does about an answer besides storing it."""
        del about
        return listen(reply, question, draft, floor.state, floor.now)

    def pace(self, reply: Reply, floor: Floor, taken: Taken) -> tuple[Remark, ...]:
        """Return what is to be said about the turns so far."""
        return pace(reply, floor, taken)

    def may_override(self, reply: Override, floor: Floor) -> None:
        """Refuse to review what assesses a person. Raises AnswerError."""
        del reply
        document = cast("Postmortem", floor.document)
        if floor.state in {"TRIAGE", "REFUSED"} and computed.refusal(document) == "punitive":
            raise AnswerError(
                "A review that assesses a person isn't held here.",
                "Change the purpose, or use your organisation's own procedure.",
            )

    def reopen(self, reply: Reopen, floor: Floor) -> Taken:
        """Open what is closed or was refused. Raises AnswerError when it isn't."""
        if floor.state not in {"CLOSED", "REFUSED"}:
            raise AnswerError("Only what is closed can be opened again.", "Go back instead.")
        draft = Draft(floor.document)
        entry: dict[str, object] = {
            "at": floor.now.isoformat(),
            "note": f"Reopened: {clean(reply.reason)}",
            "actions": [action.id for action in floor.document.actions],
            "kind": "reopened" if floor.state == "CLOSED" else "check_in",
        }
        stamp = Provenance(origin="human", at=floor.now, turn=floor.turn)
        draft.add("followup.entries", entry, stamp)
        return Taken(
            draft.finish(),
            ("followup.entries",),
            summary="opened again",
            intent="reopen",
            goto="TRACK" if floor.state == "CLOSED" else "TRIAGE",
        )

    def lies_behind(self, state: AnyState, floor: Floor) -> bool:
        """Return whether going to a state is going back: the light path has states of its own."""
        here = "TRIAGE" if floor.state == "REFUSED" else floor.state
        light = "LIGHT" in floor.states.values()
        on_the_way = (state == "LIGHT") <= (here == "LIGHT" or light)
        return state in ORDER and on_the_way and ORDER.index(state) <= ORDER.index(here)

    def may_leave(self, floor: Floor) -> bool:
        """Return False: a question stays open until it is answered."""
        del floor
        return False

    def leave(self, floor: Floor, *, reason: str) -> Taken | None:
        """Return nothing: a question that is left comes back later."""
        del floor, reason

    def shown(self, document: Postmortem) -> Postmortem:
        """Return the document: nothing of it is hidden."""
        return document

    def written_by(self, document: Postmortem, person: str) -> tuple[str, ...]:
        """Return nothing: nobody writes alone."""
        del document, person
        return ()

    def progress(
        self, position: Mapping[str, Any], view: View, replies: Sequence[datetime]
    ) -> Progress:
        """Return where the session stands among the five steps."""
        return progress(position, view, replies)

    def told(self, view: View) -> tuple[Event, ...]:
        """Return the live score."""
        return (scored(view),)

    async def explanation(self, about: str, view: View, past: Past) -> Explanation | None:
        """Return why a criterion scores what it does, or why a past incident was found."""
        if any(one.id == about for one in view.scorecard.criteria):
            return score_of(view, about)
        known = view.document.analysis.recurrence.candidates
        if any(one.id == about for one in known):
            return await likeness_of(view.document, about, past)
        return None

    def until(self, question: BankQuestion, about: str, document: Postmortem) -> datetime | None:
        """Return nothing: no question is timed."""
        del question, about, document


POSTMORTEM: Flow = PostmortemFlow()
