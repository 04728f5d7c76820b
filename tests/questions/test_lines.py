import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.dialogue import FormField
from agent.hygiene import clean
from agent.postmortem.timeline import EVENT_KINDS
from agent.questions.bank import load_bank
from agent.questions.lines import read_lines
from agent.questions.timed_lines import guess_event_kind

TIME = "14:05"


def rows(shape, text, columns=()):
    return [dict(row) for row in read_lines(shape, text, columns).rows]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("14:05 deploy started", {"time": "14:05", "text": "deploy started"}),
        ("[14:05:10] alice: restarting db", {"time": "14:05:10", "text": "restarting db"}),
        ("14:05 <alice> restarting db", {"time": "14:05", "text": "restarting db"}),
        ("2026-03-03T14:05Z ERROR pool exhausted", {"time": "2026-03-03T14:05Z", "text": "ERROR pool exhausted"}),
        ("- 14:05 - text", {"time": "14:05", "text": "text"}),
        ("* 14:05: text", {"time": "14:05", "text": "text"}),
        ("1. 14:05 text", {"time": "14:05", "text": "text"}),
        ("| 14:05 | text | deploy log |", {"time": "14:05", "text": "text", "sources": "deploy log"}),
        ("14:05\ttext", {"time": "14:05", "text": "text"}),
        ("14:05 | text | deploy log | detected", {"time": "14:05", "text": "text", "sources": "deploy log", "kind": "detected"}),
        ("14:05 text (detected)", {"time": "14:05", "text": "text", "kind": "detected"}),
        ("14:05 text (impact start)", {"time": "14:05", "text": "text", "kind": "impact_start"}),
        ("14:05 text (R1, R2)", {"time": "14:05", "text": "text", "sources": "R1, R2"}),
        ("14:05 text (pager log) (ack)", {"time": "14:05", "text": "text", "sources": "pager log", "kind": "ack"}),
        ("14:05 text (see page 3)", {"time": "14:05", "text": "text (see page 3)"}),
        ("14:05-14:12 restart", {"time": "14:05", "end": "14:12", "text": "restart"}),
        ("14:05 – 14:12: restart", {"time": "14:05", "end": "14:12", "text": "restart"}),
        ("2:05 pm rolled back", {"time": "2:05 pm", "text": "rolled back"}),
        ("14:05 UTC +-2 min it began", {"time": "14:05 UTC +-2 min", "text": "it began"}),
        ("~14:05 it began", {"time": "~14:05", "text": "it began"}),
        ("Mar  3 14:05:10 host app[1]: died", {"time": "Mar  3 14:05:10", "text": "host app[1]: died"}),
        ("3 March 14:05: launched", {"time": "3 March 14:05", "text": "launched"}),
        ("2026-03-03 plan approved", {"time": "2026-03-03", "text": "plan approved"}),
        ("2026-03-03 14:05:10,123 INFO [main] up", {"time": "2026-03-03 14:05:10,123", "text": "INFO [main] up"}),
        ("14:05 error: pool exhausted", {"time": "14:05", "text": "error: pool exhausted"}),
        ("[14:05] nginx: restarted", {"time": "14:05", "text": "nginx: restarted"}),
        ("14:05 10 nodes were down", {"time": "14:05", "text": "10 nodes were down"}),
    ],
)  # fmt: skip
def test_timed_lines_of_many_shapes_become_rows(line, row):
    assert rows("timeline", line) == [row]


def test_a_line_that_is_set_in_goes_on_with_the_event_above():
    (row,) = rows("timeline", "14:05 crash\n    at Pool.take\n\tat Main")
    assert row["text"] == "crash\nat Pool.take\nat Main"


def test_lines_of_a_chat_go_on_and_names_are_left_out():
    pasted = read_lines("timeline", "ana 14:05\nrolling back now\nhold on\nbo  14:06\nok")
    assert [row["text"] for row in pasted.rows] == ["rolling back now\nhold on", "ok"]
    assert pasted.left_out == ("ana", "bo")


def test_a_line_without_a_time_is_reported_and_never_given_one():
    pasted = read_lines("timeline", "14:05 a\nusers complained\n14:10 b\n- 10 cases were wrong")
    assert [row["text"] for row in pasted.rows] == ["a", "b"]
    assert [(line.number, line.text) for line in pasted.unread] == [
        (2, "users complained"),
        (4, "- 10 cases were wrong"),
    ]


def test_a_single_sentence_with_one_time_is_read():
    assert rows("timeline", "The alert fired at 14:10 UTC on all nodes") == [
        {"time": "14:10 UTC", "text": "The alert fired at 14:10 UTC on all nodes"}
    ]


