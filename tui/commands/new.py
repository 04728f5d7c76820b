"""`unblame new`: begin a postmortem."""

import argparse

from tui.commands.options import workspace
from tui.commands.playing import configure, open_app, play

__all__ = ["EXAMPLE", "configure", "run"]

EXAMPLE = "unblame new --answers answers.yaml --now 2026-03-05T10:00Z -o postmortem.md"


def run(args: argparse.Namespace) -> int:
    """Begin a postmortem: from an answers file, or in the app."""
    place = workspace(args)
    return open_app(place, None, "new") if args.answers is None else play(args, place, None)
