"""`unblame check`: score postmortems in Markdown."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.errors import AgentError, InputError
from agent.hygiene import one_line
from tui.commands.options import add_format, add_now
from tui.output import say, say_json, tell

EXAMPLE = "unblame check postmortem.md --min 3.5"

_LARGEST = 20_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a postmortem in Markdown; - reads stdin"
    )
    parser.add_argument(
        "--min", type=float, help="the overall asked for, 1-5 (default: the gate's)"
    )
    parser.add_argument(
        "--explain", action="store_true", help="show the next condition of each criterion"
    )
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print each file's score; return 1 when a gate isn't met, 2 when a file can't be read."""
    from tui.commands.reports import report  # noqa: PLC0415 - `--help` doesn't pay for it

    if args.min is not None and not 1 <= args.min <= 5:
        raise InputError(f"--min {args.min} makes no sense.", "Scores go from 1 to 5.")
    reports: list[dict[str, Any]] = []
    for name in args.files:
        try:
            reports.append(report(name, _read(name), args.now, args.min))
        except AgentError as error:
            tell(f"unblame: {one_line(str(error))}")
    if args.format == "json":
        say_json({"files": reports})
    else:
        for one in reports:
            for line in _lines(one, explain=args.explain):
                say(line)
    if len(reports) < len(args.files):
        return 2
    return 1 if any(not one["passed"] for one in reports) else 0


def _read(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{name} can't be read: {reason}.", "Check the path.") from error
    if len(raw) > _LARGEST:
        raise InputError(f"{name} is larger than 20 MB.", "Split it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}, line {line}: this is not UTF-8.", "Save it as UTF-8.") from error


def _lines(report: dict[str, Any], *, explain: bool) -> Iterator[str]:
    from rubrics.score import floor2  # noqa: PLC0415 - `--help` doesn't pay for it

    name = report["path"]
    overall = "not known" if report["overall"] is None else floor2(report["overall"])
    word = "passes" if report["passed"] else "does not pass"
    yield f"{name}: {overall} ({report['label']}), {word} (asked for {report['minimum']:.2f})"
    for criterion in report["criteria"]:
        score = "  -" if criterion["score"] is None else f"{criterion['score']:.1f}"
        minimum = f"  minimum {criterion['minimum']:.1f}" if criterion["minimum"] else ""
        yield f"  {criterion['id']} {criterion['name']:<14} {score}{minimum}"
        unmet = next((one for one in criterion["conditions"] if not one["ok"]), None)
        if explain and unmet:
            asked = f" ({', '.join(unmet['questions'][:2])})" if unmet["questions"] else ""
            yield f"       needs {unmet['needed']}; seen: {unmet['observed']}{asked}"
    for found in report["findings"]:
        if found["severity"] != "info":
            place = f"{name}:{found['line']}:{found['column']}"
            yield f"  {place}: {found['severity']} {found['rule']}: {one_line(found['message'])}"
    for step in report["next"]:
        yield f"  next: {one_line(step['do'])}"
    for problem in report["unplaced"]:
        yield f"  {name}:{problem['line']}: not placed: {one_line(problem['message'])}"
