"""`unblame purge`: remove text for good."""

import argparse
import asyncio

from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json

EXAMPLE = "unblame purge PM-2026-001 --field timeline.events.E3.text"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem")
    parser.add_argument("--field", metavar="PATH", help="only this field; default: all of it")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Remove the text from records, checkpoints and index."""
    asyncio.run(workspace(args).purge(args.id, args.field))
    what = args.field or "everything"
    if args.format == "json":
        say_json({"id": args.id, "purged": what})
    else:
        say(f"Purged {what} of {args.id}. A tombstone stays. Exported files are yours to delete.")
    return 0
