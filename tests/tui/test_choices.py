"""Choices by keys: nothing is taken by accident, and nothing needs a menu to be opened."""

from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import OptionList

from agent.dialogue import Answer, FormField, Option, Question, RecordForm
from tui.widgets.forms.choice_line import ChoiceLine
from tui.widgets.forms.widths import LEAST, widths


def grid(script):
    stages = tuple(Option(value=v, label=v.capitalize()) for v in ("done", "declined", "open"))
    form = RecordForm(
        fields=(
            FormField(name="status", label="Status", kind="choice", options=stages),
            FormField(name="breached", label="Promise broken", kind="tri"),
            FormField(name="note", label="Note"),
        )
    )
    return script.TEXT.model_copy(update={"form": form})


async def test_options_of_a_form_are_taken_by_number_and_by_first_letter(opened, script):
    async with opened(script.opening(grid(script)), script.answered(script.TEXT)) as at:
        assert "1 Done" in at.words
        await at.press("2", "enter", "n", "enter")
        await at.press("o", "k", "enter")
        assert at.session.replies == [
            Answer(value={"status": "declined", "breached": "no", "note": "ok"})
        ]


async def test_a_letter_that_several_options_share_goes_from_one_to_the_next(opened, script):
    async with opened(script.opening(grid(script))) as at:
        line = at.app.screen.query(ChoiceLine).first()
        await at.press("d")
        assert line.value == "done"
        await at.press("d")
        assert line.value == "declined"
        await at.press("backspace")
        assert line.value == ""
        await at.press("left")
        assert line.value == "open"


async def test_the_first_option_is_not_sent_by_an_enter_too_many(opened, script):
    async with opened(script.opening(script.CHOICE), script.answered(script.TEXT)) as at:
        await at.press("ctrl+s")
        assert at.session.replies == []
        await at.press("1", "enter")
        assert at.session.replies == [Answer(value="production_outage")]


async def test_words_typed_at_a_choice_point_at_nothing(opened, script):
    async with opened(script.opening(script.CHOICE), script.answered(script.TEXT)) as at:
        await at.press("2", "a", "b")
        assert at.app.screen.query_one("ChoiceBox OptionList", OptionList).highlighted is None


async def test_a_former_answer_that_was_unknown_is_not_offered_again(opened, script):
    form = script.CHOICE.form
    options = (*form.field.options, Option(value="unknown", label="Not known"))
    field = form.field.model_copy(update={"options": options})
    asked = Question(
        **{
            **script.CHOICE.model_dump(),
            "form": form.model_copy(update={"field": field}),
            "former": "unknown",
        }
    )
    async with opened(script.opening(asked)) as at:
        assert at.app.screen.query_one("ChoiceBox OptionList", OptionList).highlighted is None


@given(
    st.lists(st.lists(st.text("ab", max_size=60), min_size=4, max_size=4), min_size=1, max_size=5),
    st.integers(10, 200),
)
def test_columns_fit_the_room_unless_all_are_as_narrow_as_they_may_be(rows, room):
    found = widths(rows, room)
    natural = [max(len(row[place]) for row in rows) for place in range(4)]
    assert all(w <= n for w, n in zip(found, natural, strict=True))
    assert sum(found) <= room or all(w <= LEAST for w in found)
    if sum(natural) <= room:
        assert found == natural


def many(script, kind="choice"):
    options = tuple(Option(value=f"v{n}", label=f"Option {n}") for n in range(1, 28))
    return script.CHOICE.model_copy(
        update={
            "form": script.CHOICE.form.model_copy(
                update={"field": FormField(name="kind", label="Kind", kind=kind, options=options)}
            )
        }
    )


async def test_an_option_past_the_ninth_is_taken_by_its_two_digits(opened, script):
    async with opened(script.opening(many(script)), script.answered(script.TEXT)) as at:
        await at.press("2", "4", "enter")
        assert at.session.replies == [Answer(value="v24")]


async def test_digits_that_make_no_number_of_the_list_begin_anew(opened, script):
    async with opened(script.opening(many(script)), script.answered(script.TEXT)) as at:
        await at.press("2", "9", "enter")
        assert at.session.replies == [Answer(value="v9")]


async def test_several_options_are_marked_by_numbers_of_one_and_of_two_digits(opened, script):
    async with opened(script.opening(many(script, "choices")), script.answered(script.TEXT)) as at:
        await at.press("3", "2", "4", "0", "ctrl+s")
        assert at.session.replies == [Answer(value=["v3", "v10", "v24"])]


async def test_no_line_ends_between_a_number_and_its_option(opened, script):
    labels = ("In progress", "Done by now", "Verified", "Declined for good", "Not known yet")
    options = tuple(Option(value=label, label=label) for label in labels)
    status = FormField(name="status", label="Status", kind="choice", options=options)
    form = script.RECORD.form.model_copy(update={"fields": (status,)})
    async with opened(script.opening(script.RECORD.model_copy(update={"form": form}))) as at:
        for width in range(60, 100, 3):
            await at.pilot.resize_terminal(width, 24)
            await script.settle(at.pilot)
            assert all(f"{n} {label}" in at.words for n, label in enumerate(labels, 1))
