"""What belongs together stays together, and nothing is left that leans on somebody who is gone."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.search import neutral_version

OF_THE_ACT = {
    "The cashier lost two rolls somewhere between the vault and the counter.": "Two rolls were lost somewhere between the vault and the counter.",
    "Nobody watched the queue between Monday and Wednesday.": "The queue was not watched between Monday and Wednesday.",
    "Nobody at the depot answered the radio between 05:00 and 05:40.": "At the depot, the radio was not answered between 05:00 and 05:40.",
    "We should have replaced the seal of pump 4 in May, when the leak was seen.": "The seal of pump 4 was not replaced in May, when the leak was seen.",
    "The planner typed stop in the wrong shell.": "Stop was typed in the wrong shell.",
    "Ines muted the disk warning on the 3rd just to have a quiet night.": "The disk warning was muted on the 3rd just to have a quiet night.",
    "The engineer loaded the rule set into production without a review.": "The rule set was loaded into production without a review.",
    "Nobody considered heat before the rack was moved.": "Heat was not considered before the rack was moved.",
    "Nils sold 40 seats between 09:00 and 09:10, which says it all.": "40 seats were sold between 09:00 and 09:10, which says it all.",
}
OF_THE_THING = {
    "We did not pause the rollout to the smaller shops, though two were down.": "The rollout to the smaller shops was not paused, though two were down.",
    "The clerk did not review the permits due in March.": "The permits due in March were not reviewed.",
    "The board had cancelled the training on the new press so as to save a day.": "The training on the new press had been cancelled so as to save a day.",
    "We took the figure in the summary at face value.": "The figure in the summary was taken at face value.",
    "The planner took the note that came from the yard for an order.": "The note that came from the yard was taken for an order.",
    "Only in June did we open the ledger that we ought to have checked every month.": "Only in June did we open the ledger that was not checked every month.",
}
AGREES = {
    "We sent all 1,200 at once.": "All 1,200 were sent at once.",
    "The driver signed page 3 of 9 and took the other 6 as read.": "Page 3 of 9 was signed and the other 6 were taken as read.",
    "We dropped a third of the messages.": "A third of the messages were dropped.",
    "We muted the fan and blocked roughly 7% of valid logins.": "The fan was muted and roughly 7% of valid logins were blocked.",
    "The clerk copied the old list and didn't tell anybody until noon.": "The old list was copied and nobody was told until noon.",
    "i opened 12 tickets and didnt read the notes": "12 tickets were opened and the notes were not read",
}
SAID_RIGHT = {
    "We incorrectly computed the fee for late orders.": "The fee for late orders was computed incorrectly.",
    "We incorrectly set the TTL for the zone to 60.": "The TTL for the zone was set to 60, which was incorrect.",
    "The clerk totally forgot about the spare key.": "The spare key was not considered at all.",
    "QA checked what was easy to check.": "What was easy to check was checked.",
    "The tank should have been tested before we drained the pump.": "The tank was not tested before the pump was drained.",
    "A manual error while editing the price list caused all discounts to be dropped.": "An error while the price list was being edited caused all discounts to be dropped.",
    "The architect underestimated how many guests the app would draw and sized the pool accordingly.": "It was underestimated how many guests the app would draw, and the pool was sized accordingly.",
    "The crew could have closed the valve with a single turn when the bell rang.": "The valve was not closed when the bell rang, though it could have been with a single turn.",
    "The agency sent a nurse whose papers it had not checked.": "A nurse whose papers had not been checked was sent.",
}
LEANING = [
    "The server had been kept on the old version by the IT group, to save themselves a visit.",
    "Sure that it was the fan again, we ignored the smell for 20 minutes.",
    "The board published a plan that they knew could not be met.",
    'The caterer had promised us "fresh fish", and what it delivered was frozen.',
    "The leak was missed by everyone whose task it is to walk the line.",
    "Maja abused her rights as an editor to delete the thread.",
    "Brokers, they skip the first line of anything.",
    "Rather than try it with two pages, we printed all 900 at once.",
    "Somebody with a master key opened the vault.",
    "The reviewer approved the patch without noticing that, besides the rename, the limit had been cut.",
    "The instructor's delayed braking action and inadequate supervision of the pupil.",
    "We brushed it off as noise.",
]


@pytest.mark.parametrize("table", [OF_THE_ACT, OF_THE_THING, AGREES, SAID_RIGHT])
def test_what_belongs_together_stays_together(table: dict[str, str]):
    said: dict[str, str] = {}
    for source in table:
        version = neutral_version(source, lambda words, source=source: words != source)
        said[source] = version.text if version else ""
    assert said == table


@pytest.mark.parametrize("source", LEANING)
def test_nothing_is_offered_that_leans_on_somebody_who_is_gone(source: str):
    assert neutralise(source).text == ""


@pytest.mark.parametrize(
    "source",
    [
        "The admin wiped the disk in the belief that it was a copy.",
        "The nurse keyed 50 instead of 5.",
        "The clerk typed the name of the street twice.",
    ],
)
def test_words_that_only_look_so_are_told_as_before(source: str):
    assert neutral_version(source, lambda words: words != source) is not None


def test_a_person_of_an_earlier_sentence_does_not_come_back_as_he():
    assert neutralise("The tanker driver forgot the sample. He was late again.").text == ""


PLACED = {
    "The clerk at the Alder depot sent tram 9 out because he had not read the note.": (
        "At the Alder depot, tram 9 was sent out because the note had not been read."
    ),
    "No one at the branch checked the passport.": "At the branch, the passport was not checked.",
    "The stewards at gate C opened the hatch too early.": "The hatch was opened too early at gate C.",
    'Nobody on the night desk knew what "code 3" meant.': (
        'On the night desk, what "code 3" meant was not known.'
    ),
}
AS_ONE_WRITES = {
    "I tried a rollback, which failed, and only then opened a ticket with the mill.": (
        "A rollback was tried, which failed, and only then was a ticket opened with the mill."
    ),
    "The clerk did not mention the spare rope (9 m, wet).": (
        "The spare rope (9 m, wet) was not mentioned."
    ),
    "The shift cook forgot to shut the valve after flushing, and the tank ran dry.": (
        "The valve was not shut after flushing, and the tank ran dry."
    ),
    "2.1 The mate did not call the depth.": "2.1 The depth was not called.",
    "I tied the rope from the guide and didn't notice it ran over the rail.": (
        "The rope was tied from the guide, and it was not noticed that it ran over the rail."
    ),
    "- The ushers sent the guests to the wrong pier for an hour (our bad)": (
        "- The guests were sent to the wrong pier for an hour"
    ),
    "We failed to ground the old mast.": "The old mast was not grounded.",
}


@pytest.mark.parametrize("table", [PLACED, AS_ONE_WRITES])
def test_a_place_stays_and_words_stand_as_one_writes_them(table: dict[str, str]):
    assert {source: neutralise(source).text for source in table} == table
