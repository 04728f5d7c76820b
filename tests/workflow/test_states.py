"""The states: their order, the light path, and each type of incident through its first steps."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from leftovers import undisturbed_home
from talking import SETUP, TRIAGE, Talk

from agent.dialogue import Advance, Moved, Override, Question, Skip
from agent.library.records import Records
from agent.postmortem.record import IncidentType
from agent.questions.bank import load_bank
from agent.workflow.guards import GUARDS, missing_facts
from agent.workflow.states import BY_NAME, ORDER, OWNER_OF_GROUP, STATES, STEPS, following


def test_every_state_has_a_guard_a_step_and_questions_that_exist() -> None:
    sections = {question.state for question in load_bank().all()}
    for state in STATES:
        assert state.name in GUARDS
        assert 0 <= state.step < len(STEPS)
        assert set(state.questions) <= sections


def test_every_section_of_the_bank_belongs_to_a_state() -> None:
    asked = {section for state in STATES for section in state.questions}
    assert {question.state for question in load_bank().all()} <= asked


def test_every_group_of_checks_has_an_owner_that_answers_for_it() -> None:
    for group, owner in OWNER_OF_GROUP.items():
        assert group in BY_NAME[owner].groups


@pytest.mark.parametrize("depth", ["light", "standard", "deep"])
def test_each_depth_leads_from_triage_to_closed(depth: str) -> None:
    state, passed = "TRIAGE", ["TRIAGE"]
    while (after := following(state, depth)) is not None:  # type: ignore[arg-type]
        state = after
        passed.append(state)
    assert passed[-1] == "CLOSED"
    assert ("LIGHT" in passed) == (depth == "light")
    assert [name for name in ORDER if name in passed] == passed


def test_the_demo_passes_every_state_of_the_standard_path(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    home: Path = undisturbed_home(tmp_path_factory.getbasetemp().parent / "undisturbed")
    records = Records.open(home / "data", read_only=True)
    (listing,) = records.list()
    moves = [turn.state for turn in records.turns(listing.id) if turn.reply_kind == "moved"]
    records.close()
    assert moves == [name for name in ORDER if name not in {"TRIAGE", "LIGHT"}]


SMALL: tuple[tuple[str, object], ...] = (
    ("TR-01", "The wiki could not be edited for 20 minutes. A disk was full."),
    ("TR-13", "Wiki could not be edited"),
    ("TR-03", "production_outage"),
    ("TR-02a", "yes"),
    ("TR-04", {"users_pct": 0, "total_loss": "no", "data_exposed": "no", "internal_only": "yes"}),
    ("TR-05", "The disk is watched before it is full."),
    ("TR-06b", "none"),
    ("TR-07", "alert"),
    ("TR-09", 1),
    ("TR-10", "none"),
    ("TR-14", "no | no | no | no"),
)
LIGHT: tuple[tuple[str, object], ...] = (
    (
        "TL-16",
        "2026-03-02 14:00 impact starts: saving a page fails (access log)\n"
        "2026-03-02 14:03 detected: alert on failed saves (access log)\n"
        "2026-03-02 14:05 acknowledged by the responder (access log)\n"
        "2026-03-02 14:10 cause found: the disk is full (access log)\n"
        "2026-03-02 14:15 mitigated: old exports moved away (access log)\n"
        "2026-03-02 14:20 resolved: saving works again (access log)",
    ),
    ("IM-01", {"affected": 12, "base": 240}),
    (
        "CA-16",
        [
            {
                "cause": "exports are kept on the disk of the wiki without a limit",
                "effect": "the disk was full",
                "event": "saving a page failed",
                "role": "primary",
                "level": "enabling",
                "domain": "technical",
                "category": "capacity_scale",
                "confidence": "confirmed",
                "evidence": "access log",
            }
        ],
    ),
    (
        "AC-14",
        "- Delete exports older than 7 days in the nightly job (Owner: Alex Moreno, Due: 2026-03-15)",
    ),
    ("LE-01", [{"text": "A disk that is shared needs a limit for each of its users."}]),
    ("LE-03", [{"text": "The alert came 3 minutes after the first error."}]),
    ("LE-04", ["none"]),
)


async def _say(talk: Talk, answers: Sequence[tuple[str, object]]) -> None:
    for question, value in answers:
        await talk.answer(question, value)


async def test_the_light_path_leads_to_closed_in_few_questions(talk: Talk) -> None:
    await _say(talk, SMALL)
    await talk.send(Advance())
    await _say(talk, SETUP)
    assert talk.session.document.meta.depth == "light"
    await talk.send(Advance())
    assert talk.session.document.meta.state == "LIGHT"
    await _say(talk, LIGHT)
    asked: list[Question] = []
    passed: list[str] = []
    while talk.session.document.meta.state != "CLOSED" and len(asked) < 40:
        question = talk.session.question
        if question is not None:
            asked.append(question)
        reply = Override(reason="It is small.", by="Alex Moreno")
        await talk.send(reply if missing_facts_of(talk) else Advance())
        passed += [event.after for event in talk.of(Moved)]  # type: ignore[attr-defined]
    assert passed == ["SHARE", "TRACK", "CLOSED"]


def missing_facts_of(talk: Talk) -> bool:
    return bool(missing_facts(talk.session.document.meta.state, talk.session.view))


async def test_light_asks_only_light_questions_beyond_what_is_missing(talk: Talk) -> None:
    await _say(talk, SMALL)
    await talk.send(Advance())
    await _say(talk, SETUP)
    await talk.send(Advance())
    bank = load_bank()
    for _ in range(60):
        question = talk.session.question
        if question is None:
            break
        assert question.required or bank.by_id(question.id).depth == "light", question.id
        await talk.send(Skip())
    seen = [turn.question for turn in talk.session._tools.records.turns(talk.session.id)]
    assert len(seen) > len(SMALL) + len(SETUP)


TYPES: tuple[IncidentType, ...] = ("near_miss", "project_failure", "security_incident")


@pytest.mark.parametrize("kind", TYPES)
async def test_every_type_is_asked_its_own_questions_on_the_way(
    talk: Talk, kind: IncidentType
) -> None:
    bank = load_bank()
    for question, value in TRIAGE:
        await talk.answer(question, kind if question == "TR-03" else value)
    asked: set[str] = set()
    for _ in range(220):
        state = talk.session.document.meta.state
        if state == "CAUSES":
            break
        question = talk.session.question
        if question is None or question.id in asked or len(asked) > 160:
            await talk.send(Override(reason="Enough for a test.", by="Mara Lind"))
            continue
        known = bank.by_id(question.id)
        assert not known.types or kind in known.types
        asked.add(question.id)
        await talk.send(Skip())
    typed = {question_id for question_id in asked if bank.by_id(question_id).types}
    assert typed
    sections = {bank.by_id(question_id).state for question_id in typed}
    assert "TRIAGE" in sections or "SETUP" in sections
