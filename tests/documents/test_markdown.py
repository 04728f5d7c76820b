"""The Markdown of a document, and its way back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agent.documents.markdown import to_markdown
from agent.documents.reader.own import from_markdown, is_own
from agent.documents.sections.order import SECTIONS
from agent.documents.visible import private_questions, visible
from agent.postmortem.causes import Analysis, WhyNode
from agent.postmortem.record import Meta, Postmortem, Summary

EMPTY = Postmortem(meta=Meta(id="PM-2026-001"))
HEAD = "---\nid: PM-2026-001\n---\n"


def headings(text, level):
    return [line[level + 1 :] for line in text.splitlines() if line.startswith("#" * level + " ")]


def test_a_whole_document_comes_back_as_it_is_seen(full, facts, scorecard):
    read = from_markdown(to_markdown(full, facts, scorecard))

    assert read.problems == ()
    assert visible(read.document) == visible(full)


def test_the_sections_stand_in_the_order_of_the_method(full, facts, scorecard):
    assert headings(to_markdown(full, facts, scorecard), 2) == [one.title for one in SECTIONS]


def test_the_same_document_gives_the_same_bytes(full, facts, scorecard):
    assert to_markdown(full, facts, scorecard) == to_markdown(full, facts, scorecard)


def test_an_empty_document_says_what_is_not_recorded():
    text = to_markdown(EMPTY, {})

    assert "## Impact\n\n*Not recorded yet.*" in text
    assert "## Timeline\n\n*Not recorded yet.*" in text
    assert "## Actions\n\n*Not recorded yet.*" in text
    assert visible(from_markdown(text).document) == visible(EMPTY)


def test_what_is_computed_is_shown_and_not_taken_back(full, facts, scorecard):
    text = to_markdown(full, facts, scorecard)

    for shown in (
        "score: 3.69",
        "*Cost in all* | *4,200 EUR*",
        "| 17 min | 15 % |",
        "*intermediate*",
        "T3 Nobody alerted and T4",
    ):
        assert shown in text
    assert from_markdown(text).document.actions[2].control == ""


def test_actions_stand_under_the_horizon_of_their_due_day(full, facts):
    text = to_markdown(full, facts).split("## Actions")[1]

    assert (
        text.index("Short term")
        < text.index("| A2 |")
        < text.index("Beyond")
        < text.index("| A4 |")
    )
    assert text.index("### Declined") < text.index("| A6 |") < text.index("### Accepted risks")


def test_people_are_shown_by_name_and_kept_by_id(full, facts):
    assert "| Lea Brandt (P4) | 2026-06-05 |" in to_markdown(full, facts)


def test_a_done_action_stays_under_the_horizon_of_its_due_day(full):
    created, due = datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 20)
    done = full.actions[0].model_copy(
        update={"status": "done", "created_at": created, "due": due, "closed_at": created}
    )
    text = to_markdown(full.model_copy(update={"actions": (done,)}), {})

    assert "### Short term (8 to 30 days)" in text
    assert "### Immediate" not in text


def test_what_is_asked_in_private_or_stays_out_is_known_from_the_bank():
    assert {"SU-03", "SU-08", "SU-12"} <= private_questions()
    assert "SU-10" not in private_questions()


def test_what_was_said_in_private_is_not_shown(full, facts):
    text = to_markdown(full, facts)

    assert "Being asked why" not in text
    assert "Names of guests" not in text
    assert "The board of odd calls" in text


def test_hostile_words_make_no_tags_headings_or_cells():
    hostile = (
        "# a\n\n- b\n\n<script>alert(1)</script> | x `y` [z](javascript:1) ![i](u)\n\n```\n\n---"
    )
    document = EMPTY.model_copy(update={"summary": Summary(text=hostile)})
    text = to_markdown(document, {})
    page = MarkdownIt("commonmark").render(text.split("---\n", 2)[2])

    for bad in ("<script", "<a ", "<img", "<pre", "<hr"):
        assert bad not in page
    assert len(headings(text, 1)) == 1
    assert from_markdown(text).document.summary.text == hostile


def test_a_long_chain_of_whys_comes_back():
    nodes = tuple(
        WhyNode(id=f"W{n}", parent=f"W{n - 1}" if n > 1 else "", text="t") for n in range(1, 60)
    )
    document = EMPTY.model_copy(update={"analysis": Analysis(nodes=nodes)})

    assert visible(from_markdown(to_markdown(document, {})).document) == visible(document)


def test_circles_in_the_why_tree_come_back():
    nodes = (WhyNode(id="W1", parent="W2", text="a"), WhyNode(id="W2", parent="W1", text="b"))
    document = EMPTY.model_copy(update={"analysis": Analysis(nodes=nodes)})

    assert from_markdown(to_markdown(document, {})).document.analysis.nodes == nodes


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("## Weather\n\nRain.", 4, "Weather"),
        ("## Lessons\n\nA loose sentence.", 6, "loose sentence"),
        ("## Lessons\n\n- no id", 6, "no id"),
        ("## Lessons\n\n- **L1** x\n  - *Colour:* red", 7, "Colour"),
        ("## Timeline\n\n| Id | Time |\n| --- | --- |\n| E1 | soon |", 8, "soon"),
        ("## Timeline\n\n| Id | Kind |\n| --- | --- |\n| E1 | party |", 8, "kind"),
        ("## Timeline\n\n| Who | What |\n| --- | --- |\n| a | b |", 6, "columns"),
        ("## Timeline\n\n- **E9**\n  - *Chosen:* x", 6, "E9"),
        ("## Impact\n\n| Measure | Value |\n| --- | --- |\n| Affected | many |", 8, "many"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(body, line, word):
    read = from_markdown(f"{HEAD}{body}")

    assert [problem.line for problem in read.problems] == [line]
    assert word in read.problems[0].message


def test_a_value_that_does_not_fit_costs_only_itself():
    read = from_markdown(
        f"{HEAD}## Timeline\n\n| Id | Kind | What happened |\n| --- | --- | --- |\n| E1 | party | x |"
    )

    assert read.document.timeline.events[0].text == "x"
    assert read.document.timeline.events[0].kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n---",
        "---\n[\n---\n",
        "---\n- a\n---\n",
        "# Some title\n\nText.",
        "---\nid: 7\ntitle: 2026-05-01\ntags: x\nseverity: huge\n---\n",
    ],
)
def test_what_another_hand_wrote_is_no_reason_to_fall_over(text):
    read = from_markdown(text)

    assert read.problems
    assert all(problem.line >= 1 and "\n" not in problem.message for problem in read.problems)


@pytest.mark.parametrize(
    "text",
    [
        "- " * 4000,
        "> " * 4000,
        "[" * 20000,
        "|" * 20000,
        "---\n" + "[" * 5000 + "\n---\n",
        "* a\n" * 5000,
        "| a |\n| - |\n" + "| x |\n" * 5000,
        "\\" * 20000,
    ],
    ids=["lists", "quotes", "brackets", "pipes", "head", "bullets", "rows", "backslashes"],
)
def test_pathological_texts_are_read(text):
    from_markdown(f"## Lessons\n\n{text}")
    from_markdown(text)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_document_is_still_read(full, facts, scorecard, data):
    lines = to_markdown(full, facts, scorecard).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(st.sampled_from(["drop", "double", "cut", "swap", "odd"]))
        if damage == "drop" and len(lines) > 1:
            del lines[place]
        elif damage == "double":
            lines.insert(place, lines[place])
        elif damage == "cut":
            lines[place] = lines[place][: data.draw(st.integers(0, 40))]
        elif damage == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        else:
            lines[place] = data.draw(st.text(max_size=30))
    read = from_markdown("\n".join(lines))

    assert to_markdown(read.document, {})


def test_own_documents_are_told_from_those_of_strangers(full, facts):
    assert is_own(to_markdown(full, facts))
    assert is_own(to_markdown(EMPTY, {}))
    assert not is_own(
        "---\nid: x\n---\n# Outage\n\n## Summary\n\n## Timeline\n\n## Lessons learned\n"
    )
