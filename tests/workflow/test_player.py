"""Playing an answers file: the same steps as a person, once each, whenever it is taken up again."""

from datetime import UTC, datetime

import pytest

from agent.clock import SetClock
from agent.dialogue import Advance, Answer, Event, Override, Reply
from agent.errors import AnswerError
from agent.home import Home
from agent.workflow.answers import AnswersFile
from agent.workflow.player import Played, Player
from agent.workflow.session import Session
from agent.workspace import Workspace

TRIAGE = """
now: 2026-03-03T09:00:00Z
answers:
  TR-01: Orders failed for two hours. A pool size of 10 reached production.
  TR-13: Orders down after a pool size change
  TR-03: production_outage
  TR-02a: "yes"
  TR-04: {users_pct: 20, total_loss: "no", data_exposed: "no", internal_only: "no"}
  TR-05: {answer: A wrong size is refused., at: 2026-03-04T09:00:00Z}
  TR-06b: none
  TR-09: 2
  TR-14: no | no | no | no
"""


async def play(session: Session, place: Workspace, text: str) -> tuple[Played, list[Event | Reply]]:
    heard: list[Event | Reply] = []
    answers = AnswersFile.parse(text, "answers.yaml")
    played = await Player(session, answers, place.records, place.clock).play(heard.append)
    return played, heard


async def test_a_file_takes_a_session_as_far_as_its_answers_reach(
    session: Session, workspace: Workspace
) -> None:
    played, _ = await play(session, workspace, TRIAGE)
    assert session.document.meta.state == "SETUP"
    assert "SU-01" in played.unanswered
    assert played.unused == []
    assert "an owner: one person" in [gap.fact for gap in played.missing]


async def test_playing_a_file_again_changes_nothing(session: Session, workspace: Workspace) -> None:
    await play(session, workspace, TRIAGE)
    before, turn = session.document, session.turn
    _, heard = await play(session, workspace, TRIAGE)
    assert session.document == before
    assert session.turn == turn
    assert not [reply for reply in heard if isinstance(reply, Answer | Advance)]


async def test_the_clock_moves_with_the_file_and_never_back(
    session: Session, workspace: Workspace, clock: SetClock
) -> None:
    clock.move(datetime(2026, 3, 3, 9, 0, tzinfo=UTC))
    await play(session, workspace, TRIAGE)
    assert clock.now() == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    moments = [turn.at for turn in workspace.records.turns(session.id)]
    assert moments == sorted(moments)


async def test_a_clock_taken_up_again_stands_where_the_session_left_it(
    session: Session, workspace: Workspace, home: Home
) -> None:
    await play(session, workspace, TRIAGE)
    at = workspace.records.turns(session.id)[-1].at
    await session.close()
    later = Workspace(home, SetClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC)))
    again = await later.open_session(session.id)
    await play(again, later, TRIAGE)
    assert later.clock.now() == at
    await again.close()
    later.close()


async def test_an_override_of_the_file_is_used_once(session: Session, workspace: Workspace) -> None:
    text = f"{TRIAGE}\noverrides:\n  SETUP: {{reason: It is small., by: Mara Lind}}\n"
    _, heard = await play(session, workspace, text)
    assert [reply.by for reply in heard if isinstance(reply, Override)] == ["Mara Lind"]
    assert session.document.meta.state == "TIMELINE"


async def test_an_answer_that_cannot_be_taken_names_its_question_and_keeps_the_rest(
    session: Session, workspace: Workspace
) -> None:
    text = "answers:\n  TR-01: Orders failed.\n  TR-02a: {skip: x, not_applicable: true}\n"
    bad = AnswersFile.parse(text, "answers.yaml")
    (entry,) = bad.answers["TR-02a"]
    blank = bad.answers | {"TR-02a": (entry.model_copy(update={"skip": " "}),)}
    player = Player(
        session, bad.model_copy(update={"answers": blank}), workspace.records, workspace.clock
    )
    with pytest.raises(AnswerError, match="reason") as caught:
        await player.play(lambda _: None)
    assert session.id in caught.value.remedy
    assert session.document.summary.text == "Orders failed."


async def test_a_changed_answer_takes_the_place_of_the_former_one(
    session: Session, workspace: Workspace
) -> None:
    await play(session, workspace, TRIAGE)
    await play(session, workspace, "answers: {SU-01: the team}")
    played, _ = await play(session, workspace, "answers: {SU-01: Leila Haddad}")
    owners = [p.display for p in session.document.people if "owner" in p.review_roles]
    assert owners == ["Leila Haddad"]
    assert "SU-01" not in played.unanswered
    turn = session.turn
    await play(session, workspace, "answers: {SU-01: Leila Haddad}")
    assert session.turn == turn


@pytest.mark.parametrize(
    ("first", "then"),
    [('TR-02a: "no"', 'TR-02a: "yes"'), ("TR-06b: punitive", "TR-06b: none")],
)
async def test_a_refusal_is_left_by_a_file_with_only_the_new_answer(
    session: Session, workspace: Workspace, first: str, then: str
) -> None:
    kept = [line for line in TRIAGE.splitlines() if first[:6] not in line]
    await play(session, workspace, "\n".join([*kept, f"  {first}\n"]))
    assert session.document.meta.state == "REFUSED"
    await play(session, workspace, f"answers: {{{then}}}")
    assert session.document.meta.state != "REFUSED"


async def test_rows_of_a_replaced_answer_change_in_place_and_go_out_where_left_out(
    session: Session, workspace: Workspace
) -> None:
    await play(session, workspace, TRIAGE)
    before = "14:05 | First failed payment\n      14:06 | Second\n      14:07 | Third"
    after = "14:05 | First failed payment\n      14:09 | Second, later"
    for lines in (before, after):
        text = f'answers:\n  SU-14: "2026-03-02"\n  TL-02: |\n      {lines}\n'
        await play(session, workspace, _to_timeline(text))
    events = session.document.timeline.events
    assert [(e.id, e.text) for e in events] == [
        ("E1", "First failed payment"),
        ("E2", "Second, later"),
    ]


def _to_timeline(text: str) -> str:
    return f"{text}overrides:\n  SETUP: {{reason: It is small., by: Mara Lind}}\n"


async def test_a_proposal_that_was_never_made_is_named(
    session: Session, workspace: Workspace
) -> None:
    text = TRIAGE.replace("TR-09: 2", "TR-09: {answer: 2, accept: [7]}")
    for _ in range(2):
        played, _ = await play(session, workspace, text)
        assert played.astray == ["TR-09: no proposal 7, there are none"]
    played, _ = await play(session, workspace, text.replace("[7]", "all"))
    assert played.astray == []
