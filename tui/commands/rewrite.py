"""`unblame rewrite`: each blaming sentence of a draft beside its rewrite."""

import argparse
import sys
from typing import TYPE_CHECKING

from tui.commands.options import add_format, add_now
from tui.commands.text_files import STDIN, TextFile, read_text
from tui.output import say, say_exactly, say_in_colour, say_json, tell
from tui.terminal import is_terminal, somebody_is_there

if TYPE_CHECKING:
    from agent.documents.redrafting import Draft

EXAMPLE = "unblame rewrite draft.md --diff"

_WITHOUT_APP = (
    "note: reviewing on the screen needs the app extra: pipx install 'unblame[app]'. As text:"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a draft in Markdown; - reads stdin")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--write",
        action="store_true",
        help="put every rewrite that keeps the facts into FILE, and keep the old one as FILE.bak; "
        "with - the result goes to standard output",
    )
    how.add_argument("--diff", action="store_true", help="show what --write would change")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Review, show or write; return 1 when blame is left, 0 when there is none."""
    from agent.documents.redrafting import redraft  # noqa: PLC0415 - `--help` doesn't pay for it

    file = read_text(args.file)
    draft = redraft(file.text, source=file.name)
    as_json = args.format == "json"
    if args.write:
        return _write(file, draft, as_json=as_json)
    if as_json:
        _say_json(draft)
    elif args.diff:
        _say_diff(file, draft)
    elif draft.sentences and file.name != STDIN and somebody_is_there():
        return _review(file, draft)
    else:
        _say_text(file, draft)
    return int(any(one.counts for one in draft.sentences))


def _review(file: TextFile, draft: "Draft") -> int:
    try:
        from tui.reviewing import review  # noqa: PLC0415 - textual is loaded only for a terminal
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "textual":
            raise
        tell(_WITHOUT_APP)
        _say_text(file, draft)
        return int(any(one.counts for one in draft.sentences))
    outcome = review(file, draft)
    say(outcome.words)
    return int(outcome.left > 0)


def _write(file: TextFile, draft: "Draft", *, as_json: bool) -> int:
    from tui.commands import rewrites  # noqa: PLC0415 - `--help` doesn't pay for it

    to_stdout = file.name == "-"
    backup = None if to_stdout else rewrites.replace(file, draft.rewritten())
    report = tell if as_json or to_stdout else say
    for line in rewrites.done(file.name, draft, backup):
        report(line)
    if as_json:
        _say_json(draft)
    elif to_stdout:
        say_exactly(file.bytes_of(draft.rewritten()))
    return int(any(one.counts and one.rewrite is None for one in draft.sentences))


def _say_json(draft: "Draft") -> None:
    from tui.commands.rewrites import as_json  # noqa: PLC0415 - `--help` doesn't pay for it

    say_json(as_json(draft))


def _say_diff(file: TextFile, draft: "Draft") -> None:
    from tui.commands import rewrites  # noqa: PLC0415 - `--help` doesn't pay for it

    lines = rewrites.diff(file, draft.rewritten())
    if not is_terminal(sys.stdout):
        say_exactly("".join(lines).encode("utf-8"))
        return
    for line in lines:
        say_in_colour(line, rewrites.colour(line))


def _say_text(file: TextFile, draft: "Draft") -> None:
    from tui.commands import rewrites  # noqa: PLC0415 - `--help` doesn't pay for it

    for line in rewrites.listed(file.name, draft):
        say(line)
