"""What of a pre-mortem its Markdown shows, and so can give back.

Who wrote which reason, provenance and computed values live in the store.
"""

from typing import Any, Final

from agent.documents.visible import cleaned, known_fields_only
from agent.premortem.hiding import without_authors
from agent.premortem.record import Premortem

_HIDDEN: Final = ("provenance", "issued", "silences")
_OPTIONAL_OBJECTS: Final = ("accepted_risk",)


def visible(document: Premortem) -> Premortem:
    """Return the document with no more than its Markdown shows."""
    told = without_authors(document).model_dump(exclude=set(_HIDDEN))
    tree: dict[str, Any] = cleaned(told, _OPTIONAL_OBJECTS)
    for reason in tree["reasons"]:
        reason.update(collected="", same_as="")
    for absence in tree["absences"].values():
        absence["asked_at"] = None
    for action in tree["actions"]:
        action.update(history=(), escalations=())
    return known_fields_only(Premortem.model_validate(tree))
