import json

import pytest

DECIDED = """
answers:
  TR-01: Orders failed for two hours. A pool size of 10 reached production.
  TR-13: Orders down after a pool size change
overrides:
  TRIAGE: {reason: The numbers come on Monday, by: Mara Lind}
"""


def test_without_a_file_it_prints(run, begun):
    said = run("export", begun)
    assert said.out.startswith("---\n")
    assert "not ready to be shared" in said.line


@pytest.mark.parametrize(
    ("name", "start"), [("a.md", "---\n"), ("a.html", "<!"), ("a.json", "{"), ("a.txt", "---\n")]
)
def test_the_name_of_the_file_chooses_the_form(run, begun, tmp_path, name, start):
    said = run("export", begun, "-o", tmp_path / name)
    assert said.code == 0
    assert (tmp_path / name).read_text().lower().startswith(start)
    assert str(tmp_path / name) in said.out


def test_a_chosen_form_wins_over_the_name(run, begun, tmp_path):
    run("export", begun, "--to", "json", "-o", tmp_path / "a.md")
    assert json.loads((tmp_path / "a.md").read_text())["meta"]["id"] == begun


def test_what_is_printed_is_what_is_written(run, closed, tmp_path):
    run("export", "PM-2026-001", "-o", tmp_path / "a.md", "--now", "2026-05-14T10:00Z")
    printed = run("export", "PM-2026-001", "--now", "2026-05-14T10:00Z").out
    assert printed == (tmp_path / "a.md").read_text() == closed.read_text()


def test_the_external_form_names_nobody(run, closed):
    text = run("export", "PM-2026-001", "--to", "external").out
    assert "Leila Haddad" not in text
    assert "Yuki" not in text


def test_json_says_where_it_went(run, begun, tmp_path):
    path = tmp_path / "a.md"
    said = run("export", begun, "-o", path, "--format", "json")
    assert {key: said.json[key] for key in ("id", "to", "path")} == {
        "id": begun, "to": "md", "path": str(path),
    }  # fmt: skip


def test_json_says_why_it_may_not_be_shared(run, begun):
    said = run("export", begun, "--format", "json")
    assert said.json["ready"] is False
    assert "severity unknown" in said.json["not_ready"]


def test_json_says_that_it_may_be_shared(run, closed):
    said = run("export", "PM-2026-001", "--format", "json", "--now", "2026-05-14T10:00Z")
    assert (said.json["ready"], said.json["not_ready"]) == (True, "")


def test_a_guard_passed_by_decision_shows_with_its_reason_and_who_decided(run, answers, tmp_path):
    file = answers(DECIDED)
    said = run("new", "--answers", file, "--now", "2026-04-15T08:00Z", "--format", "json")
    path, name = tmp_path / "a.md", said.json["id"]
    said = run("export", name, "-o", path)
    assert "Mara Lind: The numbers come on Monday" in said.line
    assert "not ready to be shared" in said.line
    assert "The numbers come on Monday" in path.read_text()
    (override,) = run("show", name, "--format", "json").json["meta"]["overrides"]
    assert override["reason"] == "The numbers come on Monday"
    checked = run("check", path, "--format", "json").json["files"][0]
    assert checked["verdict"] not in ("ready", "excellent")


@pytest.mark.parametrize(
    ("place", "word"),
    [("nowhere/a.md", "no folder"), (".", "is a folder"), ("/proc/a.md", "/proc")],
)
def test_a_place_that_cannot_take_it_is_named(run, begun, tmp_path, place, word):
    said = run("export", begun, "-o", tmp_path / place)
    assert said.code == 2
    assert said.out == ""
    assert word in said.line


def test_an_unknown_id_writes_nothing(run, tmp_path):
    said = run("export", "PM-1999-001", "-o", tmp_path / "a.md")
    assert said.code == 2
    assert "PM-1999-001" in said.line
    assert not (tmp_path / "a.md").exists()
