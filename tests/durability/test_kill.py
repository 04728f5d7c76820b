"""A session that is killed at any moment ends as one that never was: byte for byte."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from leftovers import Kill, contents, play

from agent.clock import SetClock
from agent.home import Home
from agent.workspace import Workspace

MOMENTS = ("after begin", "after write 1", "before commit", "after commit", "after write 2")
FIRST = ("TR", "SU", "TL", "IM")

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
Undisturbed = Callable[..., Path]


def at_writes(numbers: Sequence[int]) -> list[Kill]:
    """Kills at write transactions of the records, each at another moment of it."""
    return [
        {"where": "records", "number": number, "moment": MOMENTS[place % len(MOMENTS)]}
        for place, number in enumerate(numbers)
    ]


def at_checkpoints(numbers: Sequence[int]) -> list[Kill]:
    """Kills at statements of the connection to the checkpoints."""
    return [{"where": "checkpoints", "number": number} for number in numbers]


def assert_the_same(home: Path, other: Path) -> None:
    assert written(home) == written(other)
    ours, theirs = contents(home), contents(other)
    for table in theirs:
        assert ours[table] == theirs[table], table


def written(home: Path) -> tuple[str, str]:
    """The document as Markdown and as the whole of its JSON."""
    place = Workspace(Home.resolve({"UNBLAME_HOME": str(home)}), SetClock(NOW))
    (listing,) = place.listings()
    document = place.load(listing.id)
    texts = place.rendered(document, "md"), place.rendered(document, "json")
    place.close()
    return texts


def assert_killed(report: Sequence[Kill]) -> None:
    assert [life["signal"] for life in report] == [9] * len(report), report


def test_twelve_kills_inside_writes_on_the_way_to_closed_change_nothing(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    report = play(tmp_path / "killed", at_writes([7, 30, 41, 33, 28, 36, 45, 31, 29, 38, 34, 27]))
    assert_killed(report)
    assert_the_same(tmp_path / "killed", undisturbed())
    assert '"state": "CLOSED"' in written(tmp_path / "killed")[1]


def test_twelve_kills_between_checkpoints_change_nothing(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    moments = [20, 61, 52, 63, 54, 65, 56, 67, 58, 69, 60, 71]
    report = play(tmp_path / "killed", at_checkpoints(moments), FIRST)
    assert_killed(report)
    assert_the_same(tmp_path / "killed", undisturbed(*FIRST))


def test_kills_close_together_and_during_recovery_change_nothing(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    kills = at_writes([1, 1, 1, 1, 2, 1, 2, 2, 2, 3, 3, 1, 4, 5, 2])
    report = play(tmp_path / "killed", [k for k in kills if k["moment"] != "after write 2"], FIRST)
    assert_killed(report)
    assert_the_same(tmp_path / "killed", undisturbed(*FIRST))


def test_kills_while_checkpoints_open_and_recover_change_nothing(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    kills = at_checkpoints([2, 6, 7, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20])
    report = play(tmp_path / "killed", kills, FIRST)
    assert_killed(report)
    assert_the_same(tmp_path / "killed", undisturbed(*FIRST))


def test_kills_from_outside_change_nothing(tmp_path: Path, undisturbed: Undisturbed) -> None:
    moments = [0.05, 0.31, 0.17, 0.22, 0.13, 0.24, 0.28, 0.19]
    kills = [{"where": "outside", "seconds": seconds} for seconds in moments]
    assert_killed(play(tmp_path / "killed", kills, FIRST))
    assert_the_same(tmp_path / "killed", undisturbed(*FIRST))


def test_a_new_interpreter_goes_on_where_a_killed_one_stopped(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    home = tmp_path / "killed"
    for kill in at_writes([9, 14, 17]):
        assert_killed(play(home, [kill], FIRST, finish=False))
    play(home, [], FIRST)
    assert_the_same(home, undisturbed(*FIRST))


def test_a_kill_leaves_records_that_pass_their_check(tmp_path: Path) -> None:
    home = tmp_path / "killed"
    assert_killed(play(home, at_writes([1, 1, 11]), FIRST, finish=False))
    with sqlite3.connect(home / "data" / "unblame.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
