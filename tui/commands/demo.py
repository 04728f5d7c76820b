"""`unblame demo`: the example incident, from raw chat, alerts and a deploy log to its close."""

import argparse
import asyncio
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from typing import Any

from agent.clock import SetClock
from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Asked,
    Edit,
    Event,
    Moved,
    Proposed,
    Reject,
    Remark,
    Reply,
    Scored,
)
from agent.samples import demo_answers, raw_inputs
from agent.settings import Home
from agent.workflow.player import Player
from agent.workflow.states import BY_NAME, STEPS
from agent.workspace import Workspace
from rubrics.score import floor2
from tui.commands.options import moment
from tui.output import say

EXAMPLE = "unblame demo --plain"

_PAUSE_S = 0.12
_WIDTH = 96


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--plain", action="store_true", help="no pauses: stream it at once")
    parser.add_argument(
        "--now", metavar="TIME", help="the morning after the incident", default=None
    )
    parser.add_argument(
        "--offline", action="store_true", help="forbid every call to a model (none is made)"
    )


def run(args: argparse.Namespace) -> int:
    """Play the example in a home of its own, which is gone afterwards."""
    answers = demo_answers()
    clock = SetClock(moment(args.now) if args.now else answers.now or moment("2026-03-03T09:00Z"))
    stage = _Stage(slow=not args.plain and sys.stdout.isatty())
    stage.tell(_opening())
    with tempfile.TemporaryDirectory(prefix="unblame-demo-") as folder:
        home = Home.resolve({"UNBLAME_HOME": folder}).make()
        place = Workspace(home, clock)
        try:
            document = asyncio.run(_play(place, answers, stage))
        finally:
            place.close()
    stage.tell(document)
    return 0


async def _play(place: Workspace, answers: Any, stage: "_Stage") -> str:  # noqa: ANN401
    session = await place.new_session()
    try:
        await Player(session, answers, place.records, place.clock).play(stage.show)
        return place.markdown(session.document)
    finally:
        await session.close()


def _opening() -> str:
    parts = ["Unblame demo: orders were down for two hours, 50,000 customers were hit.", ""]
    for name, text in raw_inputs():
        parts += [f"--- {name}", text.rstrip(), ""]
    return "\n".join(parts)


class _Stage:
    """Shows what is asked, answered and proposed, in the order in which it happens."""

    def __init__(self, *, slow: bool) -> None:
        """Show at once, or at a pace that a person can follow."""
        self._slow = slow
        self._question = ""
        self._score = ""

    def tell(self, text: str) -> None:
        """Print a block."""
        say(text)

    def show(self, event: Event | Reply) -> None:
        """Print one event or reply."""
        for line in self._lines(event):
            say(line)
            if self._slow:
                time.sleep(_PAUSE_S)

    def _lines(self, event: Event | Reply) -> Iterator[str]:
        match event:
            case Moved(after=after):
                state = BY_NAME[after]
                yield f"\n== Step {state.step + 1} of {len(STEPS)}, {STEPS[state.step]}: {after}"
                yield from self._told(self._score)
            case Asked(question=question):
                about = f" [{question.about}]" if question.about else ""
                self._question = f"{question.id}{about}  {question.text}"
            case Answer():
                yield from self._answer(event)
            case Proposed(proposals=proposals):
                for proposal in proposals:
                    yield from _wrapped(
                        f"  proposed {proposal.id}, {proposal.label}: ", proposal.text
                    )
            case Accept(proposal=proposal):
                yield f"  > accepted {proposal}"
            case Edit(proposal=proposal, text=text):
                yield from _wrapped(f"  > {proposal} in other words: ", text)
            case Reject(proposal=proposal):
                yield f"  > left aside {proposal}"
            case Remark(text=text):
                yield from _wrapped("  facilitator: ", text)
            case Scored():
                self._score = _score_line(event)
            case Advance():
                yield "  > on to the next step"
            case _:
                return

    def _told(self, line: str) -> Iterator[str]:
        if line:
            yield line

    def _answer(self, answer: Answer) -> Iterator[str]:
        yield ""
        asked = self._question
        if answer.question and not asked.startswith(answer.question):
            asked = f"{answer.question} {answer.about}".strip()
        yield from _wrapped("? ", asked)
        yield from _wrapped("> ", _spelt(answer.value))


def _score_line(scored: Scored) -> str:
    overall = "-" if scored.overall is None else floor2(scored.overall)
    criteria = "  ".join(
        f"{line.id} {'-' if line.score is None else line.score}" for line in scored.criteria
    )
    return f"   score {overall} ({scored.verdict}):  {criteria}"


def _spelt(value: object) -> str:
    """Return an answer as a person would have typed it."""
    if isinstance(value, list):
        return "\n".join(_spelt(part) for part in value)  # type: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        pairs = ((str(key), _spelt(part)) for key, part in value.items())  # type: ignore[reportUnknownVariableType]
        return " | ".join(f"{key}: {text}" for key, text in pairs if text)
    return "" if value is None else str(value)


def _wrapped(lead: str, text: str) -> Iterator[str]:
    indent = " " * min(len(lead), 4)
    for number, paragraph in enumerate(text.splitlines() or [""]):
        start = lead if number == 0 else indent
        yield (
            textwrap.fill(paragraph, _WIDTH, initial_indent=start, subsequent_indent=indent)
            or start.rstrip()
        )
