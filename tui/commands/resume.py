"""`unblame resume`: go on where a session stopped."""

import argparse
from contextlib import closing

from agent.errors import InputError
from tui.commands.options import add_playing, add_records, workspace

EXAMPLE = "unblame resume PM-2026-001 --answers more.yaml"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", nargs="?", metavar="ID", help="default: the one worked on last")
    add_playing(parser)
    add_records(parser)


def run(args: argparse.Namespace) -> int:
    """Go on with a postmortem or a pre-mortem: from an answers file, or in the app."""
    # `--help` doesn't pay for it
    from tui.commands.playing import is_played, open_app, play  # noqa: PLC0415

    pm_id = args.id or ""
    if pm_id and _is_premortem(args):
        if args.records:
            raise InputError("A pre-mortem has no timeline.", "Leave out --from.")
        from tui.commands.premortems.playing import play_or_open  # noqa: PLC0415 - as above

        return play_or_open(args, pm_id)
    return play(args, pm_id) if is_played(args) else open_app(args, pm_id, "resume")


def _is_premortem(args: argparse.Namespace) -> bool:
    with closing(workspace(args)) as place:
        return place.kind(args.id) == "premortem"
