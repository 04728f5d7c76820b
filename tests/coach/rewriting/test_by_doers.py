"""A role that stands behind "by" goes with the blame; a system that stands there is a fact."""

import pytest

from agent.coach.rewriting.search import neutral_version

WITHOUT_DOER = {
    "The ladder should have been tied off by whoever climbed it.": "The ladder was not tied off.",
    "The seal ought to have been read at Ghent by the yard inspector before the doors were shut.": "The seal was not read at Ghent before the doors were shut.",
    "Cables should have been tested on arrival, drum by drum, by the storeman.": "Cables were not tested on arrival, drum by drum.",
    "The tubes should have been split between two racks by the laboratory.": "The tubes were not split between two racks.",
    "The line should have been closed by the station master when the wind rose.": "The line was not closed when the wind rose.",
    "The ceiling on orders should have been set by the desk from day one.": "The ceiling on orders was not set from day one.",
}
THINGS_STAY = {
    "The leak should have been caught by the validator.": "The leak was not caught by the validator.",
}
POSSIBLE = {
    "The dump could have been checked with a row count; the plan names it.": "The dump was not checked with a row count, though it could have been; the plan names it.",
    "She could simply have rung the janitor.": "The janitor was not rung, though that was possible.",
}
UNREAD = {
    "Sr. Benedicta hung a second bag without reading the label.": "A second bag was hung; the label had not been read.",
    "The head of unit signed 90 orders without opening the files.": "90 orders were signed without the files being opened.",
    "The second reader approved order 91 at 15:11 without opening the script.": "Order 91 was approved at 15:11; the script had not been opened.",
}
PASSIVES = {
    "By rights the replica ought to have been promoted by us at 07:12.": "The replica was not promoted at 07:12.",
    "The count was signed by the floor nurse before it had been made.": "The count was signed before it had been made.",
    "The drum had been tagged with a pen after lunch, by a student in a hurry.": "The drum had been tagged with a pen after lunch.",
    "Crate 9 had been left in a hall from 20:05 till 23:30 by the driver hired for it.": "Crate 9 had been left in a hall from 20:05 till 23:30.",
    "Flat 4 was struck off the list by someone in the area office who has yet to come forward.": "Flat 4 was struck off the list.",
    "The restore had never been tried by anyone on the team.": "The restore had never been tried.",
    "Nobody had bothered to label the cable.": "The cable had not been labelled.",
    "The clerk signed for the parcel without opening a single box.": "The parcel was signed for without a single box being opened.",
    "Cart 7 was left unlocked by the night gang at 21:50.": "Cart 7 was left unlocked at 21:50.",
    "The valve was taken off the wrong line by the fitter on duty.": "The valve was taken off the wrong line.",
    "The meters were wired the wrong way round by the installers.": "The meters were wired the wrong way round.",
}
PLAIN = {
    "We put patch 4 live an hour before the vote, which was as unwise as it sounds.": "Patch 4 was put live an hour before the vote.",
    "A prudent pilot would have diverted to the east field.": "There was no diversion to the east field.",
    "We could so easily have marked the road as closed.": "The road was not marked as closed, though it could easily have been.",
    "The gritting ought to have begun at 04:30, when the frost came.": "The gritting did not begin at 04:30, when the frost came.",
    "Should have paused the queue before moving the rows.": "The queue was not paused before the rows were moved.",
    "Ought to have labelled the plugs in March.": "The plugs were not labelled in March.",
    "A competent reader would have rejected the print.": "The print was not rejected.",
    "Anyone with eyes would have seen the crack.": "The crack was not seen.",
    "Somebody in planning should have asked why the two sums were the same for a year.": "It was not asked why the two sums were the same for a year.",
}
IN_THE_WAY = (
    "The pump should have been primed by the plant, which had the key.",
    "The door should have been closed, or the fan switched off by hand.",
    "The valve could have been damaged.",
    "If the clerk had opened one list, nobody would have been billed twice.",
    "Had anyone posted a copy to themselves, the typo would have stood out.",
    "The loader dropped the rows without reading the `keep` mark, and the loader is a script.",
    "The wall was scratched by the clerk at his desk.",
    "The crates were carelessly stacked by the office.",
    "Of the 8 points, 6 concern the pilot's poor airmanship.",
    "The rod was swapped by a fitter with no ticket for cranes.",
    "The fire could have been stopped by any of the guards.",
    "The night porter learned it from the sirens.",
)


def _all(text: str) -> bool:
    return not text.startswith("We ") and "ought to" not in text and "nobody" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    {**WITHOUT_DOER, **THINGS_STAY, **POSSIBLE, **UNREAD, **PASSIVES, **PLAIN}.items(),
)
def test_a_duty_is_told_without_the_people_behind_by(text: str, told: str) -> None:
    version = neutral_version(text, _all)
    assert version is not None
    assert version.text == told


@pytest.mark.parametrize("text", IN_THE_WAY)
def test_what_cannot_be_told_for_certain_is_not_rewritten(text: str) -> None:
    assert neutral_version(text, _all) is None
