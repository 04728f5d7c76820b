"""`unblame show`: a postmortem as it stands."""

import argparse
import json
from contextlib import closing

from agent.hygiene import one_line
from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

EXAMPLE = "unblame show PM-2026-001"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the document as Markdown, or complete as JSON."""
    with closing(workspace(args)) as place:
        document = place.load(args.id)
        if args.format == "json":
            say_json(json.loads(place.rendered(document, "json")))
        else:
            say(place.markdown(document))
            for warning in place.beside_the_score(document):
                tell(f"beside the score: {one_line(warning)}")
    return 0
