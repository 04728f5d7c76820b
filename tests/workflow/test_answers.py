from datetime import UTC, datetime

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.dialogue import Answer
from agent.errors import InputError
from agent.questions.bank import load_bank
from agent.workflow.answers import AnswersFile, answers_schema

FULL = """
now: 2026-03-05T09:00:00Z
title: The outage of 3 March
answers:
  TR-01: Between 14:05 and 16:03 one order in five failed.
  TR-03: production_outage
  TR-02a: yes
  TR-04: {users_pct: 20 %, total_loss: no, data_exposed: no}
  SU-01: Ana Ruiz
  SU-14: 2026-03-03
  SU-07: UTC
  TL-16:
    - 14:05 deploy of the pool settings (deploy log)
    - 14:10 alert fired
  TL-01: [{time: 13:55, text: all normal, sources: [R1, Access log]}]
  AC-14:
    - {answer: ["- Refuse pool sizes outside 50 to 500 (Owner: Ana Ruiz, Due: 15 March)"], accept: [1], reject: 2, edit: {3: other words}}
  AC-05:
    - {about: A1, answer: Ana Ruiz}
    - {about: refuse pool, answer: Bo Lind, who: P1}
    - {answer: Cy}
    - Di
  TL-06b: {skip: nobody remembers, not_applicable: true}
  TL-02: {dont_know: true}
  TK-12: {answer: A1 is live, at: 2026-04-02 10:00}
overrides:
  REVIEW: {reason: the board meets today, by: Ana Ruiz}
"""


def load(tmp_path, text, name="answers.yaml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return AnswersFile.load(path)


def refusal(tmp_path, text):
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.remedy
    return line


def test_a_full_file_is_read_with_every_shape_of_answer(tmp_path):
    answers = load(tmp_path, FULL)
    assert answers.now == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert answers.answers["TR-01"][0].answer.startswith("Between")
    assert answers.answers["TR-02a"][0].answer == "yes"
    assert answers.answers["TL-16"][0].answer[1] == "14:10 alert fired"
    plan = answers.answers["AC-14"][0]
    assert (plan.accept, plan.reject, plan.edit) == ((1,), (2,), {3: "other words"})
    assert answers.answers["TL-06b"][0].skip == "nobody remembers"
    assert answers.answers["TL-06b"][0].not_applicable
    assert answers.answers["TL-02"][0].dont_know
    assert answers.answers["TK-12"][0].at == datetime(2026, 4, 2, 10, tzinfo=UTC)
    assert answers.overrides["REVIEW"].by == "Ana Ruiz"
    assert answers.question_ids()[0] == "TR-01"


def test_every_answer_can_be_carried_by_a_reply(tmp_path):
    answers = load(tmp_path, FULL)
    for entries in answers.answers.values():
        for entry in entries:
            Answer(value=entry.answer)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("answers: {TR-99x: a}", ("line 1", "TR-99x")),
        ("answers:\n  TR-1: a", ("line 2", "Did you mean TR-")),
        ("answers:\n  TR-03: nonsense", ("line 2", "TR-03", "nonsense", "Service outage")),
        ("answers:\n  SU-14: 2026-02-31", ("line 2", "SU-14", "2026-02-31")),
        ("answers:\n  TL-16:\n    - 25:99 nothing", ("line 3", "TL-16", "25:99")),
        ("answers:\n  TL-01:\n    - {time: 14:05}", ("TL-01", "Row 1")),
        ("answers:\n  TL-01:\n    - {time: 14:05, text: a, colour: red}", ("TL-01", "colour")),
        ("answers:\n  TR-01: a\n  TR-01: b", ("line 3", "twice")),
        ("answers:\n  TR-01: {answer: a, foo: 1}", ("line 2", "foo")),
        (
            "answers:\n  TR-01:\n    - {answer: a}\n    - {answer: a, at: yesterday noon}",
            ("line 4", "yesterday"),
        ),
        ("answers:\n  TR-01:\n", ("line 2", "TR-01")),
        ("answers: [a]", ("answers",)),
        ("- a", ("line 1",)),
        ("just words", ("line 1",)),
        ("nope: 1", ("nope",)),
        ("answers:\n  TR-01: [a", ("this is not YAML: did not find expected",)),
        ("answers:\n  TR-01: *x", ("line 2",)),
        ("a: &x [1]\nanswers: *x", ("line 2", "aliases")),
        ("answers:\n  TR-01: !!python/object:os.system x", ("line 2", "tags")),
        ("answers: {}\n---\nanswers: {}", ("second document",)),
        ("overrides: {NOWHERE: {reason: a, by: b}}", ("overrides",)),
        ("overrides: {REVIEW: {reason: a}}", ("by",)),
        ("now: soon", ("now", "soon")),
        ("? [a, b]\n: c", ("line 1",)),
        ("[" * 200, ("nested",)),
        (b"answers:\n  TR-01: \xff\xfe", ("line 2", "UTF-8")),
        ("answers:\n  TL-01:\n    - {time: 14:05, text: {a: b}}", ("TL-01",)),
        ("answers:\n  TL-16:\n    - 14:05 a\n    - {time: 14:06, text: b}", ("TL-16",)),
    ],
)
def test_a_bad_file_gives_one_line_that_says_where_and_what_to_do(tmp_path, text, words):
    line = refusal(tmp_path, text)
    assert "answers.yaml" in line
    for word in words:
        assert word in line


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InputError):
            AnswersFile.load(path)
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(InputError, match="larger"):
        AnswersFile.load(huge)


