import contextlib
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

NOW = ("--now", "2026-04-15T08:00Z")
PROJECT = Path(__file__).parents[2]
TRIAGE = """
answers:
  TR-01: Orders failed for two hours. A pool size of 10 reached production.
  TR-13: Orders down after a pool size change
  TR-03: production_outage
  TR-02a: "yes"
  TR-04: {users_pct: 20, total_loss: "no", data_exposed: "no", internal_only: "no"}
  TR-06b: none
  TR-09: 2
  TR-14: no | no | no | no
  SU-01: Alex Moreno
  SU-02: Robin Hale
  SU-05: [{kind: log, title: access log}]
  SU-07: UTC
  SU-14: 2026-03-02
  SU-09: Facts first, remedies later.
"""


def test_a_complete_file_is_played_from_triage_to_closed(twins):
    said = json.loads((twins[0] / "out.json").read_text())
    assert (twins[0] / "code").read_text() == "0"
    assert said["state"] == "CLOSED"
    assert said["unanswered"] == []
    assert said["score"]["verdict"] in {"ready", "excellent"}
    assert set(said) == {"id", "state", "unanswered", "score"}
    assert set(said["score"]["criteria"]) == {f"C{number}" for number in range(1, 9)}
    assert "nothing asked for it" not in (twins[0] / "err.txt").read_text()


def test_the_words_of_an_edit_stand_in_the_place_of_the_blaming_ones(twins):
    text = (twins[0] / "out.md").read_text()
    assert "carelessly" not in text
    assert "The browser showed a warning page" in text
    assert "could stand on the wall screen" in text


@pytest.mark.parametrize("form", ["md", "html", "json", "external"])
def test_the_same_answers_and_moment_give_the_same_bytes(twins, run, monkeypatch, form):
    texts = set()
    for folder in twins:
        monkeypatch.setenv("UNBLAME_HOME", str(folder / "home"))
        path = folder / f"again.{form}"
        words = ("export", "PM-2026-001", "--to", form, "-o", path)
        assert run(*words, "--now", "2026-05-14T10:00Z").code == 0
        texts.add(path.read_bytes())
    assert len(texts) == 1
    assert (twins[0] / "out.md").read_bytes() == (twins[1] / "out.md").read_bytes()
    assert (twins[0] / "out.json").read_bytes() == (twins[1] / "out.json").read_bytes()


def test_an_unfinished_file_names_the_questions_left_and_exits_1(run, answers):
    said = run("new", "--answers", answers("answers: {TR-13: Orders down}"), *NOW)
    assert said.code == 1
    assert "TR-01" in said.out
    assert "PM-2026-001  TRIAGE" in said.out


def test_json_names_the_questions_left(run, answers):
    said = run("new", "--answers", answers("answers: {TR-13: a}"), *NOW, "--format", "json")
    assert "TR-01" in said.json["unanswered"]


def test_the_file_sets_the_clock_when_no_option_does(run, answers):
    path = answers("now: 2024-02-03T10:00:00Z\nanswers: {TR-13: Orders down}")
    assert run("new", "--answers", path, "--format", "json").json["id"] == "PM-2024-001"


def test_what_is_parked_or_not_known_is_said_to_its_own_question_once(run, answers):
    path = answers(
        "answers:\n  TR-10: {dont_know: true}\n  TR-05: [{park: A list of all limits}, Fewer limits]"
    )
    assert run("new", "--answers", path, *NOW).code == 1
    document = run("show", "PM-2026-001", "--format", "json").json
    assert [item["text"] for item in document["parking_lot"]] == ["A list of all limits"]
    assert document["meta"]["purpose"] == "Fewer limits"
    assert document["summary"]["text"] == ""


def test_an_end_before_the_start_is_stored_and_reported(run, answers):
    path = answers(
        f"{TRIAGE}  TL-16: |\n    16:00 errors began (access log)\n"
        "    14:00 service restored, all resolved (access log)\n"
        "  IM-01: {affected: 10, base: 50}\n"
    )
    said = run("new", "--answers", path, *NOW)
    document = run("show", "PM-2026-001", "--format", "json").json
    kinds = {event["kind"] for event in document["timeline"]["events"]}
    assert said.code == 1
    assert {"impact_start", "resolved"} <= kinds
    assert "resolved" in said.out.lower() or "end" in said.out.lower()


