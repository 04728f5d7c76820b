"""A pre-mortem whose reasons are read out, with a first failure mode made by people."""

from collections.abc import Sequence

from agent.postmortem.edits import Draft
from agent.premortem.record import Meta, Premortem, PremortemState

TEXTS = (
    "The harbour crane reads the old tide table.",
    "The berth plan is printed the evening before.",
    "Nobody sees that the tide table of the crane is last year's.",
    "Two ferries are given the same berth by the printed plan.",
    "The gangway motor freezes at night.",
)
WRITER = "Oluwaseun Adebayo"


def grouping(
    texts: Sequence[str] = TEXTS,
    placed: Sequence[str] = ("RS1",),
    state: PremortemState = "CLUSTER",
) -> Premortem:
    """Return a pre-mortem at a state, with some reasons placed in the first mode."""
    draft = Draft(Premortem(meta=Meta(id="PRE-2031-001", title="The new pier", state=state)))
    draft.add("people", {"display": WRITER})
    for text in texts:
        read_out = "2031-03-01T09:00:00+00:00"
        draft.add("reasons", {"text": text, "by": "P1", "read_out_at": read_out})
    if placed:
        draft.add(
            "modes",
            {"text": "The crane works by a tide table of its own", "reason_ids": list(placed)},
        )
    return draft.finish()
