"""Forms with several values: tables, trees, grids, lists."""

import pytest
from textual import events
from textual.containers import Vertical
from textual.widgets import DataTable, Input

from agent.dialogue import (
    Answer,
    EditField,
    FormField,
    ListForm,
    Option,
    Question,
    RemoveItem,
    RowsForm,
    TextForm,
)
from agent.postmortem.actions import Action
from agent.postmortem.causes import Analysis, WhyNode
from agent.postmortem.people import Person
from agent.questions.bank import load_bank, to_form
from tui.fields import stored_rows
from tui.widgets.forms.record_box import RecordBox
from tui.widgets.forms.rows_box import RowsBox
from tui.widgets.forms.text_box import AnswerLine, TextBox
from tui.widgets.forms.why_tree_box import WhyTree


@pytest.fixture
def asked(opened, script):
    """Return a context that opens a session on one question."""

    def ask(question, *turns, **session):
        return opened(
            script.opening(question), *(turns or (script.answered(script.TEXT),)), **session
        )

    return ask


async def test_a_table_shows_the_rows_that_are_stored(asked, script):
    async with asked(script.ROWS) as at:
        assert at.app.screen.query_one(DataTable).row_count == 2
        assert "Pager: connection errors" in at.words
        assert "2 stored, 0 not sent yet." in at.words


async def test_pasted_lines_are_sent_as_text(asked, script):
    async with asked(script.ROWS) as at:
        at.app.screen.query_one(DataTable).focus()
        await at.pilot.pause()
        lines = "14:06 pool empty\n14:07 \x1b[31mfirst errors"
        at.app.screen.query_one(RowsBox).post_message(events.Paste(lines))
        await script.settle(at.pilot)
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value="14:06 pool empty\n14:07 first errors")]


async def test_rows_are_added_changed_and_taken_out_by_key(asked, script):
    async with asked(script.ROWS) as at:
        await at.press("shift+tab", "n")
        await at.fill("14:06", "pool empty")
        await at.press("ctrl+s")
        await at.press("n")
        await at.fill("14:07", "first errors")
        await at.press("ctrl+s")
        assert "2 stored, 2 not sent yet." in at.words
        await at.press("d")
        await at.press("e")
        await at.fill("14:06", "pool of 20 empty")
        await at.press("ctrl+s")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value=[{"time": "14:06", "text": "pool of 20 empty"}])]


async def test_rows_and_pasted_lines_together_are_two_answers(asked, script):
    turns = (script.answered(script.TEXT), script.answered(script.TEXT))
    async with asked(script.ROWS, *turns) as at:
        at.area.load_text("14:09 more errors")
        await at.press("shift+tab", "n")
        await at.fill("14:06", "pool empty")
        await at.press("ctrl+s")
        await at.press("ctrl+s")
        assert at.session.replies == [
            Answer(value=[{"time": "14:06", "text": "pool empty"}]),
            Answer(value="14:09 more errors", question="TL-04"),
        ]


async def test_changing_a_stored_row_edits_its_field(asked, script):
    async with asked(script.ROWS, script.answered(script.ROWS)) as at:
        await at.press("shift+tab", "e")
        await at.fill("14:05", "Deploy of the pool settings")
        await at.press("ctrl+s")
        path = "timeline.events.E1.text"
        assert at.session.replies == [EditField(path=path, value="Deploy of the pool settings")]


async def test_a_stored_row_is_taken_out_when_asked_twice(asked, script):
    async with asked(script.ROWS, script.answered(script.ROWS)) as at:
        await at.press("shift+tab", "d")
        assert "E1 is stored. d again takes it out" in at.words
        assert at.session.replies == []
        await at.press("down", "d")
        assert at.session.replies == []
        await at.press("d")
        assert at.session.replies == [RemoveItem(path="timeline.events.E2")]


async def test_the_table_follows_the_document_while_its_question_stays_open(asked, script):
    async with asked(script.ROWS, script.answered(script.ROWS)) as at:
        document = at.session.document
        kept = document.timeline.model_copy(update={"events": document.timeline.events[:1]})
        await at.press("shift+tab", "down", "d")
        at.session.document = document.model_copy(update={"timeline": kept})
        await at.press("d")
        assert at.app.screen.query_one(DataTable).row_count == 1


async def test_people_in_a_table_are_shown_by_name(script):
    people = (Person(id="P1", display="platform engineer"),)
    action = Action(id="A1", text="Limit connections", owner="P1")
    document = script.document().model_copy(update={"people": people, "actions": (action,)})
    owner = FormField(name="owner", label="Owner", kind="person")
    (row,) = stored_rows(document, RowsForm(columns=(owner,), list_path="actions"))
    assert row.cells == {"owner": "platform engineer"}


async def test_rows_not_sent_yet_survive_a_crash(asked, script):
    async with asked(script.ROWS) as at:
        await at.press("shift+tab", "n")
        await at.fill("14:06", "pool empty")
        await at.press("ctrl+s")
        at.app.screen.keep_draft()
        (kept,) = at.session.kept
    async with asked(script.ROWS, first_draft=kept) as at:
        assert "2 stored, 1 not sent yet." in at.words


def tree_document(script):
    nodes = (
        WhyNode(id="W1", text="The pool ran empty"),
        WhyNode(id="W2", parent="W1", text="The limit was 20"),
    )
    return script.document().model_copy(update={"analysis": Analysis(nodes=nodes)})


