"""A page that no session made is judged by what stands on it; a session is not."""

from datetime import UTC, datetime
from typing import Any

from agent.documents.reader import read
from rubrics.catalogue import LEVELS, criteria
from rubrics.contradictions.rules import load
from rubrics.score import score
from tui.commands.reports import report

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
WITH_PAGE = [criterion for criterion in criteria() if criterion.page]
BARE = "# Depot stood still\n\nIt was down on 2026-01-04 from 10:05 UTC to 11:00 UTC.\n"
FULL = """\
# Depot stood still

## Summary

On 2026-01-04 the depots could not print labels for 55 minutes, because a limit was read as zero.
About 1,900 of 7,600 depots were affected.

## Impact

- 1,900 of 7,600 depots could not print labels for 55 minutes.
- Lorries left the yards late, and 320 parcels missed their trains.
- Depots that print from a local copy were not affected.
- The refunds cost $12,500.
- Support received 45 tickets about labels that did not arrive.
- Customers saw an error page instead of their labels, whatever they ordered.
- No data was lost, and all labels were printed by the evening of the same day.

## Timeline (UTC)

| Time | Event |
|---|---|
| 2026-01-04 10:02 | The limits of the new year are deployed |
| 2026-01-04 10:05 | Printing begins to fail |
| 2026-01-04 10:12 | An alert fires on the error rate |
| 2026-01-04 10:15 | The on-call engineer acknowledges the alert |
| 2026-01-04 10:31 | The limits are found to be read as zero |
| 2026-01-04 10:40 | The old limits are restored by hand |
| 2026-01-04 10:52 | Half of the depots print again |
| 2026-01-04 11:00 | All depots print again, the incident is resolved |

## Root cause

The file of limits had a new field, which caused the reader to fall back to a default of zero.
The default was chosen in a refactoring, because no document said what an absent value means.
This meant that every request was over its limit. The tests use a file with all fields, so that
none of them failed. The review of the change looked at the parser alone. The alert was late due
to its window of ten minutes, which led to a late start of the repair.

## Action items

- [ ] Reject files of limits with an absent value (Mara, 2026-02-01) #12
- [ ] Alert on a drop of printed labels within two minutes (Tobias, 2026-01-20) #13

## Lessons learned

- A default that stops everything is worse than a service that does not start.
- Tests that only see whole files can't show what an absent value does.
- A window of ten minutes in an alert is ten minutes of harm before anybody looks.

### What went well

- The runbook for the way back was complete and took nine minutes.
- Depots with a local copy kept working, as they were designed to.
- Support told customers within five minutes of the first ticket.
"""


def of(text: str) -> dict[str, float | None]:
    return {one["id"]: one["score"] for one in report("page.md", text, None, None)["criteria"]}


def test_each_ladder_of_a_page_has_every_level_and_names_of_its_own():
    for criterion in WITH_PAGE:
        assert set(criterion.page) == set(LEVELS)
        mine = {criterion.id_of(level, c) for level in LEVELS for c in criterion.page[level]}
        others = {criterion.id_of(level, c) for level in LEVELS for c in criterion.levels[level]}
        assert not mine & others


def test_actions_are_judged_alike_everywhere_and_timeliness_is_not_known_on_a_page():
    assert {criterion.criterion for criterion in criteria()} - {
        criterion.criterion for criterion in WITH_PAGE
    } == {"C4", "C6"}
    assert of(FULL)["C6"] is None


def test_a_full_page_is_well_above_a_bare_one_in_each_criterion():
    full, bare = of(FULL), of(BARE)
    for name in ("C1", "C2", "C3", "C7", "C8"):
        assert (full[name] or 0) >= 3.5, name
        assert (full[name] or 0) - (bare[name] or 0) >= 1.5, name


def test_what_a_session_alone_can_know_is_not_asked_of_a_page():
    shown = report("page.md", FULL, None, None)
    asked = {one["id"] for criterion in shown["criteria"] for one in criterion["conditions"]}
    assert not asked & {"C7.K2.reached", "C7.K3.archived", "C8.K3.metadata", "C3.K3.path"}
    assert {"X30", "X60", "X53", "R1"}.isdisjoint(one["rule"] for one in shown["findings"])
    assert not [one for one in shown["findings"] if one["severity"] == "error"]


def test_a_session_is_judged_by_the_conditions_of_sessions_whatever_it_says():
    facts: dict[str, Any] = {"meta": {"type": "production_outage"}}
    plain = score(facts, NOW, "final")
    as_page = score({**facts, "page": read(FULL).page}, NOW, "final")
    assert {c.id for r in plain.criteria for c in r.conditions} == {
        f"{criterion.id_of(level, clause)}"
        for criterion in criteria()
        for level in LEVELS
        for clause in criterion.levels[level]
    }
    assert (as_page.overall or 0) > (plain.overall or 0)


def test_accusing_names_weighs_more_than_owning_a_gap_and_that_more_than_nothing():
    accusing = "Anna Smith should have called the depot. Ivan Petrov ignored the alarm."
    tones = [
        of(FULL.replace("## Root cause\n", f"## Root cause\n\n{told}\n"))["C5"] or 0
        for told in (accusing, "We forgot to renew the lease.", "The lease ended.")
    ]
    assert tones == sorted(set(tones))
    assert tones[0] <= 2.5
    assert tones[2] == 4.5


def test_a_page_that_does_not_know_its_cause_stays_below_one_that_does():
    begin, end = FULL.index("## Root cause"), FULL.index("## Action items")
    unknown = "## Root cause\n\nThe root cause is still unknown.\n\n"
    assert (of(FULL[:begin] + unknown + FULL[end:])["C3"] or 0) <= 2.5


def test_more_of_the_same_words_never_lowers_a_score():
    more = FULL + "\n## Background\n\nLabels are printed from a queue that each depot reads.\n"
    before, after = of(FULL), of(more)
    assert all((after[name] or 0) >= (before[name] or 0) for name in before)


def test_rules_weigh_on_a_page_no_more_than_they_say():
    rules = {rule.id: rule for rule in (*load("rubrics.contradictions"), *load("rubrics.causal"))}
    assert rules["X71"].on_page == "error"
    assert rules["X60"].on_page == "off"
    assert rules["X02"].on_page == "info"


def test_an_event_on_the_day_of_publication_does_not_lie_after_it():
    text = "---\nlayout: post\ntitle: Down\ndate: 2026-01-04\n---\n\n## Timeline\n\n" + (
        "- 2026-01-04 10:05 UTC it began\n- 2026-01-04 11:00 UTC it ended\n"
    )
    assert "X04" not in {one["rule"] for one in report("p.md", text, None, None)["findings"]}
