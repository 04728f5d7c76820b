"""`unblame new`: begin a postmortem."""

import argparse

from tui.commands.options import add_playing, add_records

EXAMPLE = "unblame new --answers answers.yaml --now 2026-03-05T10:00Z -o postmortem.md"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_playing(parser)
    add_records(parser)


def run(args: argparse.Namespace) -> int:
    """Begin a postmortem: from an answers file or records, or in the app."""
    # `--help` doesn't pay for it
    from tui.commands.playing import is_played, open_app, play  # noqa: PLC0415

    return play(args, None) if is_played(args) else open_app(args, None, "new")
