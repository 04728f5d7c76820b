"""What the coach without a model offers for each task."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from agent.coach.protocol import (
    ClimbHierarchy,
    GeneraliseLesson,
    Neutralise,
    NextWhy,
    SharpenAction,
    SummariseIncident,
    Task,
)
from agent.coach.rules import RulesCoach
from agent.dialogue import AskNext, Proposal, PutText
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.questions.bank import load_bank

NOW = datetime(2031, 5, 1, 9, 0, tzinfo=UTC)


def document(*items: tuple[str, Mapping[str, object]], **fields: object) -> Postmortem:
    draft = Draft(Postmortem(meta=Meta(id="PM-2031-001", services=("orders-db",))))
    draft.add("people", {"display": "Nadia Berg"})
    for path, item in items:
        draft.add(path, item)
    for path, value in fields.items():
        draft.set(path.replace("__", "."), value)
    return draft.finish()


async def offers(task: Task, of: Postmortem) -> tuple[Proposal, ...]:
    proposals = await RulesCoach().propose(task, of)
    for proposal in proposals:
        assert proposal.id == ""
        assert proposal.coach == "rules"
        assert proposal.reason
        if isinstance(proposal.effect, AskNext):
            assert load_bank().find(proposal.effect.question) is not None
    return proposals


async def test_the_next_why_quotes_the_answer_and_follows_its_category():
    why = ("analysis.nodes", {"text": "The deploy step takes any config"})
    first, second = await offers(NextWhy("W1"), document(why))
    assert first.label == "next why"
    assert first.text.startswith("“The deploy step takes any config”: ")
    assert first.effect == AskNext(question="CA-02", about="W1")
    assert first.text != second.text


async def test_the_next_why_moves_on_when_a_branch_is_there_already():
    why = ("analysis.nodes", {"text": "The deploy step takes any config"})
    child = ("analysis.nodes", {"text": "No schema exists", "parent": "W1"})
    before = await offers(NextWhy("W1"), document(why))
    after = await offers(NextWhy("W1"), document(why, child))
    assert after[0].text == before[1].text


async def test_a_chain_of_one_category_is_not_asked_the_same_question_twice():
    texts = ("The pool limit was reached", "The limit stood at 20", "No limit follows the growth")
    chain: list[tuple[str, Mapping[str, object]]] = []
    asked: list[str] = []
    for n, text in enumerate(texts):
        chain.append(("analysis.nodes", {"text": text, "parent": f"W{n}" if n else ""}))
        offered = await offers(NextWhy(f"W{n + 1}"), document(*chain))
        asked += [offer.text.partition("”: ")[2] for offer in offered]
    assert len(asked) == 6
    assert len(set(asked)) == 6


async def test_a_loop_in_the_tree_ends_the_walk_upwards():
    loop = [
        ("analysis.nodes", {"text": "The pool limit was reached", "parent": "W2"}),
        ("analysis.nodes", {"text": "The limit stood at 20", "parent": "W1"}),
    ]
    assert await offers(NextWhy("W1"), document(*loop))


@pytest.mark.parametrize(
    "text", ["Zzz", "Vendor outage", "Approval unclear, nobody knew", "Rushed by a deadline"]
)
async def test_a_why_never_asks_for_a_name(text: str):
    for proposal in await offers(NextWhy("W1"), document(("analysis.nodes", {"text": text}))):
        assert " who " not in f" {proposal.text.lower()} "


async def test_a_path_that_ends_in_a_lever_gets_no_further_why():
    end = {"text": "No schema exists", "level": "systemic", "lever": "add one"}
    assert await offers(NextWhy("W1"), document(("analysis.nodes", end))) == ()
    assert await offers(NextWhy("W9"), document()) == ()


async def test_a_blaming_text_gets_its_neutral_version_in_its_place():
    text = "A careless edit removed 12 rules."
    why = ("analysis.nodes", {"text": text})
    (offer,) = await offers(Neutralise("analysis.nodes.W1.text", text), document(why))
    assert offer.label == "neutral version"
    assert offer.text == "An edit removed 12 rules."
    assert offer.effect == PutText(path="analysis.nodes.W1.text")


@pytest.mark.parametrize(
    ("path", "item", "question", "about"),
    [
        ("analysis.nodes", "W1", "CA-02", "W1"),
        ("timeline.events", "E1", "TL-08", "E1"),
        ("actions", "A1", "AC-04", "A1"),
        ("learning.lessons", "L1", "LE-02", "L1"),
    ],
)
async def test_what_needs_a_fact_is_asked_where_the_answer_belongs(
    path: str, item: str, question: str, about: str
):
    text = "Root cause: human error."
    task = Neutralise(f"{path}.{item}.text", text)
    (offer,) = await offers(task, document((path, {"text": text})))
    assert offer.effect == AskNext(question=question, about=about)
    assert "human error" in offer.text


async def test_blame_in_the_summary_is_asked_about_there():
    (offer,) = await offers(Neutralise("summary.text", "It was human error."), document())
    assert offer.effect == AskNext(question="TR-01")


async def test_names_of_the_document_are_known_to_the_neutral_version():
    of = document(("people", {"display": "Qorvex"}))
    (offer,) = await offers(Neutralise("summary.text", "Qorvex's deploy locked 3 tables."), of)
    assert offer.text == "The deploy locked 3 tables."


async def test_a_bare_action_is_asked_for_its_missing_parts():
    found = await offers(SharpenAction("A1"), document(("actions", {"text": "Improve the alerts"})))
    assert [offer.effect.question for offer in found if isinstance(offer.effect, AskNext)] == [
        "AC-04b",
        "AC-05",
        "AC-06",
    ]
    assert {offer.label for offer in found} == {"missing part"}
    assert "new words" in found[0].text
    assert "four words" in found[0].reason


async def test_an_action_in_clear_words_is_asked_what_will_exist():
    text = "Refuse pool sizes outside 50 to 500 in the release step"
    found = await offers(SharpenAction("A1"), document(("actions", {"text": text})))
    assert found[0].effect == AskNext(question="AC-04", about="A1")


@pytest.mark.parametrize(
    ("text", "sharper"),
    [
        (
            "We should add a canary stage to the mail service",
            "Add a canary stage to the mail service",
        ),
        ("The team needs to document the failover of db-2", "Document the failover of db-2"),
    ],
)
async def test_a_sharper_version_begins_with_the_verb_and_leaves_gaps_to_questions(
    text: str, sharper: str
):
    version, *questions = await offers(SharpenAction("A1"), document(("actions", {"text": text})))
    assert (version.label, version.text) == ("sharper version", sharper)
    assert version.effect == PutText(path="actions.A1.text")
    assert questions
    assert all(isinstance(offer.effect, AskNext) for offer in questions)


@pytest.mark.parametrize(
    "text",
    [
        "Alice will add a canary stage to the mail service",
        "Consider a canary stage for the mail service",
        "P1: add a canary stage to the mail service",
        "Add a canary stage to the mail service",
    ],
)
async def test_no_version_is_offered_that_would_lose_a_name_a_priority_or_a_doubt(text: str):
    found = await offers(SharpenAction("A1"), document(("actions", {"text": text})))
    assert {offer.label for offer in found} == {"missing part"}


async def test_the_question_fits_what_the_action_is_about():
    asked = [
        (await offers(SharpenAction("A1"), document(("actions", {"text": text}))))[0].text
        for text in ("Improve the alerts", "Better testing", "Update the runbook", "Do it well")
    ]
    assert len(set(asked)) == 4
    assert "which value of which signal" in asked[0]


async def test_a_complete_action_is_asked_for_nothing():
    action = {
        "text": "Reject pool sizes outside 50-500 in the deploy step",
        "done_when": "a config with pool size 20 is refused in staging",
        "owner": "P1",
        "due": date(2031, 6, 1).isoformat(),
        "created_at": NOW.isoformat(),
        "effort": 3,
        "cause_ids": ["U1"],
        "measure": {"metric": "pool errors per week"},
    }
    assert await offers(SharpenAction("A1"), document(("actions", action))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Train new joiners on the restore",
        "Update the wiki page about pool sizes",
        "Alert when the pool is above 80 %",
        "Add a warning banner to the console",
    ],
)
async def test_a_weaker_action_is_asked_what_would_hold_by_itself(text: str):
    cause = ("analysis.causes", {"category": "change_config"})
    of = document(cause, ("actions", {"text": text, "cause_ids": ["U1"]}))
    (offer,) = await offers(ClimbHierarchy("A1"), of)
    assert offer.label == "one level up"
    assert offer.text.endswith("?")
    assert offer.effect == AskNext(question="AC-02a", about="U1")


async def test_a_strong_action_is_left_alone():
    of = document(("actions", {"text": "Reject pool sizes outside 50-500 in the deploy step"}))
    assert await offers(ClimbHierarchy("A1"), of) == ()


async def test_a_lesson_becomes_a_principle_without_particulars():
    text = "We learned that a limit without an alert on orders-db fails in silence."
    (offer,) = await offers(GeneraliseLesson("L1"), document(("learning.lessons", {"text": text})))
    assert offer.text == "A limit without an alert fails in silence."
    assert offer.effect == PutText(path="learning.lessons.L1.principle")


@pytest.mark.parametrize(
    "text",
    [
        "orders-db takes 500 connections at most",
        "Nadia knew the restore by heart and others did not",
        "At 14:05 it broke",
    ],
)
async def test_a_lesson_that_is_nothing_without_its_particulars_is_asked_about(text: str):
    (offer,) = await offers(GeneraliseLesson("L1"), document(("learning.lessons", {"text": text})))
    assert offer.effect == AskNext(question="LE-02", about="L1")


async def test_a_principle_that_is_there_is_not_offered_again():
    lesson = {
        "text": "Limits need alerts before they are reached",
        "principle": "Limits need alerts",
    }
    assert await offers(GeneraliseLesson("L1"), document(("learning.lessons", lesson))) == ()


async def test_a_summary_is_made_of_stored_fields_only():
    of = document(
        (
            "analysis.causes",
            {"role": "primary", "statement": {"cause": "the deploy step takes any pool size"}},
        ),
        ("timeline.events", {"kind": "impact_start", "time": {"at": "2031-05-01T14:05:00Z"}}),
        ("timeline.events", {"kind": "resolved", "time": {"at": "2031-05-01T16:03:00Z"}}),
        impact__users__affected="2300",
        impact__users__base="11500",
        meta__type="production_outage",
    )
    (offer,) = await offers(SummariseIncident(), of)
    assert offer.text == (
        "2,300 of 11,500 users were affected. It lasted 118 minutes. "
        "Primary cause: the deploy step takes any pool size."
    )
    assert offer.effect == PutText(path="summary.text")


async def test_no_summary_is_offered_without_the_facts():
    assert await offers(SummariseIncident(), document()) == ()
