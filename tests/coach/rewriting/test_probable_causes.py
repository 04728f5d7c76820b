"""What an accident report names by a noun is told as a clause, with what it led to."""

import pytest

from agent.coach.rewriting.search import neutral_version

TOLD = {
    "The crew's failure to monitor the fuel level during the flight, which resulted in a loss of power.": "The fuel level was not monitored during the flight, which resulted in a loss of power.",
    "The mechanic's inadequate inspection of the fuel line, which resulted in a leak.": "The inspection of the fuel line was inadequate, which resulted in a leak.",
    "The pilot's delayed response to the gust resulting in a ground loop.": "The response to the gust was delayed, resulting in a ground loop.",
    "The captain's premature descent below the minimum altitude.": "The descent below the minimum altitude was premature.",
    "The crew's misjudged flare while landing.": "The flare was misjudged during the landing.",
    "the cadet's premature turn resulting in the loss of the mast.": "the turn was premature, resulting in the loss of the mast.",
    "The crew's inappropriate response to the horn, which was to stop rather than to turn, removed any margin.": "The inappropriate response to the horn, which was to stop rather than to turn, removed any margin.",
    "The controller's misjudgement of the distance between the two trains.": "The distance between the two trains was misjudged.",
    "The pilot's decision to continue the flight into ice, which led to a loss of control.": "It was decided to continue the flight into ice, which led to a loss of control.",
    "The manager's rash decision to cancel the drill cost the site two hours.": "The decision to cancel the drill cost the site two hours.",
    "The storage team's failure to announce the move turned a delay into an outage.": "The move was not announced, which turned a delay into an outage.",
    "Dr Brandt's failure to compare the lists led directly to the mix-up.": "The lists were not compared, which led directly to the mix-up.",
    "The team's inability to reproduce the bug delayed the fix.": "The bug could not be reproduced, which delayed the fix.",
    "The team's ignorance of the quota led to 40 failed jobs.": "The quota was not known, which led to 40 failed jobs.",
    "The failure of the billing team to forward the ticket cost us two days.": "The ticket was not forwarded, which cost us two days.",
    "The glider pilot's failure to see and avoid the parked tractor.": "The parked tractor was not seen and avoided.",
    "The officer of the watch's failure to keep a proper lookout.": "A proper lookout was not kept.",
    "The cadet's inadequate lookout to port and the captain's delayed turn.": "The lookout to port was inadequate and the turn was delayed.",
    "Contributing to the accident was the pilot's failure to obtain a weather briefing.": "No weather briefing was obtained, which contributed to the accident.",
    "Contributing was the controller's misjudgement of the closing speed.": "The closing speed was misjudged, which was a contributing factor.",
    "Probable cause: the pilot's failure to maintain airspeed, resulting in a stall.": "Probable cause: airspeed was not maintained, resulting in a stall.",
    "Due to the pilot's failure to lower the gear, the plane slid off the runway.": "Because the gear was not lowered, the plane slid off the runway.",
    "The outage was caused by our failure to close all of the old accounts.": "The outage occurred because not all of the old accounts were closed.",
    "The first officer's failure to confirm the altitude before descent, which resulted in a near miss.": "The altitude was not confirmed before descent, which resulted in a near miss.",
    "The dispatcher's inadequate briefing of the night crew.": "The briefing of the night crew was inadequate.",
    "Contributing to the collision was the inspector's inadvertent omission of the signal at km 7.2 from the daily list.": "The signal at km 7.2 was inadvertently omitted from the daily list, which contributed to the collision.",
    "Contributing to the fire were the welder's failure to clear the floor and the guard's late call to the fire brigade.": "The floor was not cleared and the call to the fire brigade was late, which contributed to the fire.",
    "The pilot's improper use of the mixture control during the climb.": "The mixture control was not used properly during the climb.",
    "The nurse's accidental selection of the adult dose.": "The adult dose was accidentally selected.",
    "The engineer's premature closure of the ticket hid the second fault for a week.": "The ticket was prematurely closed, which hid the second fault for a week.",
    "The crew's misreading of NOTAM B12/26 and their subsequent failure to request a new slot.": "NOTAM B12/26 was misread and no new slot was subsequently requested.",
    "The main cause was the inability of the support team to read 300 tickets in the first day.": "The main cause was that 300 tickets could not be read in the first day.",
    "This was largely down to our failure to act on the report from the May audit, which had listed the open port.": "This was largely because the report from the May audit, which had listed the open port, was not acted on.",
    "Cause: failure of staff to secure the gates.": "Cause: the gates were not secured.",
}
ASKED = [
    "The second shift's late answer.",
    "The departing pilot's inadequate lookout.",
    "The captain's poor attitude.",
    "The valve's failure to close flooded the cellar.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_a_named_act_is_told_as_a_clause(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", ASKED)
def test_what_only_judges_or_tells_one_from_another_is_asked_about(source: str):
    assert neutral_version(source, lambda words: words != source) is None
