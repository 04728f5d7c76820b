"""Whoever left something undone does not stay as the one who acts in the clause beside it."""

import pytest

from agent.coach.neutral import neutralise

TOLD = {
    "We had muted the probe in June and nobody remembered to unmute it.": "The probe had been muted in June and it was not unmuted.",
    "We printed the ballots twice, because no one compared the two lists.": "The ballots were printed twice, because the two lists were not compared.",
    "I carried the crates and I never gave the seal a second look, sorry": "The crates were carried and the seal was never given a second look",
    "We closed the gate at nine and did not tell the porter.": "The gate was closed at nine and the porter was not told.",
    "We put the ferry plan live an hour before the race, which was as unwise as it sounds.": "The ferry plan was put live an hour before the race.",
}
ASKED = [
    "Ops knew of the closure from the mail of Monday; nobody told the couriers.",
    "my bad, i set the floor to 0 and went afk",
    "The two teams tested the pump, but nobody checked the valve.",
    "A clerk in room 14 negligently released the figures of the trial at 21:40.",
    "The maintainers of `pump-lite` carelessly removed a header that we rely on.",
]
STAY = {
    "The plumber left without telling the caretaker.": "The plumber left; the caretaker had not been told.",
}


@pytest.mark.parametrize(("source", "expected"), {**TOLD, **STAY}.items())
def test_the_clause_beside_what_was_left_undone_is_told_without_its_doer_too(
    source: str, expected: str
):
    assert neutralise(source).text == expected


@pytest.mark.parametrize("source", ASKED)
def test_where_the_doer_can_not_go_from_the_clause_beside_it_is_asked_about(source: str):
    assert not neutralise(source).text
