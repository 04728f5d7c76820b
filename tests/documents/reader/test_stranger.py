from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agent.documents.reader.problems import ReadDocument
from agent.documents.reader.reading import read
from agent.postmortem.record import Postmortem


def _read(styles: dict[str, str], name: str) -> tuple[ReadDocument, Postmortem]:
    result = read(styles[name])
    return result, result.document


def _kinds(document: Postmortem) -> list[tuple[str, str]]:
    return [(f"{e.time.at:%H:%M}" if e.time.at else "", e.kind) for e in document.timeline.events]


def test_labels_in_bold_name_sections_and_facts(styles: dict[str, str]) -> None:
    _, document = _read(styles, "search engine")
    assert document.meta.title == "Rate limiter rejected every parcel label"
    assert document.meta.incident_date == date(2025, 4, 9)
    assert document.meta.timezone == "UTC"
    assert document.meta.status == "reviewed"
    assert document.summary.text.startswith("Label printing was down")
    assert document.impact.money.revenue is not None
    assert document.impact.money.revenue.amount == Decimal(12500)
    assert document.impact.stated_duration_min == 41
    assert [c.role for c in document.analysis.causes] == ["primary", "contributing"]
    assert document.analysis.causes[1].level == "immediate"
    assert document.detection.source == "alert"


def test_a_table_of_actions_is_read_by_its_columns(styles: dict[str, str]) -> None:
    _, document = _read(styles, "search engine")
    first, second = document.actions
    names = {person.id: person for person in document.people}
    assert (first.text, first.status, first.due) == (
        "Reject files without a limit",
        "done",
        date(2025, 5, 2),
    )
    assert names[first.owner].display == "Mara Lind"
    assert (first.tracker.system, first.tracker.key) == ("jira", "LAB-17")
    assert names[second.owner].kind == "group"
    assert (second.due, second.due_coarse) == (date(2025, 9, 30), True)
    assert second.tracker.key == "LAB-18"


def test_lists_of_learning_go_to_their_fields(styles: dict[str, str]) -> None:
    _, document = _read(styles, "search engine")
    learning = document.learning
    assert [item.text for item in learning.went_well] == ["The alert fired within two minutes."]
    assert [item.text for item in learning.went_poorly] == ["The push reached every depot at once."]
    assert [item.text for item in learning.lucky] == ["It was a quiet morning."]


def test_kinds_of_events_come_from_their_words(styles: dict[str, str]) -> None:
    _, document = _read(styles, "search engine")
    assert _kinds(document)[1:] == [
        ("09:14", "impact_start"),
        ("09:16", "alert_fired"),
        ("09:40", "diagnosis"),
        ("09:55", "resolved"),
    ]


def test_a_table_in_the_head_holds_facts(styles: dict[str, str]) -> None:
    _, document = _read(styles, "wiki")
    assert document.meta.severity == "sev3"
    assert document.meta.severity_source == "declared"
    assert document.meta.services == ("mailer", "statements")
    assert document.meta.incident_date == date(2025, 5, 12)
    assert document.people[0].review_roles == ("owner",)
    assert document.timeline.observations[0].value == "3h 20m"


def test_headings_may_be_days_and_times(styles: dict[str, str]) -> None:
    _, document = _read(styles, "wiki")
    first = document.timeline.events[0]
    assert document.meta.timezone == "+02:00"
    assert first.time.at is not None
    assert first.time.at.astimezone(UTC) == datetime(2025, 5, 12, 6, 0, tzinfo=UTC)
    assert first.time.original_text == "08:00"
    assert first.text == "Statement job started."


def test_a_chain_of_whys_becomes_a_path(styles: dict[str, str]) -> None:
    _, document = _read(styles, "wiki")
    nodes = document.analysis.nodes
    assert [node.parent for node in nodes] == ["", "W1", "W2"]
    assert document.analysis.causes[0].node_id == "W3"


