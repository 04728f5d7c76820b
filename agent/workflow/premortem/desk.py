"""What is done to a pre-mortem outside its session: reasons joined from files, failures linked."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from agent.errors import InputError
from agent.library.locks import SessionLock
from agent.library.records import Records
from agent.postmortem.record import Postmortem
from agent.premortem.joining import Joined, join
from agent.premortem.record import Premortem
from agent.workflow.premortem.gathering import read_reasons
from agent.workflow.premortem.linking import linked, related
from agent.workflow.premortem.states import ORDER


def premortem_of(records: Records, pm_id: str) -> Premortem:
    """Return a pre-mortem, complete. Raises InputError when there is none of that id."""
    document = records.load(pm_id).document
    if not isinstance(document, Premortem):
        raise InputError(f"{pm_id} is a postmortem.", "Give the id of a pre-mortem.")
    return document


def join_files(
    records: Records, folder: Path, pm_id: str, paths: Sequence[Path], now: datetime
) -> Joined:
    """Put reasons from files into a pre-mortem. Raises InputError once its list is closed."""
    with SessionLock.acquire(folder, pm_id):
        document = premortem_of(records, pm_id)
        based_on = records.load(pm_id).revision
        state = document.meta.state
        if ORDER.index(state) > ORDER.index("CLUSTER"):
            raise InputError(
                f"{pm_id} is past its list of reasons: {state}.", "Go back to CLUSTER first."
            )
        written = [one for path in paths for one in read_reasons(path, document)]
        joined = join(document, written, now, open_at_once=state == "CLUSTER")
        records.amend(joined.document, now, based_on=based_on)
    return joined


def link_failure(
    records: Records,
    folder: Path,
    ids: tuple[str, str],
    told: tuple[Sequence[str], str],
    now: datetime,
) -> Premortem:
    """Link a failure to the pre-mortem of its plan.

    Args:
        records: Where both lie.
        folder: Where the locks lie.
        ids: The pre-mortem, and the postmortem of the failure.
        told: The failure modes that it shows, and a note.
        now: The moment.
    """
    premortem_of(records, ids[0])
    _postmortem_of(records, ids[1])
    with SessionLock.acquire(folder, ids[0]), SessionLock.acquire(folder, ids[1]):
        premortem, postmortem = premortem_of(records, ids[0]), _postmortem_of(records, ids[1])
        changed = linked(premortem, postmortem, *told, now)
        records.amend(changed, now, based_on=records.load(ids[0]).revision)
        named = related(postmortem, premortem, now)
        records.amend(named, now, based_on=records.load(ids[1]).revision)
    return changed


def _postmortem_of(records: Records, pm_id: str) -> Postmortem:
    document = records.load(pm_id).document
    if not isinstance(document, Postmortem):
        raise InputError(f"{pm_id} is a pre-mortem.", "Give the id of a postmortem.")
    return document
