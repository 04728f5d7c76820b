"""Keys, focus and jumps: what a tired person presses does what it says."""

from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Ask,
    Asked,
    EditField,
    FormField,
    Proposed,
    Stored,
    TextForm,
)
from agent.postmortem.causes import Analysis, CausalStatement, Cause
from tui.fields import field_path, items_named, options_at
from tui.jumps import jumps
from tui.screens.facilitation import FacilitationScreen
from tui.screens.long_tables import with_lines
from tui.widgets.keys import Keys


def keys_of(at):
    return str(at.app.screen.query_one(Keys).render())


async def test_after_a_proposal_that_asks_the_cursor_is_in_the_answer(opened, script):
    asked = script.TEXT.model_copy(update={"id": "CA-02", "text": "What made that possible?"})
    left = Proposed(proposals=script.PROPOSALS[1:])
    turn = (Stored(revision=2, summary="accepted"), left, Asked(question=asked))
    async with opened(script.opening(proposals=script.PROPOSALS), turn) as at:
        await at.press("f8", "a")
        await at.press("a", "r", "e")
        assert at.session.replies == [Accept(proposal=script.PROPOSALS[0].id)]
        assert at.text == "are"


async def test_keys_are_shown_whole_and_the_help_always(opened, script):
    async with opened(script.opening(script.ROWS), size=(80, 24)) as at:
        assert "^s Send f2 Don't know f3 Skip f5 Back f6 Next" in keys_of(at)
        await at.press("shift+tab")
        shown = keys_of(at)
        assert len(shown.rstrip()) <= 80
        assert "n Add d Take out u This one f2 Don't know" in shown
        assert shown.rstrip().endswith("… f1 Help")


async def test_a_key_can_be_clicked(opened, script):
    async with opened(script.opening(), script.answered(script.TEXT)) as at:
        await at.type("words")
        await at.pilot.click(Keys, offset=(4, 0))
        await script.settle(at.pilot)
        assert at.session.replies == [Answer(value="words")]


async def test_a_stored_row_is_named_as_the_answer_by_a_key(opened, script):
    async with opened(script.opening(script.ROWS), script.answered(script.TEXT)) as at:
        await at.press("shift+tab", "down", "u")
        assert at.text == "E2"
        await at.press("ctrl+s")
        row = {"id": "E2", "text": "Pager: connection errors above 5 %"}
        assert at.session.replies == [Answer(value=[row])]


async def test_words_that_only_begin_like_an_id_are_sent_as_words(opened, script):
    async with opened(script.opening(script.ROWS), script.answered(script.TEXT)) as at:
        await at.type("E2 was the page")
        await at.press("ctrl+s")
        assert at.session.replies == [Answer(value="E2 was the page")]


async def test_two_changed_cells_of_a_row_are_two_turns_and_none_is_lost(opened, script):
    turns = (script.answered(script.ROWS), script.answered(script.ROWS))
    async with opened(script.opening(script.ROWS), *turns) as at:
        await at.press("shift+tab", "e")
        await at.fill("14:04", "Deploy of the pool settings")
        await at.press("ctrl+s")
        assert at.session.replies == [
            EditField(path="timeline.events.E1.time", value="14:04"),
            EditField(path="timeline.events.E1.text", value="Deploy of the pool settings"),
        ]


async def test_what_the_step_needs_comes_before_what_the_score_needs(opened, script):
    async with opened(script.opening(), size=(120, 40)) as at:
        needed = script.PROGRESS.steps[0].blocked_by[0]
        assert "This step needs next" in at.words
        assert script.SCORED.next_step not in at.words
        assert needed[1:].split()[0] in at.words


async def test_a_whole_sentence_stands_alone_among_what_a_step_needs(opened, script):
    facts = ("the first signal", "Say how the team will read it.")
    step = script.PROGRESS.steps[0].model_copy(update={"blocked_by": facts})
    progress = script.PROGRESS.model_copy(update={"steps": (step, *script.PROGRESS.steps[1:])})
    async with opened((progress, *script.opening()[2:]), size=(120, 40)) as at:
        assert "needs the first" in at.words
        assert "needs Say" not in at.words
        assert "Say how the team" in at.words


