"""`unblame schema`: the published JSON Schemas."""

import argparse

from tui.output import say_json

EXAMPLE = "unblame schema postmortem > postmortem.schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("postmortem", "answers"),
        default="postmortem",
        help="default: postmortem",
    )


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    if args.what == "answers":
        from agent.workflow.answers import answers_schema

        say_json(answers_schema())
    else:
        from agent.documents.schema import postmortem_schema

        say_json(postmortem_schema())
    return 0
