"""Two processes on one session, and checkpoints that can't be read."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import aiosqlite
import pytest
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance, Answer, Remark
from agent.errors import SessionBusyError, StoreError
from agent.home import Home
from agent.workflow.session import forget
from agent.workspace import Workspace

HOLDER = Path(__file__).parent.parent / "support" / "holder.py"


@pytest.fixture
async def left(talk: Talk) -> str:
    """The id of a session with one answer, closed."""
    await talk.answer("TR-01", "Orders failed for two hours.")
    await talk.session.close()
    return talk.session.id


@pytest.fixture
def holder(left: str, home: Home) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the session open."""
    assert left
    process = subprocess.Popen(
        [sys.executable, str(HOLDER), str(home.data.parent)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "UNBLAME_HOME": str(home.data.parent)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


async def test_a_second_process_reads_and_is_told_who_writes(
    holder: "subprocess.Popen[str]", left: str, home: Home, clock: SetClock
) -> None:
    place = Workspace(home, clock)
    with pytest.raises(SessionBusyError, match=f"pid {holder.pid}"):
        await place.open_session(left, exclusive=True)
    reader = await place.open_session(left)
    assert reader.read_only
    assert reader.document.summary.text == "Orders failed for two hours."
    assert reader.question is not None
    told = [event async for event in reader.start() if isinstance(event, Remark)]
    assert f"pid {holder.pid}" in told[0].text
    with pytest.raises(StoreError, match="only be read"):
        await Talk(reader).send(Advance())
    await reader.close()
    place.close()


async def test_a_killed_process_lets_go_of_its_session_at_once(
    holder: "subprocess.Popen[str]", left: str, home: Home, clock: SetClock
) -> None:
    holder.kill()
    holder.wait()
    place = Workspace(home, clock)
    session = await place.open_session(left, exclusive=True)
    assert not session.read_only
    await Talk(session).answer("TR-13", "Pool size")
    assert session.document.meta.title == "Pool size"
    await session.close()
    place.close()


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00not a database\xff" * 400)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def half_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def overwritten(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xa5" * (len(whole) - 4096)
    path.write_bytes(bytes(whole))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [garbage, truncated, half_a_page, overwritten, empty])
async def test_damaged_checkpoints_are_made_again_from_the_records(
    spoil: Callable[[Path], None], left: str, home: Home, clock: SetClock
) -> None:
    before = (home.data / "unblame.db").read_bytes()
    spoil(home.data / "checkpoints.db")
    place = Workspace(home, clock)
    session = await place.open_session(left, exclusive=True)
    assert (home.data / "unblame.db").read_bytes() == before
    assert session.document.summary.text == "Orders failed for two hours."
    assert session.question is not None
    assert session.question.id != "TR-01"
    await Talk(session).answer("TR-13", "Pool size")
    await session.close()
    place.close()
    later = Workspace(home, clock)
    assert later.load(left).meta.title == "Pool size"
    later.close()


async def test_a_checkpoint_that_cannot_be_decoded_is_made_again(
    left: str, home: Home, clock: SetClock
) -> None:
    async with aiosqlite.connect(home.data / "checkpoints.db") as connection:
        await connection.execute("UPDATE checkpoints SET checkpoint = x'c1c1c1'")
        await connection.commit()
    place = Workspace(home, clock)
    session = await place.open_session(left, exclusive=True)
    await Talk(session).send(Answer(value="Pool size", question="TR-13"))
    assert session.document.meta.title == "Pool size"
    await session.close()
    place.close()


async def test_tables_of_another_make_are_made_again(
    left: str, home: Home, clock: SetClock
) -> None:
    path = home.data / "checkpoints.db"
    path.unlink()
    async with aiosqlite.connect(path) as connection:
        await connection.execute("CREATE TABLE checkpoints (a)")
        await connection.execute("CREATE TABLE writes (a)")
        await connection.commit()
    place = Workspace(home, clock)
    session = await place.open_session(left, exclusive=True)
    await Talk(session).answer("TR-13", "Pool size")
    await session.close()
    place.close()


async def test_a_folder_in_place_of_the_checkpoints_is_one_clear_error(
    left: str, home: Home, clock: SetClock
) -> None:
    (home.data / "checkpoints.db").unlink()
    (home.data / "checkpoints.db").mkdir()
    place = Workspace(home, clock)
    with pytest.raises(StoreError, match="checkpoints") as caught:
        await place.open_session(left, exclusive=True)
    assert "\n" not in str(caught.value)
    (home.data / "checkpoints.db").rmdir()
    session = await place.open_session(left, exclusive=True)
    await session.close()
    place.close()


async def test_checkpoints_lost_during_a_session_are_named_with_their_folder(
    talk: Talk, home: Home
) -> None:
    path = home.data / "checkpoints.db"
    async with aiosqlite.connect(path) as connection:
        for table in ("checkpoints", "writes"):
            await connection.execute(f"DROP TABLE {table}")
        await connection.commit()
    with pytest.raises(StoreError) as caught:
        await talk.answer("TR-01", "Orders failed for two hours.")
    assert str(path) in str(caught.value)


async def test_a_reader_needs_no_checkpoints(
    holder: "subprocess.Popen[str]", left: str, home: Home, clock: SetClock
) -> None:
    assert holder.pid
    garbage(home.data / "checkpoints.db")
    place = Workspace(home, clock)
    reader = await place.open_session(left)
    assert reader.read_only
    assert reader.document.summary.text == "Orders failed for two hours."
    assert (home.data / "checkpoints.db").read_bytes().startswith(b"\x00not a database")
    await reader.close()
    place.close()


async def test_forgetting_a_session_copes_with_a_damaged_file(left: str, home: Home) -> None:
    garbage(home.data / "checkpoints.db")
    await forget(home.data, left)
    empty(home.data / "checkpoints.db")
    await forget(home.data, left)
