"""What a model's answer becomes: a proposal when it stands every check, the rules' otherwise."""

import asyncio
import json
import logging
from decimal import Decimal

import pytest

from agent.coach.model.catalogue import Ceilings
from agent.coach.protocol import (
    ClimbHierarchy,
    GeneraliseLesson,
    Neutralise,
    NextWhy,
    SharpenAction,
    SummariseIncident,
)
from agent.coach.rules import RulesCoach
from agent.postmortem.edits import Draft
from evals.scripted.behaviour import LIMITED, OVERLOADED, REFUSAL, Fail, Noise, Say, says

BLAMING = "The fitter carelessly left valve V-7 open for 40 minutes."
TASK = Neutralise("timeline.events.E1.text", BLAMING)
GOOD = says({"abstained": "", "text": "Valve V-7 was left open for 40 minutes."})
WHYS = says(
    {
        "abstained": "",
        "deeper": ["What made the panel stay as it was when V-8 was fitted?"],
        "branches": ["What kept the rinse water from being seen at the outlet?"],
    }
)


def ruled(task, document):
    return asyncio.run(RulesCoach().propose(task, document))


def test_a_good_answer_is_offered_and_says_where_it_comes_from(bench, review):
    place = bench(WHYS)
    deeper, branch = place.propose(NextWhy("W2"), review)
    assert deeper.text.startswith("What made the panel")
    assert (deeper.label, branch.label) == ("next why", "another branch")
    assert (deeper.effect.about, branch.effect.about) == ("W2", "W1")
    name, print_ = deeper.coach.split()
    assert name == "claude-sonnet-5-5"
    assert len(print_) == 12
    assert not place.remarks
    assert place.doings[0] == "asking claude-sonnet-5-5: what made this possible"
    assert place.doings[-1] == ""


def test_what_was_spent_is_told(bench, review):
    place = bench(WHYS)
    place.propose(NextWhy("W2"), review)
    last = place.told[-1]
    assert last.tokens > 1000
    assert last.tokens + last.tokens_left == 400_000
    assert Decimal(0) < last.cost < Decimal("0.1")
    assert last.cost + last.cost_left == 2


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (OVERLOADED, "overloaded"),
        (LIMITED, "limited"),
        (Fail(401), "refused-key"),
        (REFUSAL, "declined"),
        (Say('{"abstained": "", "te', stop_reason="max_tokens"), "cut-off"),
        (Say('{"abstained": "", "te', breaks_after=1, piece=9), "cut-off"),
        (Say('{"abstained": "", "te', breaks_after=1, piece=9, resets=True), "unreadable"),
        (Say("I would rather say it in prose."), "shape"),
        (Say('{"text": ["V-7"], "abstained": 3}'), "shape"),
        (Say("[" * 5000), "shape"),
        (Say("{" * 50_000 + "}"), "shape"),
        (Say(""), "shape"),
        (Noise(b"\x00\xff<html>"), "unreadable"),
        (says({"abstained": "", "text": "The fitter forgot V-7 for 40 minutes."}), "blame"),
        (
            Say('{"abstained": "", "text": "Valve V-7 \\ud800was left open for 40 minutes."}'),
            "shape",
        ),
        (says({"abstained": "", "text": "Valve V-7 was open for 30 minutes."}), "facts"),
        (says({"abstained": "", "text": "Nadia Berg found V-7 open after 40 minutes."}), "facts"),
        (
            says({"abstained": "", "text": "[PERSON_9] left V-7 open for 40 minutes."}),
            "placeholder",
        ),
        (says({"abstained": "", "text": "**Valve V-7** was left open for 40 minutes."}), "shape"),
        (
            says({"abstained": "", "text": "Valve V-7 was\x1b[31m left open for 40 minutes."}),
            "shape",
        ),
        (
            says({"abstained": "", "text": "Valve V-7 \ud800was left open for 40 minutes."}),
            "unreadable",
        ),
    ],
)
def test_whatever_is_wrong_the_rules_coach_stands_in_with_one_line(
    bench, review, behaviour, why, caplog
):
    caplog.set_level(logging.INFO)
    place = bench(behaviour)
    assert place.propose(TASK, review) == ruled(TASK, review)
    (remark,) = place.remarks
    assert remark.rule == f"coach:{why}"
    assert "\n" not in remark.text
    assert place.coach.tally.fell_back == {why: 1}
    logged = "\n".join(record.getMessage() for record in caplog.records if "agent" in record.name)
    assert logged == f"neutralise: no proposal of the model ({why})"