async def test_a_why_tree_branches_with_marks_for_new_nodes(asked, script):
    deep = script.TREE.form.model_copy(
        update={"columns": (FormField(name="id", label="Mark"), *script.TREE.form.columns)}
    )
    question = script.TREE.model_copy(update={"form": deep})
    async with asked(question, document=tree_document(script)) as at:
        at.app.screen.query_one(WhyTree).focus()
        await at.press("down", "down", "n")
        await at.fill("No check of the limit")
        await at.press("enter")
        await at.press("s")
        await at.fill("Nobody saw the limit")
        await at.press("enter")
        await at.press("n")
        await at.fill("No dashboard had it")
        await at.press("enter")
        await at.press("ctrl+s")
        assert at.session.replies == [
            Answer(
                value=[
                    {"id": "n1", "text": "No check of the limit", "parent": "W2"},
                    {"id": "n2", "text": "Nobody saw the limit", "parent": "W2"},
                    {"id": "n3", "text": "No dashboard had it", "parent": "n2"},
                ]
            )
        ]


async def test_a_why_tree_asked_node_by_node_sends_an_answer_for_each_parent(asked, script):
    flat = script.TREE.form.model_copy(update={"columns": script.TREE.form.columns[:1]})
    question = script.TREE.model_copy(update={"form": flat, "about": "W2"})
    turns = (script.answered(script.TEXT), script.answered(script.TEXT))
    async with asked(question, *turns, document=tree_document(script)) as at:
        assert "asked about" in at.words
        at.app.screen.query_one(WhyTree).focus()
        await at.press("n")
        await at.fill("No check of the limit")
        await at.press("enter")
        await at.press("n")
        assert "Send this answer first" in at.words
        await at.press("up", "up", "n")
        await at.fill("No alert on the pool")
        await at.press("enter")
        await at.press("ctrl+s")
        assert at.session.replies == [
            Answer(value=[{"text": "No check of the limit"}]),
            Answer(value=[{"text": "No alert on the pool"}], question="CA-03", about="W1"),
        ]


async def test_a_typed_line_answers_a_tree_too(asked, script):
    async with asked(script.TREE) as at:
        at.area.load_text("The limit was 20")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value="The limit was 20")]


async def test_a_grid_sends_what_was_filled_in(asked, script):
    async with asked(script.RECORD) as at:
        await at.fill("20K USD", "")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value={"revenue": "20K USD"})]


async def test_a_line_that_is_cleared_after_going_back_is_to_go_from_the_document_too(
    asked, script
):
    former = Answer(value={"revenue": "20K USD", "credits": "1K USD"}).model_dump_json()
    async with asked(script.RECORD.model_copy(update={"former": former})) as at:
        await at.fill("20K USD", "")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value={"revenue": "20K USD"}, replaces=True)]


async def test_a_line_that_was_cleared_stays_clear_when_the_draft_comes_back(asked, script):
    former = Answer(value={"revenue": "20K USD", "credits": "1K USD"}).model_dump_json()
    async with asked(script.RECORD.model_copy(update={"former": former})) as at:
        await at.fill("20K USD", "")
        form = at.app.screen.query_one(RecordBox)
        form.restore(form.draft())
        assert [line.value for line in at.app.screen.query(Input)] == ["20K USD", ""]


async def test_enter_goes_from_line_to_line_of_a_grid(asked, script):
    async with asked(script.RECORD) as at:
        await at.press("enter")
        assert at.session.replies == []
        assert list(at.app.screen.query(Input))[1].has_focus


async def test_a_list_is_sent_line_by_line(asked, script):
    question = Question(
        id="LE-01",
        text="What went well?",
        form=ListForm(field=FormField(name="text", label="Went well")),
        state="LEARNING",
    )
    async with asked(question) as at:
        at.area.load_text("The page came fast\n\nThe rollback worked\n")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value=["The page came fast", "The rollback worked"])]


async def test_several_choices_are_marked_by_number(asked, script):
    field = FormField(
        name="roles",
        label="Roles",
        kind="choices",
        options=tuple(Option(value=v, label=v.title()) for v in ("owner", "scribe", "reviewer")),
    )
    question = Question(id="SU-01", text="Which roles?", form=TextForm(field=field), state="SETUP")
    async with asked(question) as at:
        await at.press("3", "1")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value=["owner", "reviewer"])]


async def test_a_form_that_is_still_being_laid_out_has_no_draft_to_keep(asked, script):
    async with asked(script.TEXT) as at:
        holder = at.app.screen.query_one("#form", Vertical)
        await holder.remove_children()
        holder.mount(TextBox(FormField(name="text", label="Text", kind="text")))
        at.app.screen.keep_draft()
        at.app.screen.tick()
        assert at.session.kept == []


async def test_the_example_of_an_owner_is_what_an_owner_may_be(opened, script):
    owner = to_form(load_bank().by_id("AC-05"))
    question = script.TEXT.model_copy(update={"form": owner, "hint": ""})
    async with opened(script.opening(question)) as at:
        line = at.app.screen.query_one(AnswerLine)
        assert line.placeholder == "one person's name (Enter sends)"


async def test_a_role_is_named_as_an_example_where_it_will_do(opened, script):
    reporter = to_form(load_bank().by_id("SU-N1"))
    question = script.TEXT.model_copy(update={"form": reporter, "hint": ""})
    async with opened(script.opening(question)) as at:
        assert at.app.screen.query_one(AnswerLine).placeholder == "a name or a role (Enter sends)"
