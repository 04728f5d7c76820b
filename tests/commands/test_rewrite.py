"""`unblame rewrite`: what it prints, what it writes, and that nothing is lost."""

import errno
import json
import os
import pty
import resource
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]

DRAFT = """\
---
title: Orders stopped
owner: Mara Lind
---
# Orders stopped

The operator skipped the review on Monday. It took
12 minutes.

- The engineer should have been wiser about `pool.yaml`.

> The engineer forgot to run the check.

| Time | Event |
|---|---|
| 14:05 | Mara Lind forgot to run the check |
"""
KEYS = {
    "line", "column", "end_line", "end_column", "rule", "severity", "text", "rewrite",
    "question", "strategy",
}  # fmt: skip


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT)
    return path


def _names(folder):
    return sorted(one.name for one in folder.iterdir() if one.name != "home")


def test_the_keys_are_those_of_the_contract(run, draft):
    said = run("rewrite", draft, "--format", "json")
    assert said.code == 1
    assert set(said.json) == {"findings", "text", "innocent"}
    assert all(set(one) == KEYS for one in said.json["findings"])
    assert [one["line"] for one in said.json["findings"]] == [7, 10, 16]
    assert draft.read_text() == DRAFT


def test_a_finding_has_a_rewrite_or_a_question(run, draft):
    skipped, asked, forgotten = run("rewrite", draft, "--format", "json").json["findings"]
    assert skipped["rewrite"] == "The review was skipped on Monday."
    assert skipped["question"] is None
    assert (asked["rewrite"], asked["rule"], asked["strategy"]) == (None, "BP04", "ACTUAL")
    assert asked["question"].endswith("?")
    assert (forgotten["severity"], forgotten["column"]) == ("warning", 11)
    assert forgotten["rewrite"] == "The check was not run"


def test_the_text_of_a_finding_stands_at_its_place_and_its_rewrite_in_the_new_text(run, draft):
    said = run("rewrite", draft, "--format", "json").json
    lines = DRAFT.split("\n")
    for one in said["findings"]:
        assert one["line"] == one["end_line"]
        assert lines[one["line"] - 1][one["column"] - 1 : one["end_column"] - 1] == one["text"]
        assert (one["rewrite"] or one["text"]) in said["text"].split("\n")[one["line"] - 1]


def test_what_sounds_like_blame_and_is_none_is_listed_with_its_place_and_the_reason(run, draft):
    with draft.open("a") as file:
        file.write("\nThe balancer failed\nto drain. It had 12 nodes.\n")
    quoted, system = run("rewrite", draft, "--format", "json").json["innocent"]
    assert quoted["text"] == "The engineer forgot to run the check."
    assert (quoted["line"], quoted["column"], quoted["kind"]) == (12, 3, "quote")
    assert system["text"] == "The balancer failed\nto drain."
    assert (system["line"], system["end_line"], system["kind"]) == (18, 19, "system-fault")
    assert system["reason"].endswith(".")


def test_as_text_each_sentence_stands_above_its_rewrite_or_its_question(run, draft):
    said = run("rewrite", draft)
    assert said.code == 1
    assert "  > The review was skipped on Monday." in said.out
    assert "  ? What happened instead" in said.out
    assert "Nothing was written" in said.out
    assert said.err == ""


def test_a_draft_without_blame_is_fine(run, tmp_path):
    path = tmp_path / "calm.md"
    path.write_text("# Calm\n\nThe pool was empty for 12 minutes.\n")
    for flags in ((), ("--diff",), ("--write",), ("--format", "json")):
        said = run("rewrite", path, *flags)
        assert said.code == 0, said
        assert said.err == ""
    assert run("rewrite", path, "--diff").out == ""
    assert _names(tmp_path) == ["calm.md"]


