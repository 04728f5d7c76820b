"""`unblame purge`: remove text for good."""

import argparse
import asyncio
import sys
from contextlib import closing

from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell
from tui.terminal import is_terminal

EXAMPLE = "unblame purge PM-2026-001 --field timeline.events.E3.text"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem")
    parser.add_argument("--field", metavar="PATH", help="only this field; default: all of it")
    parser.add_argument("--yes", action="store_true", help="don't ask on a terminal")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Remove the text from records, checkpoints and index."""
    what = args.field or "everything"
    if not _agreed(args, what):
        tell("Nothing was removed.")
        return 1
    with closing(workspace(args)) as place:
        asyncio.run(place.purge(args.id, args.field))
    if args.format == "json":
        say_json({"id": args.id, "purged": what})
    else:
        say(f"Purged {what} of {args.id}. A tombstone stays. Exported files are yours to delete.")
    return 0


def _agreed(args: argparse.Namespace, what: str) -> bool:
    """Ask once on a terminal: what is purged can't be brought back."""
    if args.yes or not is_terminal(sys.stdin, sys.stderr):
        return True
    tell(f"This removes {what} of {args.id} for good. Type its id to go on:")
    return sys.stdin.readline().strip() == args.id