def test_figures_go_where_their_sense_is_clear(styles: dict[str, str]) -> None:
    _, document = _read(styles, "wiki")
    assert document.impact.users.affected == 4300
    assert document.impact.users.unit == "customers"
    assert document.impact.reputation.tickets == 61


def test_boxes_brackets_handles_and_strokes_say_how_an_action_stands(
    styles: dict[str, str],
) -> None:
    _, wiki = _read(styles, "wiki")
    assert [(a.status, a.due) for a in wiki.actions] == [
        ("done", date(2025, 5, 20)),
        ("accepted", date(2025, 6, 1)),
    ]
    _, pager = _read(styles, "pager")
    assert [a.text for a in pager.actions] == [
        "Renew certificates automatically",
        "Install the new certificate",
    ]
    assert pager.actions[0].due == date(2025, 3, 1)
    assert pager.people[-1].aliases == ("@lortiz",)
    assert pager.actions[1].status == "done"


def test_underlined_headings_and_shares_are_read(styles: dict[str, str]) -> None:
    _, document = _read(styles, "pager")
    assert document.meta.title == "Outage of the booking calendar"
    assert document.impact.stated_duration_min == 65
    assert document.impact.degraded_fraction == 0.38
    assert document.people[0].role_in_incident == "commander"
    assert [c.statement.cause for c in document.analysis.causes] == [
        "Renewal was done by hand",
        "Nobody was told of the expiry",
    ]


def test_front_matter_gives_the_head(styles: dict[str, str]) -> None:
    _, document = _read(styles, "repository")
    assert document.meta.title == "Search index lost a shard"
    assert document.meta.severity == "sev2"
    assert document.meta.tags == ("search", "storage")
    assert document.meta.timezone == "UTC"
    assert document.impact.stated_duration_min == 120
    assert document.actions[0].tracker.key == "#77"
    assert document.actions[1].priority == "P1"


def test_links_in_events_are_their_sources(styles: dict[str, str]) -> None:
    _, document = _read(styles, "repository")
    event = document.timeline.events[1]
    record = next(item for item in document.evidence if item.id in event.sources)
    assert (record.kind, record.locator) == ("ticket", "https://help.example.com/tickets/991")


def test_prose_gives_events_and_promises_give_actions(styles: dict[str, str]) -> None:
    _, document = _read(styles, "blog")
    assert [time for time, _ in _kinds(document)] == ["06:40", "06:52", "07:31"]
    assert document.meta.published_at == datetime(2025, 10, 14, tzinfo=UTC)
    assert document.meta.incident_date == date(2025, 10, 7)
    assert document.impact.stated_duration_min == 51
    assert len(document.actions) == 2
    assert len(document.learning.thanks) == 1


def test_columns_may_stand_in_any_order(styles: dict[str, str]) -> None:
    _, document = _read(styles, "spreadsheet")
    times = [event.time.at for event in document.timeline.events]
    assert times[0] is not None
    assert times[0].astimezone(UTC) == datetime(2025, 1, 20, 7, 30, tzinfo=UTC)
    assert times[2] is not None
    assert times[2].astimezone(UTC) == datetime(2025, 1, 20, 23, 10, tzinfo=UTC)
    assert document.timeline.events[0].sources == ("R1",)


def test_an_unknown_section_is_kept_and_told(styles: dict[str, str]) -> None:
    result, document = _read(styles, "spreadsheet")
    assert [note.text for note in document.notes] == [
        "Text without a known heading stays as a note."
    ]
    assert any("Odds and ends" in problem.message for problem in result.problems)


def test_moments_of_the_head_sharpen_the_timeline(styles: dict[str, str]) -> None:
    _, document = _read(styles, "label")
    assert _kinds(document) == [
        ("10:05", "change"),
        ("10:20", "detected"),
        ("10:45", "mitigated"),
        ("11:00", "resolved"),
    ]
    assert [action.status for action in document.actions] == ["accepted", "done"]


