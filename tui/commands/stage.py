"""The demo on stage: what is asked, answered and proposed, line by line."""

import asyncio
import tempfile
import textwrap
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from agent import assessment
from agent.clock import SetClock
from agent.dialogue import (
    Accept,
    Advance,
    Answer,
    Asked,
    Edit,
    Event,
    FormField,
    Moved,
    Proposed,
    Reject,
    Remark,
    Reply,
    Scored,
)
from agent.home import Home
from agent.samples import demo_answers, raw_inputs
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Player
from agent.workflow.postmortem import POSTMORTEM
from agent.workflow.session import Session
from agent.workspace import Workspace
from rubrics.score import floor2
from tui.commands.playing import Outcome, as_object
from tui.fields import in_words, labelled
from tui.output import say, say_json

_PAUSE_S = 0.12
_WIDTH = 96
_MORNING_AFTER = datetime(2026, 3, 3, 9, tzinfo=UTC)


def perform(now: datetime | None, *, slow: bool, as_json: bool) -> int:
    """Play the example in a home of its own, which is gone afterwards."""
    answers = demo_answers()
    clock = SetClock(now or answers.now or _MORNING_AFTER)
    stage = Stage(slow=slow, silent=as_json)
    stage.tell(_opening())
    with tempfile.TemporaryDirectory(prefix="unblame-demo-") as folder:
        place = Workspace(Home.resolve({"UNBLAME_HOME": folder}).make(), clock, offline=True)
        try:
            outcome = asyncio.run(_play(place, answers, stage))
            stage.tell(place.markdown(outcome.document))
        finally:
            place.close()
    if as_json:
        say_json(as_object(outcome))
    return 1 if outcome.played.missing else 0


async def _play(place: Workspace, answers: AnswersFile, stage: "Stage") -> Outcome:
    session = await place.new_session()
    try:
        stage.session = session
        player = Player(session, answers, place.records, place.clock)
        played = await player.play(stage.show)
        card = assessment.assess(session.document, place.clock.now())
        return Outcome(session.document, played, card)
    finally:
        await session.close()


def _opening() -> str:
    parts = ["Unblame demo: orders were down for two hours, 50,000 customers were hit.", ""]
    for name, text in raw_inputs():
        parts += [f"--- {name}", text.rstrip(), ""]
    return "\n".join(parts)


class Stage:
    """Shows what is asked, answered and proposed, in the order in which it happens."""

    def __init__(self, *, slow: bool, silent: bool) -> None:
        """Show at once, at a pace that a person can follow, or not at all."""
        self._slow = slow
        self._silent = silent
        self._question = ("", "", "")
        self._score = ""
        self.session: Session[Any] | None = None

    def tell(self, text: str) -> None:
        """Print a block."""
        if not self._silent:
            say(text)

    def show(self, event: Event | Reply) -> None:
        """Print one event or reply."""
        if self._silent:
            return
        for line in self._lines(event):
            say(line)
            if self._slow:
                time.sleep(_PAUSE_S)

    def _lines(self, event: Event | Reply) -> Iterator[str]:
        match event:
            case Moved(after=after):
                flow = self.session.flow if self.session else POSTMORTEM
                step = flow.state(after).step
                yield f"\n== Step {step + 1} of {len(flow.steps)}, {flow.steps[step]}: {after}"
                yield from self._told(self._score)
            case Asked(question=question):
                self._question = (question.id, question.about, question.text)
            case Answer():
                yield from self._answer(event)
            case Proposed(proposals=proposals):
                for proposal in proposals:
                    yield from _wrapped(
                        f"  proposed {proposal.id}, {proposal.label}: ", proposal.text
                    )
            case Accept() | Edit() | Reject():
                yield from _decision(event)
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
        name, about, words = self._question
        if answer.question and (answer.question, answer.about) != (name, about):
            name, about = answer.question, answer.about
            words = self.session.prompt(name, about) if self.session else ""
        place = f"{name} [{about}]" if about else name
        yield from _wrapped("? ", f"{place}  {words}".rstrip())
        bank = (self.session.flow if self.session else POSTMORTEM).bank()
        asked = bank.find(name)
        yield from _wrapped("> ", _spelt(answer.value, asked.fields if asked else ()))


def _decision(reply: Accept | Edit | Reject) -> Iterator[str]:
    match reply:
        case Accept(proposal=proposal):
            yield f"  > accepted {proposal}"
        case Edit(proposal=proposal, text=text):
            yield from _wrapped(f"  > {proposal} in other words: ", text)
        case Reject(proposal=proposal):
            yield f"  > left aside {proposal}"


def _score_line(scored: Scored) -> str:
    overall = "-" if scored.overall is None else floor2(scored.overall)
    criteria = "  ".join(
        f"{line.id} {'-' if line.score is None else line.score}" for line in scored.criteria
    )
    return f"   score {overall} ({scored.verdict}):  {criteria}"


def _spelt(value: object, fields: Sequence[FormField]) -> str:
    """Return an answer as a person reads it: the words of its fields and of its choices."""
    if isinstance(value, list):
        return "\n".join(_spelt(part, fields) for part in cast("list[object]", value))
    if not isinstance(value, dict):
        return labelled(in_words(value), fields[0] if len(fields) == 1 else None)
    known = {field.name: field for field in fields}
    pairs = ((key, known.get(key), part) for key, part in cast("dict[str, object]", value).items())
    cells = (
        (field.label if field else key, labelled(in_words(part), field))
        for key, field, part in pairs
    )
    return " | ".join(f"{name}: {text}" for name, text in cells if text)


def _wrapped(lead: str, text: str) -> Iterator[str]:
    indent = " " * min(len(lead), 4)
    for number, paragraph in enumerate(text.splitlines() or [""]):
        start = lead if number == 0 else indent
        yield (
            textwrap.fill(paragraph, _WIDTH, initial_indent=start, subsequent_indent=indent)
            or start.rstrip()
        )
