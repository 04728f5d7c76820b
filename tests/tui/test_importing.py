"""Records in the app: a file or a long paste, leave asked first, a bar, and what was found."""

import pytest
from textual.widgets import ProgressBar

from agent.dialogue import Answer, Coaching, Import, Proposed
from tui.screens.asking import FieldsModal
from tui.screens.consent import ConsentModal
from tui.widgets.proposals import ProposalsList
from tui.widgets.record_bar import RecordBar
from tui.widgets.status import StatusLine

LOG = "13:58 Alert firing: scan latency above 4 s\n"
LONG = "source: gate log\n" + "".join(f"13:{n % 60:02} sample {n}\n" for n in range(80)).rstrip()
MODEL = Coaching(model="claude-probe", allowed=False, tokens_left=400_000)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "gates.log"
    path.write_text(LOG, "utf-8")
    return path


async def test_a_file_is_named_and_imported(opened, script, log):
    async with opened(script.opening(script.ROWS), script.answered(script.ROWS)) as place:
        await place.press("f12")
        assert isinstance(place.app.screen, FieldsModal)
        await place.fill(str(log))
        await place.press("ctrl+s")
        assert place.session.replies == [Import(title="gates.log", text=LOG)]


async def test_a_file_that_can_t_be_read_is_one_line(opened, script, tmp_path):
    async with opened(script.opening(script.ROWS)) as place:
        await place.press("f12")
        await place.fill(str(tmp_path / "none.log"))
        await place.press("ctrl+s")
        assert place.session.replies == []
        assert "can't be read" in place.words


async def test_leave_is_asked_before_a_record_is_sent_and_once(opened, script, log):
    turns = [(*script.opening(script.ROWS), MODEL)] + [script.answered(script.ROWS)] * 2
    async with opened(*turns) as place:
        await place.press("f12")
        await place.fill(str(log))
        await place.press("ctrl+s")
        assert isinstance(place.app.screen, ConsentModal)
        assert place.session.replies == []
        await place.press("y")
        assert place.app._workspace.allowed == ["PM-2026-001"]
        assert len(place.session.replies) == 1
        await place.press("f12")
        await place.fill(str(log))
        await place.press("ctrl+s")
        assert len(place.session.replies) == 2


async def test_without_leave_the_record_is_imported_all_the_same(opened, script, log):
    turns = [(*script.opening(script.ROWS), MODEL), script.answered(script.ROWS)]
    async with opened(*turns) as place:
        await place.press("f12")
        await place.fill(str(log))
        await place.press("ctrl+s")
        await place.press("n")
        assert place.app._workspace.allowed == []
        assert len(place.session.replies) == 1


async def test_a_long_paste_is_a_record_and_a_short_one_is_events(opened, script):
    turns = [script.opening(script.ROWS)] + [script.answered(script.ROWS)] * 2
    async with opened(*turns) as place:
        await place.type(LONG)
        await place.press("ctrl+s")
        assert place.session.replies == [Import(title="gate log", text=LONG)]
        assert place.text == ""
        await place.type(LOG)
        await place.press("ctrl+s")
        assert isinstance(place.session.replies[1], Answer)


async def test_what_was_named_at_the_start_is_imported_one_after_the_other(make_app, script):
    records = [Import(title=name, text=LOG) for name in ("a.log", "b.log")]
    session = script.ScriptedSession(
        turns=[script.opening(script.ROWS), *[script.answered(script.ROWS)] * 2]
    )
    app = make_app(session=session)
    app._records = tuple(records)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await script.settle(pilot)
        assert session.replies == records


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_bar_shows_how_far_the_reading_is_and_goes_when_it_is_over(opened, script, size):
    async with opened(script.opening(script.ROWS), size=size) as place:
        bar = place.app.screen.query_one(RecordBar)
        assert not bar.display
        bar.coaching(MODEL.model_copy(update={"done": 5, "of": 20}))
        place.app.screen.query_one(StatusLine).coaching(MODEL)
        await script.settle(place.pilot)
        assert bar.query_one(ProgressBar).percentage == 0.25
        assert "Read 5 of 20 pieces (Esc stops, keeps what was found)" in place.words
        assert "25%" in place.words
        bar.coaching(MODEL)
        await script.settle(place.pilot)
        assert "of 20 pieces" not in place.words


async def test_the_cursor_stays_where_it_is_among_many_proposals(opened, script):
    many = tuple(
        script.PROPOSALS[0].model_copy(update={"id": f"7.{n}", "text": f"Sample {n}"})
        for n in range(1, 9)
    )
    left = (*many[:3], *many[4:])
    turns = [
        script.opening(proposals=many),
        *[script.answered(script.TEXT, Proposed(proposals=left))] * 2,
    ]
    async with opened(*turns) as place:
        await place.press("f8", "down", "down", "down", "a")
        listed = place.app.screen.query_one(ProposalsList)
        assert place.session.replies[0].proposal == "7.4"
        assert listed.highlighted == 3
        await place.press("a")
        assert place.session.replies[1].proposal == "7.5"


async def test_many_proposals_take_the_room_of_the_question_while_they_are_decided_on(
    opened, script
):
    many = tuple(
        script.PROPOSALS[0].model_copy(update={"id": f"7.{n}", "text": f"Sample {n}"})
        for n in range(1, 9)
    )
    async with opened(script.opening(proposals=many)) as place:
        panel = place.app.screen.query_one("#panel")
        assert panel.size.height
        await place.press("f8")
        assert not panel.size.height
        assert all(f"Sample {n}" in place.words for n in range(1, 6))
        await place.press("f8")
        assert panel.size.height
        assert place.area.has_focus
        await place.type("an answer")
        await place.press("f8", "escape")
        assert place.area.has_focus
        assert place.text == "an answer"


async def test_the_answer_is_typed_at_once_when_all_of_many_are_left(opened, script):
    many = tuple(
        script.PROPOSALS[0].model_copy(update={"id": f"7.{n}", "text": f"Sample {n}"})
        for n in range(1, 9)
    )
    turns = [script.opening(proposals=many), script.answered(script.TEXT)]
    async with opened(*turns) as place:
        await place.press("f8", "x")
        assert place.app.screen.query_one("#panel").size.height
        assert place.area.has_focus
