"""`unblame export`: write a postmortem or a pre-mortem in one of its forms."""

import argparse
from contextlib import closing
from pathlib import Path

from agent.hygiene import one_line
from tui.commands.options import add_format, add_now, workspace
from tui.output import say, say_json, tell

EXAMPLE = "unblame export PM-2026-001 --to html -o postmortem.html"

_FORMS = ("md", "html", "json", "external")
_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the postmortem or the pre-mortem")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: print it")
    parser.add_argument(
        "--to",
        choices=_FORMS,
        help="the form; json is the complete one (default: as FILE is named, else md)",
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Write the document; say so when it isn't ready to be shared."""
    named = args.output.suffix.lower() if args.output else ""
    form = args.to or _SUFFIXES.get(named, "md")
    with closing(workspace(args)) as place:
        reason = place.not_ready(args.id)
        told = {"id": args.id, "to": form, "ready": not reason, "not_ready": reason}
        if args.output is None:
            text = place.rendered(place.document(args.id), form)
            if args.format == "json":
                say_json({**told, "text": text})
            else:
                say(text)
        else:
            path = place.export(args.id, form, args.output)
            if args.format == "json":
                say_json({**told, "path": str(path)})
            else:
                say(f"Wrote {path}")
    if reason:
        tell(f"note: {args.id} is not ready to be shared: {one_line(reason)}")
    return 0
