"""The example pre-mortem on the stage: four people, eleven reasons, one decision."""

import asyncio
import tempfile
from datetime import UTC, datetime

from agent.clock import SetClock
from agent.home import Home
from agent.samples import premortem_answers
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Player
from agent.workspace import Workspace
from tui.commands.premortems.playing import Outcome, as_object, open_facts
from tui.commands.stage import Stage
from tui.output import say_json

_FIVE_WEEKS_BEFORE = datetime(2026, 11, 23, 9, tzinfo=UTC)
_OPENING = (
    "Unblame demo: card payments are to move to another provider. Four people imagine that it "
    "failed, before it begins."
)


def rehearse(now: datetime | None, *, slow: bool, as_json: bool) -> int:
    """Play the example in a home of its own, which is gone afterwards."""
    answers = premortem_answers()
    clock = SetClock(now or answers.now or _FIVE_WEEKS_BEFORE)
    stage = Stage(slow=slow, silent=as_json)
    stage.tell(_OPENING)
    with tempfile.TemporaryDirectory(prefix="unblame-demo-") as folder:
        place = Workspace(Home.resolve({"UNBLAME_HOME": folder}).make(), clock)
        try:
            outcome = asyncio.run(_play(place, answers, stage))
            stage.tell(place.rendered(outcome.document, "md"))
        finally:
            place.close()
    if as_json:
        say_json(as_object(outcome))
    return 1 if open_facts(outcome) else 0


async def _play(place: Workspace, answers: AnswersFile, stage: Stage) -> Outcome:
    session = await place.new_premortem()
    try:
        stage.session = session
        played = await Player(session, answers, place.records, place.clock).play(stage.show)
        return Outcome(session.document, played)
    finally:
        await session.close()
