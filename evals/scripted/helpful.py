"""Plays a model that does its task in a plain way, for figures that need no real model.

Its answers hold no fact that the data does not hold. They say nothing about a real model.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from agent.coach.neutral import neutralise, sentences
from agent.questions.timed_lines import guess_event_kind
from evals.scripted.behaviour import Call, Say, says

_DATA = re.compile(r"<data-(?P<fence>[0-9a-f]{16})>\n(?P<data>.*)\n</data-(?P=fence)>", re.DOTALL)
_TIMED = re.compile(r"^.{0,40}?(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\S*\s+(?P<text>\S.*)$")
_EVENTS = 12
_ABSTAINED = {"abstained": "The data shows nothing more."}


def helpful(call: Call) -> Say:
    """Return the plain answer to a call."""
    answer = _BY_TASK.get(call.task, lambda _: _ABSTAINED)(sections(call.prompt))
    return says({**_empty(call.schema), "abstained": "", **answer})


def sections(prompt: str) -> Mapping[str, list[str]]:
    """Return the data of a prompt: its lines by their heading."""
    found = _DATA.search(prompt)
    blocks = (found["data"] if found else "").split("\n\n")
    return {block.split(":\n")[0]: block.split("\n")[1:] for block in blocks}


def _empty(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return an empty answer in a form."""
    fields: Mapping[str, Any] = schema.get("properties", {})
    return {name: [] if kind.get("type") == "array" else "" for name, kind in fields.items()}


def _whys(data: Mapping[str, list[str]]) -> dict[str, Any]:
    del data
    return {
        "deeper": ["What made it look sensible to leave this as it was?"],
        "branches": ["What kept this from being seen earlier?"],
    }


def _neutral(data: Mapping[str, list[str]]) -> dict[str, Any]:
    text = neutralise("\n".join(data.get("The text", []))).text
    return {"text": text} if text else _ABSTAINED


def _sharper(data: Mapping[str, list[str]]) -> dict[str, Any]:
    return {"done_when": f"It is in place: {data['The action'][0].rstrip('.')}."}


def _higher(data: Mapping[str, list[str]]) -> dict[str, Any]:
    about = " ".join(data["Causes it acts on"][0].strip(" -.").split()[:18])
    return {"actions": [f"Block the step automatically while this holds: {about}"]}


def _principle(data: Mapping[str, list[str]]) -> dict[str, Any]:
    del data
    return {"text": "What is not in view is found late."}


def _summary(data: Mapping[str, list[str]]) -> dict[str, Any]:
    lines = [*data.get("The problem", []), *data.get("Users", [])]
    causes = [line.split(": ", 1)[-1] for line in data.get("Causes", [])][:1]
    told = [next(sentences(line)).strip().rstrip(".") for line in (*lines, *causes)]
    return {"text": ". ".join(told) + "."} if told else _ABSTAINED


def _said(line: re.Match[str]) -> str:
    """Return what a line of a chat says, without who says it."""
    return line["text"].partition(": ")[2] or line["text"]


def _events(data: Mapping[str, list[str]]) -> dict[str, Any]:
    timed = [match for line in data.get("The record", []) if (match := _TIMED.match(line))]
    said = Counter(_said(match) for match in timed)
    telling = sorted(timed, key=lambda m: (guess_event_kind(_said(m)) == "other", said[_said(m)]))
    return {
        "events": [
            {
                "quote": match.group().strip(),
                "time": match["time"],
                "text": match["text"].strip(),
                "kind": "other",
            }
            for match in timed
            if match in telling[:_EVENTS]
        ]
    }


_BY_TASK: Mapping[str, Callable[[Mapping[str, list[str]]], dict[str, Any]]] = {
    "next_why": _whys,
    "neutralise": _neutral,
    "sharpen_action": _sharper,
    "climb_hierarchy": _higher,
    "generalise_lesson": _principle,
    "summarise_incident": _summary,
    "extract_events": _events,
}
