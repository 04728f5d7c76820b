"""`unblame export`: write a postmortem in one of its forms."""

import argparse
from pathlib import Path

from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

EXAMPLE = "unblame export PM-2026-001 --to html -o postmortem.html"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: print it")
    parser.add_argument(
        "--to",
        choices=("md", "html", "json", "external"),
        default="md",
        help="the form; json is the complete one (default: md)",
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Write the document; say so when it isn't ready to be shared."""
    place = workspace(args)
    if args.output is None:
        say(place.rendered(place.load(args.id), args.to))
    else:
        path = place.export(args.id, args.to, args.output)
        if args.format == "json":
            say_json({"id": args.id, "to": args.to, "path": str(path)})
        else:
            say(f"Wrote {path}")
    reason = place.not_ready(args.id)
    if reason:
        tell(f"note: {args.id} is not ready to be shared: {reason}")
    return 0
