"""What `new` and `resume` share: a session played from an answers file, or opened in the app."""

import argparse
import asyncio
import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from agent import assessment
from agent.clock import Clock, SetClock, SystemClock
from agent.dialogue import Answer, Event, Import, Remark, Reply
from agent.errors import AgentError, DocumentError, InputError, StoreError
from agent.hygiene import one_line
from agent.postmortem.record import Postmortem
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Played, Player
from agent.workspace import Workspace
from rubrics.findings import Scorecard
from rubrics.score import floor2
from tui.commands.importing import read_records, take_records
from tui.commands.options import workspace
from tui.output import say, say_json, tell
from tui.terminal import somebody_is_there

FORMS = {".html": "html", ".htm": "html", ".json": "json"}
"""The form of a document by the name of its file; any other name is Markdown."""

_NAMED_ONE_BY_ONE = 5
_SAID = (
    "import:",
    "coach:record",
    "coach:cut",
    "coach:budget",
    "coach:stopped",
    "conduct:too_little",
)
"""Beginnings of the rules of remarks that are no warning, and are said all the same."""


class Outcome(NamedTuple):
    """What a played session came to."""

    document: Postmortem
    played: Played
    card: Scorecard


def play(args: argparse.Namespace, pm_id: str | None) -> int:
    """Play the answers, print the outcome, return 0 when nothing is left to answer, else 1.

    `pm_id` is None for a new postmortem and empty for the one worked on last. The files are checked
    as a whole before anything is stored; records come before the answers.
    """
    answers = _answers_of(args)
    records = read_records(args.records)
    require_place(args.output)
    with closing(workspace(args, clock_of(args, answers))) as place:
        name = place.latest_open() if pm_id == "" else pm_id
        outcome = asyncio.run(_play(place, name, answers, records, consent=args.consent))
        tell_outcome(outcome, as_json=args.format == "json")
        if args.output is not None:
            export(place, outcome.document.meta.id, args.output)
    return 1 if outcome.played.missing or outcome.played.astray else 0


def is_played(args: argparse.Namespace) -> bool:
    """Return whether a session is played without the app: there is a file, or no terminal."""
    return args.answers is not None or bool(args.records and not somebody_is_there())


def _answers_of(args: argparse.Namespace) -> AnswersFile:
    if args.answers is None:
        return AnswersFile()
    answers = AnswersFile.load(args.answers)
    if not (answers.answers or answers.overrides or answers.disputes or args.records):
        raise InputError(f"{args.answers} holds no answers.", "Write some below `answers:`.")
    return answers


def open_app(args: argparse.Namespace, pm_id: str | None, verb: str) -> int:
    """Open the app on a session. Raises InputError without a terminal."""
    if args.output is not None:
        raise InputError("-o goes with --answers.", "In the app, export from the document screen.")
    with closing(workspace(args)) as place:
        if pm_id is not None:
            pm_id = pm_id or place.latest_open()
            place.kind(pm_id)
        if not somebody_is_there():
            raise InputError(
                f"`unblame {verb}` needs a terminal.",
                "Give --answers FILE.yaml to play it without one.",
            )
        from tui.launch import launch  # noqa: PLC0415 - textual is loaded only for a terminal

        records = read_records(args.records) if "records" in args else ()
        return launch(os.environ, workspace=place, open_id=pm_id or verb, records=records)


def clock_of(args: argparse.Namespace, answers: AnswersFile) -> Clock:
    """Return a clock that the file's `at:` can move: from --now, else `now:`, else this moment."""
    return SetClock(args.now or answers.now or SystemClock().now())


async def _play(
    place: Workspace,
    pm_id: str | None,
    answers: AnswersFile,
    records: Sequence[Import],
    *,
    consent: bool,
) -> Outcome:
    session = await (
        place.new_session() if pm_id is None else place.open_session(pm_id, exclusive=True)
    )
    try:
        if consent:
            place.allow_model(session.id)
        await take_records(session, records, listen)
        player = Player(session, answers, place.records, place.clock)
        played = await player.play(listen)
        document = session.document
        return Outcome(document, played, assessment.assess(document, place.clock.now()))
    except StoreError as error:
        kept = f"What was stored before is kept as {session.id}."
        raise StoreError(error.problem, f"{error.remedy} {kept}".strip()) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        tell(f"note: {session.id} is kept. Go on with `unblame resume {session.id}`.")
        raise
    finally:
        await session.close()


def listen(event: Event | Reply) -> None:
    """Say what the person should know of a played turn: warnings, and answers replaced."""
    if isinstance(event, Answer) and event.replaces:
        about = f" about {event.about}" if event.about else ""
        tell(f"note: {event.question}{about} was answered before; the file's answer replaces that")
    if isinstance(event, Remark) and event.rule.startswith(_SAID):
        tell(f"note: {one_line(event.text)}")
    elif isinstance(event, Remark) and event.tone in {"warning", "error"}:
        tell(f"{event.rule or 'note'}: {one_line(event.text)}")


def require_place(output: Path | None) -> None:
    """Refuse an output that can't work before anything is stored."""
    if output is None:
        return
    if output.is_dir():
        raise InputError(f"{output} is a folder.", "Name a file in it.")
    if not output.parent.is_dir():
        raise InputError(f"There is no folder {output.parent}.", "Make it, or name another place.")


def export(place: Workspace, pm_id: str, output: Path) -> None:
    """Write what a played session came to. Raises DocumentError; the answers are kept."""
    try:
        place.export(pm_id, FORMS.get(output.suffix.lower(), "md"), output)
    except AgentError as error:
        raise DocumentError(
            f"{error.problem} The answers are kept as {pm_id}.",
            f"Write it with `unblame export {pm_id} -o FILE`.",
        ) from error


def tell_outcome(outcome: Outcome, *, as_json: bool) -> None:
    """Print what a played session came to."""
    if as_json:
        say_json(as_object(outcome))
    else:
        meta, card = outcome.document.meta, outcome.card
        overall = "not known" if card.overall is None else floor2(card.overall)
        say(f"{meta.id}  {meta.state}  score {overall} ({card.label})")
        for gap in outcome.played.missing:
            about = f" about {gap.about}" if gap.about else ""
            say(f"  unanswered {next(iter(gap.questions), '-')}{about}: {one_line(gap.fact)}")
    for line in outcome.played.astray:
        tell(f"note: {line}")
    tell_unused(outcome.played.unused)


def tell_unused(names: Sequence[str]) -> None:
    """Say which answers of the file nothing asked for; many of them in one line."""
    if len(names) > _NAMED_ONE_BY_ONE:
        tell(
            f"note: nothing asked so far for {len(names)} of the answers: {names[0]} … {names[-1]}"
        )
        return
    for name in names:
        tell(f"note: {name} is in the file, but nothing asked for it")


def as_object(outcome: Outcome) -> dict[str, Any]:
    """Return what a played session came to, as JSON values."""
    meta, card = outcome.document.meta, outcome.card
    return {
        "id": meta.id,
        "state": meta.state,
        "unanswered": outcome.played.unanswered,
        "score": {
            "overall": card.overall,
            "verdict": card.verdict,
            "criteria": {result.id: result.score for result in card.criteria},
        },
    }
