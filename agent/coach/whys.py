"""The next "what made this possible", by the category of the answer before it."""

import re

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
    node = next((node for node in document.analysis.nodes if node.id == node_id), None)
    if node is None or not node.text.strip() or _ended(node, document):
        return ()
    category = _category(node)
    questions = category.follow_ups if category else _ANY
    asked = sum(child.parent == node.id for child in document.analysis.nodes)
    fitting = [question for question in questions if not _WHO.search(question)]
    return tuple(
        ask(
            "next why",
            f"{quoted(node.text)}: {question}",
            _reason(category),
            AskNext(question="CA-02", about=node.id),
        )
        for question in fitting[asked : asked + _AT_MOST]
    )


def _category(node: WhyNode) -> Category | None:
    if node.category:
        return categories()[node.category]
    guess = classify(node.text)
    return categories()[guess.category] if guess else None


def _reason(category: Category | None) -> str:
    if category is None:
        return "One step deeper than the last answer."
    return f"{category.title}: this is where such answers usually lead on."


def _ended(node: WhyNode, document: Postmortem) -> bool:
    """Return whether the path may end here: a lever is named, or it is as deep as it should be."""
    if node.lever and node.kind == "condition" and node.level in ("enabling", "systemic"):
        return True
    by_id = {other.id: other for other in document.analysis.nodes}
    depth, seen = 1, {node.id}
    while node.parent in by_id and node.parent not in seen:
        node = by_id[node.parent]
        seen.add(node.id)
        depth += 1
    return depth >= _DEEPEST
