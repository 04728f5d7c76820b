"""`unblame check`: score postmortems in Markdown, as a linter of a repository."""

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import InputError
from agent.hygiene import one_line, shorten
from tui.commands.options import add_now
from tui.output import tell

if TYPE_CHECKING:
    from tui.checking.running import Ask, Judged

EXAMPLE = "unblame check postmortems/ --min 3.5"

_FEW_LOOKS = 200_000
"""Little of what a check makes holds itself: looking for it often costs a tenth of the time."""
_SEVERITIES = ("1", "2", "3", "4")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="Markdown, or a folder of it; - reads stdin"
    )
    parser.add_argument(
        "--min", type=float, help="the overall asked for, 1-5 (default: the gate's)"
    )
    parser.add_argument("--type", metavar="T", help="the type that counts, such as near-miss")
    parser.add_argument("--severity", metavar="N", help="the severity that counts, 1-4")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: .unblame.toml above a file)"
    )
    parser.add_argument(
        "--explain", action="store_true", help="show what holds and what is next per criterion"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="how to print (default: text)",
    )
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print each file's score; return 1 when a gate isn't met, 2 when a file can't be read."""
    gc.disable()
    from rubrics.patterns import keep_new  # noqa: PLC0415 - `--help` stays light
    from tui.checking.files import Settings, Source, sources  # noqa: PLC0415 - as above
    from tui.checking.forms import form  # noqa: PLC0415 - as above
    from tui.checking.running import judged  # noqa: PLC0415 - as above

    _look_seldom()
    ask = _ask(args)
    found = list(sources(args.files, Settings(args.config)))
    for remark in dict.fromkeys(one for one in found if not isinstance(one, Source)):
        _complain(remark.text)
    failures = [one.text for one in found if not isinstance(one, Source) and one.wrong]
    outcomes: list[Judged] = []
    show = form(args.format, explain=args.explain)
    for outcome in judged([one for one in found if isinstance(one, Source)], ask):
        if isinstance(outcome, str):
            _complain(outcome)
            failures.append(outcome)
        else:
            outcomes.append(outcome)
            show.one(outcome)
    show.end(outcomes, failures)
    keep_new()
    gc.freeze()  # what is left goes with the process, and is not looked through once more
    if failures:
        return 2
    return 1 if any(not one.report["passed"] for one in outcomes) else 0


def _look_seldom() -> None:
    """Look for loops of objects again, but seldom, and never among what was loaded."""
    gc.freeze()
    gc.set_threshold(_FEW_LOOKS)
    gc.enable()


def _ask(args: argparse.Namespace) -> "Ask":
    from agent.postmortem.record import INCIDENT_TYPES  # noqa: PLC0415 - as above
    from tui.checking.running import Ask  # noqa: PLC0415 - as above

    if args.min is not None and not 1 <= args.min <= 5:
        raise InputError(f"--min {args.min} makes no sense.", "Scores go from 1 to 5.")
    kind = "_".join((args.type or "").lower().replace("-", " ").split())
    if args.type is not None and kind not in INCIDENT_TYPES:
        known = ", ".join(one.replace("_", " ") for one in INCIDENT_TYPES)
        raise InputError(f"--type: there is no type “{shorten(args.type)}”.", f"Choose: {known}.")
    return Ask(args.now, args.min, kind, _severity(args.severity), args.explain)


def _severity(given: str | None) -> str:
    name = (given or "").strip().lower().removeprefix("sev").removeprefix("-")
    if given is not None and name not in _SEVERITIES:
        raise InputError(f"--severity: “{shorten(given)}” is none.", "Choose 1, 2, 3 or 4.")
    return f"sev{name}" if given is not None else ""


def _complain(text: str) -> None:
    tell(f"unblame: {one_line(text)}")
