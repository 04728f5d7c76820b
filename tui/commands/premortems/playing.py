"""A pre-mortem played from an answers file, and what it came to."""

import argparse
import asyncio
from contextlib import closing
from typing import Any, NamedTuple

from agent.errors import InputError, StoreError
from agent.hygiene import one_line
from agent.premortem.chances import over_confident_by
from agent.premortem.ranking import Ranked, chances_of, ranked
from agent.premortem.record import Premortem
from agent.questions.bank import load_bank
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Played, Player
from agent.workflow.premortem.strangers import refuse_strangers
from agent.workspace import Workspace
from tui.commands.options import workspace
from tui.commands.playing import clock_of, export, listen, open_app, require_place, tell_unused
from tui.output import say, say_json, tell

_UNDER_WAY = {"WATCH", "CLOSED"}
"""States in which nothing is asked for until something happens."""


class Outcome(NamedTuple):
    """What a played pre-mortem came to."""

    document: Premortem
    played: Played


def play_or_open(args: argparse.Namespace, pm_id: str | None) -> int:
    """Play the answers of `args`; without any, open the app. Raises InputError."""
    if args.answers is None:
        return open_app(args, pm_id, "premortem" if pm_id is None else "resume")
    return play(args, pm_id)


def play(args: argparse.Namespace, pm_id: str | None) -> int:
    """Play the answers, print the outcome, return 0 when nothing is left to answer, else 1."""
    answers = AnswersFile.load(args.answers, "premortem")
    if not (answers.answers or answers.overrides):
        raise InputError(f"{args.answers} holds no answers.", "Write some below `answers:`.")
    require_place(args.output)
    with closing(workspace(args, clock_of(args, answers))) as place:
        known = place.load_premortem(pm_id) if pm_id else None
        refuse_strangers(answers, args.answers.name, load_bank("premortem"), known)
        outcome = asyncio.run(_play(place, pm_id, answers))
        tell_outcome(outcome, as_json=args.format == "json")
        if args.output is not None:
            export(place, outcome.document.meta.id, args.output)
    return 1 if open_facts(outcome) or outcome.played.astray else 0


async def _play(place: Workspace, pm_id: str | None, answers: AnswersFile) -> Outcome:
    session = await (
        place.new_premortem() if pm_id is None else place.open_premortem(pm_id, exclusive=True)
    )
    try:
        played = await Player(session, answers, place.records, place.clock).play(listen)
        return Outcome(session.document, played)
    except StoreError as error:
        kept = f"What was stored before is kept as {session.id}."
        raise StoreError(error.problem, f"{error.remedy} {kept}".strip()) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        tell(f"note: {session.id} is kept. Go on with `unblame resume {session.id}`.")
        raise
    finally:
        await session.close()


def open_facts(outcome: Outcome) -> list[str]:
    """Return the questions that are open, by id; none while the plan is watched."""
    return [] if outcome.document.meta.state in _UNDER_WAY else outcome.played.unanswered


def tell_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print what a played pre-mortem came to."""
    if as_json:
        say_json(as_object(outcome))
    else:
        document = outcome.document
        verdict = document.decision.verdict.replace("_", " ") or "no decision yet"
        say(f"{document.meta.id}  {document.meta.state}  {verdict}")
        for line in _lines(document):
            say(f"  {line}")
        for gap in outcome.played.missing if open_facts(outcome) else ():
            about = f" about {gap.about}" if gap.about else ""
            say(f"  unanswered {next(iter(gap.questions), '-')}{about}: {one_line(gap.fact)}")
    for line in outcome.played.astray:
        tell(f"note: {line}")
    tell_unused(outcome.played.unused)


def _lines(document: Premortem) -> list[str]:
    """Return the list in brief: the modes by weight, and the chance that any of them happens."""
    told = [_line(place) for place in ranked(document)]
    found = chances_of(document)
    if found.weights:
        told.append(
            f"any of them: {100 * found.any:.0f} % if they are independent "
            f"({100 * found.lower:.0f}-{100 * found.upper:.0f} % if not)"
        )
    points = over_confident_by(found, document.plan.success_pct)
    if points is not None:
        told.append(f"the plan is over-confident by {points:.0f} points")
    if found.brittle:
        told.append(f"it matters most to remove {found.brittle}")
    return told


def _line(place: Ranked) -> str:
    chance = f"{place.probability_pct:g} %" if place.probability_pct is not None else "not rated"
    return f"{place.priority or '-'}  {place.mode.id}  {one_line(place.mode.text)}  {chance}"


def as_object(outcome: Outcome) -> dict[str, Any]:
    """Return what a played pre-mortem came to, as JSON values."""
    document = outcome.document
    found = chances_of(document)
    return {
        "id": document.meta.id,
        "state": document.meta.state,
        "unanswered": open_facts(outcome),
        "decision": document.decision.verdict,
        "reasons": len(document.reasons),
        "modes": [_mode(place) for place in ranked(document)],
        "chances": {
            "any": found.any,
            "lower": found.lower,
            "upper": found.upper,
            "brittle": found.brittle,
            "over_confident_by": over_confident_by(found, document.plan.success_pct),
        },
    }


def _mode(place: Ranked) -> dict[str, Any]:
    found = place.rated
    return {
        "id": place.mode.id,
        "text": place.mode.text,
        "class": place.priority,
        "class_before": place.first_priority,
        "severity": found.severity.median if found else None,
        "occurrence": found.occurrence.median if found and found.occurrence else None,
        "detection": found.detection.median if found and found.detection else None,
        "rpn": found.rpn if found else None,
        "probability_pct": place.probability_pct,
    }
