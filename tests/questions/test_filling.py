from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import AnswerError
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.values import Absence, Provenance
from agent.questions.bank import BankQuestion, load_bank, targets
from agent.questions.filling import fill, fill_path
from agent.questions.laying import record_of
from agent.questions.places import has_place, place_at
from agent.questions.reading import ReadingContext, read

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
EMPTY = Postmortem(
    meta=Meta(id="PM-2026-001", timezone="Europe/Berlin", incident_date=date(2026, 3, 3))
)


def question(question_id="QQ-01", about="", **form):
    return BankQuestion.model_validate(
        {
            "id": question_id,
            "state": "ACTIONS",
            "text": "What?",
            "hint": "So.",
            "about": about,
            "form": form,
        }
    )


def answer(document, asked, value, about="", who=""):
    asked = load_bank().by_id(asked) if isinstance(asked, str) else asked
    draft = Draft(document)
    context = ReadingContext(
        now=NOW,
        timezone=document.meta.timezone,
        incident_date=document.meta.incident_date,
        document=document,
    )
    stamp = Provenance(origin="human", at=NOW, turn=1, question=asked.id, who=who)
    filled = fill(draft, asked, about, value, context, stamp)
    return draft.finish(), filled


TEXT = question(kind="text", field={"name": "s", "label": "Summary", "to": "summary.text"})
EVENTS = question(
    kind="rows",
    list_path="timeline.events",
    lines="timeline",
    columns=[
        {"name": "time", "label": "Time", "kind": "time", "to": "time", "required": True},
        {"name": "text", "label": "What", "to": "text", "required": True},
        {"name": "sources", "label": "Source", "kind": "refs", "to": "sources"},
    ],
)
DETECTED = EVENTS.model_copy(
    update={"form": EVENTS.form.model_copy(update={"fixed": {"kind": "detected"}})}
)
ACTIONS = question(
    kind="rows",
    list_path="actions",
    lines="actions",
    fixed={"created_at": "{now}"},
    columns=[
        {"name": "text", "label": "Action", "to": "text", "required": True},
        {"name": "owner", "label": "Owner", "kind": "person", "to": "owner"},
        {"name": "due", "label": "Due", "kind": "date", "to": "due"},
        {"name": "done_when", "label": "Done when", "to": "done_when"},
    ],
)
TREE = question(
    kind="rows",
    list_path="analysis.nodes",
    layout="tree",
    columns=[
        {"name": "id", "label": "Mark", "kind": "id", "to": "id"},
        {"name": "parent", "label": "Explains", "kind": "id", "to": "parent"},
        {"name": "text", "label": "Answer", "to": "text", "required": True},
    ],
)


def test_a_text_goes_to_its_place_with_its_provenance_and_a_second_answer_replaces_it():
    document, filled = answer(EMPTY, TEXT, "First\x1b[31m words ")
    assert document.summary.text == "First words"
    assert document.provenance["summary.text"].question == "QQ-01"
    assert filled.changed == ("summary.text",)
    document, _ = answer(document, TEXT, "Second words")
    assert document.summary.text == "Second words"


def test_an_empty_answer_is_refused():
    for empty in ("", "   ", None, [], {}, [{}], [{"text": ""}], "\u200b"):
        for asked in (TEXT, EVENTS):
            with pytest.raises(AnswerError):
                answer(EMPTY, asked, empty)


def test_rows_of_a_table_become_events_in_the_order_of_time_with_sources_added():
    document, filled = answer(
        EMPTY,
        EVENTS,
        [
            {"time": "14:10", "text": "Alert fired", "sources": "Pager alert 5521"},
            {
                "time": "14:05",
                "text": "Deploy of the pool settings",
                "sources": ["Deploy 8812", "pager alert 5521"],
            },
        ],
    )
    assert [event.text for event in document.timeline.events] == [
        "Deploy of the pool settings",
        "Alert fired",
    ]
    assert [event.id for event in document.timeline.events] == ["E2", "E1"]
    assert [(e.id, e.kind, e.machine) for e in document.evidence] == [
        ("R1", "alert", True),
        ("R2", "deploy", True),
    ]
    assert document.timeline.events[0].sources == ("R2", "R1")
    assert document.timeline.events[0].time.at.isoformat() == "2026-03-03T14:05:00+01:00"
    assert "timeline.events.E1" in filled.changed
    assert "2 events added" in filled.summary


