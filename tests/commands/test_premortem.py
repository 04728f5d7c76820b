"""`unblame premortem`: played, joined, watched, linked."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

SAMPLE = Path(__file__).parent.parent / "samples" / "answers" / "room_booking.yaml"
PM = "PRE-2026-001"

PLAN = """
now: 2026-09-01T08:00Z
answers:
  PM-01a: Release the new booking app.
  PM-17: Rooms are booked in the new app
  PM-01b: Nine of ten bookings are made in the app.
  PM-01c: 2026-11-30
  PM-20: 2026-09-15
  PM-19: {scope: Meeting rooms}
  PM-02: [One account reads both calendars., Phones are at hand., The panels work.]
  PM-21: [{display: Hana Sato}, {display: Piet Vos}]
  PM-03: By 30 November 2026 only a third of the bookings went through the app.
"""
"""Answers up to the moment at which people write alone."""


@pytest.fixture
def watching(run: Callable) -> str:
    """A pre-mortem under watch; its id."""
    said = run("premortem", "--answers", SAMPLE, "--format", "json")
    assert said.code == 0, said.err
    return str(said.json["id"])


@pytest.fixture
def writing(run: Callable, answers: Callable) -> str:
    """A pre-mortem in which people are about to write alone; its id."""
    said = run("premortem", "--answers", answers(PLAN), "--format", "json")
    assert said.json["state"] == "SILENT", said.err
    return str(said.json["id"])


def test_the_sample_is_played_to_its_decision(run, tmp_path):
    said = run("premortem", "--answers", SAMPLE, "-o", tmp_path / "out.md", "--format", "json")
    assert (said.code, said.err) == (0, "")
    assert (said.json["state"], said.json["decision"]) == ("WATCH", "go")
    assert [mode["class"] for mode in said.json["modes"]] == ["H", "M", "L"]
    chances = said.json["chances"]
    assert chances["lower"] <= chances["any"] <= chances["upper"]
    assert chances["over_confident_by"] == pytest.approx(30)
    assert "Rooms are booked in the new app" in (tmp_path / "out.md").read_text()


def test_the_same_answers_give_the_same_bytes(run, tmp_path, monkeypatch):
    for name in ("one", "two"):
        monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / name / "home"))
        assert run("premortem", "--answers", SAMPLE, "-o", tmp_path / f"{name}.json").code == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_no_document_names_who_wrote_a_reason(run, watching):
    document = run("show", watching, "--format", "json").json
    assert document["reasons"]
    assert all(reason["by"] == "" for reason in document["reasons"])
    assert document["silences"] == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("  PM-22: 140 %", "PM-22"),
        ("  PM-32: {about: Hana Sato, answer: [{mode_id: FM1, severity: 11}]}", "PM-32"),
        ("  PM-32: {about: Zoe Marsh, answer: [{mode_id: FM1, severity: 4}]}", "Zoe Marsh"),
        ("  PM-04: {about: Zoe Marsh, answer: [It was late.]}", "Zoe Marsh"),
        ("  PM-21b: [Hana Sato]", "PM-21b"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line_before_anything_is_stored(
    run, answers, lines, told
):
    said = run("premortem", "--answers", answers(f"{PLAN.rstrip()}\n{lines}\n"))
    assert said.code == 2
    assert told in said.line
    assert run("list", "--format", "json").json["premortems"] == []


def test_what_contradicts_itself_is_stored_and_asked_about(run, answers):
    late = PLAN.replace("PM-20: 2026-09-15", "PM-20: 2026-12-15")
    said = run("premortem", "--answers", answers(late))
    assert said.code == 1
    assert "unanswered PM-20: a decision (2026-12-15) before the end of the plan" in said.out


def test_a_plan_without_people_is_asked_who_takes_part(run, answers):
    alone = "\n".join(line for line in PLAN.splitlines() if "PM-21" not in line)
    said = run("premortem", "--answers", answers(alone))
    assert said.code == 1
    assert "unanswered PM-21: at least one participant" in said.out


def test_reasons_written_elsewhere_are_joined_hidden_and_only_once(run, writing, tmp_path):
    lines, mapping = tmp_path / "notes.txt", tmp_path / "hana.yaml"
    lines.write_text("- The panels went dark\n\n* Guests had no way to book\n")
    mapping.write_text("by: Hana Sato\nreasons: [the panels went dark., Nobody told the guards]\n")
    said = run("premortem", "join", writing, lines, mapping, "--format", "json")
    assert said.json == {"id": writing, "added": 3, "alike": 1, "known": 0}
    again = run("premortem", "join", writing, lines, mapping, "--format", "json").json
    assert (again["added"], again["alike"], again["known"]) == (0, 0, 4)
    for form in ("text", "json"):
        assert "panels" not in run("show", writing, "--format", form).out.replace(
            "The panels work", ""
        )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.yaml", "by: Zoe Marsh\nreasons: [It was late]\n", "Zoe Marsh"),
        ("a.yaml", "who: Hana Sato\n", "who"),
        ("a.yaml", "reasons: {a: b}\n", "list"),
        ("a.yaml", "- [a, b]\n", "one text"),
        ("a.txt", " \n\n", "no reasons"),
        ("none.txt", None, "can't be read"),
    ],
)
def test_a_file_that_holds_no_reasons_is_named_in_one_line(
    run, writing, tmp_path, name, text, told
):
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    said = run("premortem", "join", writing, path)
    assert said.code == 2
    assert told in said.line


def test_a_list_that_was_rated_takes_no_more_reasons(run, watching, tmp_path):
    path = tmp_path / "late.txt"
    path.write_text("It rained.\n")
    said = run("premortem", "join", watching, path)
    assert said.code == 2
    assert "CLUSTER" in said.line


def test_the_watch_tells_what_is_due_and_what_is_breached(run, watching):
    early = run("premortem", "watch", "--now", "2026-09-02")
    assert (early.code, early.out.startswith("Nothing is due")) == (0, True)
    later = run("premortem", "watch", "--now", "2026-09-20", "--format", "json")
    assert later.code == 1
    (found,) = later.json["premortems"]
    assert [one["subject"] for one in found["due"]] == ["A1", "A2", "FM2", "SG1", "SG2"]
    read = run(
        *("premortem", "watch", watching, "--reading", "SG1", "4 rooms"),
        *("--now", "2026-09-20T10:00Z", "--format", "json"),
    )
    (breached,) = read.json["premortems"][0]["breached"]
    assert (breached["signal"], breached["reading"]) == ("SG1", "4 rooms")
    assert breached["stop"]["by"] == "Hana Sato"
    assert "SG1" not in [one["subject"] for one in read.json["premortems"][0]["due"]]


def test_the_watch_fits_into_a_calendar(run, watching):
    said = run("premortem", "watch", watching, "--format", "ical", "--now", "2026-09-02")
    assert said.out.startswith("BEGIN:VCALENDAR\r\n")
    assert "UID:PRE-2026-001-SG1-signal@unblame" in said.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("watch", "--reading", "SG1", "4"), "needs the ID"),
        (("watch", PM, "--reading", "SG9", "4"), "SG9"),
        (("watch", "PRE-2026-099"), "PRE-2026-099"),
        (("link", PM, "PM-2026-099"), "PM-2026-099"),
    ],
)
def test_a_wrong_call_is_refused_in_one_line(run, watching, words, told):
    said = run("premortem", *words)
    assert said.code == 2
    assert told in said.line


def test_a_failure_is_held_against_what_the_list_had_said(run, begun, watching):
    said = run("premortem", "link", watching, begun, "--modes", "FM1", "--format", "json")
    assert said.json["foreseen"] is True
    assert said.json["signal_fired"] is False
    other = run("premortem", "link", watching, begun, "--format", "json").json
    assert (other["foreseen"], other["signal_fired"]) == (False, None)
    assert run("show", begun, "--format", "json").json["meta"]["related"] == [watching]
    unknown = run("premortem", "link", watching, begun, "--modes", "A1")
    assert unknown.code == 2
    assert "A1" in unknown.line


def test_a_session_is_resumed_by_its_id(run, writing, answers):
    reasons = "answers:\n  PM-04: [{about: Hana Sato, answer: [a, b, c]}, {about: Piet Vos, answer: [d, e, f]}]\n"
    said = run("resume", writing, "--answers", answers(reasons), "--format", "json")
    assert said.json["state"] == "CLUSTER"
    assert said.json["reasons"] == 6


def test_lists_exports_and_purges_know_it(run, watching, tmp_path):
    assert watching in run("list").out
    assert run("export", watching, "-o", tmp_path / "out.html").code == 0
    assert run("purge", watching, "--field", "failure.text", "--yes").code == 0
    assert "only a third" not in run("show", watching).out
    assert run("purge", watching, "--yes").code == 0
    assert run("show", watching).code == 2


def test_ids_of_one_kind_are_refused_where_the_other_is_meant(run, watching, begun):
    assert run("premortem", "watch", begun).code == 2
    assert "no scores" in run("show", watching, "--scores").line
    assert run("export", watching, "--to", "external").code == 2


def test_the_schemas_fit_what_is_written(run, watching):
    document = run("show", watching, "--format", "json").json
    jsonschema.validate(document, run("schema", "premortem").json)
    jsonschema.Draft202012Validator.check_schema(run("schema", "premortem-answers").json)


def test_the_example_is_four_people_eleven_reasons_and_changes(run):
    said = run("demo", "--premortem", "--format", "json")
    assert said.code == 0
    assert (said.json["reasons"], said.json["decision"]) == (11, "go_with_changes")
    assert len(json.dumps(said.json["modes"])) > 100


def test_without_answers_and_terminal_it_says_what_to_do(run):
    said = run("premortem")
    assert said.code == 2
    assert "--answers" in said.line
