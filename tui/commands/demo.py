"""`unblame demo`: the example incident to its close, or a plan and how it may fail."""

import argparse
import sys

from tui.commands.options import add_format, add_now
from tui.terminal import is_terminal

EXAMPLE = "unblame demo --plain\n  unblame demo --premortem --plain"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--plain", action="store_true", help="no pauses: stream it at once")
    parser.add_argument(
        "--premortem", action="store_true", help="a pre-mortem: payments move to a new provider"
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Play the example in a home of its own, which is gone afterwards."""
    slow = not args.plain and is_terminal(sys.stdout)
    if args.premortem:
        from tui.commands.premortems.stage import rehearse  # noqa: PLC0415 - `--help` stays light

        return rehearse(args.now, slow=slow, as_json=args.format == "json")
    from tui.commands.stage import perform  # noqa: PLC0415 - as above

    return perform(args.now, slow=slow, as_json=args.format == "json")