def test_of_what_a_paste_tells_twice_the_last_end_and_the_first_beginning_stand():
    pasted = (
        "14:05 search goes down\n14:06 booking page unreachable\n"
        "14:20 search works again\n14:30 incident resolved"
    )
    document, _ = answer(EMPTY, EVENTS, pasted)
    kinds = [event.kind for event in document.timeline.events]
    assert kinds == ["impact_start", "other", "other", "resolved"]


def test_pasted_lines_become_events_with_kinds_by_their_words():
    pasted = (
        "14:05 deploy started\n14:10 alert fired (R1)\n14:12 ana: hm\n14:20 rolled back (decision)"
    )
    document, _ = answer(EMPTY, TEXT, "x")
    document, _ = answer(
        document,
        question(
            kind="rows",
            list_path="evidence",
            lines="evidence",
            columns=[{"name": "title", "label": "Title", "to": "title"}],
        ),
        "Pager alert",
    )
    document, _ = answer(document, EVENTS, pasted)
    assert [event.kind for event in document.timeline.events] == [
        "change",
        "alert_fired",
        "other",
        "decision",
    ]
    assert document.timeline.events[1].sources == ("R1",)
    assert document.timeline.events[3].text == "rolled back"


def test_the_kind_a_question_fixes_stands_unless_the_line_says_another():
    document, _ = answer(EMPTY, DETECTED, "14:05 deploy looked odd\n14:09 page answered (ack)")
    assert [event.kind for event in document.timeline.events] == ["detected", "ack"]


def test_times_roll_over_midnight_within_an_answer_and_an_end_follows_its_start():
    document, _ = answer(EMPTY, EVENTS, "23:50-00:20 restart of the nodes\n00:40 errors stopped")
    first, second = document.timeline.events
    assert first.end.at.date() == date(2026, 3, 4)
    assert second.time.at.date() == date(2026, 3, 4)


def test_a_time_in_a_later_answer_stays_on_its_day_when_that_is_where_the_events_are():
    document, _ = answer(EMPTY, EVENTS, "03:00 errors began\n16:03 errors stopped")
    document, _ = answer(document, EVENTS, "02:50 queue grew")
    assert document.timeline.events[0].text == "queue grew"


def test_nothing_is_stored_when_one_row_cannot_be_read_and_the_row_is_named():
    draft = Draft(EMPTY)
    context = ReadingContext(
        now=NOW, timezone="UTC", incident_date=date(2026, 3, 3), document=EMPTY
    )
    stamp = Provenance(origin="human", at=NOW)
    rows = [
        {"time": "14:05", "text": "fine", "sources": "New log"},
        {"time": "25:99", "text": "not fine"},
    ]
    with pytest.raises(AnswerError) as caught:
        fill(draft, EVENTS, "", rows, context, stamp)
    assert "Row 2, Time" in caught.value.problem
    assert "25:99" in caught.value.problem
    assert draft.finish() == EMPTY


def test_a_missing_required_cell_is_named():
    with pytest.raises(AnswerError, match="Row 2, Time"):
        answer(EMPTY, EVENTS, [{"time": "14:05", "text": "a"}, {"text": "b"}])


def test_lines_without_a_time_are_reported_and_never_given_one():
    with pytest.raises(AnswerError) as caught:
        answer(EMPTY, EVENTS, "14:05 a\nusers complained\n14:10 b")
    assert "line has no time: 2 “users complained”" in caught.value.problem


def test_an_unknown_column_is_refused_with_the_known_ones():
    with pytest.raises(AnswerError) as caught:
        answer(EMPTY, EVENTS, [{"time": "14:05", "text": "a", "colour": "red"}])
    assert "colour" in caught.value.problem
    assert "sources" in caught.value.remedy


def test_a_row_with_the_id_of_an_item_changes_it_and_an_unknown_id_is_refused():
    document, _ = answer(EMPTY, ACTIONS, ["- Refuse pool sizes (Owner: Ana, Due: 15 March)"])
    document, filled = answer(document, ACTIONS, [{"id": "A1", "due": "end of Q2"}])
    assert len(document.actions) == 1
    assert document.actions[0].due == date(2026, 6, 30)
    assert document.actions[0].due_coarse
    assert document.actions[0].text == "Refuse pool sizes"
    assert "changed" in filled.summary
    document, _ = answer(document, ACTIONS, [{"id": "A1", "due": "2026-03-15"}])
    assert not document.actions[0].due_coarse
    with pytest.raises(AnswerError, match="A7"):
        answer(document, ACTIONS, [{"id": "A7", "due": "15 March"}])