def test_a_mere_note_is_listed_and_left(run, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text("The intake was poorly organised.\n")
    said = run("rewrite", path, "--format", "json")
    assert said.code == 0
    assert [one["severity"] for one in said.json["findings"]] == ["info"]
    assert said.json["text"] == path.read_text()
    assert "left, only noted" in run("rewrite", path, "--write").out
    assert _names(tmp_path) == ["draft.md"]


def test_write_puts_in_every_rewrite_and_keeps_the_old_file(run, draft, tmp_path):
    draft.chmod(0o640)
    said = run("rewrite", draft, "--write")
    assert said.code == 1
    assert "rewritten: The review was skipped on Monday." in said.out
    assert "needs you: What happened instead" in said.out
    assert "12 minutes" in draft.read_text()
    assert "The review was skipped on Monday. It took\n" in draft.read_text()
    assert "> The engineer forgot to run the check." in draft.read_text()
    assert (tmp_path / "draft.md.bak").read_text() == DRAFT
    assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "draft.md.bak").stat().st_mode) == 0o640


def test_no_backup_is_overwritten(run, draft, tmp_path):
    for number in range(3):
        draft.write_text(DRAFT.replace("12", str(number)))
        run("rewrite", draft, "--write")
    assert _names(tmp_path) == ["draft.md", "draft.md.bak", "draft.md.bak.2", "draft.md.bak.3"]
    assert "0 minutes" in (tmp_path / "draft.md.bak").read_text()
    assert "2 minutes" in (tmp_path / "draft.md.bak.3").read_text()


def test_a_second_run_has_nothing_to_write(run, draft, tmp_path):
    run("rewrite", draft, "--write")
    once = draft.read_bytes()
    said = run("rewrite", draft, "--write")
    assert said.code == 1
    assert "nothing to rewrite, 1 sentence left for you" in said.out
    assert draft.read_bytes() == once
    assert _names(tmp_path) == ["draft.md", "draft.md.bak"]


def test_a_link_stays_a_link(run, draft, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.md"
    link.symlink_to("../draft.md")
    run("rewrite", link, "--write")
    assert link.is_symlink()
    assert "The review was skipped" in draft.read_text()
    assert (tmp_path / "draft.md.bak").read_text() == DRAFT


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_the_byte_order_mark_and_a_missing_last_end_survive(run, tmp_path, end):
    path = tmp_path / "draft.md"
    raw = b"\xef\xbb\xbf" + DRAFT.rstrip().replace("\n", end).encode()
    path.write_bytes(raw)
    run("rewrite", path, "--write")
    expected = raw.replace(b"The operator skipped the review", b"The review was skipped")
    expected = expected.replace(b"Mara Lind forgot to run the check", b"The check was not run")
    assert path.read_bytes() == expected


def test_the_diff_can_be_applied_and_writes_nothing(run, process, draft, tmp_path):
    said = run("rewrite", draft, "--diff")
    assert said.code == 1
    assert draft.read_text() == DRAFT
    assert "-The operator skipped the review on Monday. It took\n" in said.out
    run("rewrite", draft, "--write")
    for text in (DRAFT, DRAFT.rstrip(), DRAFT.replace("\n", "\r\n")):
        copy = tmp_path / "copy" / "draft.md"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(text.encode())
        patch = process("rewrite", "-", "--diff", stdin=text.encode()).out
        patch = patch.replace("a/stdin", "a/draft.md").replace("b/stdin", "b/draft.md")
        subprocess.run(
            ["git", "apply", "--unsafe-paths", "-p1", "-"],
            input=patch.encode(), cwd=copy.parent, check=True,
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)},
        )  # fmt: skip
        written = process("rewrite", "-", "--write", stdin=text.encode())
        assert copy.read_bytes() == written.out.encode()


def test_from_standard_input_the_result_goes_to_standard_output(process):
    said = process("rewrite", "-", "--write", stdin=DRAFT.encode())
    assert said.code == 1
    assert "The review was skipped on Monday." in said.out
    assert said.out.startswith("---\n")
    assert "rewritten: The review was skipped on Monday." in said.err


def test_with_write_json_stands_alone_on_standard_output(run, draft):
    said = run("rewrite", draft, "--write", "--format", "json")
    assert said.json["text"] == draft.read_text()
    assert "rewritten" in said.err


