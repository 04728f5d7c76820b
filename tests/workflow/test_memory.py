"""A finished postmortem is remembered: the next session finds it."""

from agent.clock import SetClock
from agent.dialogue import EditField
from agent.home import Home
from agent.samples import demo_answers
from agent.workflow.player import Player
from agent.workspace import Workspace


async def _play(place: Workspace) -> str:
    answers = demo_answers()
    session = await place.new_session()
    await Player(session, answers, place.records, place.clock).play(lambda _: None)
    state = session.document.meta.state
    await session.close()
    assert state == "CLOSED"
    return session.id


async def test_a_finished_postmortem_is_found_by_the_next_session(home: Home) -> None:
    start = demo_answers().now
    assert start is not None
    first = Workspace(home, SetClock(start))
    earlier = await _play(first)
    first.close()

    second = Workspace(home, SetClock(start))
    (hit, *_) = second.similar("database connections ran out after a configuration change")
    assert hit.id == earlier
    assert hit.open_actions == 0
    later = await _play(second)
    (candidate, *_) = second.load(later).analysis.recurrence.candidates
    assert candidate.pm_id == earlier
    second.close()


async def test_the_index_is_made_again_from_the_records(home: Home) -> None:
    start = demo_answers().now
    assert start is not None
    place = Workspace(home, SetClock(start))
    earlier = await _play(place)
    assert place.library.rebuild() == 1
    assert place.similar("orders pool size")[0].id == earlier
    place.close()


async def test_a_purged_postmortem_is_found_no_more(home: Home) -> None:
    start = demo_answers().now
    assert start is not None
    place = Workspace(home, SetClock(start))
    earlier = await _play(place)
    await place.purge(earlier)
    assert place.similar("orders pool size") == ()
    left = b"".join(path.read_bytes() for path in home.data.rglob("*") if path.is_file())
    assert b"prod-defaults" not in left
    place.close()


async def test_a_pasted_secret_can_be_purged_from_a_field(home: Home) -> None:
    start = demo_answers().now
    assert start is not None
    place = Workspace(home, SetClock(start))
    session = await place.new_session()
    async for _ in session.reply(EditField(path="summary.text", value="key sk-live-4242 leaked")):
        pass
    await session.close()
    await place.purge(session.id, "summary.text")
    assert "sk-live" not in place.load(session.id).summary.text
    left = b"".join(path.read_bytes() for path in home.data.rglob("*") if path.is_file())
    assert b"sk-live-4242" not in left
    again = await place.open_session(session.id)
    assert again.question is not None
    await again.close()
    place.close()
