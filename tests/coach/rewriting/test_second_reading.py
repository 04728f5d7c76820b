"""What readers found bad in rewrites, class by class: it is told well now, or asked about."""

import pytest

from agent.coach.judgement import without_judgement
from agent.coach.neutral import neutralise
from agent.coach.rewriting.passed_over import not_minded
from agent.coach.rewriting.search import neutral_version
from agent.coach.rewriting.tokens import Sentence

PLAIN_PEOPLE = {
    "The bloke from the boatyard turned the crank, he did not ask anyone, and the lock emptied.": "The crank was turned, no one was asked, and the lock emptied.",
    "The powers that be cancelled the survey and never told the divers.": "The survey was cancelled and the divers were never told.",
    "That lot never read the tide table.": "The tide table was never read.",
    "One of the guys unscrewed the vent and never told the yard.": "The vent was unscrewed and the yard was never told.",
    "The chap from the agency misread the dial and poured the glue into the wrong vat.": "The dial was misread and the glue was poured into the wrong vat.",
    "The kid in the kitchen forgot to salt the brine.": "The brine was not salted.",
    "The gongoozler on the team flipped the main switch and never told us.": "The main switch was flipped and we were never told.",
}
REPROACHES = {
    "At Easter we fell short of our own rules and did not lock the chapel.": "At Easter the chapel was not locked.",
    "We let our members down and failed to send the invitations.": "The invitations were not sent.",
    "We dropped the ball here and never renewed the licence.": "The licence was never renewed.",
    "Takings fell short of our target because the clerk forgot to send the bills.": "Takings fell short of our target because the bills were not sent.",
}
MANNERS = {
    "Nine rows were overwritten by a clerk's carelessly written update script.": "Nine rows were overwritten by an update script.",
    "The gate was hit by a recklessly driven tractor at 16:05.": "The gate was hit by a tractor at 16:05.",
    "The chart was lost by a trainee's sloppily tested macro.": "The chart was lost by a macro.",
}
LOGGED = {
    "* 15:05 The porter wrongly drained the print queues (and one fax).": "* 15:05 The print queues (and one fax) were mistakenly drained.",
    "14:20 Clerk wiped mail queues by mistake": "14:20 Mail queues were wiped by mistake",
    "14:20 newly hired clerk drops the wrong crate": "14:20 the wrong crate is dropped",
}
MORE_OF_IT = {
    "The brewer wrongly added a little more yeast.": "A little more yeast was mistakenly added.",
    "The clerk removed a few more labels by mistake.": "A few more labels were removed by mistake.",
    "The team failed to leave a bit more headroom.": "A bit more headroom was not left.",
}
WHAT_CAME_OF_IT = {
    "The fitter mistakenly closed the vent, amplifying the noise.": "The vent was mistakenly closed, amplifying the noise.",
    "The fitter wrongly cut the cable, prolonging the outage by two hours.": "The cable was mistakenly cut, prolonging the outage by two hours.",
    "The fitter mistakenly cut the cable, which doubled the load.": "The cable was mistakenly cut, which doubled the load.",
    "Mill personnel mistakenly closed the vent, amplifying the noise.": "The vent was mistakenly closed, which amplified the noise.",
}
WHO_KNEW = {
    "Senior management at the mill were aware of the rot and failed to buy the beams.": "The rot was known, and the beams were not bought.",
    "The crew was well aware of the leak in the hold and forgot to start the pump.": "The leak in the hold was known, and the pump was not started.",
}
WHO_TOLD = {
    "We failed to act on two letters before the smell was reported to us by a partner.": "Two letters were not acted on before the smell was reported to us by a partner.",
    "The crack was missed until it was raised by a customer.": "The crack was not noticed until it was raised by a customer.",
    "The hatch was left open by the porter before it was spotted by a researcher.": "The hatch was left open before it was spotted by a researcher.",
}
TOLD = {
    **PLAIN_PEOPLE,
    **REPROACHES,
    **MANNERS,
    **LOGGED,
    **MORE_OF_IT,
    **WHAT_CAME_OF_IT,
    **WHO_TOLD,
    **WHO_KNEW,
}
STILL_KNEW = [
    "The supervisor had been warned of the damp and did not move the boxes.",
    "The crew were aware of the leak and forgot to start the pump because they were tired.",
    "The verger was aware that the bell was loose and never tightened it.",
]
IN_DOUBT = [
    "It may be that we should have asked the potter.",
    "Perhaps we should have tested the horn first.",
    "We should perhaps have rung the harbour.",
    "I wonder if we should have called the vet sooner.",
    "Arguably the crew should have asked the yard.",
]
MISREAD = [
    "A cascading error from a nearby boiler lead to the tower being flooded.",
    "GlueWorksLab required a little more clamps.",
    "We should have left a bit more slack.",
]
WISHES = [
    "clearly, we need a bell",
    "Obviously we need a second winch.",
    "We obviously want to mend this soon.",
]
WHICH_ONE = [
    "The driver of the milk train did not respond to the red lamp.",
    "The captain of the mail ferry never called the port.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_it_is_told_whole_and_without_its_doer(source: str, expected: str):
    assert neutralise(source).text == expected


@pytest.mark.parametrize("source", STILL_KNEW + IN_DOUBT + MISREAD + WISHES + WHICH_ONE)
def test_where_no_good_sentence_can_be_formed_it_is_asked_about(source: str):
    assert not neutralise(source).text


@pytest.mark.parametrize("source", IN_DOUBT)
def test_a_duty_in_doubt_has_no_version_that_is_sure(source: str):
    assert neutral_version(source, lambda words: words != source) is None


def test_a_thing_without_a_name_of_its_own_goes_with_who_is_in_charge_of_it():
    told = neutralise("The operator of the console did not check the load.")
    assert told.text == "The load was not checked."


def test_a_participle_that_tells_what_happened_stays_when_its_adverb_goes():
    assert without_judgement("The needlessly exposed port leaked.") == "The exposed port leaked."


@pytest.mark.parametrize(
    "source",
    [
        "The baker approved his own change and rolled it out.",
        "We published the wrong menu at noon, an error on our part.",
        "I ran the purge before I had counted the copies.",
        "Sorry all, that was me, I deleted the wrong folder.",
    ],
)
def test_where_own_work_or_whoever_it_was_would_stay_it_is_asked_about(source: str):
    said = neutralise(source).text.lower()
    assert not any(words in said for words in (" part", "before i", "that was me")), said
    assert "own change" in said or "change" not in said


def test_idioms_are_not_found_within_other_words():
    assert neutralise("We misconfigured the bucket policy during the move.").text == (
        "The bucket policy was misconfigured during the move."
    )


BESIDES = {
    "The porter left the gate on the latch and went home.": "The gate was left on the latch.",
    "The baker salted the wrong tray and logged off for the weekend.": "The wrong tray was salted.",
    "The office posted 40 bills twice and hoped nobody would spot it.": "40 bills were posted twice.",
    "The porter left the hall bell ringing and went on leave.": "The hall bell was left ringing.",
    "The planner halved the wrong order and went to lunch.": "The wrong order was halved.",
}
SOONER = {
    "We should have rolled back much earlier.": "There was no earlier rollback.",
    "The crew should have responded to the bell faster.": "There was no faster response to the bell.",
    "We could have escalated to the mill sooner.": "There was no earlier escalation to the mill, though that was possible.",
}


ONE_OF = {
    "We forgot to close one of the valves, so the bay flooded.": "One of the valves was not closed, so the bay flooded.",
    "The porter never opened one single door.": "Not one single door was ever opened.",
}


@pytest.mark.parametrize(("source", "told"), [*BESIDES.items(), *SOONER.items(), *ONE_OF.items()])
def test_where_a_doer_went_and_how_soon_it_should_have_been(source: str, told: str) -> None:
    assert neutralise(source).text == told


@pytest.mark.parametrize(
    ("passive", "told"),
    [
        (
            "One of the four valves was missed when the map was drawn.",
            "One of the four valves was left out when the map was drawn.",
        ),
        (
            "When the tins were moved, the one which holds the yeast was overlooked.",
            "When the tins were moved, the one which holds the yeast was not noticed.",
        ),
        (
            "The warning that the vat leaks was ignored.",
            "The warning that the vat leaks was not taken into account.",
        ),
        ("Complaints had been ignored.", "Complaints had not been responded to."),
    ],
)
def test_what_was_passed_over_is_told_of_things_with_a_clause(passive: str, told: str) -> None:
    assert [version.text for version in not_minded(Sentence(passive))] == [told]


def test_what_nobody_can_say_otherwise_makes_no_empty_version() -> None:
    assert list(not_minded(Sentence("This was missed on the list."))) == []


@pytest.mark.parametrize(
    ("source", "torn"),
    [
        (
            "Because nobody from the choir showed up at the drill, it was held again.",
            "Because the drill was not shown up at, it was held again.",
        ),
        ("Both Ana and Tom forgot to lock the gate.", "both Ana and the gate"),
        ("The agency missed every deadline we gave them.", "every deadline we gave them was not"),
        (
            "We could have caught this weeks ago had anyone looked at the gauges.",
            "this weeks ago could have been caught",
        ),
    ],
)
def test_a_question_is_better_than_a_garbled_sentence(source: str, torn: str):
    assert torn.lower() not in neutralise(source).text.lower()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("The baker ignored all alarms.", "All alarms were ignored."),
        ("The clerk missed both alerts.", "Both alerts were missed."),
        (
            "The root cause was that Bjorn did not understand how leases work.",
            "The root cause was that it was not understood how leases work.",
        ),
    ],
)
def test_a_denial_stands_where_it_belongs(source: str, told: str):
    assert neutralise(source).text == told
