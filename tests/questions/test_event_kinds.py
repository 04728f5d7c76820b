"""The kind of an event is suggested by the words that people and machines write about it."""

from importlib.resources import files

import pytest

from agent.questions.lines import read_lines
from agent.questions.timed_lines import guess_event_kind

LINES = [
    # pagers and monitors
    ("[FIRING:2] HighErrorRate payments-api severity=page", "alert_fired"),
    ("[RESOLVED] HighErrorRate payments-api", "resolved"),
    ("Triggered: p95 latency above 2 s on search for 5 minutes", "alert_fired"),
    ("Recovered: p95 latency below 800 ms on search", "resolved"),
    ("incident #8812 triggered by monitor checkout-synthetics", "alert_fired"),
    ("incident #8812 acknowledged via mobile app", "ack"),
    ("incident #8812 auto-resolved by monitor", "resolved"),
    ("alert DiskFull resolved: 61 percent used for 10m", "resolved"),
    ("alert QueueAge cleared after 4 minutes", "resolved"),
    ("page went to the secondary after 5 minutes without answer", "escalated"),
    ("escalation policy level 2 notified", "escalated"),
    ("burn rate alert for login: 14.4x over 1h", "alert_fired"),
    # kubernetes and hosts
    ("Warning BackOff restarting failed container api in pod api-7f9c", "other"),
    ("kubelet: liveness probe failed for orders-6d, killing container", "other"),
    ("Scaled up replica set web-59d to 12", "other"),
    ("scaled up the workers by hand from 6 to 10", "mitigation_attempt"),
    ("kubectl rollout undo deployment/web started", "mitigation_attempt"),
    ("kubectl rollout restart deployment/api", "mitigation_attempt"),
    ("rollout of web 2.14.1 finished on 12 of 12 pods", "change"),
    ("OOMKilled: container worker in pod batch-1", "other"),
    ("autoscaler raised the node count from 6 to 10 by itself", "other"),
    # deploy tools
    ("argocd: sync of payments to revision 9f31c2 succeeded", "change"),
    ("pipeline 5521 applied terraform plan: 3 to change", "change"),
    ("rollback of release 2026.3.1 completed in all regions", "mitigated"),
    ("rollback finished: config 87 on 12 of 12 nodes", "mitigated"),
    ("rollback to 2.13.9 failed: image not found", "mitigation_attempt"),
    ("hotfix 2.14.2 deployed to production", "mitigation_attempt"),
    ("feature flag new-cart turned off for everyone", "mitigation_attempt"),
    ("feature flag new-cart turned on for 10 percent", "change"),
    ("flyway migration V88 applied to orders", "change"),
    ("runbook R-9 names a rollback job that no longer exists", "other"),
    ("the restart button is hidden behind a menu in the console", "other"),
    # status pages and words to others
    ("Investigating: we are looking into failed logins (statuspage)", "comms_external"),
    ("Identified - a setting limits connections; status page updated", "comms_external"),
    ("posted an update to customers: logins work again", "comms_external"),
    ("CTO briefed by phone", "comms_exec"),
    ("support given a text for callers", "comms_internal"),
    ("internal update posted in #payments", "comms_internal"),
    # support and users
    ("first ticket: cannot pay with card", "reported"),
    ("14 tickets about empty carts within ten minutes", "reported"),
    ("account manager calls: largest customer sees error 502", "reported"),
    ("user posts screenshot of a blank page on the forum", "reported"),
    # people in the incident channel
    ("anyone else seeing timeouts on search?", "detected"),
    ("I think it is the new index, not sure yet", "hypothesis"),
    ("not the index: old nodes show the same", "hypothesis_rejected"),
    ("found it: pool size is 10, should be 100", "diagnosis"),
    ("decision to roll back config 88 as a whole instead of patching node by node", "decision"),
    ("we go with the failover, not the restore", "decision"),
    ("failing over to the second region", "mitigation_attempt"),
    ("database team pulled in", "escalated"),
    ("sev2 declared, bridge opened", "declared"),
    ("payments lead joins the bridge", "joined"),
    ("errors are down to 0.1 percent, watching", "mitigated"),
    ("still not resolved after the second try", "other"),
    ("users tweet about blank pages", "reported"),
    ("chose to wait for the next backup", "decision"),
    ("all green for 30 minutes, closing the incident", "all_clear"),
    ("queue replayed, 4,100 messages to go", "recovery_step"),
    ("revoked the leaked token everywhere", "contained"),
    ("connection errors started on orders-db: pool exhausted", "impact_start"),
    # plain lines of a report
    ("payments team alerted via the error rate monitor", "alert_fired"),
    ("shops begin to see errors; customers start calling the hotline", "reported"),
    ("search goes down in one region", "impact_start"),
    ("booking page unreachable", "impact_start"),
    ("customers are unable to log in", "impact_start"),
    ("first card payments refused", "impact_start"),
    ("workers stop answering", "impact_start"),
    ("customers are told that payments work again", "comms_external"),
    ("release pipeline unpaused", "change"),
    ("responder re-runs the import by hand", "mitigation_attempt"),
    ("traffic moved to the second region", "mitigation_attempt"),
    ("we increased the pool from 20 to 200", "mitigation_attempt"),
    ("login works again for everyone", "resolved"),
    ("queue drained", "recovery_step"),
    ("certificate of the gateway expired", "other"),
    ("the gateway certificate expired", "trigger"),
    ("checkout is slow for many", "other"),
    ("vendor confirms a fault on their side", "other"),
]


@pytest.mark.parametrize(("text", "kind"), LINES)
def test_words_of_tools_and_channels_suggest_the_kind(text: str, kind: str) -> None:
    assert guess_event_kind(text) == kind


SAMPLES = {
    "chat.txt": [
        "ack",
        "diagnosis",
        "mitigation_attempt",
        "comms_external",
        "decision",
        "other",
        "comms_internal",
        "comms_external",
    ],
    "alert.txt": ["impact_start", "alert_fired", "resolved"],
    "deploys.log": ["change", "mitigation_attempt", "mitigated"],
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_files_are_read_line_by_line(name: str) -> None:
    pasted = read_lines("timeline", files("agent.samples").joinpath(name).read_text("utf-8"))
    assert [guess_event_kind(row["text"]) for row in pasted.rows] == SAMPLES[name]
    assert not pasted.unread
    assert not pasted.left_out
    assert all(row["sources"] for row in pasted.rows)
