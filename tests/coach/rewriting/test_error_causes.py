"""A label for people's error is told as the cause that it is, without the people."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.search import neutral_version

TOLD = {
    "Human error led to a 40-minute outage of the booking site.": "An error led to a 40-minute outage of the booking site.",
    "_Note:_ operator error was also involved here, since the lock was set for `ws-1` and not for `ws-2`.": "_Note:_ an error was also involved here, since the lock was set for `ws-1` and not for `ws-2`.",
    "Due to human error during the yearly audit, the pass was issued for 90 days rather than 5 years.": "Due to an error during the yearly audit, the pass was issued for 90 days rather than 5 years.",
    "Human error caused the backup to fail.": "An error caused the backup to fail.",
    "Through an oversight on the part of Mira, the report was open to all staff.": "Through an error, the report was open to all staff.",
    "Due to the negligence of the contractor, a water main was cut at 09:12.": "A water main was mistakenly cut at 09:12.",
    "The tokens were exposed by a trainee's carelessness.": "The tokens were exposed due to an error.",
    "The contractor's negligence caused the main pipe to burst.": "An error caused the main pipe to burst.",
    "Lack of care by the fitter when replacing the filter led to a leak.": "An error when the filter was replaced led to a leak.",
    "A lapse of attention by the planner put rule 900 above rule 1000.": "Rule 900 was mistakenly put above rule 1000.",
    "A moment of inattention by the driver caused the trailer to hit gate 4.": "An error caused the trailer to hit gate 4.",
    "A mistake made by an engineer during a routine change took down the east zone.": "An error during a routine change took down the east zone.",
    "Our carelessness with the access list let two former suppliers read the plans.": "An error with the access list let two former suppliers read the plans.",
    "An oversight on our side meant that 40 bills were not paid.": "40 bills were not paid.",
    "The clerk's negligence in leaving the hatch open led to three flooded rooms.": "The hatch was mistakenly left open, which led to three flooded rooms.",
    "Human error in not knowing that the tap in hall 3 turns the other way round.": "It was not known that the tap in hall 3 turns the other way round.",
    "Kim's mistaken idea of how the lock works played a part.": "A mistaken idea of how the lock works played a part.",
    "The developer's misunderstanding of the lock led to two lost writes.": "A misunderstanding of the lock led to two lost writes.",
    "Thanks to Ivo's sloppiness, the wrong branch went live.": "The wrong branch went live.",
}
ASKED = [
    "Owing to Mira's carelessness, the door key hung beside the door.",
    "Because of operator error, the pumps stopped at 04:10.",
    "Due to a human error, all wards lost power in the west wing.",
    "Root cause: human error.",
    "The leak was due to human error.",
    "The outage was caused by human error.",
    "Human error caused the outage.",
    "This is a significant miss.",
    "Classification: human error.",
    "Due to human error, the clerk wiped the wrong disk and left.",
    "The accident was caused by the driver's inattention to the signal.",
    "The case was put down to the carelessness of staff.",
]
INNOCENT = [
    "Due to an error in the driver, all nodes lost power.",
    "A disk failure led to a 40-minute outage.",
    "The parser error caused the job to fail.",
    "The rate of errors rose by 4 % during the upgrade.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_an_error_is_told_as_a_cause_and_whose_it_was_goes(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", ASKED)
def test_a_label_without_a_fact_beside_it_is_asked_about(source: str):
    assert neutral_version(source, lambda words: words != source) is None


def test_a_tag_that_names_an_error_becomes_a_sentence():
    told = neutralise("Root cause: operator error during manual import.").text
    assert told == "Root cause: an error during manual import."


@pytest.mark.parametrize("source", INNOCENT)
def test_the_error_of_a_thing_is_no_label(source: str):
    assert neutral_version(source, lambda words: words != source) is None