def test_a_wrong_answer_is_asked_for_once_more_with_the_reason(bench, review):
    place = bench(says({"abstained": "", "text": "Valve V-7 was left open for 30 minutes."}), GOOD)
    (proposal,) = place.propose(TASK, review)
    assert proposal.text == "Valve V-7 was left open for 40 minutes."
    first, second = place.server.calls
    assert "invented: 30" in second.last
    assert second.body["messages"][0] == first.body["messages"][0]
    assert place.coach.tally.repaired == 1
    assert not place.remarks


def test_it_is_asked_once_more_and_no_more(bench, review):
    place = bench(Say("no"))
    place.propose(TASK, review)
    assert len(place.server.calls) == 2


def test_an_object_with_words_around_it_is_read_all_the_same(bench, review):
    place = bench(Say(f"Here you are:\n```json\n{GOOD.text}\n```\nAnything else?"))
    (proposal,) = place.propose(TASK, review)
    assert proposal.text == "Valve V-7 was left open for 40 minutes."


def test_abstaining_is_an_answer_and_no_failure(bench, review):
    place = bench(says({"abstained": "Only the people know.", "text": ""}))
    assert place.propose(TASK, review) == ruled(TASK, review)
    assert not place.remarks
    assert place.coach.tally.abstained == 1


def test_what_stands_is_kept_when_part_of_an_answer_falls(bench, review):
    answer = json.loads(WHYS.text)
    answer["branches"] = ["Who fitted V-8?", "What let Kafka drop the sensor data?"]
    place = bench(says(answer))
    (proposal,) = place.propose(NextWhy("W2"), review)
    assert proposal.label == "next why"
    assert len(place.server.calls) == 1


def test_people_leave_the_machine_as_placeholders_and_come_back(bench, review):
    text = "Nadia Berg carelessly told line 3 to go on, and Nadia Berg's note says 06:10."
    place = bench(
        says({"abstained": "", "text": "Line 3 went on, and [PERSON_1]'s note says 06:10."})
    )
    (proposal,) = place.propose(Neutralise("summary.text", text), review)
    assert proposal.text == "Line 3 went on, and Nadia Berg's note says 06:10."
    (call,) = place.server.calls
    assert "Nadia" not in json.dumps(call.body)


def test_a_person_keeps_a_placeholder_when_others_join_the_review(bench, review):
    place = bench(Say("no"))
    text = "{} carelessly told line 3 to go on at 06:10, and Nadia Berg wrote it down."
    place.propose(Neutralise("summary.text", text.format("Nadia Berg")), review)
    draft = Draft(review)
    draft.add("people", {"display": "Abel Castro"})
    draft.set("people.P1.aliases", ["nberg"])
    place.propose(Neutralise("summary.text", text.format("nberg for Abel Castro")), draft.finish())
    first, second = place.server.calls[0].prompt, place.server.calls[-1].prompt
    assert "[PERSON_1] carelessly" in first
    assert "[PERSON_1B] for [PERSON_2] carelessly" in second
    assert "and [PERSON_1] wrote" in second


def test_the_reason_for_a_repair_names_nobody_either(bench, review):
    text = "Nadia Berg carelessly opened V-7 at 06:10."
    bad = says({"abstained": "", "text": "[PERSON_1] opened V-9 at 06:10."})
    place = bench(bad)
    place.propose(Neutralise("summary.text", text), review)
    assert all("Nadia" not in json.dumps(call.body) for call in place.server.calls)


def test_a_sharper_action_keeps_its_facts_and_the_questions_of_the_rules(bench, review):
    text = "Paint the label of V-7 on the valve panel in a colour of its own"
    place = bench(says({"abstained": "", "text": text, "done_when": ""}))
    proposals = place.propose(SharpenAction("A1"), review)
    assert proposals[0].text == text
    assert {"missing part"} <= {one.label for one in proposals}


