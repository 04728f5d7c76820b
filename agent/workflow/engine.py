"""Which question comes next: one a turn, from the whole bank, by the gap it fills.

Order: contradictions in what lies behind, errors of checks, facts that the guard misses in the
order of the bank, conditions of the next level of the rubric by what they are worth, then the rest
of the bank as deep as the review goes. A question that was left out comes back only when nothing
else is open and the guard still needs it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from agent.dialogue import AnyState, Missing
from agent.questions import relevance
from agent.questions.bank import BankQuestion
from agent.workflow.choice import Asked, Choice, Key
from agent.workflow.flow import Flow
from agent.workflow.guards import subject_in
from agent.workflow.postmortem import POSTMORTEM
from agent.workflow.states import State
from rubrics.findings import CriterionResult

__all__ = ["Asked", "Choice", "Engine"]

_DEPTHS = ("light", "standard", "deep")


class Engine:
    """Chooses the next question of one state for one document."""

    def __init__(
        self,
        state: AnyState,
        view: Any,  # noqa: ANN401 - what the flow's `view` returns
        asked: Mapping[Key, Asked],
        flow: Flow = POSTMORTEM,
    ) -> None:
        """Look at a state, a document and what was asked so far."""
        self._flow = flow
        self._state: State = flow.state(state)
        self._view = view
        self._asked = asked
        self._bank = flow.bank()
        self._relevance: relevance.Relevance[Any] = relevance.Relevance(
            view.document, view.facts, view.now
        )
        sections = (self._bank.for_state(section) for section in self._state.questions)
        self._order = {q.id: place for place, q in enumerate(chain.from_iterable(sections))}
        self._urgent = frozenset(flow.contradictions(view, self._state.groups))

    def choose(self) -> Choice | None:
        """Return the next question, or None when nothing is left to ask here."""
        gaps = self._flow.missing(self._state.name, self._view)
        return (
            self._flow.pressing(self._state.name, self._view, self._asked)
            or next(self._for_earlier_states(), None)
            or next(self._for_gaps(gaps), None)
            or next(self._for_rubric(), None)
            or next(self._from_bank(), None)
            or self._again(gaps)
        )

    def first(self) -> Choice | None:
        """Return the question a state begins with, asked before or not: where one comes back."""
        sections = (self._bank.for_state(section) for section in self._state.questions)
        lasting = [q for q in chain.from_iterable(sections) if not q.of_the_moment]
        fitting = (question for question in lasting if self._fits(question))
        for question in sorted(fitting, key=lambda question: bool(question.about)):
            if not question.about:
                return Choice(question.id)
            for subject in relevance.subjects(question.about, self._relevance):
                return Choice(question.id, subject.id)
        return None

    def _for_earlier_states(self) -> Iterator[Choice]:
        """Yield, once each, what mends a contradiction that came up behind us."""
        groups = self._flow.groups_before(self._state.name)
        for gap in self._flow.contradictions(self._view, groups) if groups else ():
            for choice in self._fillers(gap):
                if (choice.question, choice.about) not in self._asked:
                    yield Choice(choice.question, choice.about, reason=gap.fact)

    def _for_gaps(self, gaps: Sequence[Missing]) -> Iterator[Choice]:
        repeats: list[Choice] = []
        for gap in sorted(gaps, key=self._place):
            for choice in self._fillers(gap):
                former = self._asked.get((choice.question, choice.about))
                if former is None or self._is_due_again(choice, former):
                    yield choice
                elif former.answered:
                    repeats.append(choice)
        yield from sorted(repeats, key=lambda c: self._asked[c.question, c.about].turn)

    def _is_due_again(self, choice: Choice, former: Asked) -> bool:
        """Return whether a question that repeats was answered on an earlier day: news may be in."""
        repeats = self._bank.by_id(choice.question).repeats
        earlier = former.at is not None and former.at.date() < self._view.now.date()
        return repeats and former.answered and earlier

    def _place(self, gap: Missing) -> int:
        """Return where a gap stands: errors first, then by its best question, as the bank goes."""
        if gap in self._urgent:
            return -1
        best = next((q.id for q in self._questions(gap.questions) if self._fits(q)), "")
        return self._order.get(best, len(self._order))

    def _fillers(self, gap: Missing) -> Iterator[Choice]:
        for question in self._questions(gap.questions):
            for about in self._subjects(question, gap.about):
                yield Choice(question.id, about, reason=gap.fact, required=True)

    def _questions(self, ids: Sequence[str]) -> Iterator[BankQuestion]:
        """Yield the questions of some ids; one that was split stands for its parts."""
        for question_id in ids:
            yield from self._bank.parts(question_id)

    def _for_rubric(self) -> Iterator[Choice]:
        results = [self._view.criterion(name) for name in self._state.criteria]
        worth = sorted(results, key=lambda result: -result.weight * (5 - (result.score or 1)))
        for result in worth:
            yield from self._for_criterion(result)

    def _for_criterion(self, result: CriterionResult) -> Iterator[Choice]:
        unmet = [condition for condition in result.conditions if not condition.ok]
        lowest = min((condition.level for condition in unmet), default=0)
        light = self._depth == "light"
        for condition in unmet:
            if condition.level > lowest or self._too_deep(condition.level):
                continue
            for question in self._questions(condition.questions):
                if light and question.depth != "light":
                    continue
                for about in self._subjects(question):
                    if (question.id, about) not in self._asked:
                        yield Choice(question.id, about, reason=condition.needed)

    def _too_deep(self, level: int) -> bool:
        """Return whether a level is more than the depth of the review asks for."""
        return level > {"light": 3, "standard": 4}.get(self._depth, 5)

    def _from_bank(self) -> Iterator[Choice]:
        wanted = _DEPTHS.index(self._depth or "standard")
        for section in self._state.questions:
            for question in self._bank.for_state(section):
                if _DEPTHS.index(question.depth) > wanted:
                    continue
                for about in self._subjects(question):
                    if (question.id, about) not in self._asked:
                        yield Choice(question.id, about)

    def _again(self, gaps: Sequence[Missing]) -> Choice | None:
        """Return the needed question that was left out longest ago."""
        fillers = [choice for gap in gaps for choice in self._fillers(gap)]
        return min(
            fillers,
            key=lambda choice: self._asked[choice.question, choice.about].turn,
            default=None,
        )

    def _subjects(self, question: BankQuestion, about: str = "") -> Iterator[str]:
        if not self._fits(question):
            return
        if not question.about:
            yield ""
        elif about and self._bears(question, about):
            yield about
        elif about and self._bears(question, subject_in(about)):
            yield subject_in(about)
        else:
            yield from (subject.id for subject in relevance.subjects_for(question, self._relevance))

    def _bears(self, question: BankQuestion, about: str) -> bool:
        known = {subject.id for subject in relevance.subjects(question.about, self._relevance)}
        return about in known

    def _fits(self, question: BankQuestion) -> bool:
        return self._flow.fits(question, self._relevance)

    @property
    def _depth(self) -> str:
        return self._flow.depth(self._view.document)
