"""Whoever left something undone does not stay as the one who acts in the clause beside it."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.losses import loses

TOLD = {
    "We had muted the probe in June and nobody remembered to unmute it.": "The probe had been muted in June and it was not unmuted.",
    "We printed the ballots twice, because no one compared the two lists.": "The ballots were printed twice, because the two lists were not compared.",
    "I carried the crates and I never gave the seal a second look, sorry": "The crates were carried and the seal was never given a second look",
    "We closed the gate at nine and did not tell the porter.": "The gate was closed at nine and the porter was not told.",
    "We put the ferry plan live an hour before the race, which was as unwise as it sounds.": "The ferry plan was put live an hour before the race.",
    "Ilze Berzina fitted the seal above the drain, thereby cutting off every tap through sheer inattention.": "The seal was mistakenly fitted above the drain, thereby cutting off every tap.",
    "We fell short of our own standards and did not grease the winch.": "The winch was not greased.",
}
ASKED = [
    "Ops knew of the closure from the mail of Monday; nobody told the couriers.",
    "my bad, i set the floor to 0 and went afk",
    "The two teams tested the pump, but nobody checked the valve.",
    "A clerk in room 14 negligently released the figures of the trial at 21:40.",
    "A ranger in Tartu replied on the radio with guesses that hadn't been checked by anyone.",
    "The maintainers of `pump-lite` carelessly removed a header that we rely on.",
]
STAY = {
    "The glider crew's failure to monitor airspeed during the tow.": "Airspeed was not monitored during the tow.",
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


GUESSES_AND_VIEWS = [
    "Somebody on the pier obviously didn't read the tide table before the launch.",
    "The florist clearly never read the order before cutting.",
    "The buyer chose not to call the supplier.",
    "The harbour board were aware of the rot and failed to replace the piles.",
    "The warden knew of the leak in May and chose not to report it to the owners.",
    "The fire was attributed to cook error, with heat listed as a factor.",
    "The skipper continued the approach despite not having the beacon in sight.",
    "In the Council's view, the surveyor should have measured both walls prior to the pour.",
    "The usher signed a tally that she hadn't made.",
    "Contributing was the skipper's poor station-keeping behind the pier.",
    "Nobody else looks at the tide table.",
    "On the evening of the fair I lit the lamp and went home.",
    "They took the smoke for fog and went to bed.",
    "It was wrong of the clerk to tell the guests that the pool was open.",
    "Please read the tide table before you row.",
    "Sloppy work by the Joinery.",
    "my fault, sry",
    "Ivo couldn't run a raffle.",
    "Because of a careless cut of mine, nine kites were lost.",
    "Causes: old rope (A), plus the habit of our cooks to leave the lid open (B).",
    "We, as so often, skipped the count.",
    "The clerk said to leave the lamps alone, and so the pier stayed dark.",
    "I went to bed thinking I'd drowned the engine.",
    "Ola opened the vault with her spare key so that the lunch could be fetched.",
    "By the time this is called, the hatch should have been checked, so it is safe.",
    "The mate let the permit lapse through inattention, a spokesman said.",
    "The crew had grown used to leaving the hatch open.",
    "We were so sure of the winch that we did not test the brake.",
    "No one owned up to opening the hatch.",
    "The ombudsman says lenders ought to have stopped the calls.",
    "Concerns raised by stokers about the steam were dismissed.",
    "The mate swore he shut the hatch at nine.",
    "The mate has been charged with reckless steering and the port is looking for witnesses.",
    "The log does show that nothing was obviously amiss in the hold.",
    "The hatch had been left open by the previous shift, contrary to the rule.",
    "No one on the bridge thought to look at the radar log.",
    "The delay on 3 June was due to human error by one of our clerks, and the form has since been changed.",
]
SNEERS = {
    "The agency evidently didn't forward the form.": "The form was evidently not forwarded.",
    "The caretaker had moved the stock to another hall on a whim.": "The stock had been moved to another hall.",
    "They failed to lock the shed, facepalm": "The shed was not locked",
    "Anna loaded the list twice, classic": "The list was loaded twice",
    "A porter mistakenly removed the ladder still in use by the painters.": "The ladder still in use by the painters was mistakenly removed.",
    "The bosun shipped the new winch without adequately greasing it.": "The new winch was shipped without it being adequately greased.",
}
JUDGED_STILL = [
    "Ramon's review of the menu was a rubber stamp.",
    "The cook closed the kitchen at six, a sledgehammer approach that nobody had asked for.",
]


@pytest.mark.parametrize("source", GUESSES_AND_VIEWS + JUDGED_STILL)
def test_what_would_lose_doubt_a_view_or_when_and_what_still_judges_is_asked_about(source: str):
    assert not neutralise(source).text


def test_half_of_a_time_of_day_does_not_go():
    assert loses("2:15 PM waiter drops the tray", "2:15 the tray is dropped", "PM waiter")


@pytest.mark.parametrize(("source", "expected"), SNEERS.items())
def test_a_sneer_goes_and_a_guess_stays_a_guess(source: str, expected: str):
    assert neutralise(source).text == expected
