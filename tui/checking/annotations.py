"""The findings of a check as commands of GitHub's runner, which shows them at their lines."""

from collections.abc import Iterator
from typing import Any, Final

from agent.hygiene import one_line
from rubrics.score import floor2
from tui.checking.places import relative

_LEVELS: Final = {"error": "error", "warning": "warning"}
"""What is only noted would crowd out the rest: a runner shows ten of each kind."""


def annotations(report: dict[str, Any]) -> Iterator[str]:
    """Yield one command for each finding that counts, and one for a gate that is not met."""
    path = relative(report["path"])
    if not report["passed"]:
        overall = "not known" if report["overall"] is None else floor2(report["overall"])
        said = f"{overall} of 5, asked for {floor2(report['minimum'])}: {report['label']}"
        yield _command("error", {"file": path, "line": 1, "title": "Gate not met"}, said)
    for finding in report["findings"]:
        level = _LEVELS.get(finding["severity"])
        if level is not None:
            yield _command(level, _properties(path, finding), _message(finding))


def _properties(path: str, finding: dict[str, Any]) -> dict[str, object]:
    return {
        "file": path,
        "line": finding["line"],
        "endLine": finding["end_line"],
        "col": finding["column"],
        "endColumn": finding["end_column"],
        "title": finding["rule"],
    }


def _message(finding: dict[str, Any]) -> str:
    return f"{finding['message']}\n{finding['suggestion']}".strip()


def _command(level: str, properties: dict[str, object], message: str) -> str:
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = "\n".join(one_line(line) for line in message.split("\n"))
    return f"::{level} {said}::{_data(lines)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
