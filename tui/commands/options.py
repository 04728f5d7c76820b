"""Options that several verbs share, and the workspace and clock they lead to."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent.clock import Clock, SetClock, SystemClock
from agent.errors import InputError
from agent.home import Home
from agent.hygiene import shorten

if TYPE_CHECKING:
    from agent.workspace import Workspace


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add `--format`."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print (default: text)"
    )


def add_now(parser: argparse.ArgumentParser) -> None:
    """Add `--now` and `--offline`."""
    parser.add_argument(
        "--now", metavar="TIME", type=moment, help="fix the clock, such as 2026-03-05T10:00Z"
    )
    parser.add_argument("--offline", action="store_true", help="forbid every call to a model")


def add_playing(parser: argparse.ArgumentParser) -> None:
    """Add what `new` and `resume` share."""
    parser.add_argument(
        "--answers", type=Path, metavar="FILE.yaml", help="answers by question id; no terminal"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.md",
        help="with --answers: write the document; .html and .json choose the form",
    )
    add_format(parser)
    add_now(parser)


def add_records(parser: argparse.ArgumentParser) -> None:
    """Add what is imported into a postmortem."""
    parser.add_argument(
        "--from",
        dest="records",
        nargs="+",
        default=[],
        metavar="FILE",
        help="chat exports, logs, notes: evidence, and the events in them as proposals",
    )
    parser.add_argument(
        "--consent", action="store_true", help="let a model read this session's texts, masked"
    )


def moment(text: str) -> datetime:
    """Return the moment that `--now` names. A time without a zone is UTC. Raises InputError."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.replace(tzinfo=found.tzinfo or UTC, microsecond=0).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"--now: “{shorten(text)}” is not a time.", "Write it like 2026-03-05T10:00Z."
        ) from error


def clock(args: argparse.Namespace) -> Clock:
    """Return the clock that the options ask for."""
    return SystemClock() if args.now is None else SetClock(args.now)


def workspace(args: argparse.Namespace, played: Clock | None = None) -> "Workspace":
    """Return the workspace of this machine, its folders made. Raises StoreError."""
    from agent.workspace import Workspace  # noqa: PLC0415 - `--help` doesn't pay for it

    home = Home.resolve(os.environ).make()
    return Workspace(home, played or clock(args), offline=args.offline)
