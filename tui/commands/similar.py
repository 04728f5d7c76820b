"""`unblame similar`: past incidents like a text."""

import argparse
import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from agent.errors import InputError
from agent.hygiene import one_line
from tui.commands.options import add_format, add_now, workspace
from tui.commands.text_files import STDIN
from tui.output import say, say_json, tell
from tui.terminal import standard_input

if TYPE_CHECKING:
    from agent.dialogue import Coaching, Explained, Remark
    from agent.library.search import Hit
    from agent.workspace import Workspace

EXAMPLE = 'unblame similar "connections exhausted after failover" -k 3'

_LARGEST = 1_000_000
_SHOWN = {"facts", "words", "coach"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", help="words, @FILE, or - for standard input")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="why each was found; a model with a key adds its words: the query and those reviews "
        "are sent to it, masked",
    )
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
        explained = _explained(place, query, hits) if args.explain else ()
    if notice:
        tell(f"note: {notice}")
    if args.format == "json":
        pairs = zip_longest(hits, explained)
        say_json({"hits": [asdict(hit) | _shown(why) for hit, why in pairs]})
        return 0
    if not hits:
        say("Nothing like it in the library. Finished postmortems go there by themselves.")
    for hit, why in zip_longest(hits, explained):
        open_actions = f", {hit.open_actions} actions still open" if hit.open_actions else ""
        say(f"{hit.score:.2f}  {hit.id}  {hit.title}\n      {hit.why}{open_actions}")
        if why is not None:
            for line in _lines(why):
                say(f"      {line}")
    return 0


def _explained(place: "Workspace", query: str, hits: "Sequence[Hit]") -> "tuple[Explained, ...]":
    """Return why each was found; what a model failed at is said once, in a line."""
    said: dict[str, None] = {}

    def hear(one: "Remark | Coaching") -> None:
        if one.kind == "remark":
            said[one.text] = None

    found = asyncio.run(place.explained(query, hits, hear))
    for text in said:
        tell(f"note: {one_line(text)}")
    return found


def _shown(why: "Explained | None") -> dict[str, object]:
    return {"explained": why.model_dump(include=_SHOWN)} if why else {}


def _lines(why: "Explained") -> Iterator[str]:
    yield from why.facts[1:]
    if why.words:
        yield f"In the words of {one_line(why.coach)}: {one_line(why.words)}"


def _query(words: str) -> str:
    if words != STDIN and not words.startswith("@"):
        return words
    name = "Standard input" if words == STDIN else one_line(words[1:])
    try:
        if words == STDIN:
            return _text(standard_input())
        with Path(words[1:]).open("rb") as file:
            return _text(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{name} can't be read: {reason}.", "Check the path.") from error


def _text(file: BinaryIO) -> str:
    return file.read(_LARGEST).decode("utf-8", errors="replace")
