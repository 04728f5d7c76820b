"""The raw inputs of the demo and the answers that play it."""

from functools import cache
from importlib.resources import files

from agent.workflow.answers import AnswersFile

_INPUTS = ("deploys.log", "alert.txt", "chat.txt")


def raw_inputs() -> tuple[tuple[str, str], ...]:
    """Return the name and the text of each raw input."""
    return tuple((name, _read(name)) for name in _INPUTS)


def demo_answers() -> AnswersFile:
    """Return the answers of the demo, with the raw inputs in their places."""
    text = _read("demo.yaml")
    for name in _INPUTS:
        block = "".join(f"\n        {line}" for line in _read(name).splitlines())
        text = text.replace(f'"@{name}"', f"|-{block}")
    return AnswersFile.parse(text, "demo.yaml")


def premortem_answers() -> AnswersFile:
    """Return the answers of the pre-mortem of the demo."""
    name = "payment_provider.yaml"
    return AnswersFile.parse(_read(name), name, "premortem")


@cache
def _read(name: str) -> str:
    return files("agent.samples").joinpath(name).read_text("utf-8")
