"""`unblame library`: the library of past incidents."""

import argparse
from dataclasses import asdict
from pathlib import Path

from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

EXAMPLE = "unblame library add docs/postmortems/"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=("add", "list", "rebuild"), help="what to do")
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="Markdown to add")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Add to the library, list it, or make its index again from the records."""
    place = workspace(args)
    match args.what:
        case "add":
            return _add(args, place)
        case "list":
            entries = place.library.entries()
            if args.format == "json":
                say_json({"entries": [asdict(entry) for entry in entries]})
            for entry in entries if args.format == "text" else ():
                say(f"{entry.id}  {entry.title}")
            if not entries and args.format == "text":
                say("The library is empty. Add Markdown postmortems with `unblame library add`.")
        case _:
            count = place.library.rebuild()
            if args.format == "json":
                say_json({"rebuilt": count})
            else:
                say(f"The index was made again from {count} records.")
    return 0


def _add(args: argparse.Namespace, place: object) -> int:
    from agent.importing import add_markdown

    result = add_markdown(place, args.paths)
    if args.format == "json":
        say_json(asdict(result))
    else:
        say(f"{result.added} added, {result.updated} updated, {len(result.skipped)} skipped")
        for skipped in result.skipped:
            tell(f"skipped {skipped['path']}: {skipped['reason']}")
    return 0
