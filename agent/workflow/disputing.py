"""Disputes: a person says, with a reason, that a finding or a condition is wrong here."""

from collections.abc import Iterator

from agent.dialogue import Dispute, Flag
from agent.errors import AnswerError
from agent.hygiene import clean, one_line
from agent.postmortem.edits import Draft
from agent.postmortem.values import Provenance
from agent.workflow.choice import Choice
from agent.workflow.floor import Floor, Taken
from agent.workflow.view import View

_SHOWN = 5


def flags(view: View) -> tuple[Flag, ...]:
    """Return what can be disputed: findings that stand, then conditions that are not met."""
    return tuple(_flags(view))


def _flags(view: View) -> Iterator[Flag]:
    disputed = {(waiver.rule, waiver.field) for waiver in view.document.waivers}
    for finding in view.findings:
        known = {(finding.rule, finding.field), (finding.rule, "")}
        if not known & disputed:
            yield Flag(
                rule=finding.rule,
                field=finding.field,
                text=finding.message,
                severity=finding.severity,
            )
    for result in view.scorecard.criteria:
        for condition in result.conditions:
            if not condition.ok:
                yield Flag(rule=condition.id, text=f"{result.name}: {condition.needed}")


def is_raised(flag: Flag, rule: str, field: str) -> bool:
    """Return whether a dispute of a rule, in a field or anywhere, is about this flag."""
    inside = not field or flag.field == field or flag.field.startswith(f"{field}.")
    return flag.rule == rule and inside


def dispute(reply: Dispute, floor: Floor) -> Taken:
    """Keep a dispute in the document. Raises AnswerError without a reason or anything to it."""
    rule, field = one_line(clean(reply.rule)), one_line(clean(reply.field))
    reason = clean(reply.reason).strip()
    if not reason:
        raise AnswerError("A dispute needs a reason.", "Say in a few words why it is wrong here.")
    if not any(is_raised(flag, rule, field) for flag in floor.flags):
        standing = ", ".join(dict.fromkeys(flag.rule for flag in floor.flags[:_SHOWN]))
        where = f" in {field}" if field else ""
        raise AnswerError(
            f"{rule} finds nothing{where}.", f"What stands: {standing}." if standing else ""
        )
    draft = Draft(floor.document)
    stamp = Provenance(origin="human", at=floor.now, turn=floor.turn)
    parts = {"rule": rule, "reason": reason, "by": clean(reply.by), "field": field}
    item = draft.add("waivers", parts, stamp)
    same = (Choice(floor.question, floor.about),) if floor.question else ()
    return Taken(
        draft.finish(), (f"waivers.{item}",), summary=f"{rule} disputed as {item}", wanted=same
    )
