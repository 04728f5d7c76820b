import re
import tomllib
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent


def _lines(said):
    return {line["name"]: line for line in said.json["lines"]}


def test_a_fresh_machine_is_well_and_nothing_is_made(run, tmp_path):
    said = run("doctor", "--format", "json")
    assert said.code == 0
    assert _lines(said)["records"]["text"] == "none yet"
    assert not (tmp_path / "home").exists()


def test_no_secret_is_printed(run, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a-very-secret-key")
    said = run("doctor")
    assert "a-very-secret-key" not in said.out + said.err
    assert "a key is set" in said.out


def test_damaged_records_are_a_problem(run, begun, tmp_path):
    (tmp_path / "home" / "data" / "unblame.db").write_bytes(b"no database at all")
    said = run("doctor", "--format", "json")
    assert said.code == 1
    assert _lines(said)["records"]["status"] == "problem"


def test_a_home_that_cannot_be_made_is_a_problem(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "file"))
    said = run("doctor", "--format", "json")
    assert said.code == 1
    assert _lines(said)["data"]["text"].endswith(
        f"{tmp_path / 'file'} is a file. Set UNBLAME_HOME."
    )


def test_a_home_that_is_a_file_is_a_problem(run, tmp_path, monkeypatch):
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "data").write_text("")
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "file"))
    said = run("doctor", "--format", "json")
    assert said.code == 1
    assert _lines(said)["data"]["status"] == "problem"


def test_the_packages_are_those_that_the_distribution_asks_for(run):
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["app"]]
    named = {re.match(r"[\w.-]+", one)[0] for one in asked}
    others = {"unblame", "model", "language", "data", "config", "cache", "records"}
    assert set(_lines(run("doctor", "--format", "json"))) == named | others


def test_a_missing_package_says_what_it_comes_with(run, monkeypatch):
    def version(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    lines = _lines(run("doctor", "--format", "json"))
    assert lines["textual"]["text"] == "not installed; it comes with unblame[app]"
    assert lines["pydantic"]["status"] == "problem"
