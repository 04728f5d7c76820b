"""An act is told in place of the verdict on it."""

import pytest

from agent.coach.rewriting.search import neutral_version

TOLD = {
    "Moving all 30 hosts at once was reckless on the part of the operator.": "All 30 hosts were moved at once.",
    "Leaving the tap open was careless of the night crew.": "The tap was left open.",
    "Dropping the signing step was an oversight of mine.": "The signing step was mistakenly dropped.",
    "Dropping the signing step was an oversight by a member of Cluster Services.": "The signing step was mistakenly dropped.",
    "Not copying the old rules was an oversight on our part.": "The old rules were not copied.",
    "The fault lies with the admin, who left the port open.": "The port was left open.",
    "The blame for the outage lies with the vendor, which changed the schema on 4 May.": "The schema was changed on 4 May, which caused the outage.",
    "The deletion was the fault of the intern, who ran the script twice.": "The deletion happened because the script was run twice.",
    "It was the storage team's failure to pin the version that exposed customers to the deletion.": "The version was not pinned, which exposed customers to the deletion.",
    "There was a failure by the clerk to forward the case to the duty doctor.": "The case was not forwarded to the duty doctor.",
    "The clerk gave the tenant the key to room 7, a blunder that cost the seller two weeks.": "The tenant was given the key to room 7, which cost the seller two weeks.",
    "Copy-and-paste slip on the part of the engineer; bucket name not adjusted.": "Copy-and-paste slip; bucket name not adjusted.",
    "The contractor was negligent in failing to lock the gate.": "The gate was not locked.",
    "A careless edit by the intern removed the default route.": "An edit removed the default route.",
    "A careless change made by a contractor removed the default route.": "A change removed the default route.",
    "A trainee controller cleared two trains for track 6 because she was distracted.": "Two trains were cleared for track 6.",
    "The incompetent contractor wired the pump backwards.": "The pump was wired backwards.",
    "The admin made a mistake by deleting the wrong volume.": "The wrong volume was deleted.",
}
ASKED = [
    "We put the page that lists them behind the login, a blunder that any review would have caught.",
    "The fault lies with the admin, who is always late.",
    "The balancer on our side dropped packets.",
    "Moving the hosts was reckless, and the operator knew it.",
    "We also think that we made a mistake in writing such a plan.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_the_act_is_told_and_the_verdict_goes(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source and "blunder" not in words)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", ASKED)
def test_a_verdict_of_which_no_act_can_be_told_is_asked_about(source: str):
    assert neutral_version(source, lambda words: words != source) is None
