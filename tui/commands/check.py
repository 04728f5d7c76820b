"""`unblame check`: score a postmortem in Markdown."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from agent.errors import InputError
from tui.commands.options import add_format, add_now, moment
from tui.output import say, say_json

EXAMPLE = "unblame check postmortem.md --min 3.5"

_LARGEST = 20_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="Markdown; - reads standard input")
    parser.add_argument("--min", type=float, default=None, help="the overall that is asked for")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print each file's score; return 1 when a gate isn't met."""
    reports = [_report(name, args) for name in args.files]
    if args.format == "json":
        say_json({"files": reports})
    else:
        for report in reports:
            for line in _lines(report):
                say(line)
    return 1 if any(not report["passed"] for report in reports) else 0


def _report(name: str, args: argparse.Namespace) -> dict[str, Any]:
    from agent import assessment  # noqa: PLC0415 - `--help` doesn't pay for it
    from agent.documents.reader.own import from_markdown  # noqa: PLC0415

    read = from_markdown(_read(name))
    document = read.document
    now = moment(args.now) if args.now else _now_of(document)
    card = assessment.assess(document, now)
    facts = assessment.facts(document, now)
    minimum = card.minimum if args.min is None else args.min
    passed = card.gate_passed if args.min is None else (card.overall or 0) >= minimum
    errors = any(finding.severity == "error" for finding in card.findings)
    metrics = facts["computed"]["metrics"]
    return {
        "path": name,
        "title": document.meta.title,
        "type": document.meta.type,
        "severity": document.meta.severity,
        "verdict": card.verdict,
        "label": card.label,
        "overall": card.overall,
        "minimum": minimum,
        "mode": card.mode,
        "passed": passed and not errors,
        "criteria": [criterion.model_dump(mode="json") for criterion in card.criteria],
        "findings": [finding.model_dump(mode="json") for finding in card.findings],
        "timeline": {
            "events": len(document.timeline.events),
            **{f"{key}_min": metrics.get(key) for key in ("ttd", "tta", "ttm", "ttr")},
        },
        "next": [
            {"criterion": step.criterion, "do": step.do, "question": step.question}
            for step in card.next_steps
        ],
        "unplaced": [str(problem) for problem in read.problems],
    }


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name} can't be read: {error.strerror}.", "Check the path.") from error
    if len(raw) > _LARGEST:
        raise InputError(f"{name} has {len(raw)} bytes.", "The limit is 20 MB: split it.")
    return raw.decode("utf-8-sig", errors="replace")


def _now_of(document: Any) -> datetime:  # noqa: ANN401
    """Return the moment to judge at: publication, else the latest date in the document."""
    meta = document.meta
    moments = [event.time.at for event in document.timeline.events if event.time.at]
    stated = meta.published_at or max(
        (m for m in (*moments, meta.entered_review_at, meta.created_at) if m), default=None
    )
    if stated is not None:
        return stated
    day = meta.incident_date
    return datetime.combine(day, time(), UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)


def _lines(report: dict[str, Any]) -> Iterator[str]:
    from rubrics.score import floor2  # noqa: PLC0415

    overall = "not known" if report["overall"] is None else floor2(report["overall"])
    word = "passes" if report["passed"] else "does not pass"
    yield f"{report['path']}: {overall} ({report['label']}), {word} the gate of {report['minimum']}"
    for criterion in report["criteria"]:
        score = "  - " if criterion["score"] is None else f"{criterion['score']:.1f}"
        minimum = f"  minimum {criterion['minimum']:.1f}" if criterion["minimum"] else ""
        yield f"  {criterion['id']} {criterion['name']:<24} {score}{minimum}"
    for finding in report["findings"]:
        if finding["severity"] != "info":
            yield f"  {finding['severity']} {finding['rule']} {finding['field']}: {finding['message']}"
    for step in report["next"]:
        yield f"  next: {step['do']}"
    for problem in report["unplaced"]:
        yield f"  not placed: {problem}"
