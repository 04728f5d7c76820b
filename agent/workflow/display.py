"""What a front end is shown between turns: the open question, the steps, the score."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from agent.dialogue import AnyState, CriterionScore, Missing, Progress, Question, Scored, Step
from agent.library.records import Records
from agent.questions import bank, relevance
from agent.workflow.flow import Flow
from agent.workflow.guards import missing_facts
from agent.workflow.pace import break_is_due
from agent.workflow.states import BY_NAME, ORDER, STATES, STEPS
from agent.workflow.view import View

_STANDARD = tuple(name for name in ORDER if name != "LIGHT")


def open_question(
    position: Mapping[str, Any],
    view: Any,  # noqa: ANN401 - what the flow's `view` returns
    former: str,
    flow: Flow,
) -> Question | None:
    """Return the open question in words and as a form, or None when nothing is asked."""
    if not position.get("question"):
        return None
    question = flow.bank().by_id(position["question"])
    about = position["about"]
    return Question(
        id=question.id,
        about=about,
        text=position["wording"] or prompt(question, about, view),
        hint=question.hint,
        form=bank.to_form(question, about),
        state=cast("AnyState", position["state"]),
        reason=position["reason"],
        required=position["required"],
        private=question.private,
        advice=question.advice,
        turn=position["turn"],
        former="" if question.alone else former,
        alone=about if question.alone else "",
        until=flow.until(question, about, view.document),
    )


def prompt(question: bank.BankQuestion, about: str, view: Any) -> str:  # noqa: ANN401
    """Return a question in words: an item it is about stands in it by its number and words."""
    seen: relevance.Relevance[Any] = relevance.Relevance(view.document, view.facts, view.now)
    subjects = relevance.subjects(question.about, seen)
    known = next((subject for subject in subjects if subject.id == about), None)
    if known is None:
        return bank.render(question, about, about)
    return bank.render(question, about, known.text, known.why)


def former_answer(records: Records, position: Mapping[str, Any]) -> str:
    """Return the last answer to the open question as JSON, or an empty text."""
    if not position.get("question"):
        return ""
    key = (position["question"], position["about"])
    turns = [
        record.turn
        for record in records.turns(position["pm_id"])
        if record.filled and (record.question, record.about) == key
    ]
    return (records.reply(position["pm_id"], turns[-1]) or "") if turns else ""


def progress(position: Mapping[str, Any], view: View, replies: Sequence[datetime] = ()) -> Progress:
    """Return where the session stands among the five steps, after replies at some moments."""
    state = view.document.meta.state
    gaps = missing_facts(state, view)
    return Progress(
        state=state,
        steps=tuple(_step(number, state, gaps) for number in range(len(STEPS))),
        guard_met=not gaps,
        turn=int(position["turn"]) - 1,
        offer_break=break_is_due(replies),
    )


def _step(number: int, state: AnyState, gaps: tuple[Missing, ...]) -> Step:
    here = BY_NAME[state].step
    reached = ORDER.index(state) if state in ORDER else 0
    last = max(ORDER.index(s.name) for s in STATES if s.step == number and s.name in _STANDARD)
    facts = tuple(gap.fact for gap in gaps)
    on_one_page = state == "LIGHT" and number < BY_NAME["SHARE"].step
    if number == here or on_one_page:
        status = "done" if state == "CLOSED" else "blocked" if facts else "here"
        return Step(name=STEPS[number], status=status, blocked_by=facts[:5])
    if state == "CLOSED" or (state != "LIGHT" and reached > last):
        return Step(name=STEPS[number], status="done")
    return Step(name=STEPS[number], status="open" if number > here else "done")


def scored(view: View) -> Scored:
    """Return the live score."""
    card = view.scorecard
    first = card.next_steps[0] if card.next_steps else None
    return Scored(
        overall=card.overall,
        verdict=card.label,
        criteria=tuple(
            CriterionScore(
                id=result.id,
                name=result.name,
                score=result.score,
                minimum=result.minimum,
                weight=result.weight,
            )
            for result in card.criteria
        ),
        next_step=first.do if first else "",
    )
