"""What would, could or should have been is told as what was, and what was possible stays possible."""

import pytest

from agent.coach.rewriting.search import neutral_version

COULD = {
    "We could have seen the crack before the launch.": "The crack was not seen before the launch, though it could have been.",
    "The auditor could easily have opened the file.": "The file was not opened, though it could easily have been.",
    "We could have noticed that the disk was filling up.": "It was not noticed that the disk was filling up, though that was possible.",
    "He could have added consumers first.": "Consumers were not added first, though that was possible.",
    "The on-call could have rolled back the release at 10:05.": "The release was not rolled back at 10:05, though it could have been.",
    "We could have escalated in the first hour.": "There was no escalation in the first hour, though that was possible.",
    "The planner could and should have moved the job to a quiet hour.": "The job was not moved to a quiet hour, though it could have been.",
    "They might at least have drained the queue.": "The queue was not drained, though it could have been.",
    "The clerk could have pulled the list; it was on the desk.": "The list was not pulled, though it could have been; it was on the desk.",
    "We could have paused the job instead of killing it.": "The job was killed, though it could have been paused.",
    "The auditor could have caught this by opening the list.": "The list was not opened; otherwise this could have been caught.",
    "We could have avoided this by testing the script.": "The script was not tested; otherwise this could have been avoided.",
}
OTHERWISE = {
    'If we had picked up on this notice in "Main"- we could have drained the pump gently.': 'This notice in "Main" was not noticed; otherwise the pump could have been drained gently.',
    "If we had greased the hinge, we might have heard the crack.": "The hinge was not greased; otherwise the crack might have been heard.",
    "If we had read the note, the pump would have stopped.": "The note was not read; otherwise the pump would have stopped.",
    "Had we run even one drill, we could have caught this in March.": "Not one drill was run; otherwise this could have been caught in March.",
    "The fault would have stayed small, had we kept our filters in order.": "Our filters were not kept in order; otherwise the fault would have stayed small.",
    "We could have restored the table in 10 minutes if we had kept the dump.": "The dump was not kept; otherwise the table could have been restored in 10 minutes.",
    "If we had not disabled the check, we could have seen the bad rows at 09:10.": "The check was disabled; otherwise the bad rows could have been seen at 09:10.",
    "Had anyone on nights compared the tag with the tube, the mix-up would have ended at bed 4.": "The tag was not compared with the tube; otherwise the mix-up would have ended at bed 4.",
    "If the clerk had checked the rota we wouldn't have lost two days of data.": "The rota was not checked, so two days of data were lost.",
    "It would have been good if we had tested the restore.": "The restore was not tested.",
    "Had the guard pressed stop, the second truck would have stayed whole.": "Stop was not pressed; otherwise the second truck would have stayed whole.",
}
RESTATED = {
    "It would have been prudent of Maria to phone the customer first.": "The customer was not phoned first.",
    "In hindsight, it would have been wise for the team to drain the node.": "The node was not drained.",
    "I wish one of us had opened the dashboard before noon.": "The dashboard was not opened before noon.",
    "I wish I had not merged it on Friday.": "It was merged on Friday.",
    "It was wrong of us to delete the topic without a backup.": "The topic was deleted without a backup.",
    "It was short-sighted of the crew to remove the old pump in March.": "The old pump was removed in March.",
    "It was wrong of us not to tell the customers.": "The customers were not told.",
    "It was naive of us to think that the dam would hold.": "It was assumed that the dam would hold.",
    "You'd expect the reviewer to run the tests.": "The tests were not run.",
    "The integrator could have been expected to mask the key.": "The key was not masked.",
    "The DBA was supposed to rotate the keys in May, but did not.": "The keys were not rotated in May.",
    "The lead would have done well to ask for a second opinion.": "A second opinion was not asked for.",
}
DUTIES = {
    "We should have used a queue for exports, which would have avoided the outage.": "No queue was used for exports, though that would have avoided the outage.",
    "We probably should have tried a restart, but that would not have helped.": "A restart was not tried, but that would not have helped.",
    "We probably should have paged the network team at 10:05.": "The network team was not paged at 10:05.",
    "The clerk should have forwarded the mail rather than opening it.": "The mail was not forwarded, but opened.",
    "We should have rolled back the release instead of patching the live host.": "The release was not rolled back; instead, the live host was patched.",
    "The DBA should have run the query, and not only looked at the plan.": "The query was not run; only the plan was looked at.",
    "The DBA ought to have asked before moving the flag.": "The flag was moved; no question was asked beforehand.",
    "The DBA should have tested the dump, and did not.": "The dump was not tested.",
    "We never rebooted the server, and we really ought to have.": "The server was never rebooted.",
    "@kim7 should have asked in #ops-help instead of #ops-desk.": "The question was asked in #ops-desk instead of #ops-help.",
    "The intern should never have been given access to the vault.": "The intern was given access to the vault.",
    "The clerk should have signed the form, as step 6 requires.": "The form was not signed; step 6 requires it.",
    "The lab ought to have compared the two samples.": "The two samples were not compared.",
    "Esperanza should have searched the file for the word.": "The file was not searched for the word.",
}
MISSING = {
    "All she had to do was close two valves.": "Only two valves had to be closed, which was not done.",
    "The clerk had only to open the drawer.": "Only the drawer had to be opened, which was not done.",
    "We should have had a written plan for the move before June.": "There was no written plan for the move before June.",
    "The intern should never have had access to the vault.": "The intern had access to the vault.",
}
EVERY = {**MISSING, **COULD, **OTHERWISE, **RESTATED, **DUTIES}
REFUSED = [
    "We could have lost all records.",
    "The disk could have been full.",
    "The job failed because the pump could have stopped.",
    "Had we looked at the graph, we would have seen it.",
    "The lead should have stopped the rollout, which he could have done at any time.",
    "We should not have merged on Friday, which would have avoided the page.",
    "The clerk could have asked IT before touching the mast, as every other desk does.",
    "The linter should have compared the two trees.",
    "Kafka should have compared the two offsets.",
    "The pilot should have turned after the third mark and not the fifth.",
    "It would have been better if the load had been lower.",
    "Perhaps the pump was off.",
    "Maybe we should have tried a restart, but that would not have helped.",
]


@pytest.mark.parametrize(("source", "expected"), EVERY.items())
def test_what_would_have_been_is_told_as_what_was(source: str, expected: str):
    found = neutral_version(source, lambda words: words == expected)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize("source", REFUSED)
def test_what_cannot_be_turned_round_for_certain_has_no_version(source: str):
    assert neutral_version(source, lambda words: words != source) is None
