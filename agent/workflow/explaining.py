"""Why something that code computed is what it is: the facts by rule, a model's words beneath.

Explaining stands beside the turns: it changes nothing, and no turn waits for it.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence

from agent.coach.protocol import Coach, ExplainScore, ExplainSimilarity, Tell
from agent.dialogue import Coaching, Explained, Remark
from agent.library.search import CAUSES, Hit
from agent.postmortem.people import names_of
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from agent.questions.bank import load_bank, render
from agent.workflow.flow import Past
from agent.workflow.view import View
from rubrics.findings import Condition, CriterionResult

_PAST = 4_000
"""Characters of a past review that a model is shown."""
_SAME_THING = "CA-30"
"""The question whether a past incident that was found is the same thing."""

Explanation = tuple[Explained, ExplainScore | ExplainSimilarity]


def score_of(view: View, criterion: str) -> Explanation:
    """Return why a criterion scores what it does: what holds, what is missing, what fills it."""
    result = view.criterion(criterion)
    unmet = _lowest(result)
    question = _first_alone([name for one in unmet for name in one.questions])
    head = f"{result.id} {result.name}"
    met = tuple(one.needed for one in result.conditions if one.ok)
    missing = tuple(f"{one.needed}; seen: {one.observed}" for one in unmet)
    explained = Explained(
        about=result.id,
        title=head,
        facts=(_score(result), *(f"Missing: {one}." for one in missing), _held(met, result)),
        question=question,
        asks=load_bank().by_id(question).text if question else "",
    )
    return explained, ExplainScore(head, _number(result.score), met, missing, question)


async def likeness_of(document: Postmortem, candidate: str, past: Past) -> Explanation:
    """Return why a past incident was found. Raises AgentError when the library can't be used."""
    found = next(one for one in document.analysis.recurrence.candidates if one.id == candidate)
    hits = await asyncio.to_thread(past.similar, document)
    hit = next((one for one in hits if one.id == found.pm_id), None)
    then = past.recall(found.pm_id)
    return alike(document, candidate, found.title, hit, then, past.text(found.pm_id))


def alike(
    document: Postmortem,
    candidate: str,
    title: str,
    hit: Hit | None,
    then: Postmortem | None,
    text: str,
) -> Explanation:
    """Return why an incident is like a document, by terms in common and categories of causes."""
    facts = [f"It {hit.why}." if hit else "The search finds it no more."]
    kinds = set(_categories(then)) if then else set[str]()
    if both := [name for name in dict.fromkeys(_categories(document)) if name in kinds]:
        facts.append(f"Both have a cause of this kind: {', '.join(CAUSES[one] for one in both)}.")
    if hit and hit.open_actions:
        facts.append(f"{hit.open_actions} of its actions are still open.")
    question = _SAME_THING if candidate else ""
    explained = Explained(
        about=candidate,
        title=title,
        facts=tuple(facts),
        question=question,
        item=candidate,
        asks=render(load_bank().by_id(question), candidate, title) if question else "",
    )
    names = names_of(then.people) if then else ()
    return explained, ExplainSimilarity(candidate, f"{title}\n{text}"[:_PAST], names, question)


async def in_words(
    explanation: Explanation, document: AnyDocument, coach: Coach, hear: Tell
) -> Explained:
    """Return the facts with what a model says beneath them, where one does."""
    explained, task = explanation
    for proposal in await coach.propose(task, document, hear):
        return explained.model_copy(update={"words": proposal.text, "coach": proposal.coach})
    return explained


async def told(
    explanation: Explanation, document: AnyDocument, coach: Coach
) -> AsyncIterator[Explained | Coaching | Remark]:
    """Yield the facts at once, then what the coach does, then the facts with its words beneath."""
    explained, _ = explanation
    yield explained
    said: asyncio.Queue[Coaching | Remark | None] = asyncio.Queue()
    asking = asyncio.create_task(in_words(explanation, document, coach, said.put_nowait))
    asking.add_done_callback(lambda _: said.put_nowait(None))
    try:
        while (one := await said.get()) is not None:
            yield one
        if (worded := await asking).words:
            yield worded
    finally:
        asking.cancel()


def _lowest(result: CriterionResult) -> tuple[Condition, ...]:
    """Return what is missing on the lowest level that is not reached: that holds the score."""
    unmet = [one for one in result.conditions if not one.ok]
    level = min((one.level for one in unmet), default=0)
    return tuple(one for one in unmet if one.level == level)


def _first_alone(names: Sequence[str]) -> str:
    """Return the first question that can be asked as it stands, about no single item."""
    found = ((name, load_bank().find(name)) for name in names)
    return next((name for name, question in found if question and not question.about), "")


def _score(result: CriterionResult) -> str:
    if result.score is None:
        return "The score can't be known from what is there."
    needs = "" if result.minimum is None else f" At least {_number(result.minimum)} is needed."
    return f"{_number(result.score)} of 5.{needs}"


def _held(met: tuple[str, ...], result: CriterionResult) -> str:
    return f"{len(met)} of {len(result.conditions)} conditions hold."


def _number(score: float | None) -> str:
    return "not known" if score is None else f"{score:g}"


def _categories(document: Postmortem) -> list[str]:
    causes = [one for one in document.analysis.causes if one.confidence != "rejected"]
    return [one.category for one in causes if one.category and one.category != "unknown"]
