"""A pattern whose form was kept is the pattern."""

import re
import subprocess
import sys

import pytest

from rubrics import patterns
from rubrics.language.rules import action_rules, blame_rules, word_rules
from rubrics.patterns import regex

RULES = (*blame_rules().rules, *word_rules().rules, *action_rules().rules)
PATTERNS = [pattern for rule in RULES for pattern in rule.patterns if "{" not in pattern]
FLAGS = re.IGNORECASE | re.ASCII
NAMED = r"(?P<day>\d{1,2})[.:](\d+)?(?:\s(?P<zone>[a-z]+))?"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Keep what is new in a folder of the test."""
    monkeypatch.setattr(patterns, "__file__", str(tmp_path / "patterns.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(patterns, "_new", {})
    patterns._forms.cache_clear()
    yield tmp_path
    patterns._forms.cache_clear()


def _again(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern, keep its form, and return it from there."""
    regex(pattern, flags)
    patterns.keep_new()
    _forget()
    found = regex(pattern, flags)
    assert patterns._new == {}
    return found


def _forget() -> None:
    patterns._new.clear()
    patterns._forms.cache_clear()


def test_it_has_the_same_groups_flags_and_words(kept):
    ours, theirs = _again(NAMED, FLAGS), re.compile(NAMED, FLAGS)
    assert ours == theirs
    assert (ours.pattern, ours.flags, ours.groups) == (theirs.pattern, theirs.flags, theirs.groups)
    assert dict(ours.groupindex) == dict(theirs.groupindex)
    match = ours.search("on the 7.15 UTC")
    assert match is not None
    assert match.groupdict() == {"day": "7", "zone": "UTC"}


def test_every_pattern_of_the_rules_is_equal_to_the_one_compiled_anew(kept):
    for pattern in PATTERNS:
        regex(pattern, re.IGNORECASE)
    patterns.keep_new()
    _forget()
    for pattern in PATTERNS:
        # Two patterns are equal when their flags, their code and their words are.
        assert regex(pattern, re.IGNORECASE) == re.compile(pattern, re.IGNORECASE)
    assert patterns._new == {}


def test_forms_of_another_release_are_not_used(kept, monkeypatch):
    _again(NAMED)
    monkeypatch.setattr(patterns, "_FROM", b"8 bytes.")
    _forget()
    assert regex(NAMED) == re.compile(NAMED)
    assert set(patterns._new) == {(NAMED, 0)}


def test_a_python_that_is_not_known_keeps_nothing(kept, monkeypatch):
    monkeypatch.setattr(patterns, "_KNOWN", False)
    assert regex(NAMED) == re.compile(NAMED)
    patterns.keep_new()
    assert not any(kept.rglob("*.pyc"))


def test_a_broken_pattern_is_an_error_as_ever(kept):
    with pytest.raises(re.error):
        regex("(")


def test_patterns_that_were_kept_before_stay(kept):
    _again(NAMED)
    _again("another")
    _forget()
    regex(NAMED)
    regex("another")
    assert patterns._new == {}


def test_two_checks_say_the_same_before_and_after_forms_were_kept(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Outage\n\nAt 10:05 UTC Ben forgot to renew the certificate.\n")
    command = [sys.executable, "-m", "tui", "check", "--format", "json", str(page)]
    env = {"PYTHONPYCACHEPREFIX": str(tmp_path / "cache"), "UNBLAME_HOME": str(tmp_path)}
    told = [
        subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        for _ in range(2)
    ]
    assert told[0].stdout == told[1].stdout != ""
    assert [one.stderr for one in told] == ["", ""]
    assert any((tmp_path / "cache").rglob("patterns.py.*.pyc"))