def test_the_head_of_a_table_names_its_columns():
    table = "| Source | Time | What happened |\n|---|:---:|---|\n| deploy log | 14:05 | went live |\n| x | | no time |"
    pasted = read_lines("timeline", table)
    assert [dict(row) for row in pasted.rows] == [
        {"sources": "deploy log", "time": "14:05", "text": "went live"}
    ]
    assert [line.number for line in pasted.passed_over] == [1, 2]
    assert [line.number for line in pasted.unread] == [4]


def test_a_cell_after_the_text_is_a_role_where_the_table_has_roles():
    columns = tuple(
        FormField(name=name, label=name) for name in ("time", "text", "actor_role", "sources")
    )
    assert rows("timeline", "14:15 | Pager call answered | on-call responder", columns) == [
        {"time": "14:15", "text": "Pager call answered", "actor_role": "on-call responder"}
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("deploy started", "change"),
        ("Alert fired: errors above 5 %", "alert_fired"),
        ("pager: connection errors above 5 %", "alert_fired"),
        ("on-call paged", "ack"),
        ("page acknowledged by the on-call role", "ack"),
        ("rollback started", "mitigation_attempt"),
        ("restart of two nodes", "mitigation_attempt"),
        ("rollback complete", "mitigated"),
        ("service restored", "resolved"),
        ("error rate back to normal", "resolved"),
        ("customers reported failed payments", "reported"),
        ("first failed payment", "impact_start"),
        ("root cause found in the settings", "diagnosis"),
        ("suspected the payment provider", "hypothesis"),
        ("provider ruled out", "hypothesis_rejected"),
        ("incident declared", "declared"),
        ("escalated to the database role", "escalated"),
        ("status page updated", "comms_external"),
        ("decided to fail over", "decision"),
        ("a quiet afternoon", "other"),
    ],
)
def test_words_suggest_the_kind_of_an_event(text, kind):
    assert guess_event_kind(text) == kind


@given(st.text(max_size=80))
def test_a_guess_is_always_a_kind_of_the_document(text):
    assert guess_event_kind(text) in EVENT_KINDS


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- [ ] Do X (Owner: Ana, Due: 15 March)", {"text": "Do X", "owner": "Ana", "due": "15 March"}),
        ("- [x] Do X", {"text": "Do X"}),
        ("* Do X — @ana, by 2026-03-15", {"text": "Do X", "owner": "ana", "due": "2026-03-15"}),
        ("| Do X | Ana | Mar 15 |", {"text": "Do X", "owner": "Ana", "due": "Mar 15"}),
        ("Do X. Owner: Ana Ruiz. Due: end of Q2", {"text": "Do X", "owner": "Ana Ruiz", "due": "end of Q2"}),
        ("- Do X (Ana, 15 March)", {"text": "Do X", "owner": "Ana", "due": "15 March"}),
        ("- Do X (on all nodes)", {"text": "Do X (on all nodes)"}),
        ("Do X, done when: a check refuses it", {"text": "Do X", "done_when": "a check refuses it"}),
        ("1. Do X by 15 March", {"text": "Do X", "due": "15 March"}),
        ("- Reduce load by half", {"text": "Reduce load by half"}),
        ("Mail ana@example.com", {"text": "Mail ana@example.com"}),
        ("- Do X\n  - Owner: Ana\n  - Due: 15 March", {"text": "Do X", "owner": "Ana", "due": "15 March"}),
        ("| Action | Due | Owner |\n|---|---|---|\n| Do X | 15 March | Ana |", {"text": "Do X", "due": "15 March", "owner": "Ana"}),
    ],
)  # fmt: skip
def test_actions_are_read_with_owner_and_day(line, row):
    assert rows("actions", line) == [row]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Ana Ruiz - incident commander, facilitator", {"display": "Ana Ruiz", "role_in_incident": "commander", "review_roles": "facilitator"}),
        ("Ana Ruiz", {"display": "Ana Ruiz"}),
        ("- Ana Ruiz (reviewer)", {"display": "Ana Ruiz", "review_roles": "reviewer"}),
        ("Ana Ruiz: database lead", {"display": "Ana Ruiz (database lead)"}),
        ("Jon Reyes | technical_lead | participant", {"display": "Jon Reyes", "role_in_incident": "technical_lead", "review_roles": "participant"}),
        ("@ana", {"display": "ana"}),
        ("Jean-Luc Brun, owner", {"display": "Jean-Luc Brun", "review_roles": "owner"}),
    ],
)  # fmt: skip
def test_people_are_read_with_their_roles(line, row):
    assert rows("people", line) == [row]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Access log — https://logs.example.com/1", {"title": "Access log", "locator": "https://logs.example.com/1"}),
        ("[Dashboard](https://g.example.com/d)", {"title": "Dashboard", "locator": "https://g.example.com/d"}),
        ("https://g.example.com/d", {"title": "https://g.example.com/d", "locator": "https://g.example.com/d"}),
        ("alert | Pager alert 5521 | https://p.example.com/5521", {"kind": "alert", "title": "Pager alert 5521", "locator": "https://p.example.com/5521"}),
        ("Access log", {"title": "Access log"}),
    ],
)  # fmt: skip
def test_evidence_is_read_with_its_link(line, row):
    assert rows("evidence", line) == [row]


