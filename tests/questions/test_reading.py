from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.dialogue import FieldKind, FormField, Option
from agent.errors import AnswerError
from agent.postmortem.actions import Action
from agent.postmortem.people import Evidence, Person
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.values import Money, TimePoint
from agent.questions.days import Day
from agent.questions.naming import NewPerson
from agent.questions.reading import READERS, ReadingContext, read, read_value
from agent.questions.sources import NewEvidence

DOCUMENT = Postmortem(
    meta=Meta(id="PM-2026-001"),
    people=(
        Person(id="P1", display="Ana Ruiz", aliases=("aruiz",)),
        Person(id="P2", display="Bo Lind"),
        Person(id="P3", display="Bo Berg"),
    ),
    evidence=(
        Evidence(id="R1", title="Access log, node 3", kind="log"),
        Evidence(id="R2", locator="https://x.example/1"),
    ),
    actions=(Action(id="A1", text="Refuse pool sizes"), Action(id="A2", text="Refuse other sizes")),
)
CONTEXT = ReadingContext(
    now=datetime(2026, 3, 5, 9, tzinfo=UTC),
    timezone="UTC",
    incident_date=date(2026, 3, 3),
    document=DOCUMENT,
)
OPTIONS = (
    Option(value="production_outage", label="Service outage"),
    Option(value="product_failure", label="Product result"),
    Option(value="near_miss", label="Close call, no harm"),
)


def value(kind, raw, options=(), context=CONTEXT):
    return read_value(FormField(name="f", label="F", kind=kind, options=options), raw, context)


def test_every_kind_of_field_has_a_reader():
    assert set(READERS) == set(get_args(FieldKind))


@pytest.mark.parametrize("kind", get_args(FieldKind))
def test_nothing_is_nothing_for_every_kind(kind):
    for nothing in (None, "", "  ", [], {}, "\u200b\n"):
        assert value(kind, nothing, OPTIONS) is None


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("text", " a\x1b[31mb \n c ", "ab\n c"),
        ("text", 12, "12"),
        ("text", ["a", "b"], "a\nb"),
        ("text", True, "yes"),
        ("number", 1200, Decimal(1200)),
        ("number", 0.1, Decimal("0.1")),
        ("integer", "12", 12),
        ("percent", 20, Decimal(20)),
        ("fraction", 0.999, Decimal("0.999")),
        ("minutes", "1h58m", Decimal(118)),
        ("date", date(2026, 3, 15), Day(date(2026, 3, 15))),
        ("date", "end of Q2", Day(date(2026, 6, 30), coarse=True)),
        ("timezone", "europe/berlin", "Europe/Berlin"),
        ("words", "a, b; a\nc", ("a", "b", "c")),
        ("words", ["a", "b"], ("a", "b")),
        ("tri", "Yes.", "yes"),
        ("tri", False, "no"),
        ("tri", "not known", "unknown"),
        ("money", {"amount": "20K", "currency": "USD", "estimated": True, "low": 15000, "high": 25000, "basis": "orders"},
         Money(amount=Decimal(20000), currency="USD", estimated=True, low=Decimal(15000), high=Decimal(25000), basis="orders")),
    ],
)  # fmt: skip
def test_typed_values_and_text_are_both_read(kind, raw, expected):
    assert value(kind, raw) == expected


def test_times_are_read_in_every_type():
    assert value("time", "14:05").at == datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
    assert value("time", datetime(2026, 3, 3, 14, 5, tzinfo=UTC)).at.hour == 14
    assert value("time", date(2026, 3, 3)).precision == "day"
    assert (
        value("time", {"at": "2026-03-03T14:05:00Z", "precision": "second"}).precision == "second"
    )
    assert value("time", "now").at == CONTEXT.now
    with pytest.raises(AnswerError):
        value("time", {"at": "nonsense"})


def test_a_context_gives_a_moment_as_json_and_reads_against_the_time_before():
    assert CONTEXT.moment("14:05")["at"] == "2026-03-03T14:05:00Z"
    late = ReadingContext(
        now=CONTEXT.now,
        timezone="UTC",
        incident_date=date(2026, 3, 3),
        previous=TimePoint(at=datetime(2026, 3, 3, 23, 50, tzinfo=UTC)),
    )
    assert value("time", "00:10", context=late).at.day == 4


@pytest.mark.parametrize(
    ("raw", "chosen"),
    [
        ("production_outage", "production_outage"),
        ("SERVICE OUTAGE", "production_outage"),
        ("service", "production_outage"),
        ("Product result", "product_failure"),
        ("near miss", "near_miss"),
        ("Close call, no harm", "near_miss"),
    ],
)
def test_a_choice_is_known_by_value_label_or_beginning(raw, chosen):
    assert value("choice", raw, OPTIONS) == chosen


@pytest.mark.parametrize("raw", ["prod", "disaster", "_"])
def test_an_unknown_choice_lists_the_choices_in_words(raw):
    with pytest.raises(AnswerError) as caught:
        value("choice", raw, OPTIONS)
    listed = "Service outage; Product result; Close call, no harm"
    assert caught.value.remedy == f"Choose one of: {listed}."


