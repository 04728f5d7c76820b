"""What a rewrite must keep or leave whole, class by class; where it can't, nothing is offered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.coach.fidelity import preserved
from agent.coach.neutral import neutralise
from agent.coach.rewriting.search import neutral_version

MEANT = {
    "The clerk unintentionally deleted the mailbox.": "The mailbox was unintentionally deleted.",
    "The admin wrongly believed that the lock was held.": "It was mistakenly believed that the lock was held.",
    "The operator removed the wrong disk by mistake.": "The wrong disk was removed by mistake.",
    "The analyst mistakenly told two clients that the report was final.": "Two clients were mistakenly told that the report was final.",
}
WHOSE = {
    "The vendor's sloppy migration removed the index.": "The vendor migration removed the index.",
    "The captain's inadequate planning of the approach.": "The planning of the approach was inadequate.",
    "The first shift's careless edit and the second shift's late answer cost a day.": "The first shift's edit and the second shift's late answer cost a day.",
    "Berit's reckless edit removed the index.": "Berit's edit removed the index.",
}
BOTH_HALVES = {
    "I copied the keys to the laptop and should've taken the old key out.": "The keys were copied to the laptop and the old key was not taken out.",
    "The officer signed the list at 03:12 and thereby released 14 million to the bidder.": "The list was signed at 03:12 and 14 million were thereby released to the bidder.",
    "The dispatcher panicked and opened both gates.": "Both gates were opened.",
    "The desk was too trusting and told nobody about the call.": "Nobody was told about the call.",
}
IN_ITS_PLACE = {
    "The crew wasted the first hour restarting pumps.": "The first hour was spent restarting pumps.",
    "The porter failed to read the label on the crate.": "The label on the crate was not read.",
    "The inspector signed the permit unread.": "The permit was signed unread.",
    "The team failed to put in place a second key.": "No second key was put in place.",
    "The planner overlooked the key in rates.csv, line 9.": "The key in rates.csv, line 9, was not noticed.",
    "The planner overlooked the need for a second crane.": "The need for a second crane was not considered.",
    "The guard missed the sign on the gate.": "The sign on the gate was not noticed.",
    "We did not look at laptops until Monday.": "Laptops were not looked at until Monday.",
    "No one checked the alias before the move.": "The alias was not checked before the move.",
    "The fitter unplugged the wrong power supply.": "The wrong power supply was unplugged.",
    "The team failed to fail over to the second feed.": "There was no failover to the second feed.",
    "If only the clerk had made a copy first, we would not be here.": "No copy was made first.",
    "With a minimum of care the admins would have closed the port.": "The port was not closed.",
    "Whoever wrote the script failed to set a limit.": "When the script was written, no limit was set.",
    "We never rotated the key, and that is on us.": "The key was never rotated.",
}
QUESTIONS = [
    "We did not tell the users, nor did we do enough to slow the job down.",
    "The departing pilot's inadequate lookout.",
    "We rushed the move and skipped the dry run.",
    "Neither the clerk nor the manager read the note.",
    "The vendor waited for two days and, when asked, blamed the weather.",
    "The clerk copied it herself and should have asked her lead.",
    'The cause code was given as "human error, clerk" by the board.',
    "lol so the crew deleted the index",
    "The team should have done a better job of the handover.",
    "At the very least the clerk should have called.",
    "The table was dropped by a clerk in a hurry which shows.",
    "The vendor left the step out of the plan it had promised to write.",
    "The derailment was investigated by the Northern Rail Safety Board.",
    "According to sakura, his decision to keep the pump on had two reasons.",
    "A tired nurse gave the wrong dose at 04:10.",
    "The clerk merged the list hastily, before the audit.",
]


@pytest.mark.parametrize(
    ("source", "expected"), {**MEANT, **WHOSE, **BOTH_HALVES, **IN_ITS_PLACE}.items()
)
def test_what_is_told_beside_the_blame_stays(source: str, expected: str):
    found: list[str] = []
    neutral_version(source, lambda words: bool(found.append(words)))
    assert expected in found


@pytest.mark.parametrize("source", QUESTIONS)
def test_a_sentence_that_would_lose_a_part_of_it_has_no_version(source: str):
    assert neutral_version(source, lambda words: words != source) is None


@pytest.mark.parametrize(
    "source",
    [
        "The change was made by our network team in Oslo.",
        "All tests were performed by the second shift.",
        "Two of the signers were employed by the same company.",
        "A test launched by the Performance team used up the limit.",
    ],
)
def test_who_did_it_stays_where_nothing_is_blamed_on_them(source: str):
    found: list[str] = []
    neutral_version(source, lambda words: bool(found.append(words)))
    assert found == []


FAILED_TO = {
    "The leak was caused by our failure to grease the hinge in May.": "The leak occurred because the hinge was not greased in May.",
    "The stop was due to the night crew's failure to order the belts.": "The stop occurred because the belts were not ordered.",
}
A_SLIP = {
    "Due to human error, the quota was set to 7.": "The quota was mistakenly set to 7.",
    "User error led to the deletion of 340 mailboxes.": "340 mailboxes were mistakenly deleted.",
    "Leaving the hatch open after the drill was a human error.": "The hatch was mistakenly left open after the drill.",
    "Releasing the old price list was a human error.": "The old price list was mistakenly released.",
    "Due to operator error, the wrong valve was shut.": "The wrong valve was shut.",
    "The spill was triggered by human error: the porter opened the tap with a wrong key.": "The spill was triggered by an error: the tap was opened with a wrong key.",
    "A user error was made there by assuming the pass was still valid.": "It was mistakenly assumed that the pass was still valid.",
}
CAUSES = {
    "If we had greased the hinge, we would have heard the crack.": "The hinge was not greased, so the crack was not heard.",
    "Had the crew ordered the belts, the line would not have stopped.": "The belts were not ordered, so the line stopped.",
}
NOUN_KEPT_WHOLE = {
    "The porter used a trolley with worn brakes to move the crates.": "A trolley with worn brakes was used to move the crates.",
    "The fitter mistakenly unplugged all racks in the hall.": "All racks in the hall were mistakenly unplugged.",
    "The clerk accidentally removed the seal on `crate-7`.": "The seal on `crate-7` was accidentally removed.",
    "The clerk accidentally removed the seal in the process.": "The seal was accidentally removed in the process.",
}
DONE_WRONG = {
    "We incorrectly labelled the crate.": "The crate was labelled incorrectly.",
    "The crew improperly stored the belts.": "The belts were improperly stored.",
    "The clerk incorrectly assumed a full tank, so only one pump was started.": "A full tank was incorrectly assumed, so only one pump was started.",
}
NEVER = {
    "We never greased the hinge.": "The hinge was never greased.",
    "The crew never ordered any belts.": "No belts were ever ordered.",
    "The crew never answered the alarm and never told the desk.": "The alarm was never answered and the desk was never told.",
    "The crew had never checked the belts.": "The belts had never been checked.",
}
IN_PLAIN_WORDS = {
    "We did not ask how long the pump can run dry.": "It was not asked how long the pump can run dry.",
    "We did not realise that the tank was empty.": "It was not realised that the tank was empty.",
    "It took us too long to realise the loss of pressure.": "The loss of pressure was noticed late.",
}
REFUSED = [
    "The later failure of a duty nurse to act on the reading cost a day.",
    "A 4b9 fitter inadvertently cut the lane while testing.",
    "The spill was triggered by human error: one of the two clerks ran into the rack.",
    "The crew failed to weigh the crate that came last, it would not fit the lift.",
    "The clinic committed to buying new belts.",
    "Lindqvist planned to move the racks.",
    "We did not think the noise came from the pump.",
    "The night desk observed that the queue was growing.",
]


@pytest.mark.parametrize(
    ("source", "expected"),
    {
        **FAILED_TO,
        **A_SLIP,
        **CAUSES,
        **NOUN_KEPT_WHOLE,
        **DONE_WRONG,
        **NEVER,
        **IN_PLAIN_WORDS,
    }.items(),
)
def test_what_was_done_and_that_it_was_a_slip_is_told_without_its_doer(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source and "uman err" not in words)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", REFUSED)
def test_where_only_the_blame_or_a_part_of_the_facts_would_be_left_nothing_is_offered(source: str):
    found = neutral_version(source, lambda words: words != source)
    assert found is None


DOERS = st.sampled_from(
    ("The clerk", "We", "Our vendor", "The night shift", "Somebody", "The site manager", "I")
)
HOW = st.sampled_from(
    (
        "accidentally deleted",
        "mistakenly released",
        "deliberately skipped",
        "knowingly ignored",
        "failed to check",
        "never read",
        "should have tested",
        "carelessly moved",
        "was too lazy to open",
        "wrongly closed",
    )
)
THINGS = st.sampled_from(
    (
        "both keys",
        "most of the 40 rows",
        "the scheduler's log",
        "the label on crate 7",
        "`db-7`",
        'the file "final list"',
        "all tickets of 3 May",
        "the sign in bay C-2",
    )
)
AND = st.sampled_from(
    (
        "",
        " at 14:05",
        " and told nobody",
        ", nor did we call the desk",
        " and, when asked, blamed the tool",
        " but noticed it at 09:40",
        " because the page was slow",
        ", and that is our failure",
        " without asking the owner",
        " twice, which cost 12 minutes",
    )
)
INTENT = ("accident", "mistak", "deliberate", "knowing")


@settings(max_examples=200, deadline=None)
@given(DOERS, HOW, THINGS, AND)
def test_intent_numbers_owners_and_quotations_survive_every_rewrite(
    doer: str, how: str, thing: str, more: str
):
    source = f"{doer} {how} {thing}{more}."
    rewrite = neutralise(source).text
    if not rewrite:
        return
    assert preserved(source, rewrite, people=(doer,)) == (), f"{source} => {rewrite}"
    for word in INTENT:
        assert (word in source) <= (word in rewrite), f"{source} => {rewrite}"
    for fact in (
        "both",
        "most",
        "40",
        "scheduler's",
        "crate 7",
        "`db-7`",
        "final list",
        "3 May",
        "C-2",
    ):
        assert (fact in source) <= (fact.lower() in rewrite.lower()), f"{source} => {rewrite}"


@settings(max_examples=100, deadline=None)
@given(DOERS, HOW, THINGS, AND)
def test_a_rewrite_is_clean_and_is_not_rewritten_again(doer: str, how: str, thing: str, more: str):
    rewrite = neutralise(f"{doer} {how} {thing}{more}.").text
    again = neutralise(rewrite)
    assert (again.text, again.finding) == ("", None)
