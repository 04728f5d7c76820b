"""The next "what made this possible", by the category of the answer before it."""

import re
from collections.abc import Sequence

from agent.causes.categories import Category, categories, classify
from agent.coach.offers import ask, quoted
from agent.dialogue import AskNext, Proposal
from agent.postmortem.causes import WhyNode
from agent.postmortem.record import Postmortem

_AT_MOST = 2
_DEEPEST = 7
_WHO = re.compile(r"\bwhos?e?\b|\bwhom\b", re.IGNORECASE)
_ANY = (
    "What made this possible?",
    "What let it pass unseen?",
    "What would have to be different for it not to happen?",
)


def next_why(node_id: str, document: Postmortem) -> tuple[Proposal, ...]:
    """Return one or two questions that go a step deeper than a node of the why-tree."""
    path = path_to(node_id, document)
    if not path or not path[-1].text.strip() or is_ended(path):
        return ()
    node, category = path[-1], _category(path[-1])
    asked = sum(child.parent == node.id for child in document.analysis.nodes)
    return tuple(
        ask(
            "next why",
            f"{quoted(node.text)}: {question}",
            _reason(category if question not in _ANY else None),
            AskNext(question="CA-02", about=node.id),
        )
        for question in _freshest(path)[asked : asked + _AT_MOST]
    )


def path_to(node_id: str, document: Postmortem) -> tuple[WhyNode, ...]:
    """Return the nodes from the top down to a node; none when there is no such node."""
    by_id = {node.id: node for node in document.analysis.nodes}
    path: list[WhyNode] = []
    while node_id in by_id and by_id[node_id] not in path:
        path.append(by_id[node_id])
        node_id = path[-1].parent
    return tuple(reversed(path))


def _freshest(path: Sequence[WhyNode]) -> tuple[str, ...]:
    """Return the questions for the last node, those first that no node above was asked."""
    said: set[str] = set()
    questions: tuple[str, ...] = ()
    for node in path:
        pool = _pool(node)
        fresh = tuple(question for question in pool if question not in said)
        questions = (*fresh, *(question for question in pool if question in said))
        said.update(questions[:_AT_MOST])
    return questions


def _pool(node: WhyNode) -> tuple[str, ...]:
    category = _category(node)
    follow_ups = category.follow_ups if category else ()
    return (*(question for question in follow_ups if not _WHO.search(question)), *_ANY)


def _category(node: WhyNode) -> Category | None:
    if node.category:
        return categories()[node.category]
    guess = classify(node.text)
    return categories()[guess.category] if guess else None


def _reason(category: Category | None) -> str:
    if category is None:
        return "One step deeper than the last answer."
    return f"{category.title}: this is where such answers usually lead on."


def is_ended(path: Sequence[WhyNode]) -> bool:
    """Return whether the path may end here: a lever is named, or it is as deep as it should be."""
    node = path[-1]
    named = node.lever and node.kind == "condition" and node.level in ("enabling", "systemic")
    return bool(named) or len(path) >= _DEEPEST
