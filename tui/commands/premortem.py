"""`unblame premortem`: imagine that the plan failed, join reasons, watch the tripwires."""

import argparse
from pathlib import Path

from tui.commands.options import add_format, add_now, add_playing

EXAMPLE = """unblame premortem --answers premortem.yaml -o premortem.md
  unblame premortem join PRE-2026-001 reasons-of-ana.yaml notes.txt
  unblame premortem watch --now 2026-12-20
  unblame premortem watch PRE-2026-001 --reading SG2 "14 rows"
  unblame premortem link PRE-2026-001 PM-2027-003 --modes FM1,FM4"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments: playing by itself, and what there is to do besides."""
    add_playing(parser)
    verbs = parser.add_subparsers(dest="what", metavar="VERB", title="besides")
    _configure_join(verbs.add_parser("join", help="take reasons from files, one a line or YAML"))
    _configure_watch(verbs.add_parser("watch", help="what is due or breached; record readings"))
    _configure_link(verbs.add_parser("link", help="link the postmortem of a failure"))


def _configure_join(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the pre-mortem")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="YAML or plain lines")
    add_format(parser)
    add_now(parser)


def _configure_watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="only this one (default: all)")
    parser.add_argument(
        "--reading",
        action="append",
        nargs=2,
        default=[],
        metavar=("SIGNAL", "VALUE"),
        help="what a signal shows now, such as SG2 '14 rows'; needs ID",
    )
    parser.add_argument("--all", action="store_true", help="also what is due later")
    parser.add_argument(
        "--format",
        choices=("text", "json", "ical"),
        default="text",
        help="how to print; ical is a calendar of all that is due (default: text)",
    )
    add_now(parser)


def _configure_link(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the pre-mortem")
    parser.add_argument("postmortem", metavar="PM-ID", help="the postmortem of the failure")
    parser.add_argument(
        "--modes", default="", metavar="FM1,FM2", help="the failure modes that it shows"
    )
    parser.add_argument("--note", default="", help="what there is to say about it")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Play a pre-mortem from its answers, or do one of the things besides."""
    match args.what:
        case "join":
            from tui.commands.premortems.joining import join  # noqa: PLC0415 - `--help` stays light

            return join(args)
        case "watch":
            from tui.commands.premortems.watching import watch  # noqa: PLC0415 - as above

            return watch(args)
        case "link":
            from tui.commands.premortems.linking import link  # noqa: PLC0415 - as above

            return link(args)
        case _:
            from tui.commands.premortems.playing import play_or_open  # noqa: PLC0415 - as above

            return play_or_open(args, None)
