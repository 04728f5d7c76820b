"""What is noticed over several turns."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from talking import TRIAGE, Talk

from agent.dialogue import Answer, Remark, Skip
from agent.workflow.pace import break_is_due


def said(talk: Talk, rule: str) -> list[str]:
    return [r.text for r in talk.of(Remark) if isinstance(r, Remark) and r.rule == rule]


async def test_four_turns_without_a_field_get_an_offer_to_park(talk: Talk) -> None:
    await talk.send(Answer(value="Orders failed for two hours."))
    heard: list[bool] = []
    for _ in range(3):
        await talk.send(Skip())
        heard.append(bool(said(talk, "conduct:side_track")))
    await talk.answer("TR-04b", "Pay for an order by card.")
    heard.append(bool(said(talk, "conduct:side_track")))
    assert heard == [False, False, False, True]
    await talk.answer("TR-13", "Orders down")
    await talk.send(Skip())
    assert not said(talk, "conduct:side_track")


async def test_one_voice_in_a_group_invites_the_roles_that_were_not_heard(talk: Talk) -> None:
    people = "Jo Weiss - technical lead\nMo Lee - communicator"
    await talk.send(Answer(value=people, question="SU-04", who="P1"))
    for question, value in TRIAGE[:3]:
        await talk.send(Answer(value=value, question=question, who="P1"))
    assert not said(talk, "conduct:one_voice")
    await talk.send(Answer(value=TRIAGE[3][1], question=TRIAGE[3][0], who="P1"))
    (words,) = said(talk, "conduct:one_voice")
    assert "communicator" in words
    assert "technical lead" not in words


async def test_one_person_alone_is_no_group(talk: Talk) -> None:
    for question, value in TRIAGE:
        await talk.answer(question, value)
        assert not said(talk, "conduct:one_voice")


def offered(minutes: Iterable[int]) -> list[int]:
    """The numbers of the replies, given at these minutes, after which a break is offered."""
    moments = [datetime(2026, 3, 5, 9, tzinfo=UTC) + timedelta(minutes=m) for m in minutes]
    return [n for n in range(1, len(moments) + 1) if break_is_due(moments[:n])]


def test_a_break_is_offered_again_after_half_an_hour_of_work() -> None:
    assert offered(range(80)) == [6, 36, 66]


def test_quick_replies_are_not_interrupted_by_more_than_one_offer() -> None:
    assert offered([0] * 60) == [6]


def test_whoever_comes_back_from_a_pause_begins_anew() -> None:
    assert offered([0, 1, 2, 3, 4, 60, 61, 62, 63, 64, 65]) == [11]
