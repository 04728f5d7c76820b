"""`unblame similar`: past incidents like a text."""

import argparse
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from agent.errors import InputError
from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

EXAMPLE = 'unblame similar "connections exhausted after failover" -k 3'

_LARGEST = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", help="words, @FILE, or - for standard input")
    parser.add_argument("-k", type=int, default=5, help="how many (default: 5)")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the incidents, most alike first."""
    if args.k < 1:
        raise InputError(f"-k {args.k} makes no sense.", "Ask for one or more.")
    query = _query(args.query)
    if not query.strip():
        raise InputError("There is nothing to search for.", "Give words, @FILE or - for stdin.")
    with closing(workspace(args)) as place:
        hits = place.similar(query, args.k)
        notice = place.library.notice
    if notice:
        tell(f"note: {notice}")
    if args.format == "json":
        say_json({"hits": [asdict(hit) for hit in hits]})
        return 0
    if not hits:
        say("Nothing like it in the library. Finished postmortems go there by themselves.")
    for hit in hits:
        open_actions = f", {hit.open_actions} actions still open" if hit.open_actions else ""
        say(f"{hit.score:.2f}  {hit.id}  {hit.title}\n      {hit.why}{open_actions}")
    return 0


def _query(words: str) -> str:
    if words == "-":
        return sys.stdin.buffer.read(_LARGEST).decode("utf-8", errors="replace")
    if not words.startswith("@"):
        return words
    try:
        with Path(words[1:]).open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", errors="replace")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{words[1:]} can't be read: {reason}.", "Check the path.") from error
