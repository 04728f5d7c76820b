"""The next questions of a why-tree, deeper and to the side."""

from collections.abc import Iterator

from agent.coach.model.answers import Whys
from agent.coach.model.checks import asks, not_said, nothing_new
from agent.coach.model.prompts import Brief, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent, first
from agent.coach.offers import ask
from agent.coach.protocol import NextWhy
from agent.coach.whys import is_ended, path_to
from agent.dialogue import AskNext
from agent.postmortem.record import Postmortem

_WORDS = 30
_EACH = 2


def _brief(task: NextWhy, document: Postmortem) -> Brief | None:
    path = path_to(task.node_id, document)
    if not path or not path[-1].text.strip() or is_ended(path):
        return None
    here = {node.id for node in path}
    others = [node.text for node in document.analysis.nodes if node.id not in here]
    return Brief(
        "next_why",
        (
            section("The problem", document.analysis.problem.text or document.summary.text),
            section("The path, from the problem down", *(f"- {node.text}" for node in path)),
            section("Answers elsewhere in the tree", *(f"- {one}" for one in others), stays=False),
        ),
        {"words": str(_WORDS)},
    )


def _drafts(answer: Whys, task: NextWhy, document: Postmortem) -> Iterator[Draft]:
    brief = _brief(task, document)
    path = path_to(task.node_id, document)
    if brief is None or not path:
        return
    new = nothing_new(brief.source)
    node = path[-1].id
    above = path[-1].parent or node
    for label, questions, about, reason in (
        ("next why", answer.deeper, node, "One step deeper than the last answer."),
        ("another branch", answer.branches, above, "A condition of another kind."),
    ):
        told = first(questions, _EACH)
        for number, question in enumerate(told):
            offer = ask(label, question, reason, AskNext(question="CA-02", about=about))
            fresh = not_said(told[:number])
            yield Draft(offer, (asks, *decent(document, _WORDS), new, fresh))


NEXT_WHY = Recipe(Whys, _brief, _drafts, "what made this possible")
