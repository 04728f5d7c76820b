"""After a session and after a crash, the key to a model is in no file and in no output."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from agent.coach.key import KEY_FILE
from agent.home import Home
from agent.library.history import unpack

PROJECT = Path(__file__).parent.parent.parent
ANSWERS = PROJECT / "tests" / "samples" / "answers" / "certificate.yaml"
IN_ENVIRONMENT = "sk-made-up-environment-77310"
IN_FILE = "sk-made-up-file-90442"
KEYS = (IN_ENVIRONMENT, IN_FILE)

CRASH = """
import os, sys
from rich.console import Console
from rich.traceback import Traceback
from agent.coach.key import find_key
from agent.home import Home

def work(key):
    held = [key, {"key": key}]
    raise RuntimeError(f"no answer for {key}")

try:
    work(find_key(Home.resolve(os.environ), {}))
except RuntimeError as error:
    Console(stderr=True).print(Traceback.from_exception(*sys.exc_info(), show_locals=True))
    raise
"""


@pytest.fixture
def home(tmp_path):
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()
    key = home.config / KEY_FILE
    key.write_text(f"{IN_FILE}\n", encoding="ascii")
    key.chmod(0o600)
    return home


@pytest.fixture
def said(tmp_path, home):
    def call(*words, with_key=True):
        done = subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            timeout=120,
            cwd=PROJECT,
            env={
                **os.environ,
                "UNBLAME_HOME": str(tmp_path / "home"),
                **({"ANTHROPIC_API_KEY": IN_ENVIRONMENT} if with_key else {}),
            },
            check=False,
        )
        return done.stdout + done.stderr

    return call


def everything_below(folder):
    """Yield every byte below a folder, but for the key's own file; packed rows unpacked too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != KEY_FILE:
            yield str(path).encode() + path.read_bytes()
    with sqlite3.connect(folder / "home" / "data" / "unblame.db") as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield from (unpack(one).encode() for one in row if isinstance(one, bytes))


def test_after_a_session_the_key_is_in_no_file_and_in_no_output(said, tmp_path):
    outputs = [
        said("-m", "tui", "new", "--answers", str(ANSWERS), "-o", str(tmp_path / "out.md")),
        said("-m", "tui", "list"),
        said("-m", "tui", "doctor"),
        said("-m", "tui", "doctor", with_key=False),
        *(
            said(
                "-m", "tui", "export", "PM-2026-001", "--to", to, "-o", str(tmp_path / f"out.{to}")
            )
            for to in ("html", "json")
        ),
    ]
    assert (tmp_path / "out.json").exists()
    assert b"ANTHROPIC_API_KEY" in outputs[2]
    assert b"the key file" in outputs[3]
    for held in (*outputs, *everything_below(tmp_path)):
        assert not any(key.encode() in held for key in KEYS)


def test_a_crash_with_the_key_in_hand_shows_no_value(said):
    shown = said("-c", CRASH, with_key=False)
    assert b"RuntimeError" in shown
    assert b"SecretStr" in shown
    assert not any(key.encode() in shown for key in KEYS)
