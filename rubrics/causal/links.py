"""Rules on what stands behind and before a cause: explanations, duties, time (R3, R4, R5, R8)."""

from collections.abc import Iterator

from rubrics.conditions.reading import Json, items, text, texts
from rubrics.contradictions.dossier import Dossier, quoted
from rubrics.contradictions.rules import Clash, Clashes, clash
from rubrics.patterns import regex

_EVENT_ID = regex(r"\bE\d+\b")


def unexplained_action(dossier: Dossier) -> Clashes:
    """R3: what somebody did stands without a condition behind it."""
    return _without_condition(dossier, "human_action")


def unexplained_deviation(dossier: Dossier) -> Clashes:
    """R4: a way that differs from the written one stands without a condition behind it."""
    return _without_condition(dossier, "procedure_deviation")


def _without_condition(dossier: Dossier, kind: str) -> Clashes:
    explained = {text(n, "parent") for n in dossier.nodes if n.get("kind") == "condition"}
    for node in dossier.nodes:
        if node.get("kind") == kind and text(node, "id") not in explained:
            yield _about(node)


def omission_without_duty(dossier: Dossier) -> Clashes:
    """R5: something was left out, and nothing says that it was asked for at the time."""
    for node in dossier.nodes:
        if node.get("kind") == "omission" and not text(node, "duty_ref"):
            yield _about(node)


def _about(node: Json) -> Clash:
    name = text(node, "id")
    return clash(f"analysis.nodes.{name}", node=f"{name} {quoted(text(node, 'text'))}")


def time_order(dossier: Dossier) -> Clashes:
    """R8: a cause that came after its effect."""
    timed = {event.id: event for event in dossier.events}
    for place, earlier, later in _links(dossier):
        cause, effect = timed.get(earlier), timed.get(later)
        if cause is not None and effect is not None and effect.surely_before(cause):
            yield clash(place, cause=cause.told, effect=effect.told)


def _links(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    for event in items(dossier.facts, "timeline.events"):
        name = text(event, "id")
        for cause in texts(event, "caused_by"):
            yield f"timeline.events.{name}.caused_by", cause, name
    for cause in dossier.causes:
        place = f"analysis.causes.{text(cause, 'id')}.statement"
        for named in _EVENT_ID.findall(text(cause, "statement.cause")):
            yield place, named, text(cause, "statement.event")
