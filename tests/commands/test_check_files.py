"""Which files `check` looks at, and what it says of those that it can't read."""

import shutil

import pytest

from tui.checking.files import is_ignored


@pytest.fixture
def folder(stranger, tmp_path):
    """A folder with Markdown in several places."""
    for name in (
        "docs/b.md",
        "docs/a.markdown",
        "docs/more/c.md",
        "docs/.hidden/d.md",
        "docs/.e.md",
    ):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(stranger, place)
    (tmp_path / "docs" / "notes.txt").write_text("no Markdown")
    return tmp_path / "docs"


def paths(said):
    return [one["path"] for one in said.json["files"]]


def test_a_folder_is_read_in_the_order_of_its_names_without_what_is_hidden(run, folder):
    said = run("check", "docs", "--format", "json")
    assert paths(said) == ["docs/a.markdown", "docs/b.md", "docs/more/c.md"]


def test_a_file_that_is_named_twice_is_checked_once(run, folder):
    said = run("check", "docs/b.md", "docs", "./docs/b.md", "--format", "json")
    assert paths(said) == ["docs/b.md", "docs/a.markdown", "docs/more/c.md"]


def test_an_empty_folder_is_said_in_one_line(run, stranger, tmp_path):
    (tmp_path / "empty").mkdir()
    said = run("check", "empty")
    assert (said.code, said.out) == (0, "")
    assert said.line == "unblame: empty: there is no Markdown in this folder."


@pytest.mark.parametrize("text", [b"", b" \n\n", b"\xef\xbb\xbf\n", b"\x1b[0m\n"])
def test_an_empty_file_has_nothing_to_judge(run, stranger, tmp_path, text):
    (tmp_path / "blank.md").write_bytes(text)
    said = run("check", "blank.md")
    assert (said.code, said.out) == (2, "")
    assert said.line == "unblame: blank.md is empty. There is nothing to judge."


def test_other_files_are_reported_beside_one_that_cannot_be_read(run, stranger, tmp_path):
    (tmp_path / "latin.md").write_bytes(b"# caf\xe9")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x00\x00")
    said = run("check", "latin.md", "gone.md", "picture.md", "stranger.md", "--format", "json")
    assert said.code == 2
    assert paths(said) == ["stranger.md"]
    lines = said.err.splitlines()
    assert len(lines) == 3
    assert "latin.md, line 1: this is not UTF-8" in lines[0]
    assert "gone.md can't be read: no such file" in lines[1]
    assert "picture.md, line 2: this is no text" in lines[2]


@pytest.mark.parametrize("spelt", ["near-miss", "near_miss", "near miss"])
def test_the_type_and_the_severity_of_the_call_count(run, stranger, spelt):
    said = run("check", "stranger.md", "--type", spelt, "--severity", "1", "--format", "json")
    (report,) = said.json["files"]
    assert (report["type"], report["severity"]) == ("near_miss", "sev1")
    assert report["criteria"][0]["minimum"] == 3.5


@pytest.mark.parametrize("name", ["2", "sev2", "SEV-2"])
def test_a_severity_goes_by_its_number(run, stranger, name):
    (report,) = run("check", "stranger.md", "--severity", name, "--format", "json").json["files"]
    assert report["severity"] == "sev2"


@pytest.mark.parametrize(("option", "value"), [("--type", "flood"), ("--severity", "7")])
def test_a_senseless_option_is_refused_in_one_line(run, stranger, option, value):
    said = run("check", "stranger.md", option, value)
    assert said.code == 2
    assert option in said.line
    assert value in said.line


@pytest.mark.parametrize(
    ("glob", "path", "ignored"),
    [
        ("drafts/", "drafts/a.md", True),
        ("drafts", "deep/drafts/a.md", True),
        ("drafts", "drafts.md", False),
        ("*.draft.md", "deep/x.draft.md", True),
        ("docs/*.md", "docs/a.md", True),
        ("/docs/old", "docs/old/a.md", True),
        ("docs/old", "more/docs/old/a.md", False),
        ("**/template.md", "template.md", True),
        ("**/template.md", "a/b/template.md", True),
        ("template.md", "a/templates.md", False),
    ],
)
def test_globs_name_files_and_folders(tmp_path, glob, path, ignored):
    assert is_ignored(tmp_path / path, tmp_path, (glob,)) is ignored


def test_a_glob_says_nothing_of_files_elsewhere(tmp_path):
    assert not is_ignored(tmp_path / "a.md", tmp_path / "inside", ("*",))
