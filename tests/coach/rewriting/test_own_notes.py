"""What writers tell of themselves, in plain sentences and notes, is told of the things."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.search import neutral_version

HOW_LONG = {
    "We were too slow to see that the two leaks were one.": "It took too long until it was seen that the two leaks were one.",
    "It took us 40 minutes to think of the proxy.": "It took 40 minutes until the proxy was considered.",
    "It took the night crew two hours to notice that the pump ran dry.": "It took two hours until it was noticed that the pump ran dry.",
    "It was 02:40 before anyone looked at the disk.": "It was 02:40 before the disk was looked at.",
    "Three days passed before any of us read the report.": "Three days passed before the report was read.",
}
FORMS = {
    "We skipped the winter run because the track was wet.": "The winter run was skipped because the track was wet.",
    "We did not tell the data protection authority before noon.": "The data protection authority was not told before noon.",
    "We closed gate 4 with a day's notice, having promised a week.": "Gate 4 was closed with a day's notice, after a week had been promised.",
    "We checked 8 of the 9 doors and missed the 1 that was open.": "8 of the 9 doors were checked and the 1 that was open was missed.",
}
KNOWN = {
    "We fitted 12 seals that none of us had measured.": "12 seals that had not been measured were fitted.",
    "We shipped batch 7 with the old label, which we knew to be wrong.": "Batch 7 was shipped with the old label, which was known to be wrong.",
}
LET_AND_GOT = {
    "We let the customers edit the seating plan until noon.": "The customers were allowed to edit the seating plan until noon.",
    "We got three of the prices wrong.": "Three of the prices were wrong.",
    "We called 14 owners and got two of the numbers wrong, 5 and 9.": "14 owners were called and two of the numbers were wrong, 5 and 9.",
    "We underestimated how many visitors would bring a bag.": "How many visitors would bring a bag was underestimated.",
    "We had a spare fuse in the van and did not fit it.": "There was a spare fuse in the van and it was not fitted.",
    "We should have had gloves and masks at hand.": "Gloves and masks were not at hand.",
    "We should have had a spare router in stock.": "No spare router was in stock.",
}
NOTES = {
    "Should have drained node 4 before touching the cable": "Node 4 was not drained before the cable was touched",
    "Left `debug` on in the unit file": "`debug` was left on in the unit file",
    "09:14 - @mirela drops the wrong index by mistake": "09:14 - the wrong index is dropped by mistake",
    "17:02 shift lead fails to call the plant": "17:02 the plant is not called",
}
CONDUCT = {
    "We tested one of the four doors and called it a day.": "One of the four doors was tested.",
    "Hands up, I sent the wrong file to 40 guests.": "The wrong file was sent to 40 guests.",
    "We opened the gate a day early.": "The gate was opened a day early.",
    "The depot had been asked twice and nobody had bothered to answer it.": "The depot had been asked twice and it had not been answered.",
}
NOBODY = {
    "None of us tested the spare key.": "The spare key was not tested.",
    "No one went down to look at the boiler.": "The boiler was not looked at.",
    "Four of us saw the form and not one of us did the sum.": "Four of us saw the form and the sum was not done.",
    "Restoring the shelf took a day because none of us had bothered to label it.": "Restoring the shelf took a day because it had not been labelled.",
    "When we began the drill at 9:00 we had not charged the radios, and we paid for that with 20 minutes of silence.": "When the drill was started at 9:00 the radios had not been charged, which cost 20 minutes of silence.",
    "Not reading the label of crate 7 cost us two days.": "The label of crate 7 was not read, which cost two days.",
    "We should have kept the plan on paper as well.": "The plan was not also kept on paper.",
    "The clerk filed form 9 without waiting for the stamp.": "Form 9 was filed without waiting for the stamp.",
}
TOLD = NOBODY | FORMS | HOW_LONG | KNOWN | LET_AND_GOT | NOTES | CONDUCT
NEVER = {
    "It was late, and the guides whom we showed the map chose to wait.": "was shown",
    "We pushed the rule to all gates, something our own plan forbids.": "somethed",
    "I failed to test the horn at 06:00 and drove off all the same.": "same was",
    "The fitter left a bolt setting behind that fits another crane.": "crane was left",
    "Had anyone sent a draft to themselves, the gap would have shown.": "themselves",
    "We brushed off the warning of 3 May as a joke.": "no reaction",
    "The board had let two notices lie for a year.": "lied",
    "I took the tapes home on Friday.": "tapes home",
    "One of us went to the plant to look at the boiler.": "boiler was looked",
    "Each one of us remembered to label the box.": "was labelled",
    "It took the pump two hours to fill the tank.": "until",
    "It was 09:00 before the train left the station.": "was left",
    "We got the wrong idea about the valve.": "was wrong",
    "We let the dog out at noon.": "allowed",
    "We should have had a chat about it.": "There was no chat",
    "Read the sign before opening the door.": "sign was read",
    "09:14 cron drops the old index, which is fine": "dropped",
    "Based the plan on 40 guests.": "there was",
    "We had a long meeting and nothing was decided.": "There was a long meeting",
    "The guard opened the window and wandered off.": "The window was opened.",
}


def _offered(source: str) -> list[str]:
    found: list[str] = []
    neutral_version(source, lambda words: bool(found.append(words)))
    return found


def test_a_sentence_that_only_blames_goes_beside_one_that_tells_a_fact():
    found = neutralise("We forgot to renew the licence for line 4. Shame on us.")
    assert found.text == "The licence for line 4 was not renewed."
    assert neutralise("Shame on us. The licence of line 4 ended on 3 May.").text == ""


@pytest.mark.parametrize("source", TOLD)
def test_what_writers_did_is_told_of_the_thing(source: str):
    assert TOLD[source] in _offered(source)


@pytest.mark.parametrize("source", NEVER)
def test_what_only_looks_alike_is_not_told_so(source: str):
    assert not [words for words in _offered(source) if NEVER[source] in words]
