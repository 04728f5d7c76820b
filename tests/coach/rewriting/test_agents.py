"""A passive goes without its people; what is said of them is told where it is a fact."""

import pytest

from agent.coach.rewriting.search import neutral_version

TOLD = {
    "The alert was triaged in ten seconds by a lead who took it for noise.": "The alert was triaged in ten seconds and taken for noise.",
    "The flag was flipped by a developer who thought that the job was idle.": "The flag was flipped in the belief that the job was idle.",
    "The switch was rebooted at 02:10 by a technician who did not check the rack number.": "The switch was rebooted at 02:10; the rack number was not checked.",
    "The rule was switched off in May by an engineer who forgot to turn it back on.": "The rule was switched off in May and not turned back on.",
    "The valve was opened by the operator, who had skipped the checklist.": "The valve was opened; the checklist had been skipped.",
    "The page was left unanswered for two hours by the night shift.": "The page was left unanswered for two hours.",
    "The lot was released at 14:20 by the inspector without a second signature.": "The lot was released at 14:20 without a second signature.",
    "The advisory was ignored for three weeks by the security team.": "The advisory was not acted on for three weeks.",
    "The pressure reading was disregarded by the shift lead.": "The pressure reading was not taken into account.",
    "The loss of the flag was overlooked for months by those who were supposed to check the protocol.": "The loss of the flag was not noticed for months.",
    "The rule was left off by whoever set up cluster 4.": "The rule was left off when cluster 4 was set up.",
    "Permission had not been sought by those responsible.": "Permission had not been sought.",
    "The hatch was left open by the deckhand, contrary to the standing orders.": "The hatch was left open, contrary to the standing orders.",
    "The wrong pump was isolated by the fitter, although both were labelled.": "The wrong pump was isolated, although both were labelled.",
    "The main valve had been left open by the contractor following the March overhaul.": "The main valve had been left open following the March overhaul.",
}
LEFT_ALONE = [
    "The table was dropped by a contractor who thought he was on staging.",
    "The bug was introduced by a developer who had never used the library.",
    "The failing test was marked as flaky at noon by a developer who wanted to go home.",
    "The report was written in a day by the auditor.",
    "The wall was hit at noon by the other crew.",
    "The derailment was looked into in May by the Northern Rail Safety Board.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_what_was_done_is_told_without_the_people(source: str, expected: str):
    version = neutral_version(
        source, lambda words: words != source and not {"ignored", "overlooked"} & set(words.split())
    )
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", LEFT_ALONE)
def test_people_stay_where_what_is_said_of_them_would_be_lost(source: str):
    assert neutral_version(source, lambda words: words != source) is None
