import os

import pytest


@pytest.fixture
def folder(tmp_path):
    """Markdown of strangers, and what is none."""
    place = tmp_path / "docs"
    (place / "deep").mkdir(parents=True)
    (place / "a.md").write_text("# Database ran out of connections\n\nThe pool was too small.\n")
    (place / "deep" / "b.markdown").write_text("Mail outage\n===========\n\nThe relay stood.\n")
    (place / "notes.txt").write_text("not Markdown")
    return place


def test_strangers_markdown_is_added_with_its_first_heading(run, folder):
    said = run("library", "add", folder, "--format", "json")
    assert said.code == 0
    assert said.json == {"added": 2, "updated": 0, "skipped": []}
    entries = run("library", "list", "--format", "json").json["entries"]
    assert {entry["title"] for entry in entries} == {
        "Database ran out of connections",
        "Mail outage",
    }
    hits = run("similar", "connections of the database", "--format", "json").json["hits"]
    assert hits[0]["title"] == "Database ran out of connections"
    assert set(hits[0]) == {"id", "title", "score", "why", "open_actions"}


def test_the_same_again_is_skipped_and_a_changed_file_updated(run, folder):
    run("library", "add", folder)
    (folder / "a.md").write_text("# Database ran out of connections\n\nA limit of 10.\n")
    said = run("library", "add", folder / "a.md", folder, "--format", "json")
    assert (said.json["added"], said.json["updated"]) == (0, 1)
    assert [one["reason"] for one in said.json["skipped"]] == ["it is in the library already"]
    assert said.code == 0


def test_ones_own_markdown_keeps_what_it_holds(run, closed, monkeypatch, tmp_path):
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "other"))
    assert run("library", "add", closed, "--format", "json").json["added"] == 1
    (entry,) = run("library", "list", "--format", "json").json["entries"]
    assert entry["id"] == "PM-2026-001"
    assert entry["severity"] == "sev3"
    assert entry["causes"][0] == "process_gap"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"# caf\xe9", "UTF-8"),
        (b"x" * 20_000_001, "20 MB"),
    ],
)
def test_what_cannot_be_taken_is_skipped_with_a_reason(run, folder, content, reason):
    bad = folder / "bad.md"
    bad.write_bytes(content)
    said = run("library", "add", folder, "--format", "json")
    assert said.code == 0
    assert said.json["added"] == 2
    (skipped,) = said.json["skipped"]
    assert skipped["path"] == str(bad)
    assert reason in skipped["reason"]


def test_links_in_a_circle_do_no_harm(run, folder):
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "twice.md").symlink_to(folder / "a.md")
    said = run("library", "add", folder, "--format", "json")
    assert said.json["added"] == 2
    assert len(said.json["skipped"]) == 2
    assert any("circle" in one["reason"] for one in said.json["skipped"])


def test_a_pipe_is_no_file(run, folder):
    os.mkfifo(folder / "pipe.md")
    said = run("library", "add", folder, "--format", "json")
    assert [one["reason"] for one in said.json["skipped"]] == ["it is no ordinary file"]


@pytest.mark.parametrize("name", ["missing.md", "empty"])
def test_nothing_to_read_exits_2(run, tmp_path, name):
    (tmp_path / "empty").mkdir()
    said = run("library", "add", tmp_path / name)
    assert said.code == 2
    assert name in said.line


def test_escapes_in_titles_do_not_reach_the_terminal(run, tmp_path):
    (tmp_path / "evil.md").write_text("# \x1b]0;owned\x07Outage \x1b[31mred\n\ntext\n")
    run("library", "add", tmp_path / "evil.md")
    said = run("library", "list")
    assert "Outage red" in said.out
    assert "\x1b" not in said.out


@pytest.mark.parametrize("words", [("add",), ("list", "x"), ("rebuild", "x"), ("remove",)])
def test_wrong_words_are_refused(run, words):
    said = run("library", *words)
    assert said.code == 2
    assert said.line


def test_an_empty_library_says_how_to_fill_it(run):
    assert "library add" in run("library", "list").out
    assert run("library", "rebuild", "--format", "json").json == {"rebuilt": 0}


def test_the_index_is_made_again_from_the_records(run, folder):
    run("library", "add", folder)
    assert run("library", "rebuild", "--format", "json").json == {"rebuilt": 2}
