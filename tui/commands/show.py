"""`unblame show`: a postmortem as it stands."""

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING

from agent.errors import InputError
from agent.hygiene import one_line
from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

if TYPE_CHECKING:
    from agent.postmortem.record import Postmortem
    from agent.workspace import Workspace

EXAMPLE = "unblame show PM-2026-001"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem or the pre-mortem")
    parser.add_argument(
        "--scores", action="store_true", help="how its score moved, in place of the document"
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the document as Markdown, or complete as JSON; or how its score moved."""
    with closing(workspace(args)) as place:
        if place.kind(args.id) == "premortem":
            return _show_premortem(args, place)
        document = place.load(args.id)
        if args.scores:
            _say_scores(document, args.format)
        elif args.format == "json":
            say_json(json.loads(place.rendered(document, "json")))
        else:
            say(place.markdown(document))
            for warning in place.beside_the_score(document):
                tell(f"beside the score: {one_line(warning)}")
    return 0


def _show_premortem(args: argparse.Namespace, place: "Workspace") -> int:
    """Print a pre-mortem without what is hidden: reasons not read out, and who wrote which."""
    if args.scores:
        raise InputError(f"{args.id} is a pre-mortem: it has no scores.", "Leave --scores out.")
    document = place.load_premortem(args.id)
    if args.format == "json":
        say_json(json.loads(place.rendered(document, "json")))
    else:
        say(place.rendered(document, "md"))
    return 0


def _say_scores(document: "Postmortem", form: str) -> None:
    from tui.commands.scores import history, lines_of  # noqa: PLC0415 - `--help` stays light

    scores = history(document)
    if form == "json":
        say_json({"id": document.meta.id, "scores": scores})
    else:
        say("\n".join(lines_of(scores)))
