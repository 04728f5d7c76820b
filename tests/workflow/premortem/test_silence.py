"""Writing alone: timed, hidden from the others, safe on disk."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from foreseeing import HANA, PIET
from talking import Talk

from agent.clock import SetClock
from agent.dialogue import Advance, Back, Park, Remark, Skip, Stored
from agent.errors import AnswerError
from agent.home import Home
from agent.workspace import Workspace


def told(talk: Talk) -> str:
    """All that a front end was told, and may ask for without a person's word."""
    events = "".join(event.model_dump_json() for event in talk.events)
    return events + talk.session.document.model_dump_json() + talk.question.model_dump_json()


async def test_each_person_is_asked_alone_and_begins_when_nobody_else_sees_the_screen(
    talk: Talk,
) -> None:
    assert (talk.question.id, talk.question.alone, talk.question.until) == ("PM-25", "P1", None)
    await talk.answer("PM-25", "ready", about="P1")
    assert (talk.question.id, talk.question.alone) == ("PM-04", "P1")
    assert talk.question.until is not None


async def test_what_one_wrote_is_shown_to_nobody_else(talk: Talk) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    assert "hana-" not in told(talk)
    await talk.send(Skip())
    assert talk.question.alone == "P2"
    assert "hana-" not in told(talk)
    assert talk.session.written_by("P1") == tuple(HANA)
    assert talk.session.written_by("P2") == ()


async def test_going_back_shows_no_former_reasons(talk: Talk) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Skip())
    await talk.send(Back())
    assert (talk.question.id, talk.question.about) == ("PM-04", "P1")
    assert talk.question.former == ""
    assert "hana-" not in told(talk)


async def test_nobody_is_done_before_three_reasons_or_three_minutes(
    talk: Talk, clock: SetClock
) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    await talk.answer("PM-04", HANA[:2], about="P1")
    with pytest.raises(AnswerError, match="1 more"):
        await talk.send(Skip())
    clock.move(clock.now() + timedelta(minutes=3))
    await talk.send(Skip())
    assert talk.question.alone == "P2"


async def test_three_reasons_end_the_writing_early_but_only_when_the_person_says_so(
    talk: Talk,
) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    await talk.answer("PM-04", HANA, about="P1")
    assert (talk.question.id, talk.question.about) == ("PM-04", "P1")
    await talk.answer("PM-04", "hana-four", about="P1")
    assert len(talk.session.written_by("P1")) == 4
    await talk.send(Skip())
    assert talk.question.alone == "P2"


async def test_the_next_person_is_asked_once_the_time_is_up(talk: Talk, clock: SetClock) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    await talk.answer("PM-04", HANA[:1], about="P1")
    clock.move(clock.now() + timedelta(minutes=4))
    await talk.answer("PM-04", "hana-late: typed as the bell rang", about="P1")
    assert talk.question.alone == "P2"
    assert len(talk.session.written_by("P1")) == 2


async def test_the_step_is_not_left_while_somebody_has_neither_reasons_nor_time(
    talk: Talk,
) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Advance())
    assert talk.session.document.meta.state == "SILENT"
    await talk.answer("PM-04", PIET, about="P2")
    await talk.send(Advance())
    assert talk.session.document.meta.state == "COLLECT"


async def test_a_person_who_is_away_is_left_out_with_the_reason(talk: Talk) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Skip())
    await talk.send(Skip(reason="ill today", not_applicable=True))
    assert talk.session.document.meta.state == "COLLECT"


async def test_what_is_missing_does_not_tell_how_much_anybody_wrote(talk: Talk) -> None:
    before = talk.session.flow.missing("SILENT", talk.session.view)
    await talk.answer("PM-04", HANA[:1], about="P1")
    await talk.answer("PM-04", PIET[:2], about="P2")
    assert talk.session.flow.missing("SILENT", talk.session.view) == before


async def test_what_is_told_of_a_stored_reason_does_not_number_it(talk: Talk) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Skip())
    await talk.answer("PM-04", PIET[:1], about="P2")
    (stored,) = talk.of(Stored)
    assert (stored.summary, stored.changed) == ("kept where nobody else sees it", ())
    assert "RS" not in told(talk)