def test_bold_lines_are_headings(styles: dict[str, str]) -> None:
    result, document = _read(styles, "prose")
    event = document.timeline.events[0]
    assert event.end is not None
    assert event.end.at == datetime(2025, 8, 19, 10, 30, tzinfo=UTC)
    assert len(document.learning.lessons) == 1
    assert len(document.actions) == 2
    assert any(problem.message == "There is no title." for problem in result.problems)


def test_an_assumed_type_is_always_told(styles: dict[str, str]) -> None:
    for text in styles.values():
        result = read(text)
        assert any("assumed from the words" in problem.message for problem in result.problems)


def test_words_of_a_leak_make_it_a_security_incident() -> None:
    result = read("# Leaked token\n\nAn attacker used leaked credentials.\n")
    assert result.document.meta.type == "security_incident"


def test_nothing_is_guessed_from_a_number_without_a_unit() -> None:
    document = read("# Outage\n\n## Impact\n\nVersion 1.27 of 3 broke. It was 4.\n").document
    assert document.impact.users.affected is None
    assert document.impact.stated_duration_min is None
    assert document.impact.dimensions[0].quantities == ()


@pytest.mark.parametrize(
    "line", ["- IST 14:05 something", "- 03/04/2025 14:05 something", "- 14:05 IST something"]
)
def test_what_can_be_read_in_two_ways_is_not_read(line: str) -> None:
    result = read(f"# Outage\n\n## Timeline\n\n{line}\n")
    assert all(event.time.at is None for event in result.document.timeline.events)


def test_a_line_that_begins_with_no_is_no_template() -> None:
    text = "# Outage\n\n## Root causes\n\n- No alert on expiry\n- None\n\n## Actions\n\nNo action items.\n"
    document = read(text).document
    assert [cause.statement.cause for cause in document.analysis.causes] == ["No alert on expiry"]
    assert document.actions == ()


def test_a_time_without_any_day_keeps_its_words_only() -> None:
    document = read("# Outage\n\n## Timeline\n\n- 14:05 the pager fired\n").document
    assert document.timeline.events[0].time.at is None
    assert document.timeline.events[0].time.original_text == "14:05"


def test_the_name_of_the_file_may_give_the_day() -> None:
    text = "# Outage\n\n## Timeline\n\n- 14:05 the pager fired\n"
    result = read(text, source="reports/2024-02-29-outage.md")
    assert result.document.meta.incident_date == date(2024, 2, 29)
    assert any("name of the file" in problem.message for problem in result.problems)


def test_times_after_midnight_belong_to_the_next_day() -> None:
    text = "# Outage\n\nOn 2025-01-31.\n\n## Timeline (UTC)\n\n- 23:50 a\n- 00:10 b\n- 00:20 c\n"
    days = [event.time.at.day for event in read(text).document.timeline.events if event.time.at]
    assert days == [31, 1, 1]


def test_every_filled_field_has_its_line(styles: dict[str, str]) -> None:
    result, _ = _read(styles, "search engine")
    rows = styles["search engine"].split("\n")
    assert "Alert fired" in rows[result.lines["timeline.events.E3"] - 1]
    assert "Add a canary" in rows[result.lines["actions.A2"] - 1]
    assert "**Summary**" in rows[result.lines["summary.text"] - 1]


def test_our_own_markdown_is_read_by_its_own_reader() -> None:
    result = read(_own())
    assert result.document.meta.id == "PM-2026-001"
    assert result.lines["meta.id"] == 1


def _own() -> str:
    titles = (
        "Summary", "Impact", "Timeline", "Analysis", "Actions", "What went well", "Lessons",
        "Follow-up", "Appendix", "Open questions", "Quality", "Sharing",
    )  # fmt: skip
    return "---\nid: PM-2026-001\n---\n\n" + "\n".join(f"## {title}\n" for title in titles)
