"""Records given on the command line: evidence, and events on offer."""

import pytest

from evals.scripted.helpful import helpful
from evals.scripted.server import MessagesServer

NOW = "2031-05-02T10:00Z"
LOG = "13:58 Alert firing: scan latency above 4 s\n15:51 Mitigated: scans take less than 1 s\n"


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "gates.log"
    path.write_text(LOG, "utf-8")
    return path


def test_a_record_is_evidence_and_its_events_wait_for_the_timeline(run, log):
    said = run("new", "--from", str(log), "--now", NOW, "--format", "json")
    assert said.code == 1
    assert said.json["state"] == "TRIAGE"
    assert said.err.splitlines() == [
        "note: imported: gates.log is R1",
        "note: 2 events to look at when the timeline is made.",
    ]
    stored = run("export", said.json["id"], "--to", "json").out
    assert '"sha256": "' in stored
    assert "scan latency" not in stored


def test_records_may_come_later_and_one_that_is_there_is_read_again(run, log, begun):
    said = run("resume", begun, "--from", str(log), str(log), "--now", NOW)
    assert "imported: gates.log is R1" in said.err
    assert "read again: R1" in said.err


@pytest.mark.parametrize("consent", [False, True])
def test_a_model_reads_a_record_only_with_consent(run, log, monkeypatch, consent):
    with MessagesServer(helpful) as server:
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        said = run("new", "--from", str(log), "--now", NOW, *(["--consent"] if consent else []))
        assert bool(server.calls) == consent
    assert "2 events to look at" in said.err


def test_offline_stands_above_consent(run, log, monkeypatch):
    with MessagesServer(helpful) as server:
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        run("new", "--from", str(log), "--now", NOW, "--consent", "--offline")
        assert not server.calls


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"13:58 \x00\x01", "gates.log, line 1: this is no text. Name a text file"),
        (b"13:58 ok\n\xff\xfe", "gates.log, line 2: this is not UTF-8"),
        (b" \n", "gates.log is empty"),
        (None, "can't be read"),
    ],
)
def test_a_record_that_can_t_be_read_is_one_line_and_nothing_is_stored(run, log, content, words):
    if content is None:
        log.unlink()
    else:
        log.write_bytes(content)
    said = run("new", "--from", str(log), "--now", NOW)
    assert said.code == 2
    assert words in said.line
    assert "PM-" not in run("list").out


def test_a_premortem_takes_no_record(run, log, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("answers:\n  PM-01: We move the payments to another provider.\n", "utf-8")
    begun = run("premortem", "--answers", str(plan), "--now", NOW, "--format", "json")
    said = run("resume", begun.json["id"], "--from", str(log))
    assert (said.code, said.line) == (2, "unblame: A pre-mortem has no timeline. Leave out --from.")
