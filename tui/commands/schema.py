"""`unblame schema`: the published JSON Schemas."""

import argparse

from tui.commands.options import add_now
from tui.output import say_json

EXAMPLE = "unblame schema postmortem > postmortem.schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("postmortem", "premortem", "answers", "premortem-answers", "settings"),
        default="postmortem",
        help="default: postmortem",
    )
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    if args.what == "answers":
        from agent.workflow.answers import answers_schema  # noqa: PLC0415 - `--help` stays light

        say_json(answers_schema())
    elif args.what == "premortem-answers":
        from agent.workflow.answers import answers_schema  # noqa: PLC0415 - as above

        say_json(answers_schema("premortem"))
    elif args.what == "premortem":
        from agent.documents.schema import premortem_schema  # noqa: PLC0415 - as above

        say_json(premortem_schema())
    elif args.what == "settings":
        from agent.conventions import settings_schema  # noqa: PLC0415 - as above

        say_json(settings_schema())
    else:
        from agent.documents.schema import postmortem_schema  # noqa: PLC0415 - as above

        say_json(postmortem_schema())
    return 0
