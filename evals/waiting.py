"""How long people wait for a model: the demo played by answers, with a slow scripted server.

`python -m evals.waiting [--delay 2] [--thinking 8]`. Each reply is sent after the
time a person takes to write it, or as soon as nothing is asked ahead any more, whichever comes
first. The server plays a plain model, so the figures say nothing about one: how often a proposal is
there without a wait depends on what may be asked ahead, and on that alone.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from agent.clock import SetClock, SystemClock
from agent.dialogue import Event, Reply
from agent.home import Home
from agent.samples import demo_answers
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Player
from agent.workflow.session import Session
from agent.workspace import Workspace
from evals.figures import Figure, Section, share
from evals.scripted.behaviour import Call, Say
from evals.scripted.helpful import helpful
from evals.scripted.server import MessagesServer
from evals.table import lines

_LOOK = 0.02
_SETTLES = 0.25
"""Seconds that it takes at most until what is asked ahead reaches the server."""
_FIRST = 2
"""Replies before which the whole time passes: what the coach loads meanwhile is no call."""


@dataclass(slots=True)
class Turn:
    """What one turn showed, and how long it waited for the model."""

    question: str
    by_model: bool = False
    """Whether it showed a proposal of the model's."""
    waited: float = 0.0


class Slow:
    """A plain model that takes its time, and that can be seen to be idle."""

    def __init__(self, delay: float) -> None:
        """Take the seconds that each answer takes."""
        self._delay = delay
        self.busy_until = 0.0
        self.calls: list[str] = []

    def __call__(self, call: Call) -> Say:
        """Return the plain answer, in one piece, after the delay."""
        self.calls.append(call.task)
        self.busy_until = max(self.busy_until, time.monotonic() + self._delay)
        said = helpful(call)
        return replace(said, pause=self._delay, piece=max(1, len(said.text)))


@dataclass(slots=True)
class Person:
    """Stands between a player and a session: thinks before each reply, and looks at the clock."""

    session: Session[Any]
    think: Callable[[], Any]
    turns: list[Turn] = field(default_factory=list[Turn])

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the session has
        """Return what the session has."""
        return getattr(self.session, name)

    async def reply(self, reply: Reply) -> AsyncIterator[Event]:
        """Think, then take the turn."""
        await self.think()
        begun = 0.0
        turn = Turn(getattr(reply, "question", "") or reply.kind)
        self.turns.append(turn)
        async for event in self.session.reply(reply):
            if event.kind == "coaching":
                now = time.monotonic()
                if event.doing and not begun:
                    begun = now
                elif not event.doing and begun:
                    turn.waited, begun = turn.waited + now - begun, 0.0
            elif event.kind == "proposed" and reply.kind == "answer":
                turn.by_model = any(one.coach != "rules" for one in event.proposals)
            yield event


async def played(
    answers: AnswersFile, home: Path, slow: Slow, thinking: float
) -> tuple[list[Turn], Mapping[str, int]]:
    """Return the turns of a played session, and the tokens it used."""
    clock = SetClock(answers.now or SystemClock().now())
    workspace = Workspace(Home.resolve({"UNBLAME_HOME": str(home)}).make(), clock)

    begins = [thinking] * _FIRST

    async def think() -> None:
        await asyncio.sleep(begins.pop() if begins else 0)
        begun = time.monotonic()
        while (now := time.monotonic()) < begun + thinking:
            if now > max(begun + _SETTLES, slow.busy_until + _SETTLES):
                return
            await asyncio.sleep(_LOOK)

    try:
        session = await workspace.new_session()
        workspace.allow_model(session.id)
        person = Person(session, think)
        player = Player(cast("Session[Any]", person), answers, workspace.records, clock)
        await player.play(lambda _: None)
        state = [one async for one in session.start() if one.kind == "coaching"][-1]
        await session.close()
        return person.turns, {"tokens": state.tokens}
    finally:
        workspace.close()


def figures(turns: Sequence[Turn], data: str) -> Section:
    """Return what the turns with a proposal of the model's waited."""
    shown = [one for one in turns if one.by_model]
    waits = sorted(one.waited for one in shown)
    none = sum(one.waited == 0 for one in shown)
    return Section(
        "waiting",
        data,
        (
            share("turns that showed a model's proposal without a wait", none, len(shown)),
            Figure("seconds waited, median", waits[len(waits) // 2] if waits else None, len(waits)),
            Figure("seconds waited, longest", waits[-1] if waits else None, len(waits)),
        ),
        cases=tuple(f"{one.question}: {one.waited:.2f} s" for one in shown),
    )


def main(words: Sequence[str] | None = None) -> int:
    """Play the demo and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m evals.waiting", description=__doc__)
    parser.add_argument("--delay", type=float, default=2.0, help="seconds an answer takes")
    parser.add_argument("--thinking", type=float, default=8.0, help="seconds a person takes")
    options = parser.parse_args(words)
    slow = Slow(options.delay)
    with MessagesServer(slow) as server, tempfile.TemporaryDirectory() as folder:
        os.environ.update(ANTHROPIC_API_KEY=server.key, ANTHROPIC_BASE_URL=server.url)
        turns, used = asyncio.run(
            played(demo_answers(), Path(folder) / "home", slow, options.thinking)
        )
    for line in lines(figures(turns, f"demo, {options.delay:g} s an answer"), (), cases=True):
        print(line)
    print(json.dumps({"calls": len(slow.calls), **used, "cached": cached(server.used)}))
    return 0


def cached(used: Sequence[Mapping[str, int]]) -> float:
    """Return the share of input tokens that were read from the cache."""
    names = ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")
    whole = sum(one[name] for one in used for name in names)
    return round(sum(one[names[1]] for one in used) / max(1, whole), 3)


if __name__ == "__main__":
    sys.exit(main())