def test_write_and_diff_exclude_each_other(run, draft):
    assert run("rewrite", draft, "--write", "--diff").code == 2
    assert draft.read_text() == DRAFT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be read: no such file"),
        (b"# caf\xe9", "line 1: this is not UTF-8"),
        (b"a\nb\x00c", "line 2: this is no text"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
@pytest.mark.parametrize("flags", [(), ("--write",)], ids=["read", "write"])
def test_what_cannot_be_read_is_one_line(run, tmp_path, content, words, flags):
    path = tmp_path / "draft.md"
    if content is not None:
        path.write_bytes(content)
    said = run("rewrite", path, *flags)
    assert said.code == 2
    assert said.out == ""
    assert words in said.line
    assert "draft.md" in said.line
    assert _names(tmp_path) == ([] if content is None else ["draft.md"])


def test_a_folder_is_no_file(run, tmp_path):
    said = run("rewrite", tmp_path, "--write")
    assert said.code == 2
    assert "is a directory" in said.line


def test_a_full_disk_costs_one_line_and_no_text(process, draft, tmp_path):
    def full():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    said = process("rewrite", draft, "--write", preexec=full)
    assert said.code == 2
    assert "was not written and is as it was" in said.line
    assert draft.read_text() == DRAFT
    assert _names(tmp_path) == ["draft.md"]


def test_a_folder_that_takes_no_file_costs_one_line_and_no_text(run, draft, tmp_path, monkeypatch):
    opened = os.open

    def closed(path, flags, *more, **named):
        if flags & os.O_CREAT and str(path).startswith(str(tmp_path)):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, flags, *more, **named)

    monkeypatch.setattr("os.open", closed)
    said = run("rewrite", draft, "--write")
    assert said.code == 2
    assert "permission denied" in said.line
    assert draft.read_text() == DRAFT


def test_without_the_app_extra_everything_but_the_screen_works(process, draft, blocked):
    assert process("rewrite", draft, before=blocked).code == 1
    assert process("rewrite", draft, "--diff", before=blocked).out.startswith("--- ")
    assert process("rewrite", draft, "--format", "json", before=blocked).json["findings"]
    assert process("rewrite", draft, "--write", before=blocked).code == 1
    assert "The review was skipped" in draft.read_text()


@pytest.mark.parametrize("words", [(), ("--diff",), ("--write",), ("--format", "json")])
def test_off_the_screen_nothing_heavy_is_loaded(process, draft, words):
    spy = (
        "import atexit, sys\n"
        "heavy = ('langgraph', 'chromadb', 'textual', 'anthropic', 'platformdirs')\n"
        "atexit.register(lambda: sys.stderr.write(f'loaded {sorted(set(sys.modules) & set(heavy))}'))"
    )
    assert process("rewrite", draft, *words, before=spy).err.endswith("loaded []")


def _on_a_terminal(*words, before="", env=None):
    """Call the command line on a terminal; return what it showed and its exit code."""
    ours, theirs = pty.openpty()
    code = f"{before}\nimport sys\nfrom tui.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    done = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=PROJECT, close_fds=True,
        env={**os.environ, "TERM": "xterm", **(env or {})},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return shown.decode(), done.wait(30)


def test_on_a_terminal_without_the_app_extra_it_says_how_to_get_the_review(draft, blocked):
    shown, code = _on_a_terminal("rewrite", draft, before=blocked)
    assert code == 1
    assert shown.count("unblame[app]") == 1
    assert "  > The review was skipped on Monday." in shown


def test_a_diff_is_coloured_on_a_terminal_unless_colours_are_unwanted(draft):
    assert "\x1b[32m+The review" in _on_a_terminal("rewrite", draft, "--diff")[0]
    shown, _ = _on_a_terminal("rewrite", draft, "--diff", env={"NO_COLOR": "1"})
    assert "\x1b" not in shown
    assert "+The review" in shown


def test_escapes_in_a_draft_do_not_reach_a_terminal(draft, run):
    draft.write_text(DRAFT.replace("Monday", "\x1b[31mMonday\x07 \x9b1m"))
    shown, _ = _on_a_terminal("rewrite", draft, "--diff", env={"NO_COLOR": "1"})
    said = run("rewrite", draft)
    assert not any(mark in shown + said.out for mark in "\x1b\x07\x9b")
    assert json.loads(run("rewrite", draft, "--format", "json").out)["findings"]