def test_each_choice_that_is_listed_can_be_typed_as_it_is_listed():
    options = OPTIONS[:2]
    with pytest.raises(AnswerError) as caught:
        value("choice", "disaster", options)
    listed = caught.value.remedy.removeprefix("Choose one of: ").rstrip(".").split(", ")
    assert [value("choice", word, options) for word in listed] == [one.value for one in options]


def test_yes_and_no_of_a_file_are_choices_too():
    options = (Option(value="yes", label="Over"), Option(value="no", label="Still going on"))
    assert value("choice", raw=True, options=options) == "yes"
    assert value("choice", "still", options) == "no"


def test_several_choices_are_read_from_lists_and_text():
    assert value("choices", "service outage; near", OPTIONS) == ("production_outage", "near_miss")
    assert value("choices", ["near_miss", "near_miss"], OPTIONS) == ("near_miss",)
    assert value("choices", "Close call, no harm", OPTIONS) == ("near_miss",)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("P1", "P1"),
        ("ana ruiz", "P1"),
        ("Ana Ruiz (database)", "P1"),
        ("@aruiz", "P1"),
        ("ana", "P1"),
        ("Bo", NewPerson("Bo")),
        ("Cy Young", NewPerson("Cy Young")),
        ("the platform team", NewPerson("the platform team", "group")),
        ("Everyone", NewPerson("Everyone", "group")),
        ("on-call", NewPerson("on-call", "group")),
        ("Ana and Cy", NewPerson("Ana and Cy", "group")),
        ("Teamur Alland", NewPerson("Teamur Alland")),
    ],
)
def test_people_are_known_by_name_handle_or_id_and_a_team_is_a_group(raw, expected):
    assert value("person", raw) == expected


@pytest.mark.parametrize("raw", ["TBD", "n/a", "someone", "P9", "x" * 90])
def test_what_names_nobody_is_refused(raw):
    with pytest.raises(AnswerError):
        value("person", raw)


def test_evidence_is_known_by_id_title_or_link_and_else_new_with_its_kind():
    assert value("refs", "r1, R2") == ("R1", "R2")
    assert value("refs", "access log, node 3") == ("R1",)
    assert value("refs", "https://x.example/1") == ("R2",)
    found = value(
        "refs", "Pager alert 5521, deploy 8812; interview with the on-call role, #incidents chat"
    )
    assert [ref.kind for ref in found] == ["alert", "deploy", "interview", "chat"]
    assert [ref.machine for ref in found] == [True, True, False, False]
    assert value("refs", "[Error rate](https://g.example/d)") == (
        NewEvidence("Error rate", "other", "https://g.example/d"),
    )
    with pytest.raises(AnswerError, match="R9"):
        value("refs", "R9")


def test_ids_are_looked_up_in_the_document_by_id_or_words():
    assert value("ids", "a1 A2") == ("A1", "A2")
    assert value("ids", "A1, refuse other") == ("A1", "A2")
    assert value("id", "Refuse pool sizes") == "A1"
    assert value("ids", "#2, A1") == ("#2", "A1")
    for unknown in ("A9", "refuse", "nothing like it"):
        with pytest.raises(AnswerError):
            value("ids", unknown)
    with pytest.raises(AnswerError):
        value("id", "A1, A2")


def test_without_a_document_ids_and_names_are_read_but_not_looked_up():
    blind = ReadingContext(now=CONTEXT.now)
    assert value("ids", "A9, U3", context=blind) == ("A9", "U3")
    assert value("refs", "R9", context=blind) == ("R9",)
    assert value("person", "P9", context=blind) == NewPerson("P9")


def test_how_a_value_was_read_is_told():
    field = FormField(name="t", label="T", kind="time")
    assert "5 minutes" in read(field, "~14:05", CONTEXT).notes[0]
    assert read(field, "14:05", CONTEXT).notes == ()


@given(
    st.sampled_from(get_args(FieldKind)),
    st.recursive(
        st.text(max_size=30)
        | st.integers()
        | st.floats()
        | st.booleans()
        | st.none()
        | st.dates()
        | st.datetimes(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["at", "amount", "low", "x"]), inner, max_size=3)
        ),
        max_leaves=5,
    ),
)
def test_any_value_is_read_or_refused_in_one_line(kind, raw):
    for context in (CONTEXT, ReadingContext(now=CONTEXT.now)):
        options = OPTIONS if kind.startswith("choice") else ()
        assert "\n" not in refusal_of(kind, raw, options, context)


def refusal_of(kind, raw, options, context):
    try:
        value(kind, raw, options, context)
    except AnswerError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("kind", [kind for kind in get_args(FieldKind) if kind != "text"])
def test_a_text_far_too_long_for_its_kind_is_refused_at_once(kind):
    with pytest.raises(AnswerError, match="too long"):
        value(kind, "1 " * 100_000, OPTIONS)


@pytest.mark.parametrize("kind", ["number", "integer", "percent"])
def test_a_number_below_zero_is_read_only_where_a_measure_may_lie_there(kind):
    with pytest.raises(AnswerError, match="below zero"):
        read_value(FormField(name="n", label="N", kind=kind), "-3", CONTEXT)
    signed = FormField(name="n", label="N", kind=kind, signed=True)
    assert read_value(signed, "-3", CONTEXT) == -3