def test_owners_become_people_once_and_a_team_is_stored_as_a_group():
    document, _ = answer(
        EMPTY,
        ACTIONS,
        "- Do one thing well (Owner: Ana Ruiz, Due: 15 March)\n"
        "* Do another thing — @ana, by 2026-03-20\n"
        "| Do a third thing | the platform team | Mar 15 |\n"
        "- Do a fourth thing (Owner: TBD)",
    )
    people = {person.id: person for person in document.people}
    owners = [action.owner for action in document.actions]
    assert owners == ["P1", "P1", "P2", ""]
    assert people["P2"].kind == "group"
    assert people["P1"].review_roles == ("none",)
    assert document.actions[0].created_at == NOW


def test_pasting_the_same_lines_again_adds_nothing():
    document, _ = answer(EMPTY, EVENTS, "14:05 deploy\n14:10 alert fired")
    again, filled = answer(document, EVENTS, "14:05 deploy\n14:10 alert fired")
    assert len(again.timeline.events) == 2
    assert "already" in filled.summary


def test_rows_of_a_tree_point_to_each_other_by_number_mark_or_words():
    document, _ = answer(
        EMPTY,
        TREE,
        [
            {"text": "Pool ran dry"},
            {"text": "Limit too small", "parent": "#1"},
            {"id": "c", "text": "No check", "parent": "Limit too"},
            {"text": "No test", "parent": "c"},
        ],
    )
    assert [(n.id, n.parent) for n in document.analysis.nodes] == [
        ("W1", ""),
        ("W2", "W1"),
        ("W3", "W2"),
        ("W4", "W3"),
    ]
    document, _ = answer(document, TREE, [{"text": "Deeper", "parent": "W4"}])
    assert document.analysis.nodes[-1].parent == "W4"
    with pytest.raises(AnswerError, match="Row 1"):
        answer(document, TREE, [{"text": "Nowhere", "parent": "#9"}])
    with pytest.raises(AnswerError, match="W99"):
        answer(document, TREE, [{"text": "Nowhere", "parent": "W99"}])


def test_marks_of_the_bank_tables_become_ids():
    tree = load_bank().by_id("CA-17")
    document, _ = answer(
        EMPTY, tree, "a | | Pool ran dry\nb | a | Limit too small\nc | b | No check"
    )
    assert [(n.id, n.parent) for n in document.analysis.nodes] == [
        ("W1", ""),
        ("W2", "W1"),
        ("W3", "W2"),
    ]
    fault = load_bank().by_id("CA-29")
    rows = [
        {"id": "top", "text": "payments refused", "gate": "AND", "inputs": "a, b"},
        {"id": "a", "text": "small limit", "p": "0.1"},
        {"id": "b", "text": "no staged release"},
    ]
    document, _ = answer(document, fault, rows)
    assert document.analysis.fault_tree.nodes[0].inputs == ("T2", "T3")
    assert document.analysis.fault_tree.nodes[1].p == 0.1
    with pytest.raises(AnswerError, match="Row 2, Explains"):
        answer(EMPTY, tree, [{"id": "a", "text": "x"}, {"id": "b", "parent": "zz", "text": "y"}])
    with pytest.raises(AnswerError, match="Mark"):
        answer(EMPTY, tree, [{"text": "x"}])


def test_a_list_makes_an_item_a_line_and_none_is_remembered():
    luck = question(
        kind="list",
        list_path="learning.lucky",
        none_path="learning.lucky_none",
        field={"name": "text", "label": "Luck", "to": "text"},
    )
    document, _ = answer(EMPTY, luck, "none")
    assert document.learning.lucky_none
    assert not document.learning.lucky
    document, _ = answer(document, luck, "- A quiet Tuesday\n- Two people were awake")
    assert [item.text for item in document.learning.lucky] == [
        "A quiet Tuesday",
        "Two people were awake",
    ]
    assert not document.learning.lucky_none


