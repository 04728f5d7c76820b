"""`unblame demo`: the example incident, from raw chat, alerts and a deploy log to its close."""

import argparse
import sys

from tui.commands.options import add_format, add_now

EXAMPLE = "unblame demo --plain"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--plain", action="store_true", help="no pauses: stream it at once")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Play the example in a home of its own, which is gone afterwards."""
    from tui.commands.stage import perform  # noqa: PLC0415 - `--help` doesn't pay for it

    slow = not args.plain and sys.stdout.isatty()
    return perform(args.now, slow=slow, as_json=args.format == "json")
