"""Texts in other words: without blame, as a principle, as a summary."""

from collections.abc import Iterator
from decimal import Decimal

from agent.coach import lessons
from agent.coach.model.answers import Rewording
from agent.coach.model.asking import Problem
from agent.coach.model.checks import (
    Check,
    Complaint,
    keeps,
    no_blame,
    no_orders,
    not_said,
    nothing_new,
    speaks_of,
)
from agent.coach.model.prompts import Brief, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent
from agent.coach.offers import put
from agent.coach.protocol import GeneraliseLesson, Neutralise, SummariseIncident
from agent.postmortem.learning import Lesson
from agent.postmortem.metrics import measure
from agent.postmortem.people import names_of
from agent.postmortem.record import Postmortem
from rubrics.language import scan

_PRINCIPLE_WORDS = 30
_SUMMARY_WORDS = 80
_LONGEST = 2_000
"""Longer texts are pasted records; nobody wants those rewritten."""
_SPANS = {
    "ttd": "Time to detect",
    "ttm": "Time until it was stopped",
    "impact_duration": "How long users had it",
}


def _neutral_brief(task: Neutralise, document: Postmortem) -> Brief | None:
    if len(task.text) > _LONGEST or "\n" in task.text.strip():
        return None
    found = scan(task.text, people=names_of(document.people), only=frozenset({"blame"}))
    if not found:
        return None
    return Brief(
        "neutralise",
        (
            section("The text", task.text),
            section("Found blaming", *(f"- {one.text}" for one in found)),
        ),
        {},
    )


def _neutral(answer: Rewording, task: Neutralise, document: Postmortem) -> Iterator[Draft]:
    if answer.text.strip():
        people = names_of(document.people)
        reason = "The same facts, told about the situation."
        offer = put("neutral version", answer.text.strip(), reason, task.path)
        checks = (
            no_blame(people),
            no_orders,
            keeps(task.text.strip(), people),
            not_said((task.text,)),
        )
        yield Draft(offer, checks)


NEUTRALISE = Recipe(Rewording, _neutral_brief, _neutral, "the same without blame", longest=900)


def _lesson(task: GeneraliseLesson, document: Postmortem) -> Lesson | None:
    found = next((one for one in document.learning.lessons if one.id == task.lesson_id), None)
    return found if found and found.text.strip() and not found.principle.strip() else None


def _lesson_brief(task: GeneraliseLesson, document: Postmortem) -> Brief | None:
    lesson = _lesson(task, document)
    if lesson is None:
        return None
    causes = [one for one in document.analysis.causes if one.id in lesson.links]
    return Brief(
        "generalise_lesson",
        (
            section("The lesson", lesson.text),
            section("Causes behind it", *(f"- {one.statement.cause}" for one in causes)),
        ),
        {"words": str(_PRINCIPLE_WORDS)},
    )


def _general(document: Postmortem) -> Check:
    """A principle names nothing that only this incident knows."""

    def check(text: str) -> Complaint | None:
        why: Problem = "facts"
        told = "It still names something of this incident, or it is no whole sentence."
        return None if lessons.stands(text, document) else Complaint(why, told)

    return check


def _principle(answer: Rewording, task: GeneraliseLesson, document: Postmortem) -> Iterator[Draft]:
    lesson = _lesson(task, document)
    if lesson is not None and answer.text.strip():
        reason = "Your lesson for readers who never heard of us."
        path = f"learning.lessons.{lesson.id}.principle"
        offer = put("principle", answer.text.strip(), reason, path)
        general = (_general(document), nothing_new(lesson.text), not_said((lesson.text,)))
        yield Draft(offer, (*decent(document, _PRINCIPLE_WORDS), *general))


GENERALISE_LESSON = Recipe(Rewording, _lesson_brief, _principle, "the principle of the lesson")


def _summary_brief(task: SummariseIncident, document: Postmortem) -> Brief | None:
    """Show fields that people accepted; figures are computed by code and shown as computed."""
    causes = [one for one in document.analysis.causes if one.confidence != "rejected"]
    named = [f"{one.role}: {one.statement.cause}" for one in causes if one.statement.cause.strip()]
    problem = document.analysis.problem.text
    if not (problem.strip() or document.impact.users.affected is not None) or not named:
        return None
    return Brief(
        "summarise_incident",
        (
            section("Title", document.meta.title),
            section("The problem", problem),
            section("Users", _users(document)),
            section("Times, computed", *_times(document)),
            section("Causes", *(f"- {one}" for one in named)),
        ),
        {"words": str(_SUMMARY_WORDS), "audience": task.audience},
    )


def _users(document: Postmortem) -> str:
    users = document.impact.users
    if users.affected is None:
        return ""
    of = f" of {_number(users.base)}" if users.base else ""
    return f"{_number(users.affected)}{of} {users.unit} were affected."


def _times(document: Postmortem) -> tuple[str, ...]:
    metrics = measure(document)
    known = ((words, metrics.minutes(name)) for name, words in _SPANS.items())
    return tuple(f"{words}: {round(minutes)} minutes." for words, minutes in known if minutes)


def _number(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value)}"


def _summary(answer: Rewording, task: SummariseIncident, document: Postmortem) -> Iterator[Draft]:
    brief = _summary_brief(task, document)
    if brief is not None and answer.text.strip():
        reason = "Built from accepted fields alone."
        offer = put("summary", answer.text.strip(), reason, "summary.text")
        told = (nothing_new(brief.source), speaks_of(brief.source))
        fresh = not_said((document.summary.text,))
        yield Draft(offer, (*decent(document, _SUMMARY_WORDS), *told, fresh))


SUMMARISE = Recipe(Rewording, _summary_brief, _summary, "a draft of the summary")
