"""Sentences as published postmortems word them: longer, plainer, with tails that only follow."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.places import with_place
from agent.coach.rewriting.search import neutral_version
from agent.coach.rewriting.torn import is_torn
from agent.coach.rewriting.versions import Version

MISSED = {
    "We missed the second beam in the survey of the loft.": "The second beam was not noticed in the survey of the loft.",
    "The fitter missed only the north valve when checking that each pump was sealed.": "Only the north valve was left out when it was checked that each pump was sealed.",
    "In the end we found a way to keep the gate which we missed in the survey.": "In the end we found a way to keep the gate which was not noticed in the survey.",
}
OUR_OWN = {
    "Obviously we did not test the horn with a full crew.": "The horn was not tested with a full crew.",
    "We merged the two lists hastily before completing the audit.": "The two lists were merged before the audit was completed.",
    "We did not order more sandbags because we thought the old ones were enough.": "No more sandbags were ordered because it was thought that the old ones were enough.",
}
TAILS = {
    "The author did not think about the effect on the lower gate.": "The effect on the lower gate was not thought about.",
    "The crew responded to calls almost immediately but missed that the bell was serving the wrong floor.": "Calls were responded to almost immediately but it was not noticed that the bell was serving the wrong floor.",
    "so... we saw the first crack, we accidentally broke a seal when lifting the tank": "so... the first crack was seen, a seal was accidentally broken when the tank was lifted",
    "We accidentally flooded the lower dock, which lead to a power cut.": "The lower dock was accidentally flooded, which lead to a power cut.",
}
CAUSES = {
    "Due to a blunder by our crane supplier, two pallets were crushed, which is why the hall is shut.": "Due to an error, two pallets were crushed, which is why the hall is shut.",
    "We hurriedly mounted an untested pump in a misguided attempt to keep the cellar dry.": "An untested pump was mounted in an attempt to keep the cellar dry.",
}
BESIDE = {
    "The lift did not stop on floor 3 due to a silly mistake on my part (I forgot to reset the counter).": "The lift did not stop on floor 3 due to an error: the counter was not reset.",
    "The delay turned out to be a stupid mistake on my part: I mounted the old valve and so it was not tight.": "The delay turned out to be an error: the old valve was mounted and so it was not tight.",
    "The leak was caused by human error on our part, where we approved the valve despite the crack.": "The leak was caused by an error: the valve was approved despite the crack.",
    "Due to human error, the last delivery contained only half of the valves that were meant for the plant.": "Due to an error, the last delivery contained only half of the valves that were meant for the plant.",
}
SLIPS = {
    "A fat-fingered prefix opened the wrong sluice.": "A mistyped prefix opened the wrong sluice.",
    "The flood began with a fat-fingered valve number.": "The flood began with a mistyped valve number.",
}
LATE = {
    "The driver delivered late because he took the wrong road.": "The delivery was late because the wrong road was taken.",
}
ASKED = [
    "The lift stopped because of a human mistake in an old plan and the bell was mistakenly silenced by someone watching the hall.",
    "The January spill was caused by operator errors, not valve defects.",
    "They all know how that feels, for it was my valve, and it was my mistake.",
    "The skipper used his own judgment, and did not report the leak until asked.",
    "Instead of reading the gauge, someone drew a chart that took one foot to be a metre.",
    "I am sure the new manual is wonderful; pity nobody read it.",
]


@pytest.mark.parametrize(
    ("source", "expected"),
    {**MISSED, **OUR_OWN, **TAILS, **CAUSES, **BESIDE, **SLIPS, **LATE}.items(),
)
def test_a_published_sentence_is_told_without_its_doer(source: str, expected: str):
    assert neutralise(source).text == expected


@pytest.mark.parametrize("source", ASKED)
def test_what_is_mocked_is_asked_about(source: str):
    answer = neutralise(source)
    assert answer.text == ""
    assert answer.finding is not None


@pytest.mark.parametrize(
    "source",
    [
        "We closed two valves and a hatch in doubt.",
        "The nurse did not perform the transfer and the call came from a phone in another ward.",
    ],
)
def test_what_was_in_doubt_or_done_by_others_has_no_version(source: str):
    assert neutral_version(source, lambda words: words != source) is None


PLACES = {
    "A technician at the Lyon site wiped the wrong shelf by mistake.": "At the Lyon site, the wrong shelf was wiped by mistake.",
    "The nurse at Marlow General Hospital gave the wrong dose.": "At Marlow General Hospital, the wrong dose was given.",
    "The dispatcher at the Kiel depot did not call the driver.": "At the Kiel depot, the driver was not called.",
    "In March 1987 a fitter at the Brennick Falls hydroelectric station closed the wrong valve during an inspection.": "In March 1987 at the Brennick Falls hydroelectric station the wrong valve was closed during an inspection.",
}


@pytest.mark.parametrize(("source", "expected"), PLACES.items())
def test_a_named_place_stays_when_who_was_there_goes(source: str, expected: str):
    assert neutralise(source).text == expected


PROGRAMS = {
    "After the upgrade our DBA forgot to run `ANALYZE`, so the planner chose sequential scans.": "After the upgrade `ANALYZE` was not run, so the planner chose sequential scans.",
    "Our DBAs skipped the `ANALYZE` step to save time, and the planner chose sequential scans.": "The `ANALYZE` step was skipped to save time, and the planner chose sequential scans.",
}


@pytest.mark.parametrize(("source", "expected"), PROGRAMS.items())
def test_a_planner_of_queries_is_a_program(source: str, expected: str):
    assert neutralise(source).text == expected


def test_also_stands_before_how_it_was_done():
    source = "The fitter had also manually disabled the smoke detector."
    told = neutral_version(source, lambda words: words != source)
    assert told is not None
    assert told.text == "The smoke detector had also been manually disabled."


def test_that_it_happened_before_stays():
    told = neutralise("Yet again we paged the wrong team first.").text
    assert told == "Again, the wrong team was paged first."


@pytest.mark.parametrize(
    "source",
    [
        "Carelessness on the part of our operations staff turned a minor hiccup into a major outage.",
        "To be honest, we were winging it.",
        "A large organisational failure to build a bridge for the town.",
        "so... we saw the first crack, we accidentally broke a seal when lifting",
        "The engineer missed only the north valve when checking each",
    ],
)
def test_where_no_fact_is_left_nothing_is_told(source: str):
    assert neutralise(source).text == ""


def test_a_long_row_of_capitals_is_no_place():
    told = Version("The cable was cut by mistake.", "SHIFT", "A fitter")
    assert with_place(f"A fitter in {'A-' * 250}A cut the cable by mistake.", told) is None


def test_one_act_is_not_told_of_two_things():
    source = "The porters went on to move the crates but moved the wrong crates."
    assert is_torn(source, "The crates were moved but the wrong crates were moved.", "The porters")
    assert not is_torn(source, "The crates were moved but the wrong way round.", "The porters")
    source = "Apparently someone tore up not one, but two hoses."
    assert is_torn(source, "Apparently not one was torn up, but two hoses.", "someone")


def test_nothing_is_left_that_speaks_of_who_is_gone():
    source = "South Dunmore Council has apologised after it mistakenly sent out 300 letters."
    assert is_torn(
        source, "There was an apology after it mistakenly sent out 300 letters.", "Council"
    )


def test_nothing_is_left_of_the_first_day_of_whoever_is_gone():
    source = "On my very first shift I accidentally drained the upper lock."
    assert is_torn(source, "On my very first shift the upper lock was accidentally drained.", "I")


def test_what_was_wrong_stays_with_its_brackets():
    source = "The flood was caused by crew errors (an open gate, a missing pin), not by the storm."

    assert is_torn(source, "The flood was caused, not by the storm.", "crew")
    assert is_torn(source, "The flood was caused by errors, not by the storm.", "crew")
    assert not is_torn(source, source.replace("crew ", ""), "crew")
