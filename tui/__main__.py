"""The command line: reads the verb, loads only what that verb needs, prints errors in one place."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol, cast

from agent import __version__
from agent.errors import AgentError


class Verb(NamedTuple):
    """A verb: its module is loaded only when it is called."""

    name: str
    help: str
    module: str
    app: bool
    """Whether it needs the `app` extra."""


VERBS: Final = (
    Verb("new", "begin a postmortem: guided, or from an answers file", "new", app=True),
    Verb("resume", "go on where a session stopped", "resume", app=True),
    Verb("list", "your own postmortems", "listing", app=True),
    Verb("show", "a postmortem as it stands", "show", app=True),
    Verb("export", "write a postmortem as md, html, json or external", "export", app=True),
    Verb("check", "score a postmortem in Markdown", "check", app=False),
    Verb("similar", "past incidents like a text", "similar", app=True),
    Verb("library", "add, list or rebuild the library of past incidents", "library", app=True),
    Verb("purge", "remove text for good, leave a tombstone", "purge", app=True),
    Verb("demo", "an example incident, from raw chat to the scored document", "demo", app=True),
    Verb("schema", "the JSON Schema of a postmortem or of an answers file", "schema", app=False),
    Verb("doctor", "what is configured, reachable and stored", "doctor", app=False),
)

_EPILOG = """examples:
  unblame                                  open the terminal app
  unblame demo --plain                     watch an example, no questions asked
  unblame new --answers answers.yaml -o postmortem.md
  unblame check postmortem.md --min 3.5

Data lives in the platform's data directory; UNBLAME_HOME moves all of it to one folder."""


class Command(Protocol):
    """What a verb's module offers."""

    EXAMPLE: str
    """A call that works."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verb's own arguments."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Do the work and return the exit code. Raises AgentError for the person."""
        ...


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Print what is wrong and what to do, and exit with 2."""
        self.exit(2, f"unblame: {message}. See `{self.prog} --help`.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    verb = next((v for v in VERBS if words and words[0] == v.name), None)
    try:
        return _open_app(words) if verb is None else _run(verb, words[1:])
    except AgentError as error:
        sys.stderr.write(f"unblame: {error}\n")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _open_app(words: Sequence[str]) -> int:
    """Handle a call without a verb: help, version, or the app."""
    parser = _Parser(
        prog="unblame",
        description="Facilitates blameless postmortems: one question at a time, scored, durable.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"unblame {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb")
    for verb in VERBS:
        verbs.add_parser(verb.name, help=verb.help, add_help=False)
    parser.parse_args(list(words))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        parser.error("the terminal app needs a terminal; give a verb, such as `demo --plain`")
    from tui.launch import launch  # noqa: PLC0415 - textual is loaded only here

    return launch(os.environ)


def _run(verb: Verb, words: Sequence[str]) -> int:
    command = cast("Command", importlib.import_module(f"tui.commands.{verb.module}"))
    parser = _Parser(
        prog=f"unblame {verb.name}",
        description=f"{verb.help[0].upper()}{verb.help[1:]}.",
        epilog=f"example:\n  {command.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.configure(parser)
    args = parser.parse_args(list(words))
    try:
        return command.run(args)
    except ModuleNotFoundError as error:
        if not verb.app or (error.name or "").split(".")[0] in {"agent", "rubrics", "tui"}:
            raise
        sys.stderr.write(
            f"unblame: `{verb.name}` needs the app extra ({error.name} is missing). "
            "Install it: pipx install 'unblame[app]'.\n"
        )
        return 2


if __name__ == "__main__":
    sys.exit(main())
