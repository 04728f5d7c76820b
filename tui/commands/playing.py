"""What `new` and `resume` share: a session played from an answers file, or opened in the app."""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import NamedTuple

from agent import assessment
from agent.dialogue import Event, Remark, Reply
from agent.errors import InputError
from agent.postmortem.record import Postmortem
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Played, Player
from agent.workspace import Workspace
from rubrics.findings import Scorecard
from rubrics.score import floor2
from tui.commands.options import add_format, add_now
from tui.output import say, say_json, tell

_FORMS = {".html": "html", ".json": "json"}


class Outcome(NamedTuple):
    """What a played session came to."""

    document: Postmortem
    played: Played
    card: Scorecard


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of both verbs."""
    parser.add_argument(
        "--answers", type=Path, metavar="FILE.yaml", help="answers by question id; no terminal"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="OUT.md", help="write the document")
    add_format(parser)
    add_now(parser)


def play(args: argparse.Namespace, workspace: Workspace, pm_id: str | None) -> int:
    """Play the answers, print the outcome, return 0 when nothing is left to answer, else 1."""
    answers = AnswersFile.load(args.answers)
    outcome = asyncio.run(_play(workspace, pm_id, answers))
    if args.output is not None:
        form = _FORMS.get(args.output.suffix.lower(), "md")
        workspace.export(outcome.document.meta.id, form, args.output)
    _print(outcome, as_json=args.format == "json")
    return 1 if outcome.played.missing else 0


async def _play(workspace: Workspace, pm_id: str | None, answers: AnswersFile) -> Outcome:
    session = await (
        workspace.new_session() if pm_id is None else workspace.open_session(pm_id, exclusive=True)
    )
    try:
        player = Player(session, answers, workspace.records, workspace.clock)
        played = await player.play(_listen)
        document = session.document
        return Outcome(document, played, assessment.assess(document, workspace.clock.now()))
    finally:
        await session.close()


def _listen(event: Event | Reply) -> None:
    if isinstance(event, Remark) and event.tone in {"warning", "error"}:
        tell(f"{event.rule or 'note'}: {event.text}")


def _print(outcome: Outcome, *, as_json: bool) -> None:
    meta, card = outcome.document.meta, outcome.card
    if as_json:
        score = {
            "overall": card.overall,
            "verdict": card.verdict,
            "criteria": {result.id: result.score for result in card.criteria},
        }
        unanswered = outcome.played.unanswered
        say_json({"id": meta.id, "state": meta.state, "unanswered": unanswered, "score": score})
    else:
        overall = "not known" if card.overall is None else floor2(card.overall)
        say(f"{meta.id}  {meta.state}  score {overall} ({card.label})")
        for gap in outcome.played.missing:
            about = f" about {gap.about}" if gap.about else ""
            say(f"  unanswered {next(iter(gap.questions), '-')}{about}: {gap.fact}")
    for name in outcome.played.unused:
        tell(f"note: {name} is in the file, but nothing asked for it")


def open_app(workspace: Workspace, pm_id: str | None, verb: str) -> int:
    """Open the app on a session. Raises InputError without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(
            f"`unblame {verb}` needs a terminal.",
            "Give --answers FILE.yaml to play it without one.",
        )
    from tui.launch import launch  # noqa: PLC0415 - textual is loaded only for a terminal

    return launch(os.environ, workspace=workspace, open_id=pm_id or "new")