def test_answers_without_a_place_become_one_note_that_a_second_answer_replaces():
    note = question(
        kind="record",
        fields=[
            {"name": "a", "label": "Estimated", "to": "note"},
            {"name": "b", "label": "Committed", "to": "note"},
        ],
    )
    document, _ = answer(EMPTY, note, "team lead | account manager")
    assert document.notes[0].text == "Estimated: team lead\nCommitted: account manager"
    document, _ = answer(document, note, {"Estimated": "nobody knows"})
    assert [n.text for n in document.notes] == ["Estimated: nobody knows"]


def test_roles_are_given_to_people_and_the_owner_is_one_person():
    owner = question(
        kind="text", field={"name": "o", "label": "Owner", "kind": "person", "to": "role:owner"}
    )
    document, filled = answer(EMPTY, owner, "Ana Ruiz")
    assert document.people[0].review_roles == ("owner",)
    assert "people.P1" in filled.changed
    document, _ = answer(document, owner, "Bo Lind")
    assert [p.review_roles for p in document.people] == [("participant",), ("owner",)]
    commander = question(
        kind="text", field={"name": "c", "label": "C", "kind": "person", "to": "role:commander"}
    )
    document, _ = answer(document, commander, "bo")
    assert document.people[1].role_in_incident == "commander"
    scribe = question(
        kind="text",
        field={"name": "c", "label": "C", "kind": "person", "to": "role:incident_scribe"},
    )
    document, _ = answer(document, scribe, "Ana")
    assert document.people[0].role_in_incident == "scribe"


def test_people_pasted_again_are_the_same_people_with_more_roles():
    people = question(
        kind="rows",
        list_path="people",
        lines="people",
        columns=[{"name": "display", "label": "Name", "to": "display", "required": True}],
    )
    document, _ = answer(EMPTY, people, "Ana Ruiz - incident commander, facilitator\nBo Lind")
    document, _ = answer(document, people, "Ana Ruiz | reviewer")
    assert len(document.people) == 2
    assert document.people[0].role_in_incident == "commander"
    assert document.people[0].review_roles == ("facilitator", "reviewer")


def test_an_answer_about_a_thing_goes_to_that_thing():
    document, _ = answer(EMPTY, ACTIONS, "- Refuse pool sizes outside 50 to 500")
    owner = question(
        about="action",
        kind="text",
        field={"name": "o", "label": "Owner", "kind": "person", "to": "actions.{about}.owner"},
    )
    document, filled = answer(document, owner, "Ana", about="A1")
    assert document.actions[0].owner == "P1"
    assert filled.summary == "Owner: Ana"
    with pytest.raises(AnswerError):
        answer(document, owner, "Ana", about="A9")


@pytest.mark.parametrize(
    ("kind", "given", "told"),
    [
        ("choice", "near_miss", "Type: Almost happened"),
        ("choices", "near_miss, cost", "Type: Almost happened, Cost overrun"),
    ],
)
def test_what_was_chosen_is_told_in_the_words_that_were_offered(kind, given, told):
    options = {"near_miss": "Almost happened", "cost": "Cost overrun"}
    field = {"name": "t", "label": "Type", "kind": kind, "options": options, "to": "note"}
    _, filled = answer(EMPTY, question(kind="text", field=field), given)
    assert filled.summary == told


def test_an_edited_choice_is_told_in_words():
    draft = Draft(EMPTY)
    context = ReadingContext(now=NOW, document=EMPTY)
    stamp = Provenance(origin="human", at=NOW, turn=1)
    filled = fill_path(draft, "meta.type", "production_outage", context, stamp)
    assert filled.summary == "type: production outage"


def test_a_choice_for_each_thing_resets_the_one_that_held_it():
    causes = question(
        kind="rows",
        list_path="analysis.causes",
        columns=[{"name": "cause", "label": "Cause", "to": "statement.cause", "required": True}],
    )
    primary = question(
        kind="text",
        field={
            "name": "p",
            "label": "Primary",
            "kind": "id",
            "to": "analysis.causes.{each}.role",
            "put": "primary",
            "exclusive": True,
        },
    )
    document, _ = answer(EMPTY, causes, "No check on sizes\nOne file for all nodes")
    document, _ = answer(document, primary, "U1")
    document, _ = answer(document, primary, "One file")
    assert [cause.role for cause in document.analysis.causes] == ["contributing", "primary"]