async def test_going_on_ends_ones_own_writing_before_the_step(talk: Talk) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Advance())
    assert (talk.question.alone, talk.session.document.meta.state) == ("P2", "SILENT")


async def test_nobody_goes_back_to_saying_that_nobody_else_looks(talk: Talk) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Skip())
    await talk.answer("PM-25", "ready", about="P2")
    await talk.send(Back())
    assert (talk.question.id, talk.question.about) == ("PM-04", "P1")


async def test_going_back_leads_behind_a_question_that_was_answered_several_times(
    talk: Talk,
) -> None:
    await talk.answer("PM-04", HANA, about="P1")
    await talk.send(Skip())
    await talk.answer("PM-04", PIET[:1], about="P2")
    await talk.answer("PM-04", PIET[1:2], about="P2")
    await talk.send(Back())
    assert talk.question.alone == "P1"


async def test_nothing_is_parked_while_somebody_writes_alone(talk: Talk) -> None:
    with pytest.raises(AnswerError, match="Everybody sees what is parked"):
        await talk.send(Park(text="hana-parked"))


async def test_a_draft_comes_up_before_the_person_who_typed_it_alone(
    talk: Talk, workspace: Workspace, clock: SetClock, tmp_path: Path
) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    talk.session.keep_draft("hana-draft: half a thought")
    pm_id = talk.session.id
    await talk.session.close()
    clock.move(clock.now() + timedelta(minutes=4))
    notes = tmp_path / "notes.txt"
    notes.write_text("A reason from elsewhere\n", encoding="utf-8")
    workspace.join(pm_id, [notes])
    session = await workspace.open_premortem(pm_id)
    asked, draft = session.question, session.draft()
    await session.close()
    assert asked is not None
    assert asked.alone == "P2"
    assert draft == ""


async def test_a_reason_about_a_person_is_met_with_a_question_told_to_its_writer_alone(
    talk: Talk,
) -> None:
    await talk.answer("PM-25", "ready", about="P1")
    await talk.answer("PM-04", "Piet forgot the key of the lift.", about="P1")
    (remark,) = [one for one in talk.of(Remark) if one.rule == "conduct:blame"]
    assert "about the situation instead of a person" in remark.text
    await talk.answer("PM-04", "The key of the lift lay in the other office.", about="P1")
    assert not talk.of(Remark)


_WRITES_AND_DIES = """
import asyncio, os, signal, sys
from agent.clock import SetClock
from agent.dialogue import Answer
from agent.home import Home
from agent.workspace import Workspace
from datetime import datetime

async def main():
    clock = SetClock(datetime.fromisoformat(sys.argv[2]))
    place = Workspace(Home.resolve({"UNBLAME_HOME": sys.argv[1]}), clock)
    session = await place.open_premortem(sys.argv[3])
    async for _ in session.reply(Answer(value=sys.argv[4:], question="PM-04", about="P1")):
        pass
    session.keep_draft("hana-draft: half a thought")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_a_kill_while_writing_loses_nothing_and_shows_nothing_to_the_next(
    talk: Talk, workspace: Workspace, home: Home, clock: SetClock
) -> None:
    pm_id = talk.session.id
    await talk.session.close()
    root = Path(__file__).parents[3]
    words = [home.data.parent, clock.now().isoformat(), pm_id, *HANA]
    done = subprocess.run(  # noqa: ASYNC221 - it ends by itself
        [sys.executable, "-c", _WRITES_AND_DIES, *map(str, words)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    again = Talk(await workspace.open_premortem(pm_id))  # type: ignore[arg-type]
    again.events = [event async for event in again.session.start()]
    assert again.question.alone == "P1"
    assert "hana-" not in told(again)
    assert "hana-" not in workspace.rendered(workspace.load_premortem(pm_id), "md")
    assert "hana-" not in workspace.rendered(workspace.load_premortem(pm_id), "json")
    assert again.session.written_by("P1") == tuple(HANA)
    assert again.session.draft() == "hana-draft: half a thought"
    await again.session.close()
