"""The question bank keeps to the method: its questions, its wording, and fields that exist."""

import re
import types
import typing
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel

from agent import dialogue
from agent.errors import InputError
from agent.postmortem.record import INCIDENT_TYPES, PREFIXES, Postmortem
from agent.questions import bank as bank_module
from agent.questions.bank import (
    SECTIONS,
    BankQuestion,
    BankRecord,
    BankRows,
    BankText,
    load_bank,
    render,
    targets,
    to_form,
)
from agent.questions.relevance import LISTINGS, PREDICATES

SERIES = {
    "TRIAGE": ("TR", 12),
    "SETUP": ("SU", 12),
    "TIMELINE": ("TL", 15),
    "IMPACT": ("IM", 13),
    "CAUSES": ("CA", 15),
    "ACTIONS": ("AC", 13),
    "LEARNING": ("LE", 12),
    "REVIEW": ("RV", 10),
    "TRACK": ("TK", 10),
    "SHARE": ("SH", 5),
    "REFUSED": ("RF", 3),
}
TYPED = {
    "TRIAGE": dict.fromkeys("OSPJBN", 3),
    "SETUP": dict.fromkeys("OSPJBN", 2),
    "TIMELINE": dict.fromkeys("OSPJBN", 3),
    "IMPACT": dict.fromkeys("OSPJBN", 3),
    "CAUSES": dict.fromkeys("OSPJBN", 3),
    "ACTIONS": {"O": 3, "S": 3, "P": 2, "J": 2, "B": 2, "N": 2},
    "LEARNING": dict.fromkeys("OSPJBN", 1),
}
LETTERS = dict(zip("OSPJBN", INCIDENT_TYPES, strict=True))
NAMED_BY_GUARDS = [
    "TR-01",
    "TR-02a",
    "TR-03",
    "TR-04",
    "TR-06b",
    "TR-09",
    "TR-13",
    "RF-01",
    "RF-02",
    "RF-03",
    "SU-01",
    "SU-02",
    "SU-04",
    "SU-05",
    "SU-07",
    "SU-09",
    "SU-14",
    "CA-06",
    "AC-02a",
    "LE-01",
    "LE-03",
    "LE-04",
    "LE-10",
    "RV-01",
    "RV-03",
    "RV-11",
    "SH-01",
    "SH-02",
    "SH-04",
    "SH-05",
    "TK-04",
    "TK-05",
    "TK-09",
    "TK-11",
    "TK-12",
]
ROLES = {
    "owner",
    "facilitator",
    "scribe",
    "reviewer",
    "participant",
    "commander",
    "technical_lead",
    "communicator",
    "incident_scribe",
    "reporter",
}
OPENERS = re.compile(
    r"(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
QUESTIONS = load_bank().all()


@pytest.fixture(params=QUESTIONS, ids=lambda question: question.id)
def question(request: pytest.FixtureRequest) -> BankQuestion:
    return request.param


def whole(question_id: str) -> str:
    return question_id.rstrip("abcdefgh")


# --- what is there ---------------------------------------------------------------------------


def test_ids_are_unique() -> None:
    ids = [question.id for question in QUESTIONS]
    assert len(ids) == len(set(ids))


def test_every_question_stands_in_the_series_of_its_state(question: BankQuestion) -> None:
    assert question.id.startswith(f"{SERIES[question.state][0]}-")


def test_every_question_of_the_method_is_there() -> None:
    present = {whole(question.id) for question in QUESTIONS}
    expected = {f"{s}-{n:02}" for s, count in SERIES.values() for n in range(1, count + 1)}
    expected |= {
        f"{SERIES[state][0]}-{letter}{n}"
        for state, counts in TYPED.items()
        for letter, count in counts.items()
        for n in range(1, count + 1)
    }
    assert expected - present == set()


def test_typed_questions_are_exactly_those_of_the_method() -> None:
    typed = {whole(q.id) for q in QUESTIONS if q.id[3] in LETTERS}
    assert len(typed) == sum(sum(counts.values()) for counts in TYPED.values())


def test_a_typed_question_is_for_its_type_only(question: BankQuestion) -> None:
    if question.id[3] in LETTERS:
        assert question.types == (LETTERS[question.id[3]],)


@pytest.mark.parametrize("incident_type", INCIDENT_TYPES)
@pytest.mark.parametrize("state", ["TRIAGE", "TIMELINE", "IMPACT", "CAUSES"])
def test_each_type_has_three_questions_of_its_own_in_each_step(
    incident_type: str, state: str
) -> None:
    own = {
        whole(q.id)
        for q in load_bank().for_state(state)
        if q.types == (incident_type,) and q.id[3] in LETTERS
    }
    assert len(own) == 3


@pytest.mark.parametrize("question_id", NAMED_BY_GUARDS)
def test_questions_that_guards_name_exist_under_exactly_that_id(question_id: str) -> None:
    found = load_bank().find(question_id)
    assert found is not None
    assert found.id == question_id


def test_the_light_path_is_short_enough_for_a_small_event() -> None:
    assert (
        12
        <= sum(question.depth == "light" and question.state != "REFUSED" for question in QUESTIONS)
        <= 20
    )


def test_questions_come_in_the_order_of_the_process() -> None:
    order = [question.state for question in QUESTIONS]
    assert list(dict.fromkeys(order)) == list(SECTIONS)


def test_typed_questions_keep_their_order() -> None:
    for state in TYPED:
        ids = [q.id for q in load_bank().for_state(state) if q.id[3] in LETTERS]
        for letter in LETTERS:
            own = [each for each in ids if each[3] == letter]
            assert own == sorted(own)


# --- the wording -----------------------------------------------------------------------------


def test_a_question_is_at_most_thirty_words_long(question: BankQuestion) -> None:
    assert len(question.text.split()) <= 30


def test_no_question_opens_for_a_yes_or_a_no(question: BankQuestion) -> None:
    sentences = re.split(r"(?<=[.?!:])\s+", question.text)
    assert not any(OPENERS.match(sentence) for sentence in sentences)


def test_nobody_is_asked_for_by_who_outside_roles_and_owners(question: BankQuestion) -> None:
    if question.state not in {"SETUP", "ACTIONS", "TRACK", "SHARE"}:
        assert not re.search(r"\bwho(?:m|se)?\b", question.text, re.IGNORECASE)


def test_nobody_is_asked_why_they_did_something(question: BankQuestion) -> None:
    assert not re.search(
        r"\bwhy (?:did|didn't|were|was) (?:you|he|she|they)\b", question.text, re.I
    )


def test_a_question_asks_one_thing(question: BankQuestion) -> None:
    assert question.text.count("?") <= 1


def test_a_hint_is_one_short_line(question: BankQuestion) -> None:
    assert question.hint
    assert "\n" not in question.hint
    assert len(question.hint) <= 140


def test_a_question_about_something_names_it_and_no_other_does(question: BankQuestion) -> None:
    names_it = "{text}" in question.text or "{gap}" in question.text
    if question.about:
        assert names_it or question.about == "gap"
    else:
        assert not names_it


def test_names_of_predicates_and_subjects_are_known(question: BankQuestion) -> None:
    assert not question.when or question.when in PREDICATES
    assert not question.about or question.about in LISTINGS


def test_every_predicate_and_every_kind_of_subject_is_listed() -> None:
    kinds = set(typing.get_args(bank_module.SubjectKind)) - {""}
    assert kinds == set(LISTINGS)
    everything = (*QUESTIONS, *load_bank("premortem").all())
    assert {question.when for question in everything} - {""} == set(PREDICATES)


def test_what_is_told_in_private_stores_no_name(question: BankQuestion) -> None:
    if question.private:
        assert all(field.kind != "person" for field in question.fields)
    assert {q.id for q in QUESTIONS if q.private} == {"SU-03", "SU-08", "SU-12"}


# --- fields that exist -----------------------------------------------------------------------


def step_into(annotation: Any, step: str) -> Any:
    """Return the type one step below a type, or fail."""
    for option in options_of(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            if step in option.model_fields:
                return option.model_fields[step].annotation
        elif typing.get_origin(option) is tuple and (step == "*" or step.isdigit()):
            return typing.get_args(option)[0]
    raise AssertionError(f"no {step!r} in {annotation}")


def options_of(annotation: Any) -> tuple[Any, ...]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return options_of(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return tuple(o for arg in typing.get_args(annotation) for o in options_of(arg))
    return (annotation,)


def type_at(path: str, start: Any = Postmortem) -> Any:
    for step in path.split("."):
        start = step_into(start, step)
    return start


def generic(path: str, question: BankQuestion) -> str:
    """Return a path with its subject or each item as `*`."""
    if question.about in {"money", "estimate"}:
        path = path.replace("{about}", "impact.money.revenue")
    if question.about == "passage":
        path = path.replace("{about}", "summary.text")
    return path.replace("{about}", "*").replace("{each}", "*")


def item_type(question: BankQuestion) -> Any:
    return type_at(f"{generic(question.form.list_path, question)}.*")  # type: ignore[union-attr]


def test_every_list_that_items_go_to_exists_and_has_a_prefix(question: BankQuestion) -> None:
    list_path = getattr(question.form, "list_path", "")
    if list_path:
        assert list_path in PREFIXES or "{about}" in list_path
        item_type(question)


def test_every_field_goes_somewhere(question: BankQuestion) -> None:
    for field in question.fields:
        if field.to in {"", "note"}:
            continue
        if field.to.startswith("role:"):
            assert field.kind == "person"
            assert field.to.removeprefix("role:") in ROLES
        elif getattr(question.form, "list_path", ""):
            type_at(field.to, item_type(question))
        else:
            type_at(generic(field.to, question))


def test_constants_go_to_fields_that_exist(question: BankQuestion) -> None:
    form = question.form
    for path in form.also:
        type_at(generic(path, question))
    if not isinstance(form, BankText):
        for name in form.fixed:
            type_at(name, item_type(question))
        if form.none_path:
            assert type_at(form.none_path) is bool


def test_each_choice_is_a_value_of_its_field(question: BankQuestion) -> None:
    listed = getattr(question.form, "list_path", "")
    for field in question.fields:
        if field.kind not in {"choice", "choices"} or field.to in {"", "note"}:
            continue
        target = (
            type_at(field.to, item_type(question))
            if listed
            else type_at(generic(field.to, question))
        )
        allowed = {value for leaf in leaves(target) for value in typing.get_args(leaf)}
        assert field.options
        assert {option.value for option in field.options} <= allowed, field.name


def leaves(annotation: Any) -> list[Any]:
    found: list[Any] = []
    for option in options_of(annotation):
        if typing.get_origin(option) is tuple:
            found += leaves(typing.get_args(option)[0])
        elif typing.get_origin(option) is typing.Literal:
            found.append(option)
    return found


NUMBERS = {"number", "integer", "percent", "fraction", "minutes"}


def test_the_kind_of_a_field_suits_its_place(question: BankQuestion) -> None:
    listed = getattr(question.form, "list_path", "")
    for field in question.fields:
        if field.to in {"", "note"} or field.to.startswith("role:") or field.put is not None:
            continue
        target = (
            type_at(field.to, item_type(question))
            if listed
            else type_at(generic(field.to, question))
        )
        numeric = bool({int, float, Decimal} & set(options_of(target)))
        assert numeric == (field.kind in NUMBERS), field.name
        if listed and not isinstance(question.form, BankRows | BankRecord):
            continue
        many = any(typing.get_origin(option) is tuple for option in options_of(target))
        appended = question.id in {"RV-10a", "RV-10b"}
        plural = field.kind in {"words", "ids", "refs", "choices"}
        assert many == plural or appended or question.form.kind == "list", field.name


def test_a_required_field_of_an_item_is_asked_for(question: BankQuestion) -> None:
    form = question.form
    if isinstance(form, BankText) or not form.list_path or "id" in {f.to for f in question.fields}:
        return
    given = {field.to for field in question.fields if field.required or form.kind == "list"}
    for name, field in item_type(question).model_fields.items():
        if field.is_required() and name != "id":
            assert name in given | set(form.fixed), name


def test_names_of_fields_differ_within_a_form(question: BankQuestion) -> None:
    names = [field.name for field in question.fields]
    assert len(names) == len(set(names))


# --- the loader ------------------------------------------------------------------------------


def test_the_bank_is_read_once() -> None:
    assert load_bank() is load_bank()


def test_a_split_question_is_found_by_the_id_of_the_method() -> None:
    bank = load_bank()
    assert bank.by_id("TL-12").id == "TL-12a"
    assert [part.id for part in bank.parts("TL-12")] == ["TL-12a", "TL-12b", "TL-12c"]
    assert [part.id for part in bank.parts("TR-13")] == ["TR-13"]


def test_an_unknown_id_is_an_error_for_the_person() -> None:
    assert load_bank().find("TL-99") is None
    with pytest.raises(InputError, match="TL-99"):
        load_bank().by_id("TL-99")


def test_a_form_for_the_front_end_holds_nothing_of_the_bank(question: BankQuestion) -> None:
    form = to_form(question, "A1")
    assert form.kind == question.form.kind
    shown = dialogue.Question(
        id=question.id, text=question.text, form=form, state=question.state
    ).model_dump(mode="json")
    assert dialogue.Question.model_validate(shown).form == form
    assert "{about}" not in str(shown["form"])


def test_plain_values_and_mappings_both_spell_options() -> None:
    depth = load_bank().by_id("TR-18").fields[0]
    assert depth.options[0] == dialogue.Option(value="light", label="Light")
    resolved = load_bank().by_id("TR-02a").fields[0]
    assert [option.value for option in resolved.options] == ["yes", "no", "unknown"]


def test_a_question_is_told_with_its_subject_cut_to_one_line() -> None:
    owner = load_bank().by_id("AC-05")
    text = render(
        owner, "A1", "Refuse pool sizes\noutside 50 to 500 in the release step of every service"
    )
    assert text.startswith('Which one person will see "A1 Refuse pool sizes outside 50 to 500')
    assert "…" in text
    assert render(load_bank().by_id("TL-11"), "E3-E4", "14:15-15:30 (75 min)") == (
        "Nothing is recorded for 14:15-15:30 (75 min). What was happening?"
    )


def test_targets_are_the_paths_an_answer_fills() -> None:
    bank = load_bank()
    assert targets(bank.by_id("AC-05"), "A1") == ("actions.A1.owner",)
    assert targets(bank.by_id("TL-05")) == ("timeline.missed_signal",)
    assert targets(bank.by_id("IM-14"), "financial") == ("impact.dimensions.financial",)
    assert targets(bank.by_id("SU-01")) == ()
    assert targets(bank.by_id("IM-12")) == ()


def test_sharing_says_beforehand_which_readers_the_final_score_counts():
    assert "only readers it has reached" in load_bank().by_id("SH-02").text