def test_all_means_every_item_and_a_mapping_sets_several_fields():
    document, _ = answer(EMPTY, ACTIONS, "- One thing to do\n- Another thing to do")
    tracked = question(
        kind="text",
        field={
            "name": "a",
            "label": "Actions",
            "kind": "ids",
            "to": "actions.{each}.tracker",
            "put": {"system": "unblame", "key": "{each}"},
        },
    )
    document, _ = answer(document, tracked, "all")
    assert [action.tracker.key for action in document.actions] == ["A1", "A2"]


def test_a_record_about_a_dimension_changes_the_same_item_again():
    dimension = question(
        kind="record",
        about="dimension",
        list_path="impact.dimensions",
        fixed={"key": "{about}"},
        fields=[
            {"name": "value", "label": "Number", "kind": "number", "to": "quantities.0.value"},
            {"name": "unit", "label": "Unit", "to": "quantities.0.unit"},
        ],
    )
    document, _ = answer(EMPTY, dimension, "12 | days", about="schedule")
    document, _ = answer(document, dimension, {"value": "14"}, about="schedule")
    (only,) = document.impact.dimensions
    assert (only.key, str(only.quantities[0].value), only.quantities[0].unit) == (
        "schedule",
        "14",
        "days",
    )


def test_a_change_of_status_is_kept_in_the_history_and_closes_the_action():
    document, _ = answer(EMPTY, ACTIONS, "- Refuse pool sizes outside 50 to 500")
    status = question(
        about="open_action",
        kind="record",
        fields=[
            {
                "name": "status",
                "label": "Status",
                "kind": "choice",
                "to": "actions.{about}.status",
                "options": ["done", "in_progress"],
            }
        ],
    )
    document, _ = answer(document, status, "done", about="A1", who="P1")
    assert document.actions[0].closed_at == NOW
    assert [(c.before, c.after, c.by) for c in document.actions[0].history] == [
        ("accepted", "done", "P1")
    ]
    document, _ = answer(document, status, "in progress", about="A1")
    assert document.actions[0].closed_at is None


def test_a_private_answer_is_stored_without_a_name():
    private = TEXT.model_copy(update={"private": True})
    document, _ = answer(EMPTY, private, "words", who="P1")
    assert document.provenance["summary.text"].who == ""


def test_a_value_out_of_range_is_refused_with_its_place():
    effort = question(
        kind="record",
        fields=[
            {"name": "impact", "label": "Effect", "kind": "integer", "to": "actions.{about}.impact"}
        ],
        about="action",
    )
    document, _ = answer(EMPTY, ACTIONS, "- Refuse pool sizes outside 50 to 500")
    with pytest.raises(AnswerError):
        answer(document, effort, "9", about="A1")


def test_moments_days_and_marks_fit_the_place_they_go_to():
    document, _ = answer(EMPTY, ACTIONS, "- Refuse pool sizes outside 50 to 500")
    agreed = question(
        about="action",
        kind="text",
        field={
            "name": "t",
            "label": "Agreed",
            "kind": "time",
            "to": "actions.{about}.owner_accepted_at",
        },
    )
    document, _ = answer(document, agreed, "2026-03-04 10:00", about="A1")
    assert document.actions[0].owner_accepted_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    planned = question(
        kind="text",
        field={"name": "t", "label": "Planned", "kind": "date", "to": "impact.schedule.planned"},
    )
    document, _ = answer(document, planned, "1 March 2026")
    assert document.impact.schedule.planned == "2026-03-01"


def test_an_unknown_mark_is_cleared_when_the_answer_comes():
    draft = Draft(EMPTY)
    for path in targets(DETECTED):
        draft.mark_absent(path, Absence(kind="unknown"))
    document, _ = answer(draft.finish(), DETECTED, "14:10 pager")
    assert not document.absences


def test_a_five_megabyte_answer_gives_one_clear_line():
    with pytest.raises(AnswerError) as caught:
        answer(EMPTY, TEXT, "x" * 5_000_000)
    assert len(str(caught.value)) < 200


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_stored_or_refused_in_words(text):
    for asked in (TEXT, EVENTS, ACTIONS, TREE):
        try:
            document, _ = answer(EMPTY, asked, text)
        except AnswerError:
            continue
        else:
            assert document != EMPTY


