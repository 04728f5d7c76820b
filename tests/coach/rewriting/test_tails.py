"""What follows a plain act is told with it: beliefs, later acts, reasons, steps that were skipped."""

from collections.abc import Callable

import pytest

from agent.coach.rewriting.search import neutral_version

BELIEFS = {
    "The operator silenced the alert, wrongly assuming it was a test.": "The alert was silenced on the mistaken assumption that it was a test.",
    "The engineer dropped the index, believing it unused.": "The index was dropped in the belief that it was unused.",
    "The admin wiped the disk, believing it to be a copy.": "The disk was wiped in the belief that it was a copy.",
    "The technician rebooted the switch, not realising that it carried the phones.": "The switch was rebooted; it was not known that it carried the phones.",
    "The clerk reset the counter, unaware that billing read it.": "The counter was reset; it was not known that billing read it.",
    "The DBA assumed that the job was idempotent and ran it twice.": "It was assumed that the job was idempotent, and it was run twice.",
    "The team did not verify the tapes and assumed they were readable.": "The tapes were not verified and it was assumed that they were readable.",
}
LATER_ACTS = {
    "The admin rotated the key and let the old lease lapse.": "The key was rotated and the old lease lapsed.",
    "The operator read the warning and did nothing about it.": "The warning was read and nothing was done about it.",
    "We did not monitor the queue and only found out when customers called.": "The queue was not monitored and this was only noticed when customers called.",
    "The nurse gave the wrong dose, and the team did not notice until noon.": "The wrong dose was given, and this was not noticed until noon.",
    "The engineer restarted the wrong node and waited 50 minutes for an answer.": "The wrong node was restarted and 50 minutes were spent waiting for an answer.",
    "The operator entered the wrong batch, confirmed the dialog, and started the mixer.": "The wrong batch was entered, the dialog was confirmed, and the mixer was started.",
    "The team never wrote down the steps, and lost two hours looking for them.": "The steps were never written down, and two hours were lost looking for them.",
    "We did not tell support that the shop was down, nor did we open a ticket.": "Support was not told that the shop was down, and no ticket was opened.",
    "We paused the alerts and did not resume them until Friday.": "The alerts were paused and were not resumed until Friday.",
}
REASONS = {
    "The nurse gave a second dose because she did not see the note.": "A second dose was given because the note was not seen.",
    "The operator opened valve V-7 before he had closed V-6.": "Valve V-7 was opened before V-6 had been closed.",
    "The driver passed the signal, although he had been warned twice.": "The signal was passed, although a warning had been given twice.",
    "The crew ignored the alarm because they had not been trained on the panel.": "There was no response to the alarm because there had been no training on the panel.",
    "The engineer missed the loop because she only looked at the tests.": "The loop was not noticed because only the tests were looked at.",
    "The QA team skipped the suite to meet the deadline.": "The suite was skipped to meet the deadline.",
}
LACKS = {
    "The team did not have a rollback plan.": "There was no rollback plan.",
    "The team had no spares and did not test the pump.": "There were no spares and the pump was not tested.",
    "The engineer did not have a backup and ran the migration anyway.": "There was no backup and the migration was run anyway.",
}
PLAIN_ACTS = {
    "The engineer deviated from the plan at step 4 and ran the cleanup early.": "There was a deviation from the plan at step 4 and the cleanup was run early.",
    "The admin merged into main without a review and told nobody.": "There was a merge into main without a review and nobody was told.",
    "An engineer accidentally deployed to production instead of staging.": "There was an accidental deployment to production instead of staging.",
}
SKIPPED = {
    "The lead signed off without reading the sheet.": "The sheet was not read before the sign-off.",
    "The lead signed off on the change without reading the sheet.": "The sheet was not read before the sign-off on the change.",
    "The technician opened the valve without making sure that the pump was off.": "The valve was opened; it had not been ensured that the pump was off.",
    "The manager approved the change without looking at the diff.": "The change was approved; the diff had not been looked at.",
    "The operator acknowledged the alarm without investigating and closed the ticket.": "The alarm was acknowledged without an investigation and the ticket was closed.",
    "The vendor rebooted our hosts without warning and did not answer our calls.": "Our hosts were rebooted without warning and our calls were not answered.",
}
PEOPLE = {
    "Sergeant Oyelowu lost the evidence log.": "The evidence log was lost.",
    "Project manager Ulrika Somm accepted the report without asking for proof.": "The report was accepted; proof had not been asked for.",
    "Zsofka skimmed the diff and approved it.": "The diff was skimmed and it was approved.",
    "The board had been reminded of the renewal twice and postponed it.": "The board had been reminded of the renewal twice and it was postponed.",
    "The vendor did not give us a date for the fix.": "We were not given a date for the fix.",
}
SPLICES = {
    "The developer overlooked the flag, it was hidden in a menu.": "The flag was not noticed; it was hidden in a menu.",
    "We failed to test the path where the cache is cold, it was only reached after the restart.": "The path where the cache is cold was not tested; it was only reached after the restart.",
}
OTHERS = {
    "We treated the loss between `a1` and `w2` as noise.": "The loss between `a1` and `w2` was treated as noise.",
    "We never set an alert on the age of the oldest message in `claims-in`.": "No alert on the age of the oldest message in `claims-in` was ever set.",
    "The DBA ran the query without a WHERE clause and wiped the table.": "The query was run without a WHERE clause and the table was wiped.",
    "The crew failed over the wrong cluster.": "The wrong cluster was failed over.",
    "The engineer forgot to re-enable the job.": "The job was not re-enabled.",
    "The engineer who wrote the script forgot that the job runs at noon.": "When the script was written, it was not considered that the job runs at noon.",
    "Engineers mistakenly believed the two racks were alike, leading them to test only one of them.": "It was mistakenly believed that the two racks were alike, so only one of them was tested.",
    "The vendor delivered the patch three weeks late.": "The patch was delivered three weeks late.",
}
TOLD = {
    **BELIEFS,
    **LATER_ACTS,
    **REASONS,
    **LACKS,
    **PLAIN_ACTS,
    **SKIPPED,
    **SPLICES,
    **PEOPLE,
    **OTHERS,
}
LEFT_ALONE = [
    "The cook told the team that it was warm, even though the guard had called him at dawn.",
    "Our vendor moved the gate in their June visit and did not log it.",
    "Nevertheless, the guards, in talks with the cook, made a grave error and mistakenly concluded that it was dry.",
    "I cut my teeth in this trade mostly at small mills.",
    "We should have made writing to the page fail for guests.",
    "The crew of the Tai He failed to respond.",
    "In hindsight, I should have use the new scale instead of the old one.",
    "For instance, we skipped setting up a guard for the oven in favour of a note.",
    "One of the tries that we thought would solve it was to wait for the mill.",
    "The guards did not react to the water rising behind them.",
    "And while it is sad that we ended up in this place, at least it is dry.",
    "The pilot's flight into known fog, and his decision to continue his approach in the dark.",
    "The siren made the guard put the key in the wrong box.",
    "The clerks had not had the opportunity to count the crates.",
    "The team did not have permission to open the vault.",
    "The fitter turned up three days late.",
    "Our reviewers did not see that the unit had changed, even though both of them had signed.",
    "The crew was hesitant to dock without asking the harbour.",
    "We were reluctant to restart the pump without telling the night shift.",
    "Apache Kafka dropped the messages without warning.",
    "Service Discovery deleted the entry.",
    "The operator saw the panel unlocked and went home.",
    "The lead approved his own exception.",
    "The engineer restarted the balancers in spite of having been asked to wait.",
    "The engineer made two changes at once and could not tell which one was at fault.",
    "We had no idea and no excuse.",
    "The team forgot the flag when they moved the host, they were in a rush.",
]


def _clean_of(source: str) -> Callable[[str], bool]:
    return lambda words: words != source and not words.startswith(("The team", "The engineer"))


@pytest.mark.parametrize("source", TOLD)
def test_the_tail_of_an_act_is_told_with_it(source: str):
    found: list[str] = []
    neutral_version(source, lambda words: bool(found.append(words)))
    assert TOLD[source] in found


@pytest.mark.parametrize("source", LEFT_ALONE)
def test_a_tail_that_needs_its_doer_leaves_the_sentence_alone(source: str):
    assert neutral_version(source, _clean_of(source)) is None


def test_a_program_with_the_name_of_a_role_stays_as_the_one_that_acts():
    version = neutral_version(
        "The admin changed the file without reading it, and the Redis operator deleted the claims.",
        lambda words: not words.startswith("The admin"),
    )
    assert version is not None
    assert "the Redis operator deleted the claims" in version.text


def test_nobody_is_left_as_the_one_who_acted_where_only_a_judgement_went():
    source = "A trainee controller cleared two aircraft for runway 16 because she was distracted."
    version = neutral_version(source, lambda words: "distracted" not in words)
    assert version is not None
    assert version.text == "Two aircraft were cleared for runway 16."
