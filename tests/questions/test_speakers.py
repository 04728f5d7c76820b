"""Speakers of pasted lines: roles are kept, names are left out, sources of blocks are shared."""

from datetime import UTC, datetime

import pytest

from agent.postmortem.edits import Draft
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.questions.bank import load_bank
from agent.questions.filling import fill
from agent.questions.lines import read_lines
from agent.questions.reading import ReadingContext
from agent.questions.speakers import role_of


@pytest.mark.parametrize(
    ("line", "role", "text"),
    [
        ("[14:20] technical lead: cause found: the limit", "technical lead", "cause found: the limit"),
        ("[14:15] responder: page acknowledged", "responder", "page acknowledged"),
        ("14:15 On-call: looking", "on-call", "looking"),
        ("14:15 <incident commander> taking over", "incident commander", "taking over"),
        ("14:15 @communicator: status page is up", "communicator", "status page is up"),
        ("[14:15] SRE: scaling up", "SRE", "scaling up"),
        ("[14:15] database on-call: looking", "database on-call", "looking"),
        ("[14:15] second line support: calls rising", "second line support", "calls rising"),
        ("14:15 - support: calls rising", "support", "calls rising"),
        ("| 14:15 | responder: looking |", "", "responder: looking"),
    ],
)  # fmt: skip
def test_a_role_that_speaks_becomes_the_role_of_the_event(line: str, role: str, text: str) -> None:
    pasted = read_lines("timeline", line)
    (row,) = pasted.rows
    assert row.get("actor_role", "") == role
    assert row["text"] == text
    assert pasted.left_out == ()


@pytest.mark.parametrize(
    ("line", "role", "names"),
    [
        ("[14:15] ana: looking", "", ("ana",)),
        ("[14:15] Ana Ruiz: looking", "", ("Ana Ruiz",)),
        ("14:15 <ana.ruiz> looking", "", ("ana.ruiz",)),
        ("14:15 @ana: looking", "", ("ana",)),
        ("[14:15] Ana (technical lead): looking", "technical lead", ("Ana",)),
        ("[14:15] Ana (she/her): looking", "", ("Ana",)),
    ],
)
def test_a_name_that_speaks_is_left_out_and_told(
    line: str, role: str, names: tuple[str, ...]
) -> None:
    pasted = read_lines("timeline", line)
    (row,) = pasted.rows
    assert row["text"] == "looking"
    assert row.get("actor_role", "") == role
    assert pasted.left_out == names


def test_a_role_above_its_words_is_kept_too() -> None:
    pasted = read_lines("timeline", "Technical Lead 14:20\nrolling back now\nhold on")
    assert [dict(row) for row in pasted.rows] == [
        {"time": "14:20", "text": "rolling back now\nhold on", "actor_role": "technical lead"}
    ]
    assert pasted.left_out == ()


@pytest.mark.parametrize("words", ["ana", "error", "database", "root cause", "Ana responder", ""])
def test_other_words_are_no_role(words: str) -> None:
    assert role_of(words) == ""


@pytest.mark.parametrize("head", ["source: deploy log", "Source = deploy log", "from: deploy log"])
def test_a_block_may_begin_with_its_source(head: str) -> None:
    pasted = read_lines("timeline", f"{head}\n14:05 config 88 live\n14:10 alert (pager alert)")
    assert [row["sources"] for row in pasted.rows] == ["deploy log", "pager alert"]
    assert [line.number for line in pasted.passed_over] == [1]
    assert pasted.unread == ()


def test_each_block_may_have_a_source_of_its_own() -> None:
    text = (
        "from: #incident channel\n[14:15] ana: looking\n\nsource: deploy log\n14:20 config 89 live"
    )
    assert [row["sources"] for row in read_lines("timeline", text).rows] == [
        "#incident channel",
        "deploy log",
    ]


def test_a_source_reaches_over_a_table_with_a_head() -> None:
    text = "source: deploy log\n| Time | What happened |\n|---|---|\n| 14:05 | config 88 live |"
    assert [dict(row) for row in read_lines("timeline", text).rows] == [
        {"time": "14:05", "text": "config 88 live", "sources": "deploy log"}
    ]


def test_the_sender_of_a_mail_is_no_source() -> None:
    pasted = read_lines("timeline", "From: Ana <ana@example.com>\n14:05 config 88 live")
    assert "sources" not in pasted.rows[0]
    assert [line.number for line in pasted.unread] == [1]


def test_words_about_a_source_inside_a_block_are_no_head() -> None:
    pasted = read_lines("timeline", "14:05 config 88 live\nsource: nobody knows")
    assert [line.number for line in pasted.unread] == [2]


def test_roles_and_the_source_of_a_block_reach_the_document() -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    before = Postmortem.model_validate({"meta": {"id": "PM-2026-001", "timezone": "UTC"}})
    draft = Draft(before)
    filled = fill(
        draft,
        load_bank().by_id("TL-16"),
        "",
        "from: #incident channel\n[14:15] responder: page acknowledged\n[14:16] ana: me too",
        ReadingContext(now=now, timezone="UTC", incident_date=now.date(), document=before),
        Provenance(origin="human", at=now, question="TL-16"),
    )
    after = draft.finish()
    first, second = after.timeline.events
    assert (first.text, first.actor_role, second.actor_role) == (
        "page acknowledged",
        "responder",
        "",
    )
    assert [item.title for item in after.evidence] == ["#incident channel"]
    assert first.sources == second.sources == (after.evidence[0].id,)
    assert [note for note in filled.notes if "left out" in note] == [
        "Names of speakers were left out: ana."
    ]
