"""A blaming sentence is told from the side of the thing, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.coach.rewriting.search import neutral_version

NOT_DONE = {
    "Tom's failure to close the valve before the storm cost us four days.": "The valve was not closed before the storm, which cost us four days.",
    "Ana scheduled the bake for 12:00 because she thought 12 meant midnight.": "The bake was scheduled for 12:00 because it was thought that 12 meant midnight.",
    "If I'd looked at the board I'd have seen the 500s straight away.": "The board was not looked at, so the 500s were not seen straight away.",
    "The guard mistakenly unloaded the new lamps from the seven posts.": "The new lamps were mistakenly unloaded from the seven posts.",
    "The yard team sent box 7 for repair along with the rest, even though Sales had kept it.": "Box 7 was sent for repair along with the rest, even though it had been kept.",
    "The builders left the pump aware of only one valve.": "The pump was left aware of only one valve.",
    "When we drew the plan for the mill wall, the oven and gate slots were forgotten, and we forgot to tell the mason.": "When the plan for the mill wall was drawn, the oven and gate slots were forgotten, and the mason was not told.",
    "We forgot to pay the toll before I woke the driver.": "The toll was not paid before the driver was woken.",
    "The fitter failed to install a required valve.": "A required valve was not installed.",
    "They also failed to spread reverse thrust evenly.": "Reverse thrust was also not spread evenly.",
    "The baker's failure to adequately weigh inbound flour sacks which resulted in a loss of bread.": "Inbound flour sacks were not adequately weighed, which resulted in a loss of bread.",
    "The guard’s failure to properly latch the hatch, which resulted in a flood.": "The hatch was not properly latched, which resulted in a flood.",
    "The fitter's improper installation of the oven door (OD) hinges, which resulted in smoke.": "The oven door (OD) hinges were not installed properly, which resulted in smoke.",
    "We updated Rails to 7 and forgot to restart the workers.": "Rails was updated to 7 and the workers were not restarted.",
    "While mending HERMES, we forgot to lock the bay.": "While HERMES was being mended, the bay was not locked.",
    "We forgot to update the allowlist when we moved the host.": "The allowlist was not updated when the host was moved.",
    "The storage lead failed to take a dump before the move.": "No dump was taken before the move.",
    "The operator failed to notice that the disk was full.": "It was not noticed that the disk was full.",
    "We did not realise the disk was full until 14:05.": "It was not realised that the disk was full until 14:05.",
    "Nobody checked the restore of db-eu-2.": "The restore of db-eu-2 was not checked.",
    "No one on the platform side noticed that the quota was cut.": "It was not noticed that the quota was cut.",
    "The vendor failed to notify us of the maintenance on 3 May.": "We were not notified of the maintenance on 3 May.",
    "We did not account for the retry storm.": "The retry storm was not accounted for.",
    "The team did not respond to the page for 40 minutes.": "The page was not responded to for 40 minutes.",
    "The team failed to check all records.": "Not all records were checked.",
    "We didn't think to check any logs.": "No logs were checked.",
    "The clerk did not tell anyone that the flag was on.": "No one was told that the flag was on.",
    "The admin forgot to switch the heater back on.": "The heater was not switched back on.",
    "We never turned on deletion of old files.": "Deletion of old files was never turned on.",
    "However, we didn't properly take into account how long it runs.": "However, how long it runs was not properly taken into account.",
    "We had not finished the runbook when the page came at 01:15.": "The runbook had not been finished when the page came at 01:15.",
    "We were not monitoring the replication lag.": "The replication lag was not being monitored.",
    "Also failed to record the serial numbers.": "The serial numbers were also not recorded.",
    "The team was unaware that the clusters share a quota.": "It was not known that the clusters share a quota.",
    "We forgot that the job also writes to this table.": "It was not considered that the job also writes to this table.",
    "We were too slow to roll back the release.": "It took too long to roll back the release.",
    "Not checking the plan beforehand.": "The plan was not checked beforehand.",
    "*Note:* the maintainer did not sign the artefacts.": "*Note:* the artefacts were not signed.",
    "Root cause: the operator forgot to close valve V-12.": "Root cause: valve V-12 was not closed.",
    "20/06/2026 12:32 - We accidentally deleted the list.": "20/06/2026 12:32 - The list was accidentally deleted.",
}
SHOULD_HAVE = {
    "We should have noticed the queue growth sooner.": "The queue growth was not noticed sooner.",
    "The shards should have been rebuilt first.": "The shards were not rebuilt first.",
    "The developers shouldn't have enabled the driver on the payment hosts.": "The driver was enabled on the payment hosts.",
    "The index held twelve fields, which we should have dropped.": "The index held twelve fields, which were not dropped.",
    "We should have escalated in the first hour.": "There was no escalation in the first hour.",
}
DONE = {
    "An engineer accidentally deleted an entry in our inventory table.": "An entry in our inventory table was accidentally deleted.",
    "The clerk mistakenly released batch 118.": "Batch 118 was mistakenly released.",
    "We incorrectly tagged the release.": "The release was tagged incorrectly.",
    "We incorrectly set the TTL to 60 seconds.": "The TTL was incorrectly set to 60 seconds.",
    "We wrongly assumed the cache would be warm.": "It was mistakenly assumed that the cache would be warm.",
    "Priya left port 8443 open.": "Port 8443 was left open.",
    "The contractor made the mistake of rebooting both nodes.": "Both nodes were rebooted.",
    "The clerk closed the ticket and did not tell the customer.": "The ticket was closed and the customer was not told.",
    "We moved the tables and ran low on space.": "The tables were moved and we ran low on space.",
    "The team ignored the alert for 4 hours.": "There was no response to the alert for 4 hours.",
    "The team ignored the runbook for R-7.": "The runbook for R-7 was not followed.",
    "We overlooked the warning on the panel.": "The warning on the panel was not noticed.",
    "While upgrading the cluster, we accidentally removed the old pool.": "While the cluster was being upgraded, the old pool was accidentally removed.",
    "The engineer mistakenly removed the link whilst working on a ticket.": "The link was mistakenly removed during work on a ticket.",
}
OTHER = {
    "We should have used a queue instead of a cron job.": "A cron job was used instead of a queue.",
    "The outage was due to the clerk not closing the valve.": "The outage was due to the valve not being closed.",
    "The cause was an engineer mistakenly running a script on the primary.": "The cause was a script being mistakenly run on the primary.",
    "We did not have a probe on the queue and failed to recognise the early signs.": "We did not have a probe on the queue and the early signs were not recognised.",
    "We took too long to escalate to the network team.": "It took too long to escalate to the network team.",
    "It was a mistake to run the migration during peak hours.": "The migration was run during peak hours.",
    "We made the mistake of not pinning the dependency.": "The dependency was not pinned.",
    "We simply did not think about what would happen at midnight.": "What would happen at midnight was not considered.",
    "We never tested a restore.": "No restore was ever tested.",
    "Operator misunderstanding of the two dials was one part of the problem.": "A misunderstanding of the two dials was one part of the problem.",
    "The crew overrode the interlock three times during the shift.": "The interlock was overridden three times during the shift.",
}
OF_A_THING = {
    "This was a schema change we did not see in the review.": "This was a schema change that was not seen in the review.",
    "We overlooked the flag, which disables the cache.": "The flag, which disables the cache, was not noticed.",
    "They never tested the failover, which made the outage longer.": "The failover was never tested, which made the outage longer.",
    "We did not consider the case where a tenant has no region.": "The case where a tenant has no region was not considered.",
}
LABELS = {
    "Due to human error, the quota was set to 7 on 12 March.": "The quota was mistakenly set to 7 on 12 March.",
    "However, due to human error, the quota was set to 7.": "However, the quota was mistakenly set to 7.",
    "User error led to the deletion of 340 mailboxes.": "340 mailboxes were mistakenly deleted.",
    "The outage was due to operator error during the restart of node 7.": "The outage was due to an error during the restart of node 7.",
    "Leaving the debug endpoint enabled after the drill was a human error.": "The debug endpoint was mistakenly left enabled after the drill.",
    "It took us far too long to find the broken link.": "The broken link was found late.",
    "It was our fault that the backup was not verified.": "The backup was not verified.",
    "A fat-fingered command deleted the partition.": "A mistyped command deleted the partition.",
    "The wrong labels were printed because the clerk was not paying attention.": "The wrong labels were printed.",
}
OWNERS = {
    "The outage was caused by our failure to renew the certificate.": "The outage occurred because the certificate was not renewed.",
    "The pilot's failure to maintain altitude.": "Altitude was not maintained.",
    "The crate was mislabelled by the late technician.": "The crate was mislabelled.",
    "The lift stuck because we forgot to consider setting load limits for this door.": "The lift stuck because setting load limits for this door was not considered.",
    "Marketing caused the delay by changing the brief 7 times.": "The delay was caused by changing the brief 7 times.",
    "The vendor's poor handling of the ticket delayed the fix by two days.": "The handling of the ticket delayed the fix by two days.",
    "A wrong assumption by the developers led to a full scan.": "A wrong assumption led to a full scan.",
}
STEPS = {
    "The pump was not thoroughly inspected after the flood.": "There was no thorough inspection of the pump after the flood.",
    "It was also not verified that the lamp was on.": "There was also no verification that the lamp was on.",
    "It was not taken into account how long the drain takes.": "There was no consideration of how long the drain takes.",
}
OUTCOMES = {
    "Farid let the lease expire and told nobody.": "The lease expired and nobody was told.",
    "The storage team sat on the patch for two months.": "The patch waited for two months.",
    "Lena bungled the rollout of 4.2 on Tuesday.": "The rollout of 4.2 went wrong on Tuesday.",
    "We let the licence of node 7 lapse.": "The licence of node 7 lapsed.",
    "I also made a wrong assumption about the quota of tenant 7.": "There was also a wrong assumption about the quota of tenant 7.",
    "The shop was down because Elif pushed straight to the main branch.": "The shop was down because there was a push straight to the main branch.",
    "The manager changed the schedule at noon and caused the delay.": "The schedule was changed at noon, which caused the delay.",
    "The nurse entered the dose twice and did not notice until 09:40.": "The dose was entered twice, and this was not noticed until 09:40.",
    "The clerk gave the customer the wrong form and made the complaint worse.": "The customer was given the wrong form and the complaint was made worse.",
    "Hugo misread the gauge and added twice the amount.": "The gauge was misread and twice the amount was added.",
    "The engineer ran the script against the wrong cluster, wiping 40 tables.": "The script was run against the wrong cluster, wiping 40 tables.",
}
NOT_BEFORE = {
    "The buyer placed the order without checking the stock.": "The order was placed; the stock had not been checked.",
    "The clerk paid the invoice without comparing it with the contract.": "The invoice was paid; it had not been compared with the contract.",
    "The tester approved the build without having opened a single page.": "The build was approved; not a single page had been opened.",
    "The inspector signed the sheet without inspecting anything.": "The sheet was signed; nothing had been inspected.",
}
SWAPS = {
    "Priya should have posted in the help channel rather than the team channel.": "The post was made in the team channel rather than the help channel.",
    "Ops should have set the limit to 50, not 500.": "The limit was set to 500, not 50.",
    "We should have posted it in the channel instead of the mail.": "It was posted in the mail instead of the channel.",
}
TAGS = {
    "Root cause: human error - wrong region selected.": "Root cause: wrong region selected.",
    "Operator error: the wrong pump was started.": "The wrong pump was started.",
    "A user error was made there by assuming the key was still valid.": "It was mistakenly assumed that the key was still valid.",
    "The pilot's inadequate planning of the approach.": "The planning of the approach was inadequate.",
    "The outage was caused by Ilse, who dropped the users table.": "The outage was caused when the users table was dropped.",
    "Owing to an oversight by the clerk, 88 parcels were sent twice.": "Owing to an error, 88 parcels were sent twice.",
    "Be more careful to test both doors before the drill.": "Test both doors before the drill.",
    "Lukas committed the token, a beginner's blunder.": "The token was committed.",
    "My mistake, the limit was left at 10.": "The limit was left at 10.",
}
WHOSE = {
    "Our DNS provider botched the move.": "The move by our DNS provider went wrong.",
    "The Oslo office failed to return its share of the forms.": "The Oslo office's share of the forms was not returned.",
    "The hospital's IT staff overlooked an expired licence, and the system stopped.": "An expired licence was not noticed, and the system stopped.",
    "Management kept postponing the upgrade despite two warnings.": "The upgrade kept being postponed despite two warnings.",
    "Support kept telling customers that all was well.": "Customers kept being told that all was well.",
    "Ilse left verbose audit logging on for a week.": "Verbose audit logging was left on for a week.",
}
SUPPOSED = {
    "If the crew had read the note, they would have seen that valve V-3 was shut.": "The note was not read, so it was not seen that valve V-3 was shut.",
    "Had the DBA taken a dump, we would not have lost 40 rows.": "No dump was taken, so 40 rows were lost.",
    "This could have been avoided if we had tested the script on a copy.": "The script was not tested on a copy.",
    "A careful admin would have tested the tapes.": "The tapes were not tested.",
}
VERDICTS = {
    "The admin was careless enough to run the script as root.": "The script was run as root.",
    "The clerk couldn't be bothered to open the letter.": "The letter was not opened.",
    "Our biggest mistake was deploying the change on a Friday.": "The change was deployed on a Friday.",
    "Kim made an error while editing the route, and all traffic stopped.": "While the route was being edited, all traffic stopped.",
    "The person who wrote the script forgot to set a limit.": "When the script was written, no limit was set.",
    "We reacted too slowly to the first reports.": "The reaction to the first reports was too slow.",
    "The planners underestimated the load on node 4.": "The load on node 4 was greater than estimated.",
    "The crew slept through two alarms.": "There was no response to two alarms.",
}
PASSED_OVER = {
    "The expiry date was overlooked in the audit.": "The expiry date was not noticed in the audit.",
    "The warning was ignored by the crew for a week.": "There was no response to the warning for a week.",
    "The backup test was simply forgotten in May.": "The backup test was not carried out in May.",
    "The queue was ignored all weekend.": "The queue was not attended to all weekend.",
}
PARTICIPLES = {
    "We did not check the list before giving the second dose.": "The list was not checked before the second dose was given.",
    "The operator ran the job at noon, ignoring the procedure.": "The job was run at noon, and the procedure was not followed.",
    "Lena closed the valve instead of opening it.": "The valve was closed instead of being opened.",
    "We forgot to set the flag before merging.": "The flag was not set before the merge.",
    "We did not update the runbook or the dashboard.": "The runbook and the dashboard were not updated.",
    "The crew's failure to follow the list led to a stop of 3 hours.": "The list was not followed, which led to a stop of 3 hours.",
}
MOCKED = {
    "Apparently reading the error was too much to ask.": "Apparently the error was not read.",
    "Great idea to run the load test against the live shop.": "The load test was run against the live shop.",
    "The key lay in a public folder, because why not.": "The key lay in a public folder.",
}
SLOW = {
    "It took us too long to notice the rise in errors.": "The rise in errors was noticed late.",
    "After moving the rows, we were not monitoring closely enough for the leak.": "After the rows were moved, the monitoring was not close enough for the leak.",
}
APPOSED = {
    "We forgot to test two parts, the lid and the seal, which cost us a day.": "Two parts, the lid and the seal, were not tested, which cost us a day.",
    "We forgot to test the lid, the seal and the cap, which cost us a day.": "The lid, the seal and the cap were not tested, which cost us a day.",
    "While cutting and drying the fish, the cook lost a knife.": "While the fish was being cut and dried, a knife was lost.",
    "Because of my late start, I submitted my essay incomplete.": "Because of my late start, my essay was submitted incomplete.",
    "The lamp is old, and we did not notice when it went out.": "The lamp is old, and it was not noticed when it went out.",
    "The tea was cold because of my bad planning.": "The tea was cold because of an error in planning.",
    "The crew's failure to salt the soup before the feast left it bland.": "The soup was not salted before the feast, which left it bland.",
    "The removal, by a careless contractor, of the guard stopped the line.": "The removal of the guard stopped the line.",
    "Wrong crate opened by the porter under time pressure.": "Wrong crate opened under time pressure.",
    "The clerk misread the note on the door.": "The note on the door was misread.",
    "We forgot to ring the bell in the hall, which has been corrected.": "The bell was not rung in the hall, which has been corrected.",
    "We just failed to ring the bell for some reason.": "The bell was just not rung for some reason.",
    "The porters carelessly moved the PDUs to the wrong hall.": "The PDUs were moved to the wrong hall.",
    "The lamp went out, as we moved it in our hurry to get home.": "The lamp went out, as it was moved in the hurry to get home.",
    "The lead cook overlooked one lid in the pantry.": "One lid in the pantry was not noticed.",
    "The tram company gave us two hours' notice.": "We were given two hours' notice.",
    "Nobody double-checked the sums on the ballast.": "The sums on the ballast were not double-checked.",
    "The clerk failed to read the fax from the weather desk.": "The fax from the weather desk was not read.",
    "The clerk lost the key, the only one, before the opening.": "The key, the only one, was lost before the opening.",
    "The clerk forgot to close valve V-3, the big one.": "Valve V-3, the big one, was not closed.",
    "The admin dropped the main table, orders, by mistake.": "The main table, orders, was dropped by mistake.",
    "Our attempts to restore the index failed because we had not tested the backup.": "Attempts to restore the index failed because the backup had not been tested.",
}
NEWER = {
    **SUPPOSED,
    **VERDICTS,
    **PASSED_OVER,
    **PARTICIPLES,
    **WHOSE,
    **MOCKED,
    **STEPS,
    **OUTCOMES,
    **NOT_BEFORE,
    **SWAPS,
    **TAGS,
    **SLOW,
}
EVERY = {**OTHER, **APPOSED, **NOT_DONE, **SHOULD_HAVE, **DONE, **OF_A_THING, **LABELS, **OWNERS}
QUESTIONS = [
    "Root cause: human error.",
    "If only the DBA had taken a dump.",
    "Had we looked at the graph, we would have seen it.",
    "Great work, everyone.",
    "Engineers need to be more careful when they edit the table.",
    "We failed to pause the rollout and notify customers.",
    "Nobody checked the index and restarted the job.",
    "The vendor changed the plan because it wanted more time.",
    "The clerk stopped the job, deleted the rows, and left.",
    "We told them that the risk and cost of using more were higher than planned and left.",
    "It was entirely the carrier's fault.",
    "This flaw was introduced by an engineer who left last year.",
    "The vendor botched it.",
    "Through the clerk's carelessness 310 letters carry the old address.",
    "Catering dropped the ball on the permit.",
    "The engineer skipped the check to deploy at 14:05.",
    "The operator forgot to lock the door before he left.",
    "Only 1 team reacted to the page.",
    "When I tasted the soup I realized pretty quickly that it was cold.",
    "Two engineers failed to close the valve.",
    "Kenji failed himself.",
    "",
    "...",
    "**We forgot",
]


def test_a_sentence_is_told_without_its_doer():
    told = {source: neutral_version(source, _clean_of(source)) for source in EVERY}
    said = {source: version.text if version else "" for source, version in told.items()}
    assert said == EVERY


@pytest.mark.parametrize("source", NEWER)
def test_the_words_that_only_blame_give_way_to_what_happened(source: str):
    found: list[str] = []
    neutral_version(source, lambda words: bool(found.append(words)))
    assert NEWER[source] in found


def test_a_step_is_named_only_where_the_plain_passive_is_not_clean():
    plain = neutral_version("We did not properly test the rollback.", lambda _: True)
    step = neutral_version("We did not properly test the rollback.", lambda w: "There" in w)
    assert plain is not None
    assert step is not None
    assert plain.text == "The rollback was not properly tested."
    assert step.text == "There was no proper test of the rollback."


@pytest.mark.parametrize(
    "source",
    [
        "HR dragged its feet for two months.",
        "The vendor should have shipped the part, not a promise that it would.",
    ],
)
def test_idioms_and_tangled_denials_have_no_version(source: str):
    assert neutral_version(source, lambda words: words != source) is None


@pytest.mark.parametrize("source", QUESTIONS)
def test_what_cannot_be_told_safely_is_left_alone(source: str):
    assert neutral_version(source, _clean_of(source)) is None


def test_a_version_that_still_blames_is_taken_further():
    source = "The team forgot to rotate the keys, and we should have tested the restore."
    both = "The keys were not rotated, and the restore was not tested."
    version = neutral_version(source, lambda words: not {"we", "team"} & set(words.split()))
    assert version is not None
    assert version.text == both


def test_nothing_is_offered_that_the_scanner_does_not_clear():
    assert neutral_version("The operator failed to close valve V-12.", lambda _: False) is None


DOERS = st.sampled_from(("We", "The on-call engineer", "The data team", "Someone", "Our vendor"))
FAILED = st.sampled_from(("failed to", "forgot to", "did not", "neglected to", "didn't"))
ACTS = st.sampled_from(
    ("check", "update", "restart", "copy", "tag", "read", "close", "write", "stop")
)
THINGS = st.sampled_from(
    ("the index", "the logs", "`db-7`", "alert rule R-12", "the 3 queues", "the key and the lock")
)
TAILS = st.sampled_from(
    (
        "",
        " at 14:05",
        " before the upgrade to 3.8",
        " when the host moved",
        " for 40 minutes",
        " twice",
    )
)
MANY = ("the logs", "the 3 queues", "the key and the lock")


@settings(max_examples=150)
@given(DOERS, FAILED, ACTS, THINGS, TAILS)
def test_number_agrees_and_every_word_but_the_doer_stays(
    doer: str, failed: str, act: str, thing: str, tail: str
):
    version = neutral_version(f"{doer} {failed} {act} {thing}{tail}.", lambda _: True)
    assert version is not None
    be = "were" if thing in MANY else "was"
    begin = thing if thing.startswith("`") else thing[0].upper() + thing[1:]
    assert version.text.startswith(f"{begin} {be} not ")
    assert version.text.endswith(f"{tail}.")


@settings(max_examples=150)
@given(st.text(alphabet="We forgot to the`*_()[]\"',.:;-—'\n not db-7 was by", max_size=120))
def test_any_text_is_read_without_an_error(text: str):
    neutral_version(text, lambda _: True)


def _clean_of(source: str):
    """Return a judge who only asks for something else than the source."""
    return lambda words: words != source