async def test_a_refused_step_is_not_told_as_stored(opened, script):
    turn = (Stored(revision=2, summary="on to the next step"), Asked(question=script.TEXT))
    async with opened(script.opening(), turn) as at:
        await at.press("f6")
        assert at.session.replies == [Advance()]
        assert "on to the next step" not in at.words


async def test_the_whole_text_is_taken_by_ctrl_a(opened, script):
    async with opened(script.opening()) as at:
        await at.type("one\ntwo")
        await at.press("ctrl+a", "x")
        assert at.text == "x"


async def test_the_whole_line_is_taken_by_ctrl_a(opened, script):
    asked = script.NUMBER.model_copy(update={"former": "118"})
    async with opened(script.opening(asked)) as at:
        await at.press("ctrl+a", "7")
        assert at.app.screen.query_one("AnswerForm Input").value == "7"


async def test_typing_goes_on_behind_a_former_answer(opened, script):
    asked = script.TEXT.model_copy(update={"former": "It was slow"})
    async with opened(script.opening(asked)) as at:
        await at.press("!")
        assert at.text == "It was slow!"


async def test_what_an_id_can_name_is_listed_under_the_question(opened, script):
    form = TextForm(field=FormField(name="id", label="Event", kind="id"))
    asked = script.TEXT.model_copy(update={"form": form, "hint": "E1"})
    async with opened(script.opening(asked)) as at:
        assert "E2 Pager: connection errors above 5 %" in at.words


async def test_any_question_of_the_bank_is_found_in_the_palette(opened, script):
    async with opened(script.opening(), script.answered(script.TEXT)) as at:
        await at.press("ctrl+p")
        await at.press(*"CA-06")
        await at.pilot.pause(0.5)
        await at.press("enter")
        assert at.session.replies == [Ask(question="CA-06")]


async def test_a_new_postmortem_is_begun_at_once_when_asked_for(make_app, script):
    app = make_app(script.opening(), open_id="new")
    async with app.run_test() as pilot:
        await script.settle(pilot)
        assert app._workspace.opened == [None]
        assert isinstance(app.screen, FacilitationScreen)


def test_a_long_table_is_shown_as_lines_and_loses_no_word():
    rows = [f"| E{n} | a \\| b {n} |" for n in range(60)]
    table = "\n".join(["| Id | What |", "|---|---|", *rows])
    shown = with_lines(f"# Head\n\n{table}\n\nEnd")
    assert shown.startswith("# Head\n\n~~~text\nId   What")
    assert "E59  a | b 59\n~~~" in shown
    assert shown.endswith("End")
    short = "\n".join(table.split("\n")[:10])
    assert with_lines(short) == short


def test_jumps_name_the_things_that_questions_are_about(script):
    document = script.document()
    found = {(ask.question, ask.about) for _, ask in jumps(document, script.NOW)}
    assert ("TR-01", "") in found
    assert all("{" not in words for words, _ in jumps(document, script.NOW))
    assert found


def test_a_field_of_few_words_offers_them(script):
    document = script.document()
    kinds = [option.value for option in options_at(document, "timeline.events.E1.kind")]
    assert "detected" in kinds
    assert options_at(document, "summary.text") == ()
    assert "sev1" in [o.value for o in options_at(document, "meta.severity")]


def test_a_column_may_stand_below_its_item(script):
    cause = Cause(id="U1", statement=CausalStatement(cause="no check"))
    document = script.document().model_copy(update={"analysis": Analysis(causes=(cause,))})
    path = field_path(document, "analysis.causes", "U1", "cause")
    assert path == "analysis.causes.U1.statement.cause"
    assert items_named(document, "U1") == ("U1 no check",)
