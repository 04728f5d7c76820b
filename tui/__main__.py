"""The command line: reads the verb, loads only what that verb needs, prints errors in one place."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple, NoReturn, Protocol, cast

from agent import __version__
from agent.errors import AgentError, MissingExtraError
from agent.hygiene import one_line, shorten
from tui.terminal import somebody_is_there

INTERRUPTED: Final = 130


class Verb(NamedTuple):
    """A verb: its module is loaded only when it is called."""

    name: str
    help: str
    module: str


VERBS: Final = (
    Verb("new", "begin a postmortem: guided, or from an answers file", "new"),
    Verb("premortem", "imagine that the plan failed, and watch its tripwires", "premortem"),
    Verb("resume", "go on where a session stopped", "resume"),
    Verb("list", "your own postmortems and pre-mortems", "listing"),
    Verb("show", "a postmortem or a pre-mortem as it stands", "show"),
    Verb("export", "write it as md, html, json or external", "export"),
    Verb("check", "score any postmortem in Markdown, Unblame's own or a stranger's", "check"),
    Verb("rewrite", "say blaming sentences without the blame: review, --diff, --write", "rewrite"),
    Verb("similar", "past incidents like a text", "similar"),
    Verb("library", "add, list or rebuild the library of past incidents", "library"),
    Verb("privacy", "what would be sent to a model, and what was taken out", "privacy"),
    Verb("purge", "remove text for good, leave a tombstone", "purge"),
    Verb("demo", "an example incident, from raw chat to the scored document", "demo"),
    Verb("schema", "the JSON Schemas: documents, answers files, settings", "schema"),
    Verb("doctor", "what is configured, reachable and stored", "doctor"),
)

_EPILOG = """examples:
  unblame                                  open the terminal app
  unblame demo --plain                     watch an example, no questions asked
  unblame new --answers answers.yaml -o postmortem.md
  unblame check postmortem.md --min 3.5
  unblame rewrite draft.md                 each blaming sentence beside its rewrite

exit codes:
  0 fine, 1 findings or a gate not met, 2 wrong use or unreadable input, 130 interrupted

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

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and what to do, and exit with 2."""
        sys.stderr.write(f"unblame: {one_line(message)}. See `{self.prog} --help`.\n")
        sys.exit(2)


class _Verbs(argparse.RawDescriptionHelpFormatter):
    """Help in which every verb stands on the line of its words."""

    def add_argument(self, action: argparse.Action) -> None:
        """Leave room for the longest verb: argparse forgets how far verbs are indented."""
        super().add_argument(action)
        longest = max(len(verb.name) for verb in VERBS)
        self._action_max_length = max(self._action_max_length, longest + 4)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    # Looking for plugins of pydantic reads the metadata of every package there is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        return _dispatch(words)
    except AgentError as error:
        return _complain(str(error), 2)
    except BrokenPipeError:
        # The reader has what it wanted; the interpreter must not flush into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        name = f" ({error.filename})" if error.filename else ""
        return _complain(f"{error.strerror or error}{name}. What was stored before is kept.", 2)
    except KeyboardInterrupt:
        return _complain("interrupted. What was stored is kept.", INTERRUPTED)


def _complain(text: str, code: int) -> int:
    if sys.stderr is not None:  # a shell can close it
        sys.stderr.write(f"unblame: {one_line(text)}\n")
    return code


def _dispatch(words: Sequence[str]) -> int:
    first = words[0] if words else "-"
    verb = next((verb for verb in VERBS if verb.name == first), None)
    if verb is not None:
        return _run(verb, words[1:])
    if not first.startswith("-"):
        import difflib  # noqa: PLC0415 - a verb is seldom misspelt

        near = difflib.get_close_matches(first, [verb.name for verb in VERBS], n=1)
        hint = f" Did you mean `{near[0]}`?" if near else ""
        return _complain(f"there is no verb “{shorten(first)}”.{hint} See `unblame --help`.", 2)
    return _open_app(words)


def _open_app(words: Sequence[str]) -> int:
    """Handle a call without a verb: help, version, or the app."""
    parser = _Parser(
        prog="unblame",
        description="Facilitates blameless postmortems: one question at a time, scored, durable.",
        epilog=_EPILOG,
        formatter_class=_Verbs,
    )
    parser.add_argument("--version", action="version", version=f"unblame {__version__}")
    parser.add_argument("--offline", action="store_true", help="forbid every call to a model")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb")
    for verb in VERBS:
        verbs.add_parser(verb.name, help=verb.help, add_help=False)
    offline = parser.parse_args(list(words)).offline
    if not somebody_is_there():
        parser.error("the app needs a terminal; without one use a verb, such as `demo --plain`")
    try:
        from tui.launch import launch  # noqa: PLC0415 - textual is loaded only here

        return launch(os.environ, offline=offline)
    except ModuleNotFoundError as error:
        raise _without_extra("the terminal app", error) from error


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
        raise _without_extra(f"`unblame {verb.name}`", error) from error


def _without_extra(what: str, error: ModuleNotFoundError) -> MissingExtraError:
    """Return the line for a missing package. A missing module of ours is a bug and stays one."""
    package = (error.name or "").split(".")[0]
    if package in {"", "agent", "rubrics", "tui"}:
        raise error
    return MissingExtraError(
        f"{what} needs the app extra ({package} is missing).",
        "Install it: pipx install 'unblame[app]'.",
    )


if __name__ == "__main__":
    sys.exit(main())
