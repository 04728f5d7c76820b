"""`unblame new`: begin a postmortem."""

import argparse

from tui.commands.options import add_playing

EXAMPLE = "unblame new --answers answers.yaml --now 2026-03-05T10:00Z -o postmortem.md"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_playing(parser)


def run(args: argparse.Namespace) -> int:
    """Begin a postmortem: from an answers file, or in the app."""
    from tui.commands.playing import open_app, play  # noqa: PLC0415 - `--help` doesn't pay for it

    return open_app(args, None, "new") if args.answers is None else play(args, None)
