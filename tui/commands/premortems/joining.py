"""`unblame premortem join`: reasons that were written elsewhere."""

import argparse
from contextlib import closing

from tui.commands.options import workspace
from tui.output import say, say_json


def join(args: argparse.Namespace) -> int:
    """Take the reasons of all files, or of none; tell how many, never which."""
    with closing(workspace(args)) as place:
        joined = place.join(args.id, args.files)
    if args.format == "json":
        counts = {"added": joined.added, "alike": joined.alike, "known": joined.known}
        say_json({"id": args.id, **counts})
    else:
        say(
            f"{joined.added} added, {joined.alike} the same in other words (both kept), "
            f"{joined.known} there already"
        )
    return 0