def test_an_alias_bomb_is_refused_at_once(tmp_path):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n"
    assert "aliases" in refusal(tmp_path, bomb)


def test_an_answer_of_five_megabytes_is_refused_in_one_line(tmp_path):
    assert "TR-01" in refusal(tmp_path, f"answers:\n  TR-01: {'x' * 5_000_000}")


def test_control_characters_are_cleaned_and_an_empty_file_is_fine(tmp_path):
    answers = load(tmp_path, "answers:\n  TR-01: red \x1b[31malert\x1b[0m \x07now\n")
    assert answers.answers["TR-01"][0].answer == "red alert now"
    assert load(tmp_path, "").question_ids() == ()
    assert load(tmp_path, "answers:\n").question_ids() == ()


def test_a_double_question_is_answered_by_its_first_part(tmp_path):
    parts = load_bank().parts("TR-02")
    answers = load(tmp_path, f"answers:\n  TR-02: {'over'}\n")
    assert answers.question_ids() == (parts[0].id,)
    assert "twice" in refusal(tmp_path, f"answers:\n  TR-02: over\n  {parts[0].id}: over\n")


def test_words_stay_as_they_were_written(tmp_path):
    answers = load(tmp_path, "answers:\n  TL-01: [{time: 14:05:10, text: yes}]\n")
    assert answers.answers["TL-01"][0].answer == [{"time": "14:05:10", "text": "yes"}]


def test_money_given_in_parts_is_read(tmp_path):
    money = next(
        (q, f)
        for q in load_bank().all()
        for f in q.fields
        if f.kind == "money" and q.form.kind == "record"
    )
    asked, field = money
    required = {f.name: "x" for f in asked.fields if f.required and f is not field}
    parts = {
        **required,
        field.name: {
            "amount": "20K",
            "currency": "USD",
            "low": "15K",
            "high": "25K",
            "estimated": "yes",
            "basis": "orders",
        },
    }
    about = {"about": "x"} if asked.about else {}
    text = yaml.safe_dump({"answers": {asked.id: {"answer": parts, **about}}})
    entry = load(tmp_path, text).answers[asked.id][0]
    assert entry.answer[field.name] == "~20K USD (15K-25K); orders"


def test_no_field_of_the_bank_is_named_like_a_key_of_an_entry():
    for question in load_bank().all():
        names = {field.name for field in question.fields}
        assert not names & {"answer", "skip", "dont_know", "park"}, question.id


def test_the_schema_is_valid_and_accepts_what_is_accepted(tmp_path):
    schema = answers_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    tree = yaml.load(FULL, Loader=yaml.BaseLoader)
    tree["answers"]["TL-06b"]["not_applicable"] = True
    tree["answers"]["TL-02"]["dont_know"] = True
    tree["answers"]["AC-14"][0].update(accept=[1], reject=2, edit={"3": "other words"})
    jsonschema.validate(tree, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"answers": {"XX-01": "a"}}, schema)
    assert set(schema["properties"]["answers"]["properties"]) == {q.id for q in load_bank().all()}


@settings(max_examples=150)
@given(st.text(max_size=120) | st.binary(max_size=120))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_bytes(
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    assert "\n" not in refusal_of(path)


@settings(max_examples=150)
@given(
    st.dictionaries(
        st.sampled_from([q.id for q in load_bank().all()]),
        st.recursive(
            st.text(max_size=20)
            | st.integers()
            | st.booleans()
            | st.none()
            | st.floats(allow_nan=True),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        ["answer", "about", "time", "text", "at", "skip", "accept", "edit", "id"]
                    ),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=6,
        ),
        max_size=3,
    )
)
def test_any_tree_of_answers_is_read_or_refused_in_one_line(tmp_path_factory, tree):
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_text(yaml.safe_dump({"answers": tree}, allow_unicode=True), encoding="utf-8")
    assert "\n" not in refusal_of(path)


def refusal_of(path):
    """Read a file and carry its answers; return the one line of a refusal."""
    try:
        answers = AnswersFile.load(path)
    except InputError as error:
        return str(error)
    for entries in answers.answers.values():
        for entry in entries:
            Answer(value=entry.answer)
    return ""