@pytest.mark.parametrize("asked", load_bank().all(), ids=lambda asked: asked.id)
def test_every_question_of_the_bank_has_places_that_exist(asked):
    form = asked.form
    if form.kind != "text" and form.list_path:
        assert has_place(form.list_path.replace("{about}", "X1"))
        base = form.list_path.replace("{about}", "X1") + ".X1."
    else:
        base = ""
    for field in asked.fields:
        if field.to in {"", "note", "id"} or field.to.startswith(("role:", "{about}")):
            continue
        path = base + field.to.replace("{about}", "X1").replace("{each}", "X1")
        assert has_place(path), path


def put(document, path, value):
    draft = Draft(document)
    context = ReadingContext(
        now=NOW, timezone="UTC", incident_date=date(2026, 3, 3), document=document
    )
    filled = fill_path(draft, path, value, context, Provenance(origin="human", at=NOW))
    return draft.finish(), filled


def test_any_field_can_be_changed_by_its_path():
    document, _ = answer(EMPTY, ACTIONS, "- Refuse pool sizes outside 50 to 500")
    document, filled = put(document, "actions.A1.due", "end of Q2")
    assert document.actions[0].due == date(2026, 6, 30)
    assert document.actions[0].due_coarse
    assert filled.changed == ("actions.A1.due",)
    document, _ = put(document, "actions.A1.due", "")
    assert document.actions[0].due is None
    document, _ = put(document, "actions.A1.owner", "Ana")
    assert document.actions[0].owner == "P1"
    document, _ = put(document, "actions.A1.control", "engineering")
    document, _ = put(document, "meta.services", "checkout, orders-db")
    assert document.meta.services == ("checkout", "orders-db")
    document, _ = put(document, "impact.stated_duration_min", "1h58m")
    assert document.impact.stated_duration_min == 118
    document, _ = put(document, "impact.money.revenue", "~$20K")
    assert document.impact.money.revenue.estimated
    document, _ = answer(document, EVENTS, "14:05 deploy\n14:10 alert")
    document, _ = put(document, "timeline.events.E1.time", "14:20")
    assert document.timeline.events[-1].time.original_text == "14:20"
    for path, value in (
        ("actions.A1.due", "soon"),
        ("actions.A1.control", "magic"),
        ("actions.A1", "x"),
        ("actions.A9.due", "15 March"),
        ("nowhere", "x"),
        ("timeline.events", "x"),
        ("actions.A1.impact", "9"),
        ("actions.A1.text", ""),
    ):
        before = document
        with pytest.raises(AnswerError):
            put(document, path, value)
        assert before == document


def test_a_place_is_made_once_whatever_the_item():
    place = place_at("timeline.events.E1.text")
    assert place is not None
    assert place.path == "timeline.events.*.text"
    assert place_at("timeline.events.E2.text") is place
    assert place_at("timeline.events.E2.nothing") is None


RECORDS = [
    asked
    for asked in load_bank().all()
    if asked.form.kind == "record" and not asked.about and not asked.advice
]


@pytest.mark.parametrize("asked", RECORDS, ids=lambda asked: asked.id)
def test_what_an_answer_leaves_out_goes_when_it_takes_the_place_of_one_that_said_it(asked):
    def refilled(cells, turn, former=()):
        draft = Draft(document)
        context = ReadingContext(
            now=NOW, timezone="UTC", incident_date=date(2026, 3, 3), document=document
        )
        stamp = Provenance(origin="human", at=NOW, turn=turn, question=asked.id)
        fill(draft, asked, "", cells, context, stamp, frozenset(former))
        return draft.finish()

    def fits(field, text):
        try:
            return bool(read(field, text, ReadingContext(now=NOW, timezone="UTC")))
        except AnswerError:
            return False

    def said(of):
        parts = of.model_dump(exclude={"provenance", "people", "evidence", "issued"})
        return parts, {one.role_in_incident for one in of.people} - {"none"}

    document = EMPTY
    given = dict(record_of(asked.hint, asked.fields, fits))
    optional = [f for f in asked.fields if f.name in given and not f.required and f.to != "note"]
    if asked.form.list_path:
        optional = [f for f in optional if "." not in f.to]
    whole = refilled(given, 1)
    for field in optional:
        rest = {name: value for name, value in given.items() if name != field.name}
        if not rest:
            continue
        fresh, document = refilled(rest, 1), whole
        again, beside = refilled(rest, 2, {1}), refilled(rest, 2)
        document = EMPTY
        assert said(again) == said(fresh)
        assert said(beside) == said(whole)
