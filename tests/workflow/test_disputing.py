"""Disputes, and words told anew: the two ways out of a flag."""

import pytest
from talking import Talk

from agent.dialogue import Dispute
from agent.errors import AnswerError
from agent.workflow.answers import AnswersFile
from agent.workflow.guards import missing_facts
from agent.workflow.player import Player
from agent.workflow.session import Session
from agent.workspace import Workspace

ACCUSING = "The outage was caused by the carelessness of the operator, who is incompetent."


async def test_a_dispute_counts_as_met_and_stands_in_the_document(
    talk: Talk, workspace: Workspace
) -> None:
    await talk.answer("TR-01", ACCUSING)
    question = talk.question
    flag = next(flag for flag in talk.session.flags if flag.field == "summary.text")
    await talk.send(Dispute(rule=flag.rule, field=flag.field, reason="It is a quote.", by="Mara"))
    (waiver,) = talk.session.document.waivers
    assert (waiver.rule, waiver.field, waiver.reason) == (flag.rule, flag.field, "It is a quote.")
    assert flag not in talk.session.flags
    assert talk.question.id == question.id
    assert "It is a quote." in workspace.markdown(talk.session.document)


@pytest.mark.parametrize(
    ("rule", "reason", "words"), [("BP99", "It is wrong.", "BP99"), ("C5.K2.x", " ", "reason")]
)
async def test_a_dispute_needs_a_reason_and_something_that_stands(
    talk: Talk, rule: str, reason: str, words: str
) -> None:
    with pytest.raises(AnswerError, match=words):
        await talk.send(Dispute(rule=rule, reason=reason))
    assert talk.session.document.waivers == ()


async def test_an_answers_file_can_dispute_once(session: Session, workspace: Workspace) -> None:
    text = (
        f"answers: {{TR-01: '{ACCUSING}'}}\n"
        "disputes:\n"
        "  - {rule: C1.K2.spine, reason: Nothing of it was timed., by: Mara}\n"
        "  - {rule: BP99, reason: It is not there.}\n"
    )
    flags = [flag.rule for flag in session.flags]
    text = text.replace("C1.K2.spine", next(rule for rule in flags if rule.startswith("C1.")))
    for _ in range(2):
        answers = AnswersFile.parse(text, "answers.yaml")
        player = Player(session, answers, workspace.records, workspace.clock)
        played = await player.play(lambda _: None)
        assert len(session.document.waivers) == 1
        assert played.unused == ["dispute of BP99"]


async def test_an_accusation_is_told_anew_by_its_place(
    session: Session, workspace: Workspace
) -> None:
    first = AnswersFile.parse(f"answers: {{TR-01: '{ACCUSING}'}}", "a.yaml")
    await Player(session, first, workspace.records, workspace.clock).play(lambda _: None)
    gap = next(g for g in missing_facts("REVIEW", session.view) if g.questions[:1] == ("RV-16",))
    assert gap.about == "summary.text"
    await Talk(session).answer("RV-16", "A form took the change unseen.", gap.about)
    assert session.document.summary.text == "A form took the change unseen."
    assert not [f for f in session.view.errors if f.category == "blame"]
