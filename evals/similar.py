"""Whether the library finds past incidents that are alike by how they came about."""

import hashlib
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from agent.clock import SetClock
from agent.home import Home
from agent.library.search import Library
from agent.postmortem.record import Meta, Postmortem
from agent.workspace import Workspace
from evals.figures import Figure, Section, share
from evals.labels import Past, Query

_DEPTH = 5
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure(incidents: Sequence[Past], queries: Sequence[Query], data: str) -> Section:
    """Put the incidents into a library that lives for this measurement, and ask it.

    The gold is incomplete: precision would say nothing, so recall and the first rank are given.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Home.resolve({"UNBLAME_HOME": folder}).make()
        place = Workspace(home, SetClock(_NOW))
        for incident in incidents:
            _put(place.library, incident)
        ranks = {
            query.id: [hit.id for hit in place.similar(query.text, _DEPTH * 10)]
            for query in queries
        }
        place.close()
    known = {incident.id for incident in incidents}
    return _section({query.id: query.relevant & known for query in queries}, ranks, data)


def _put(library: Library, incident: Past) -> None:
    checksum = hashlib.sha256(f"{incident.id}\n{incident.text}".encode()).hexdigest()
    document = Postmortem(meta=Meta(id="", title=incident.title))
    library.put(document, incident.text, str(Path("/") / f"{incident.id}.md"), checksum)


def _section(wanted: dict[str, frozenset[str]], ranks: dict[str, list[str]], data: str) -> Section:
    asked = [name for name, relevant in wanted.items() if relevant]
    recalls = [len(wanted[n] & set(ranks[n][:_DEPTH])) / len(wanted[n]) for n in asked]
    firsts = [_first(ranks[name], wanted[name]) for name in asked]
    any_found = sum(recall > 0 for recall in recalls)
    figures = (
        Figure(f"recall at {_DEPTH}", _mean(recalls), len(asked)),
        Figure("mean reciprocal rank", _mean(firsts), len(asked)),
        share(f"something alike among the first {_DEPTH}", any_found, len(asked)),
    )
    wrong = tuple(name for name, recall in zip(asked, recalls, strict=True) if recall == 0)
    return Section("similar", data, figures, wrong)


def _first(found: Sequence[str], relevant: frozenset[str]) -> float:
    return next((1 / rank for rank, name in enumerate(found, 1) if name in relevant), 0.0)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
