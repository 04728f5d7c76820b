"""The YAML that ships with a package is read once a change."""

import marshal
import sys
from importlib.resources import files
from importlib.util import cache_from_source, source_hash
from pathlib import Path

import pytest
import yaml

from rubrics.package_data import read_yaml


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shelf_of_words"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "words.yaml").write_text("words: [one]\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, folder.name, raising=False)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def _kept(package: Path) -> Path:
    return Path(cache_from_source(f"{package / 'words.yaml'}.py"))


def test_what_was_read_is_kept_and_taken_from_there(package: Path):
    assert read_yaml(package.name, "words.yaml") == {"words": ["one"]}
    key = source_hash((package / "words.yaml").read_bytes())
    assert _kept(package).read_bytes().startswith(key)
    _kept(package).write_bytes(key + marshal.dumps("taken from there"))
    assert read_yaml(package.name, "words.yaml") == "taken from there"


def test_a_file_that_changed_is_read_anew_whatever_its_time_and_size(package: Path):
    read_yaml(package.name, "words.yaml")
    (package / "words.yaml").write_text("words: [two]\n")
    assert read_yaml(package.name, "words.yaml") == {"words": ["two"]}
    assert read_yaml(package.name, "words.yaml") == {"words": ["two"]}


@pytest.mark.parametrize("length", [0, 4, 8, 12, -1])
def test_what_was_kept_in_part_is_read_anew(package: Path, length: int):
    read_yaml(package.name, "words.yaml")
    _kept(package).write_bytes(_kept(package).read_bytes()[:length])
    assert read_yaml(package.name, "words.yaml") == {"words": ["one"]}


def test_nothing_is_kept_where_bytecode_is_not_wanted(
    package: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read_yaml(package.name, "words.yaml") == {"words": ["one"]}
    assert not _kept(package).exists()


def test_a_folder_that_can_not_be_written_to_costs_no_more_than_time(package: Path):
    _kept(package).parent.write_text("a file in its place")
    assert read_yaml(package.name, "words.yaml") == {"words": ["one"]}


def test_a_value_that_can_not_be_kept_is_read_each_time(package: Path):
    (package / "words.yaml").write_text("day: 2026-04-15\n")
    first = read_yaml(package.name, "words.yaml")
    assert first == read_yaml(package.name, "words.yaml")
    assert not _kept(package).exists()


@pytest.mark.parametrize("package", ["agent", "rubrics"])
def test_every_file_that_ships_can_be_kept(package: str):
    found = [path for path in Path(str(files(package))).rglob("*.yaml") if _is_data(path)]
    assert found
    for path in found:
        value = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        assert marshal.loads(marshal.dumps(value)) == value, path.name


def _is_data(path: Path) -> bool:
    """Answers files hold days, and are read as what people write."""
    return "samples" not in path.parts
