"""Loaded idioms are told in plain words, of the thing; those without plain words are asked about."""

import pytest

from agent.coach.rewriting.impersonal import with_doer
from agent.coach.rewriting.plain_words import plainly
from agent.coach.rewriting.search import neutral_version

PLAIN = {
    "The inspector waved through 1,200 parts.": "1,200 parts were approved.",
    "The inspector waved 40 crates through at 14:05.": "40 crates were approved at 14:05.",
    "The reviewer rubber-stamped a diff of 2,100 lines in ninety seconds.": "A diff of 2,100 lines was approved in ninety seconds.",
    "Procurement rubber-stamped the order for 40 pumps.": "The order for 40 pumps was approved.",
    "The on-call shrugged off the disk alert at 02:14.": "There was no reaction to the disk alert at 02:14.",
    "The manager brushed the warning from the depot aside.": "There was no reaction to the warning from the depot.",
    "The crew turned a blind eye to three complaints.": "There was no reaction to three complaints.",
    "The warning was waved away by the plant manager.": "The warning was not acted on.",
    "The provider kept us in the dark about the maintenance.": "We were not informed about the maintenance.",
    "We took it for granted that the replica was in sync.": "It was assumed that the replica was in sync.",
    "The analysts took the dashboard as gospel.": "The dashboard was taken as correct.",
    "We gave no thought to the time zone.": "The time zone was not considered.",
    "Nobody gave the retention limit a thought.": "The retention limit was not considered.",
    "The crew never gave the retry storm a second thought.": "The retry storm was never considered further.",
    "The crew paid no attention to the oil pressure.": "The oil pressure was not taken into account.",
    "The supplier dragged its feet on the patch for two weeks.": "The patch was delayed for two weeks.",
    "The vendor gave up on the restore after 20 minutes.": "The restore was abandoned after 20 minutes.",
    "The operator fat-fingered the VLAN id.": "The VLAN id was mistyped.",
    "The vendor found it unnecessary to announce the new limit.": "The new limit was not announced.",
    "The crew saw no reason to repeat test 7.": "Test 7 was not repeated.",
    "The clerk mistook the live ledger for the archive.": "The live ledger was taken for the archive.",
    "The partner moved the job in April and kept it to itself that the key had changed.": "The job was moved in April and it was not mentioned that the key had changed.",
    "Two alarms from the boiler had gone unheeded.": "Two alarms from the boiler had not been acted on.",
    "The intern changed the key at 12:40 without telling a soul.": "The key was changed at 12:40; no one had been told.",
}
COURSES = {
    "The vendor left us to find out about the outage from a blog.": "We were left to find out about the outage from a blog.",
    "The schema team renamed the column and left billing to clean up 400 rows.": "The column was renamed and billing was left to clean up 400 rows.",
    "The host fobbed us off with a canned reply.": "We got a canned reply.",
    "The manager forced the release through on Friday evening.": "The release went ahead on Friday evening.",
    "The release was pushed through by the product manager at 17:00.": "The release went ahead at 17:00.",
    "A clerk fell for a phishing mail on 12 March.": "A phishing mail was taken as genuine on 12 March.",
    "The platform team let the backlog grow to 9,000 messages.": "The backlog grew to 9,000 messages.",
    "Our DNS provider botched the cutover on 4 May.": "The cutover by our DNS provider went wrong on 4 May.",
    "The shift lead knew about the worn belt and did nothing.": "The worn belt was known and nothing was done.",
    "The architects were told about the shared name in May and did nothing about it.": "The architects were told about the shared name in May and nothing was done about it.",
    "Despite two mails the depot manager did nothing about the missing labels.": "Despite two mails nothing was done about the missing labels.",
    "The build team noticed at 09:10 that jobs were slow and left it at that until lunch.": "The build team noticed at 09:10 that jobs were slow and nothing more was done until lunch.",
    "The directors had been told on Tuesday that the storm was coming and sat on their hands.": "The directors had been told on Tuesday that the storm was coming and nothing was done.",
    "The vendor left it to the wards to find the new codes.": "It was left to the wards to find the new codes.",
    "The supplier designed the sensor and then had the cheek to bill us for the visit.": "The sensor was designed and we were then billed for the visit.",
    "The planner had let the runbook rot.": "The runbook had fallen out of date.",
    "The project office left the bus operator to find out about the diversion from its own drivers.": "The bus operator was left to find out about the diversion from its own drivers.",
}
IMPERSONAL = {
    "It never occurred to anyone to check the second feed.": "The second feed was not checked.",
    "It did not occur to the crew to look at the proxy logs.": "The proxy logs were not looked at.",
    "It never occurred to the planners that the job also runs on Sundays.": "It was never considered that the job also runs on Sundays.",
    "No thought was given by the vendor to the failover.": "The failover was not considered.",
    "No thought had been given to the time zone.": "The time zone had not been considered.",
}
LEFT_ALONE = [
    "The pump had been changed, so we shrugged off those alarms to this.",
    "Dispatch brushed aside the call as noise.",
    "The desk passed the buck to the network team.",
    "The vendor swept the fault under the rug.",
    "The night shift ducked the call.",
    "Too little care was taken over the cabling.",
    "The vendor stonewalled.",
    "The director brushed every concern aside on 2 May.",
    "Conflicts 1 to 190 were waved aside in a single click at 15:03.",
    "The crew shrugged off all alarms at noon.",
    "The flaw had been raised in 2016 and 2018, and brushed aside each time.",
    "The clerk in charge of the lists that day waved the load through and the scale was off.",
]
NO_IDIOM = [
    "A rubber-stamped form lay on the desk.",
    "The pilot waved to the crowd.",
    "The night light was left in the hall.",
    "The crew gave the pump a second coat.",
    "The clerk left the valve to customers in Oslo.",
    "It occurred to the crew to call the depot.",
    "Little thought was given to the failover.",
]


@pytest.mark.parametrize(("source", "expected"), {**PLAIN, **COURSES, **IMPERSONAL}.items())
def test_an_idiom_is_told_in_plain_words(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", LEFT_ALONE)
def test_an_idiom_without_plain_words_has_no_version(source: str):
    assert neutral_version(source, lambda words: words != source) is None


@pytest.mark.parametrize("source", NO_IDIOM)
def test_words_that_only_look_like_an_idiom_stay(source: str):
    assert plainly(with_doer(source)).text == source


def test_a_denied_idiom_stays_denied_in_its_tense():
    assert plainly("They had shrugged off the alarm.").text == "They had not reacted to the alarm."
    assert plainly("They never gave it a thought.").text == "They never considered it."
    assert plainly("The alarm had been brushed aside.").text == "The alarm had not been acted on."