def test_other_lines_become_cells_in_the_order_of_the_columns():
    columns = (
        FormField(name="team", label="Team", required=True),
        FormField(name="why", label="Why"),
    )
    assert rows("", "Search | same file\nLedger", columns) == [
        {"team": "Search", "why": "same file"},
        {"team": "Ledger"},
    ]
    assert rows("", "| Why | Team |\n|---|---|\n| same file | Search |", columns) == [
        {"why": "same file", "team": "Search"}
    ]


ANY_LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(r"[-*|\[ ]{0,3}\d{1,2}:\d{2}[ |\-\]]{0,3}[a-z:@()|, ]{0,30}", fullmatch=True),
        st.from_regex(
            r"[-*] (\[ \] )?[A-Za-z ]{1,20}(\(Owner: [A-Z][a-z]{1,8}, Due: 1[0-9] March\)|— @[a-z]{1,6})?",
            fullmatch=True,
        ),
        st.sampled_from(
            [
                "| Time | What |",
                "|---|---|",
                "    at Pool",
                "ana 14:05",
                "```",
                "# Head",
                "due:",
                "@a @b",
                "(Owner: )",
            ]
        ),
    ),
    max_size=8,
).map("\n".join)


def words_of(text):
    return re.findall(r"\w+", clean(text))


@given(ANY_LINES, st.sampled_from(["timeline", "actions", "people", "evidence", ""]))
@example("14:05 ana: x", "timeline")
@example("- (Owner: Ana)", "actions")
@example("|", "actions")
def test_every_line_lands_in_a_row_or_is_reported(text, shape):
    pasted = read_lines(shape, text)
    held = " ".join(
        [value for row in pasted.rows for value in row.values()]
        + [line.text for line in (*pasted.unread, *pasted.passed_over)]
        + list(pasted.left_out)
    )
    for line in clean(text).split("\n"):
        if line.strip() and shape in {"timeline", "evidence", ""}:
            for word in words_of(re.sub(r"^\s*(?:[-*•–]\s+)?\d{1,3}[.)]\s", "", line)):
                assert (
                    word in held
                    or word.lower() in held.lower()
                    or word in {"source", "sources", "x", "X"}
                )
    assert all(pasted_row for pasted_row in pasted.rows)


@given(ANY_LINES, st.sampled_from(["timeline", "actions", "people", "evidence", ""]))
def test_as_many_lines_go_in_as_come_out(text, shape):
    pasted = read_lines(shape, text)
    lines = [line for line in clean(text).split("\n") if line.strip()]
    assert len(pasted.rows) + len(pasted.unread) + len(pasted.passed_over) <= len(lines)
    if lines:
        assert pasted.rows or pasted.unread or pasted.passed_over


STORMS = (
    "x" + " " * 50_000 + "y",
    "(" * 50_000,
    "owner: " * 8_000,
    "@a " * 15_000,
    "1:" * 25_000,
    "3 March " * 6_000,
    "|" * 50_000,
)


@pytest.mark.parametrize("shape", ["timeline", "actions", "people", "evidence", ""])
@pytest.mark.parametrize("storm", STORMS, ids=lambda storm: storm[:6])
def test_a_hostile_line_is_read_in_reasonable_time(shape, storm):
    begun = process_time()
    read_lines(shape, f"14:05 a {storm}")
    read_lines(shape, storm)
    assert process_time() - begun < 5


def test_cells_of_a_pasted_action_follow_the_columns_of_its_table():
    columns = load_bank().by_id("AC-02a").form.columns
    line = (
        "Refuse small sizes | Ana Ruiz | 2026-03-15 | a size of 20 is refused by the release step"
    )
    (row,) = read_lines("actions", line, columns).rows
    assert row["text"] == "Refuse small sizes"
    assert row["done_when"] == "a size of 20 is refused by the release step"


def test_a_long_row_of_dashes_that_is_no_rule_is_read_at_once() -> None:
    line = "-" * 500 + " --: " * 500 + "x"
    assert [row["text"] for row in read_lines("", line).rows]
