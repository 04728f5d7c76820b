"""`unblame library`: the library of past incidents."""

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import InputError
from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

if TYPE_CHECKING:
    from agent.workspace import Workspace

EXAMPLE = "unblame library add docs/postmortems/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what", choices=("add", "list", "rebuild"), metavar="VERB", help="add, list or rebuild"
    )
    parser.add_argument(
        "paths",
        nargs="*",
        default=[],
        type=Path,
        metavar="PATH",
        help="for add: Markdown files or folders",
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Add to the library, list it, or make its index again from the records."""
    if args.what == "add" and not args.paths:
        raise InputError("`library add` needs a path.", "Name Markdown files or folders.")
    if args.what != "add" and args.paths:
        raise InputError(f"`library {args.what}` takes no path.", "Leave it out.")
    with closing(workspace(args)) as place:
        match args.what:
            case "add":
                return _add(place, args.paths, as_json=args.format == "json")
            case "list":
                return _list(place, as_json=args.format == "json")
            case _:
                return _rebuild(place, as_json=args.format == "json")


def _add(place: "Workspace", paths: list[Path], *, as_json: bool) -> int:
    """Return 0 when something is in the library by now, 2 when nothing could be read."""
    intake = place.add_to_library(paths)
    if as_json:
        skipped = [one._asdict() for one in intake.skipped]
        say_json({"added": intake.added, "updated": intake.updated, "skipped": skipped})
    else:
        say(f"{intake.added} added, {intake.updated} updated, {len(intake.skipped)} skipped")
    for one in intake.skipped:
        tell(f"skipped {one.path}: {one.reason}")
    return 0 if intake.readable else 2


def _list(place: "Workspace", *, as_json: bool) -> int:
    entries = place.library.entries()
    if as_json:
        say_json({"entries": [asdict(entry) for entry in entries]})
        return 0
    for entry in entries:
        source = f"  ({entry.path})" if entry.path else ""
        say(f"{entry.id}  {entry.title}{source}")
    if not entries:
        say("The library is empty. Add Markdown postmortems with `unblame library add`.")
    return 0


def _rebuild(place: "Workspace", *, as_json: bool) -> int:
    count = place.library.rebuild()
    if as_json:
        say_json({"rebuilt": count})
    else:
        say(f"The index was made again from {count} record{'' if count == 1 else 's'}.")
    return 0
