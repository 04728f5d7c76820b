"""The findings of a check as SARIF 2.1.0, for code scanning and editors."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from agent import __version__
from agent.hygiene import one_line
from rubrics.rulebook import About, about
from rubrics.score import floor2
from tui.checking.places import uri
from tui.checking.running import Judged

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
GATE: Final = "GATE"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def sarif(outcomes: Sequence[Judged], failures: Sequence[str]) -> dict[str, Any]:
    """Return one run of SARIF.

    Args:
        outcomes: The files that were judged.
        failures: What was said of those that could not be.
    """
    found = [(one, finding) for one in outcomes for finding in _told(one.report)]
    rules = sorted({finding["rule"] for _, finding in found})
    numbers = {rule: number for number, rule in enumerate(rules)}
    invocation = {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": one_line(failure)}} for failure in failures
        ],
    }
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": list(_results(found, numbers)),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(rules: Sequence[str]) -> dict[str, Any]:
    return {
        "name": "unblame",
        "semanticVersion": __version__,
        "rules": [_rule(about(rule)) for rule in rules],
    }


def _rule(told: About) -> dict[str, Any]:
    return {
        "id": told.id,
        "name": re.sub(r"\W", "", told.name.title().replace("'", "")),
        "shortDescription": {"text": told.name},
        "fullDescription": {"text": told.why},
        "help": {
            "text": f"{told.why}\n\nWhat to do: {told.ask}\n\nSource: {told.source}",
            "markdown": f"{told.why}\n\n**What to do:** {told.ask}\n\nSource: {told.source}",
        },
    }


def _told(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not report["passed"]:
        overall = "not known" if report["overall"] is None else floor2(report["overall"])
        yield {
            "rule": GATE,
            "category": "structure",
            "severity": "error",
            "message": f"{overall} of 5, asked for {floor2(report['minimum'])}: {report['label']}",
            "suggestion": " ".join(step["do"] for step in report["next"]),
            "text": "",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 1,
            "suppressed": False,
        }
    yield from report["findings"]


def _results(
    found: Sequence[tuple[Judged, dict[str, Any]]], numbers: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for judged, finding in found:
        place = uri(judged.report["path"])
        print_ = _fingerprint(place, finding)
        seen[print_] += 1
        result = {
            "ruleId": finding["rule"],
            "ruleIndex": numbers[finding["rule"]],
            "level": _LEVELS[finding["severity"]],
            "message": {"text": f"{finding['message']} {finding['suggestion']}".strip()},
            "locations": [_location(place, finding, judged.lines)],
            "partialFingerprints": {"finding/v1": f"{print_}:{seen[print_]}"},
            "properties": {"category": finding["category"]},
        }
        if finding["suppressed"]:
            result["suppressions"] = [{"kind": "inSource", "justification": finding["reason"]}]
        yield result


def _location(place: str, finding: dict[str, Any], lines: Mapping[int, str]) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": finding["line"],
        "startColumn": finding["column"],
        "endLine": finding["end_line"],
        "endColumn": finding["end_column"],
    }
    said = lines.get(finding["line"], "")[finding["column"] - 1 : finding["end_column"] - 1]
    if said and finding["line"] == finding["end_line"]:
        region["snippet"] = {"text": said}
    return {"physicalLocation": {"artifactLocation": {"uri": place}, "region": region}}


def _fingerprint(place: str, finding: dict[str, Any]) -> str:
    """Return what stays the same when lines are put in above; the score of a gate may change."""
    said = "" if finding["rule"] == GATE else finding["text"] or finding["message"]
    told = "\0".join((place, finding["rule"], " ".join(said.split()).casefold()))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
