"""`unblame resume`: go on where a session stopped."""

import argparse

from tui.commands import playing
from tui.commands.options import workspace

EXAMPLE = "unblame resume PM-2026-001 --answers more.yaml"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", nargs="?", metavar="ID", help="default: the one worked on last")
    playing.configure(parser)


def run(args: argparse.Namespace) -> int:
    """Go on with a postmortem: from an answers file, or in the app."""
    place = workspace(args)
    pm_id = args.id or place.latest_open()
    place.load(pm_id)
    if args.answers is None:
        return playing.open_app(place, pm_id, "resume")
    return playing.play(args, place, pm_id)