def test_an_action_one_level_up_is_added_beside_the_first(bench, review):
    good = "Block the fill step while the panel shows the valve V-7 open"
    weak = "Train fitters on V-7"
    place = bench(says({"abstained": "", "actions": [weak, good]}))
    (proposal,) = place.propose(ClimbHierarchy("A1"), review)
    assert proposal.text == good
    assert proposal.effect.list_path == "actions"
    assert proposal.effect.fields == {"cause_ids": ["U1"]}


def test_a_principle_names_nothing_of_the_incident(bench, review):
    bad = says({"abstained": "", "text": "A panel like that of line 3 has to show valves apart."})
    good = says(
        {"abstained": "", "text": "What looks alike on a panel will be taken for the other."}
    )
    place = bench(bad, good)
    (proposal,) = place.propose(GeneraliseLesson("L1"), review)
    assert proposal.text.startswith("What looks alike")


def test_a_summary_holds_no_figure_of_its_own(bench, review):
    bad = says({"abstained": "", "text": "Rinse water went into 5,000 bottles on line 3."})
    good = says(
        {
            "abstained": "",
            "text": "Line 3 filled 4,200 bottles with rinse water from 06:10. "
            "The valve panel shows V-7 and V-8 in the same colour.",
        }
    )
    place = bench(bad, good)
    (proposal,) = place.propose(SummariseIncident(), review)
    assert proposal.text.startswith("Line 3 filled 4,200")
    assert proposal.effect.path == "summary.text"


def test_nothing_is_asked_when_nothing_may_be_spent(bench, review):
    place = bench(WHYS, ceilings=Ceilings(tokens=500, cost=Decimal(2)))
    assert place.propose(NextWhy("W2"), review) == ruled(NextWhy("W2"), review)
    assert [remark.rule for remark in place.remarks] == ["coach:budget"]
    assert {call.path for call in place.server.calls} == {"/v1/messages/count_tokens"}


def test_money_is_a_ceiling_too(bench, review):
    place = bench(WHYS, ceilings=Ceilings(tokens=400_000, cost=Decimal("0.001")))
    place.propose(NextWhy("W2"), review)
    assert [remark.rule for remark in place.remarks] == ["coach:budget"]


def test_the_same_question_is_not_paid_twice(bench, review):
    place = bench(WHYS)
    first = place.propose(NextWhy("W2"), review)
    assert place.propose(NextWhy("W2"), review) == first
    assert len(place.server.calls) == 1


async def test_what_was_asked_ahead_is_there_at_once(bench, review):
    place = bench(WHYS)
    place.coach.foresee([NextWhy("W2")], review)
    await asyncio.gather(*place.coach._looking)
    proposals = await place.coach.propose(NextWhy("W2"), review, place.told.append)
    assert proposals[0].text.startswith("What made the panel")
    assert (place.coach.tally.offered, place.coach.tally.at_once) == (1, 1)
    assert len(place.server.calls) == 1


async def test_what_was_asked_ahead_and_failed_is_said_only_when_it_is_wanted(bench, review):
    place = bench(Fail(404))
    place.coach.foresee([NextWhy("W2")], review)
    await asyncio.gather(*place.coach._looking)
    assert not place.told
    await place.coach.close()


async def test_a_question_under_way_can_be_stopped(bench, review):
    place = bench(Say("x" * 9000, pause=0.05, piece=5))
    under_way = asyncio.Event()

    def tell(said):
        place.told.append(said)
        under_way.set()

    proposing = asyncio.create_task(place.coach.propose(TASK, review, tell))
    await under_way.wait()
    await asyncio.sleep(0.05)
    assert place.coach.stop()
    proposals = await proposing
    assert proposals == await RulesCoach().propose(TASK, review)
    assert [remark.rule for remark in place.remarks] == ["coach:stopped"]
    assert not place.coach.stop()


async def test_a_turn_that_is_cancelled_leaves_no_question_behind(bench, review):
    place = bench(Say("x" * 9000, pause=0.05, piece=5))
    under_way = asyncio.Event()
    proposing = asyncio.create_task(place.coach.propose(TASK, review, lambda _: under_way.set()))
    await under_way.wait()
    proposing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await proposing
    assert place.coach.tally.fell_back == {}
