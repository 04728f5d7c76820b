"""The document screen: reading, editing any field, exporting."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input, Markdown, TextArea

from agent.dialogue import EditField
from agent.errors import DocumentError
from agent.questions.bank import load_bank
from tui.fields import entries, options_at, told


@pytest.fixture
async def reading(make_app, script):
    """Open the document of a session."""
    session = script.ScriptedSession(turns=[script.opening(), script.answered(script.TEXT)])
    app = make_app(session=session)
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        await pilot.press("f7")
        await script.settle(pilot)
        yield app, pilot, session


async def test_the_document_is_shown_with_its_outline(reading, script):
    app, _, _ = reading
    assert "Deploy started" in script.words_on(app)
    assert "Timeline" in script.words_on(app)


async def test_each_field_says_where_it_came_from(reading, script):
    app, pilot, _ = reading
    await pilot.press("e")
    await script.settle(pilot)
    lines = script.words_on(app).splitlines()
    (summary,) = [line for line in lines if "summary · text" in line and "proposed" in line]
    assert "proposed-edited" in summary
    (event,) = [line for line in lines if "event E1 · text" in line]
    assert "imported" in event


async def test_any_field_can_be_edited(reading, script):
    app, pilot, session = reading
    await pilot.press("e")
    await script.settle(pilot)
    table = app.screen.query_one(DataTable)
    table.move_cursor(row=table.get_row_index("summary.text"))
    await pilot.press("enter")
    await script.settle(pilot)
    app.screen.query_one(TextArea).load_text("Orders failed for two hours.")
    await pilot.press("ctrl+s")
    await script.settle(pilot)
    assert session.replies == [EditField(path="summary.text", value="Orders failed for two hours.")]
    assert app.screen.query(Markdown)


async def test_empty_fields_are_shown_on_demand(reading, script):
    app, pilot, _ = reading
    await pilot.press("e")
    before = app.screen.query_one(DataTable).row_count
    await pilot.press("h")
    await script.settle(pilot)
    assert app.screen.query_one(DataTable).row_count > before


async def test_the_document_is_exported_to_the_path_asked_for(reading, script):
    app, pilot, _ = reading
    await pilot.press("x")
    await script.settle(pilot)
    app.screen.query_one(Input).value = "out.md"
    await pilot.press("ctrl+s")
    await script.settle(pilot)
    assert app._workspace.exported == [("PM-2026-001", "md", Path("out.md"))]
    assert "Written to out.md." in script.words_on(app)


async def test_an_export_that_fails_says_why(reading, script):
    app, pilot, _ = reading

    def refuse(pm_id, to, path):
        raise DocumentError(f"{path} can't be written.", "Choose another path.")

    app._workspace.export = refuse
    await pilot.press("x")
    await script.settle(pilot)
    await pilot.press("ctrl+s")
    await script.settle(pilot)
    assert "can't be written. Choose another path." in script.words_on(app)


def test_every_field_has_a_path_that_the_document_knows(script):
    paths = [entry.path for entry in entries(script.document())]
    assert "timeline.events.E1.time" in paths
    assert "timeline.events.E1.id" not in paths
    assert "meta.state" not in paths
    assert len(paths) == len(set(paths))


async def test_a_field_is_found_by_a_part_of_its_name_or_of_its_value(reading, script):
    app, pilot, _ = reading
    await pilot.press("slash", *"pager", "enter")
    await pilot.pause(0.3)
    await script.settle(pilot)
    table = app.screen.query_one(DataTable)
    assert [key.value for key in table.rows] == ["timeline.events.E2.text"]
    await pilot.press("escape")
    await pilot.pause(0.3)
    assert table.row_count > 1


async def test_the_cursor_stays_at_its_field_when_empty_ones_are_shown(reading, script):
    app, pilot, _ = reading
    await pilot.press("e")
    await script.settle(pilot)
    table = app.screen.query_one(DataTable)
    table.move_cursor(row=table.get_row_index("timeline.events.E2.text"))
    await pilot.press("h")
    await script.settle(pilot)
    assert table.cursor_row == table.get_row_index("timeline.events.E2.text")


async def test_a_field_of_few_words_is_changed_by_choosing(reading, script):
    app, pilot, session = reading
    await pilot.press("e")
    await script.settle(pilot)
    table = app.screen.query_one(DataTable)
    table.move_cursor(row=table.get_row_index("meta.severity"))
    await pilot.press("enter")
    await script.settle(pilot)
    await pilot.press("3", "ctrl+s")
    await script.settle(pilot)
    assert session.replies == [EditField(path="meta.severity", value="sev3")]


async def test_the_fields_show_an_edit_although_the_turn_takes_its_time(make_app, script):
    class Slow(script.ScriptedSession):
        """Tells that it stored before it shows so, as a session in the middle of a turn does."""

        async def _say(self, *, gated):
            async for event in super()._say(gated=gated):
                yield event
                if event.kind == "stored":
                    await asyncio.sleep(0.05)
                    self.document = script.document(title="A new title")

    app = make_app(session=Slow(turns=[script.opening(), script.answered(script.TEXT)]))
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        await pilot.press("f7", "e", "enter")
        await script.settle(pilot)
        app.screen.query_one(TextArea).load_text("A new title")
        await pilot.press("ctrl+s")
        await script.settle(pilot)
        table = app.screen.query_one("#fields", DataTable)
        assert str(table.get_cell("meta.title", "value")) == "A new title"


def test_a_field_is_called_by_words_and_its_value_is_told_in_words(script):
    document = script.document()
    named = {entry.path: entry for entry in entries(document)}
    assert named["timeline.events.E1.text"].name == "event E1 · text"
    assert named["meta.severity"].name == "meta · severity"
    kind = replace(named["timeline.events.E1.kind"], words="comms_exec")
    assert told(document, kind) == "leaders were told"
    text = replace(named["timeline.events.E1.text"], words="pool_size was 10")
    assert told(document, text) == "pool_size was 10"


def test_a_choice_in_the_fields_is_offered_in_the_words_of_its_question(script):
    offered = options_at(script.document(), "timeline.events.E1.kind")
    asked = [field.options for question in load_bank().all() for field in question.fields]
    (same,) = {options for options in asked if len(options) == len(offered) > 40}
    assert [o.label.lower() for o in same] == [o.label.lower() for o in offered]
