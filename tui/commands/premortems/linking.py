"""`unblame premortem link`: a failure that happened, beside what the list had said."""

import argparse
from contextlib import closing
from typing import Any

from agent.premortem.foresight import Foresight, foresight, named_at
from agent.premortem.record import Premortem
from tui.commands.options import workspace
from tui.output import say, say_json


def link(args: argparse.Namespace) -> int:
    """Link the two documents and tell what had been named and which signals had fired."""
    modes = [mode for mode in args.modes.replace(";", ",").split(",") if mode.strip()]
    with closing(workspace(args)) as place:
        document = place.link(args.id, args.postmortem, modes, args.note)
    found = next(f for f in foresight(document) if f.outcome.postmortem == args.postmortem)
    if args.format == "json":
        say_json(as_object(found))
        return 0
    say(f"{args.postmortem} is linked to {args.id}.")
    for line in lines(document, found):
        say(line)
    return 0


def as_object(found: Foresight) -> dict[str, Any]:
    """Return what a list had said of a failure, as JSON values."""
    return {
        "postmortem": found.outcome.postmortem,
        "modes": list(found.outcome.modes),
        "foreseen": found.foreseen,
        "signal_fired": found.signal_fired,
        "named_before": list(found.named_before),
        "named_after": list(found.named_after),
        "fired": [place.signal.id for place in found.fired],
        "not_fired": [place.signal.id for place in found.silent],
    }


def lines(document: Premortem, found: Foresight) -> list[str]:
    """Return the same in words."""
    told = [f"  foreseen: {'yes' if found.foreseen else 'no'}"]
    for mode in found.named_before:
        since = named_at(document, mode)
        told.append(f"    {mode} stood on the list" + (f" since {since:%Y-%m-%d}" if since else ""))
    told += [f"    {mode} came onto the list later" for mode in found.named_after]
    fired = {True: "yes", False: "no", None: "no signal watched for it"}[found.signal_fired]
    told.append(f"  signal fired: {fired}")
    told += [
        f"    {place.signal.id} {place.signal.name}, on {place.fired_at:%Y-%m-%d}"
        for place in found.fired
    ]
    return told
