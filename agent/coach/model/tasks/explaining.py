"""Explanations of what code has computed: a score, a past incident that is alike."""

import re
from collections.abc import Iterator

from agent.coach.model.answers import Rewording
from agent.coach.model.checks import (
    Check,
    Complaint,
    no_blame,
    no_orders,
    nobody,
    nothing_new,
    speaks_of,
    words_at_least,
    words_at_most,
)
from agent.coach.model.prompts import Brief, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent
from agent.coach.offers import ask
from agent.coach.protocol import ExplainScore, ExplainSimilarity
from agent.dialogue import AskNext
from agent.postmortem.people import names_of
from agent.postmortem.record import Postmortem

_WORDS = 70
_FEWEST = 4


def _score_brief(task: ExplainScore, document: Postmortem) -> Brief | None:
    del document
    if not task.unmet:
        return None
    return Brief(
        "explain_score",
        (
            section("The criterion", task.criterion),
            section("Its score", task.score),
            section("Met", *(f"- {one}" for one in task.met), stays=False),
            section("Not met", *(f"- {one}" for one in task.unmet)),
        ),
        {"words": str(_WORDS)},
    )


def _score(answer: Rewording, task: ExplainScore, document: Postmortem) -> Iterator[Draft]:
    brief = _score_brief(task, document)
    if brief is not None and answer.text.strip():
        reason = "Take it to go to the question that fills the first gap."
        effect = AskNext(question=task.question, in_its_words=False)
        offer = ask(f"about {task.criterion}", answer.text.strip(), reason, effect)
        people = names_of(document.people)
        size = (words_at_least(_FEWEST), words_at_most(_WORDS))
        checks = (*size, nobody(people), no_blame(people), _no_other_score(task))
        computed = speaks_of(" ".join((task.criterion, *task.met, *task.unmet)))
        yield Draft(offer, (*checks, nothing_new(brief.source), computed))


def _no_other_score(task: ExplainScore) -> Check:
    """An explanation may say the score that code gave, and neither asks for nor gives another."""

    def check(text: str) -> Complaint | None:
        given = re.compile(rf"(?<![\d.]){re.escape(task.score)}(?: (?:of|out of) 5)?(?![\d]|\.\d)")
        return no_orders(given.sub("so", text))

    return check


EXPLAIN_SCORE = Recipe(Rewording, _score_brief, _score, "why the score is what it is")


def _alike_brief(task: ExplainSimilarity, document: Postmortem) -> Brief | None:
    ours = [document.meta.title, document.summary.text, document.analysis.problem.text]
    causes = [one.statement.cause for one in document.analysis.causes]
    if not task.past.strip() or not "".join(ours).strip():
        return None
    return Brief(
        "explain_similarity",
        (
            section("This incident", *ours, *(f"- {one}" for one in causes if one)),
            section("The past one", *task.past.splitlines(), stays=False),
        ),
        {"words": str(_WORDS)},
        task.people,
    )


def _alike(answer: Rewording, task: ExplainSimilarity, document: Postmortem) -> Iterator[Draft]:
    brief = _alike_brief(task, document)
    if brief is not None and answer.text.strip():
        reason = "Take it to say whether it is the same thing."
        effect = AskNext(question=task.question, about=task.candidate_id, in_its_words=False)
        offer = ask("why it is alike", answer.text.strip(), reason, effect)
        checks = (*decent(document, _WORDS), nothing_new(brief.source), speaks_of(task.past))
        yield Draft(offer, checks)


EXPLAIN_SIMILARITY = Recipe(Rewording, _alike_brief, _alike, "why a past incident is alike")
