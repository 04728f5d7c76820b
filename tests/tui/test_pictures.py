"""Pictures where people would rather look than read."""

import pytest
from textual.widgets import Static

from agent.assessment import assess
from agent.postmortem.causes import FishboneItem
from tui.widgets.pictures import LaneStrip, Pictures, sheet, strip


@pytest.fixture
def timed(script):
    """Return a document with something to draw."""
    return script.drawn_document()


def test_only_pictures_with_content_are_drawn(script, timed):
    words = sheet(timed, assess(timed, script.NOW), 76).plain
    assert "1 h 30 min" in words
    assert "└─ W1 The pool ran [bold]empty[/bold]" in words
    assert "Nothing to draw" not in words
    plain = script.document()
    words = sheet(plain, assess(plain, script.NOW), 76).plain
    assert "Nothing to draw yet for: timeline, why-tree, fishbone, fault tree." in words
    assert "overall" in words


def test_no_line_of_a_picture_is_wider_than_its_place(script, timed):
    items = (FishboneItem(id="F1", bone="method", text="no check " * 30),)
    fishbone = timed.analysis.fishbone.model_copy(update={"items": items})
    analysis = timed.analysis.model_copy(update={"fishbone": fishbone})
    drawn = timed.model_copy(update={"analysis": analysis})
    for width in (56, 76, 116):
        card = assess(drawn, script.NOW)
        lines = sheet(drawn, card, width).plain.splitlines()
        assert max(len(line) for line in lines) <= width


def test_the_strip_tells_its_phases_in_words(timed):
    *drawn, key = strip(timed, 50)
    assert len(drawn) == 3
    assert key == "a first to last entry 1 h 30 min"


async def test_the_document_screen_shows_pictures_on_a_key(opened, script, timed):
    async with opened(script.opening(), size=(120, 40), document=timed) as at:
        await at.press("f7", "p")
        assert at.app.screen.query_one(Pictures).has_focus
        assert "The pool ran [bold]empty[/bold]" in at.words
        await at.press("p")
        assert "Deploy started" in at.words


async def test_the_lane_stands_above_a_table_of_events_when_there_is_room(opened, script, timed):
    async with opened(script.opening(script.ROWS), size=(120, 40), document=timed) as at:
        assert "a first to last entry 1 h 30 min" in at.words
        await at.pilot.resize_terminal(80, 24)
        await script.settle(at.pilot)
        assert "first to last entry" not in at.words


async def test_the_lane_is_not_shown_above_other_forms(opened, script, timed):
    async with opened(script.opening(), size=(120, 40), document=timed) as at:
        assert not at.app.screen.query_one(LaneStrip).has_class("-drawn")


async def test_pictures_that_need_a_scroll_bar_leave_room_for_it(opened, script, timed):
    async with opened(script.opening(), size=(80, 24), document=timed) as at:
        await at.press("f7", "p")
        pictures = at.app.screen.query_one(Pictures)
        assert pictures.show_vertical_scrollbar
        drawn = str(pictures.query_one(Static).content).splitlines()
        assert max(map(len, drawn)) <= pictures.scrollable_content_region.width