def test_an_owner_that_is_a_group_is_stored_and_reported(run, answers):
    said = run("new", "--answers", answers(TRIAGE.replace("Alex Moreno", "the team")), *NOW)
    document = run("show", "PM-2026-001", "--format", "json").json
    owners = [p for p in document["people"] if "owner" in p["review_roles"]]
    assert said.code == 1
    assert "SU-01" in said.out
    assert [owner["kind"] for owner in owners] == ["group"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("answers:\n  TR-1: a", ("line 2", "TR-1", "Did you mean TR-")),
        ("answers:\n  TR-03: nonsense", ("line 2", "TR-03", "Service outage")),
        ("answers:\n  TR-09: many", ("line 2", "TR-09", "many")),
        ("answers:\n  SU-14: 31 February", ("line 2", "SU-14")),
        ("answers:\n  TL-16:\n    - 25:99 nothing", ("line 3", "25:99")),
        ("answers:\n  SU-04: {display: 5, colour: red}", ("SU-04", "colour")),
        ("answers: {TR-01: [a", ("not YAML",)),
        ("\x00\x01\x02", ("answers.yaml",)),
        (b"answers:\n  TR-13: caf\xe9\n", ("line 2", "UTF-8")),
        ("a: &a [1]\nb: &b [*a,*a]\nanswers: *b", ("aliases",)),
        ("answers:\n  TR-01: !!python/object:os.system x", ("tags",)),
        ("answers:\n  TR-01: " + "[" * 5000, ("nested",)),
        (f"answers:\n  TR-13: {'x' * 5_000_000}", ("TR-13", "line 2")),
        ("overrides: {NOWHERE: {reason: a, by: b}}", ("NOWHERE",)),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole_in_one_line(run, answers, text, words):
    said = run("new", "--answers", answers(text), *NOW)
    assert said.code == 2
    assert said.out == ""
    assert all(word in said.line for word in words), said.line
    assert len(said.line) < 400
    assert run("list", "--format", "json").json == {"postmortems": [], "premortems": []}


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_is_not_there_is_named(run, tmp_path, name):
    said = run("new", "--answers", tmp_path / name)
    assert said.code == 2
    assert str(tmp_path) in said.line
    assert not (tmp_path / "home" / "data").exists()


def test_escapes_and_control_characters_never_reach_terminal_or_document(run, answers, tmp_path):
    evil = r"\e]0;owned\aOrders \e[31mdown\e[0m\x07 \u202Eevil\u2066 \x9b31mred"
    path = answers(f'answers:\n  TR-01: "{evil}"\n  TR-13: "{evil}"\n  TR-05: "{evil}"\n')
    said = run("new", "--answers", path, *NOW, "-o", tmp_path / "out.md")
    shown = run("show", "PM-2026-001").out + run("list").out + said.out + said.err
    for text in (shown, (tmp_path / "out.md").read_text()):
        assert "down" in text
        assert not any(mark in text for mark in ("\x1b", "\x07", "\x9b", "\u202e", "\u2066"))


@pytest.mark.parametrize("place", ["nowhere/out.md", "."])
def test_a_place_that_cannot_take_the_document_is_refused_before_anything(
    run, answers, tmp_path, place
):
    said = run("new", "--answers", answers(TRIAGE), "-o", tmp_path / place, *NOW)
    assert said.code == 2
    assert "folder" in said.line
    assert run("list", "--format", "json").json == {"postmortems": [], "premortems": []}


def test_a_document_that_cannot_be_written_is_kept_under_its_id(run, answers):
    said = run("new", "--answers", answers(TRIAGE), "-o", "/proc/out.md", *NOW)
    assert said.code == 2
    assert "kept as PM-2026-001" in said.line
    assert "unblame export PM-2026-001" in said.line
    assert "PM-2026-001" in said.out
    assert run("show", "PM-2026-001").code == 0


@pytest.mark.parametrize(
    "value", ["yesterday", "2026-13-01", "", "0001-01-01T00:00+23:00", "\x1b[1m"]
)
def test_a_wrong_now_is_refused(run, answers, value):
    said = run("new", "--answers", answers(TRIAGE), "--now", value)
    assert said.code == 2
    assert "--now" in said.line
    assert "\x1b" not in said.err


def test_without_answers_and_without_a_terminal_it_says_what_to_do(process):
    said = process("new")
    assert said.code == 2
    assert "--answers" in said.line


def test_a_home_under_a_file_is_refused(run, answers, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "file" / "home"))
    said = run("new", "--answers", answers(TRIAGE))
    assert said.code == 2
    assert "UNBLAME_HOME" in said.line


@pytest.mark.parametrize("home", ["/proc/unblame", "/dev/null/home"])
def test_a_home_that_cannot_be_written_is_refused(run, answers, monkeypatch, home):
    monkeypatch.setenv("UNBLAME_HOME", home)
    said = run("new", "--answers", answers(TRIAGE))
    assert said.code == 2
    assert "UNBLAME_HOME" in said.line


def _limited() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (131072, 131072))


def test_a_full_disk_is_said_in_one_line_and_keeps_what_was_stored(process, certificate, run):
    said = process("new", "--answers", certificate, *NOW, preexec=_limited)
    assert said.code == 2
    assert "Traceback" not in said.err
    last = said.err.splitlines()[-1]
    assert last.startswith("unblame: ")
    kept = run("list", "--format", "json").json["postmortems"]
    assert all(run("show", one["id"]).code == 0 for one in kept)


def _turns_in(records):
    """The turns on disk while another process writes them."""
    if not records.exists():
        return 0
    try:
        with contextlib.closing(sqlite3.connect(f"file:{records}?mode=ro", uri=True)) as reader:
            return reader.execute("SELECT count(*) FROM turns").fetchone()[0]
    except sqlite3.Error:
        return 0


def test_an_interrupt_exits_130_and_keeps_what_was_answered(certificate, tmp_path, run):
    ignored = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    if ignored:  # a shell starts what runs in its background deaf to it, and so would be the child
        signal.signal(signal.SIGINT, signal.default_int_handler)
    child = subprocess.Popen(
        [sys.executable, "-m", "tui", "new", "--answers", str(certificate), *NOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=PROJECT,
        env=os.environ,
    )
    if ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    records = tmp_path / "home" / "data" / "unblame.db"
    deadline = time.monotonic() + 30
    while _turns_in(records) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130
    assert b"Traceback" not in err
    (kept,) = run("list", "--format", "json").json["postmortems"]
    assert kept["turns"] > 0
    assert run("resume", kept["id"], "--answers", certificate, *NOW).code == 0
