"""A failure that happened, joined to the pre-mortem of its plan. Both documents name each other."""

from collections.abc import Sequence
from datetime import datetime

from agent.errors import InputError
from agent.postmortem.edits import Draft
from agent.postmortem.metrics import measure
from agent.postmortem.record import Postmortem
from agent.postmortem.values import Provenance
from agent.premortem.record import Premortem
from agent.questions.naming import read_ids


def linked(
    premortem: Premortem, postmortem: Postmortem, modes: Sequence[str], note: str, now: datetime
) -> Premortem:
    """Return the pre-mortem with a failure linked. Linked again, the link is replaced.

    Raises InputError for a mode that is not on the list.
    """
    wanted = tuple(dict.fromkeys(mode for one in modes for mode in read_ids(one, premortem)))
    known = {mode.id for mode in premortem.modes}
    strange = [mode for mode in wanted if mode not in known]
    if strange:
        names = ", ".join(sorted(known)) or "none yet"
        raise InputError(f"{strange[0]} is no failure mode.", f"Those on the list: {names}.")
    draft = Draft(premortem)
    for outcome in premortem.outcomes:
        if outcome.postmortem == postmortem.meta.id:
            draft.remove(f"outcomes.{outcome.id}")
    began = _began(postmortem)
    fields = {
        "postmortem": postmortem.meta.id,
        "modes": list(wanted),
        "happened_at": began.isoformat() if began else None,
        "linked_at": now.isoformat(),
        "note": note,
    }
    draft.add("outcomes", fields, Provenance(origin="human", at=now))
    return draft.finish()


def related(postmortem: Postmortem, premortem: Premortem, now: datetime) -> Postmortem:
    """Return the postmortem with the pre-mortem among what it is related to."""
    draft = Draft(postmortem)
    draft.extend("meta.related", [premortem.meta.id], Provenance(origin="human", at=now))
    return draft.finish()


def _began(postmortem: Postmortem) -> datetime | None:
    """Return when the harm began; without a time, the day of the incident can't be an hour."""
    start = measure(postmortem).roles.get("START")
    events = (event.time.at for event in postmortem.timeline.events if event.id == start)
    return next(events, None)
