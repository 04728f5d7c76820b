"""What is asked ahead: within the budget, for the very same question, and not in vain for long."""

import asyncio
from decimal import Decimal

from agent.coach.model.catalogue import Ceilings
from agent.coach.protocol import NextWhy, SummariseIncident
from agent.postmortem.edits import Draft
from evals.scripted.behaviour import Say
from evals.scripted.helpful import helpful


def changed(review, text):
    draft = Draft(review)
    draft.set("analysis.problem.text", text)
    return draft.finish()


async def until(condition):
    while not condition():  # noqa: ASYNC110 - the server is a thread and sets no event
        await asyncio.sleep(0.01)


async def settled(place):
    await until(lambda: not (place.coach._looking or place.coach._under_way))


async def test_an_answer_asked_ahead_is_not_used_once_its_data_changed(bench, review):
    place = bench(answering=helpful)
    place.coach.foresee([SummariseIncident()], review)
    await settled(place)
    other = changed(review, "Line 3 filled 4,300 bottles with rinse water.")
    (offered,) = await place.coach.propose(SummariseIncident(), other, place.told.append)
    assert "4,300" in offered.text
    assert (len(place.server.calls), place.coach.tally.at_once) == (2, 0)


async def test_a_question_under_way_whose_data_changed_is_given_up(bench, review):
    slow = Say("x" * 9_000, pause=0.05, piece=5)
    place = bench(answering=lambda call: slow if len(place.server.calls) < 2 else helpful(call))
    place.coach.foresee([SummariseIncident()], review)
    await until(lambda: place.server.calls)
    place.coach.foresee([SummariseIncident()], changed(review, "Line 3 stood for 40 minutes."))
    await settled(place)
    assert len(place.server.calls) == 2
    assert len(place.coach._kept) == 1


async def test_what_is_under_way_already_is_waited_for_and_not_paid_twice(bench, review):
    place = bench(answering=helpful)
    place.coach.foresee([NextWhy("W1"), NextWhy("W2")], review)
    await place.coach.propose(NextWhy("W1"), review, place.told.append)
    await place.coach.propose(NextWhy("W2"), review, place.told.append)
    await settled(place)
    assert len(place.server.calls) == 2


async def test_what_keeps_changing_is_asked_ahead_three_times_and_no_more(bench, review):
    place = bench(answering=helpful)
    for number in range(6):
        place.coach.foresee([SummariseIncident()], changed(review, f"Line {number} stood still."))
        await settled(place)
    assert len(place.server.calls) == 3
    await place.coach.propose(SummariseIncident(), changed(review, "Line 9 stood still."))
    place.coach.foresee([SummariseIncident()], changed(review, "Line 8 stood still."))
    await settled(place)
    assert len(place.server.calls) == 5


async def test_nothing_is_asked_ahead_that_would_leave_less_than_it_takes(bench, review):
    place = bench(answering=helpful, ceilings=Ceilings(tokens=11_000, cost=Decimal(2)))
    place.coach.foresee([NextWhy("W2")], review)
    await settled(place)
    assert not place.server.calls
    assert await place.coach.propose(NextWhy("W2"), review, place.told.append)
    assert place.coach.tally.offered == 1
