"""Blaming sentences whose doer no list knows, and what such doers did besides."""

import pytest

from agent.coach.rewriting.search import neutral_version

UNKNOWN = {
    "Thabiso mounted the wrong archive and formatted it.": "The wrong archive was mounted and it was formatted.",
    "J. Lindqvist keyed the wrong rate.": "The wrong rate was keyed.",
    "Mrs Okafor-Lind overwrote the total with a note.": "The total was overwritten with a note.",
    "The flyman dropped bar 4 without a call.": "Bar 4 was dropped without a call.",
    "The central laboratory thawed the wrong rack.": "The wrong rack was thawed.",
    "SignFast never confirmed the quota.": "The quota was never confirmed.",
    "Thabiso approved the cut-over from his phone.": "The cut-over was approved from a phone.",
    "The crew fitted the seal the wrong way round, again.": "The seal was fitted the wrong way round, again.",
    "The board opened the bids a day early.": "The bids were opened a day early.",
    "The foreman sent the notices to people who had paid.": "The notices were sent to people who had paid.",
    "@lena_q shortened the key to make the log smaller.": "The key was shortened to make the log smaller.",
    "Late shift ran the coolant pump dry.": "The coolant pump was run dry.",
    'Purchasing doubled every order "to be safe" and told finance nothing.': 'Every order was doubled "to be safe" and finance was not told.',
    "Tier 1 closed the ticket as a duplicate and never opened the link.": "The ticket was closed as a duplicate and the link was never opened.",
}
BESIDES = {
    "The fitter bridged the door contact and drove off with the bridge in place.": "The door contact was bridged and the bridge was left in place.",
    "The planner halved the wrong order and shrugged.": "The wrong order was halved.",
    "The clerk paid the same bill twice and said nothing.": "The same bill was paid twice and nothing was said.",
    "The engineer overrode the interlock and noted it nowhere.": "The interlock was overridden, and this was recorded nowhere.",
    "The planners unsealed the file three weeks early and carried on as if nothing had happened.": "The file was unsealed three weeks early.",
    "Web renamed the host, told nobody and shrugged.": "The host was renamed and nobody was told.",
    "Sales signed two customers in June and mentioned it to nobody in operations.": "Two customers were signed in June, and nobody in operations was told.",
    "The technician unplugged the server to charge his phone.": "The server was unplugged to charge a phone.",
}
LOGGED = {
    "10:11 engineer fails to update the health check": "10:11 the health check is not updated",
    "14:31 - @hanna drops the replication slot by mistake": "14:31 - the replication slot is dropped by mistake",
}
BY_UNKNOWN = {
    "The seal was fitted back to front by R. Oseiwa.": "The seal was fitted back to front.",
    "The panels had been swapped by the supplier's yard.": "The panels had been swapped.",
    "The wrong branch was merged by @lena_q.": "The wrong branch was merged.",
}
LEFT = [
    "The entry was overwritten by TaskRunner.",
    "The entry was overwritten by the installer.",
    "Pride kept us from asking.",
    "The night watchman heard the leak and went home.",
    "The clerk paid a bill that any child would have seen through.",
    "The two pumps ought to have been given names that do not differ by a letter; the office was told so.",
    "The guard opened the window and wandered off.",
    "Jenkins deployed the wrong branch and the lead shrugged.",
    "14:31 - the scheduler drops a job that was stuck",
    "Driver passed the signal at danger, eyes on the timetable.",
    "Neither the clerk nor the guard closed the gate.",
]


@pytest.mark.parametrize(
    ("source", "expected"), {**UNKNOWN, **BESIDES, **LOGGED, **BY_UNKNOWN}.items()
)
def test_what_somebody_unknown_did_is_told_of_the_thing(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", LEFT)
def test_what_no_person_opens_or_what_would_be_emptied_is_left_alone(source: str):
    assert neutral_version(source, lambda words: words != source) is None
