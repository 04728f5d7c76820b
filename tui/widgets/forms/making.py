"""Which form fits a question."""

from typing import assert_never

from pydantic import ValidationError

from agent.dialogue import Answer, FormField, ListForm, Question, RecordForm, RowsForm, TextForm
from tui.fields import StoredRow
from tui.widgets.forms.answer_form import AnswerForm, packed
from tui.widgets.forms.choice_box import ChoiceBox, ChoicesBox, options_of
from tui.widgets.forms.record_box import RecordBox
from tui.widgets.forms.rows_box import RowsBox
from tui.widgets.forms.text_box import LineBox, LinesBox, TextBox
from tui.widgets.forms.why_tree_box import WhyTreeBox


def form_for(question: Question, stored: tuple[StoredRow, ...] = ()) -> AnswerForm:
    """Return an empty form for a question, with the former answer in it after going back."""
    former = _former(question.former)
    match question.form:
        case TextForm(field=field):
            return _single(field, former)
        case ListForm(field=field):
            return LinesBox(field, former)
        case RecordForm(fields=fields):
            return RecordBox(fields, former)
        case RowsForm() as form:
            if form.layout == "tree":
                return WhyTreeBox(form, stored, question.about)
            return RowsBox(form, stored)
        case _:
            assert_never(question.form)


def _former(former: str) -> str:
    """Return the former answer as a form takes it: text, lines, or the draft of a record.

    Former rows are in the document already, so they are not put into the form again.
    """
    try:
        value = Answer.model_validate_json(former).value
    except ValidationError:
        return former
    if isinstance(value, dict):
        return packed(value)
    if isinstance(value, list):
        return "\n".join(part for part in value if isinstance(part, str))
    return "" if value is None else str(value)


def _single(field: FormField, former: str) -> AnswerForm:
    if field.kind == "text":
        return TextBox(field, former)
    if field.kind in {"choice", "tri"} and options_of(field):
        return ChoiceBox(field, former)
    if field.kind == "choices" and field.options:
        return ChoicesBox(field, former)
    return LineBox(field, former)
