import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tui.__main__ import VERBS

PROJECT = Path(__file__).parents[2]
HEAVY = ("langgraph", "chromadb", "textual", "anthropic", "numpy", "aiosqlite", "tiktoken")


def test_help_lists_exactly_the_verbs_that_exist(run):
    text = run("--help").out
    listed = re.findall(r"^    (\w+) ", text.split("verbs:")[1].split("examples:")[0], re.MULTILINE)
    modules = {path.stem for path in (PROJECT / "tui" / "commands").glob("*.py")}
    assert listed == [verb.name for verb in VERBS]
    assert {verb.module for verb in VERBS} <= modules


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_the_help_of_each_verb_shows_an_example(run, verb):
    said = run(verb, "--help")
    assert said.code == 0
    assert f"\n  unblame {verb}" in said.out.split("example:")[1]


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_takes_a_clock_and_refuses_unknown_options(run, verb):
    assert "--now" in run(verb, "--help").out
    said = run(verb, "--no-such-option")
    assert said.code == 2
    assert f"unblame {verb} --help" in said.line


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("schema",),
        ("schema", "answers"),
        *((verb.name, "--help") for verb in VERBS),
    ],
    ids=" ".join,
)
def test_light_calls_load_nothing_heavy(process, words):
    assert loaded(process, words, HEAVY) == "loaded []"


def test_help_waits_for_no_models(process):
    """A commit hook pays for every start, and pydantic would be most of it."""
    assert loaded(process, ("check", "--help"), ("pydantic", "yaml")) == "loaded []"


def loaded(process, words, names):
    spy = f"""
import atexit, sys
def tell():
    loaded = sorted(set(sys.modules) & set({tuple(names)!r}))
    sys.stderr.write(f"loaded {{loaded}}")
atexit.register(tell)
"""
    said = process(*words, before=spy)
    assert said.code == 0
    return said.err


def test_an_unknown_verb_is_refused_with_the_nearest(run):
    said = run("exprot")
    assert said.code == 2
    assert "Did you mean `export`?" in said.line


@pytest.mark.parametrize("word", ["nosuch", "\x1b[31mred\nsecond line", "x" * 10_000, ""])
def test_any_other_word_is_refused_in_one_short_line(run, word):
    said = run(word)
    assert said.code == 2
    assert len(said.line) < 300
    assert "\x1b" not in said.err


def test_the_app_needs_a_terminal(process):
    said = process()
    assert said.code == 2
    assert "needs a terminal" in said.line


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{sys.executable} -m tui schema | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, cwd=PROJECT, check=False
    )
    assert done.stdout == b"{\n"
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.parametrize(("target", "word"), [("/dev/full", "No space"), ("&-", "closed")])
def test_an_output_that_takes_nothing_is_one_line(target, word):
    command = f"{sys.executable} -m tui schema >{target}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=PROJECT, check=False)
    assert done.returncode == 2
    assert word in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", 2),
        ("rewrite {file}", 1),
        ("rewrite -", 2),
        ("similar -", 2),
        ("new --from {file}", 1),
        ("purge PM-2026-001", 2),
    ],
)
def test_an_input_that_a_shell_has_closed_is_no_terminal_and_no_crash(tmp_path, words, code):
    file = tmp_path / "draft.md"
    file.write_text("14:05 The operator carelessly pulled the wrong cable.\n", encoding="utf-8")
    command = f"{sys.executable} -m tui {words.format(file=file)} <&-"
    env = os.environ | {"UNBLAME_HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, cwd=PROJECT, check=False, env=env
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert code < 2 or len(done.stderr.splitlines()) == 1


def test_a_demo_into_a_closed_output_is_one_line():
    command = f"{sys.executable} -m tui demo >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=PROJECT, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_without_unicode_still_gets_its_text(process, begun):
    said = process("show", begun, env={"PYTHONIOENCODING": "ascii"})
    assert said.code == 0
    assert "Orders down" in said.out


def test_without_the_app_extra_check_and_schema_work(process, closed, blocked):
    assert process("check", closed, before=blocked).code == 0
    assert process("schema", before=blocked).code == 0
    assert process("schema", "answers", before=blocked).code == 0
    assert process("--version", before=blocked).code == 0
    assert process("doctor", before=blocked).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("new", "--answers", "tests/samples/answers/certificate.yaml"),
        ("resume",),
        ("list",),
        ("show", "PM-2026-001"),
        ("export", "PM-2026-001"),
        ("similar", "x"),
        ("library", "list"),
        ("purge", "PM-2026-001"),
        ("demo", "--plain"),
    ],
    ids=lambda words: words[0],
)
def test_without_the_app_extra_the_other_verbs_say_how_to_get_it(process, words, blocked):
    said = process(*words, before=blocked)
    assert said.code == 2
    assert said.out == ""
    assert "unblame[app]" in said.line
