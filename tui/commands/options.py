"""Options that several verbs share, and the workspace and clock they lead to."""

import argparse
import os
from datetime import UTC, datetime

from agent.clock import Clock, SetClock, SystemClock
from agent.errors import InputError
from agent.settings import Home
from agent.workspace import Workspace


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add `--format`."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def add_now(parser: argparse.ArgumentParser) -> None:
    """Add `--now` and `--offline`."""
    parser.add_argument(
        "--now", metavar="TIME", help="fix the clock, such as 2026-03-05T10:00Z", default=None
    )
    parser.add_argument(
        "--offline", action="store_true", help="forbid every call to a model (none is made yet)"
    )


def moment(text: str) -> datetime:
    """Return the moment that `--now` names. A time without a zone is UTC. Raises InputError."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"--now: {text!r} is not a time.", "Write it like 2026-03-05T10:00Z or 2026-03-05."
        ) from error
    return found.replace(tzinfo=found.tzinfo or UTC)


def clock(args: argparse.Namespace) -> Clock:
    """Return the clock that the options ask for."""
    return SetClock(moment(args.now)) if getattr(args, "now", None) else SystemClock()


def workspace(args: argparse.Namespace) -> Workspace:
    """Return the workspace of this machine, its folders made. Raises StoreError."""
    return Workspace(Home.resolve(os.environ).make(), clock(args))
