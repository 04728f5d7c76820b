"""Reading out what was written: one reason a turn, round the table, nothing lost."""

import pytest
from foreseeing import HANA, PIET, write
from talking import Talk

from agent.dialogue import Accept, Advance, EditField, Override
from agent.errors import AnswerError


async def read_out(talk: Talk) -> list[str]:
    """Read out all that is left; return the ids in the order of the round."""
    order: list[str] = []
    while talk.session.document.meta.state == "COLLECT":
        order.append(talk.question.about)
        await talk.answer("PM-26", "kept", about=talk.question.about)
    return order


async def test_one_reason_of_each_person_is_read_out_a_round(talk: Talk) -> None:
    await write(talk)
    assert await read_out(talk) == ["RS1", "RS4", "RS2", "RS5", "RS3", "RS6"]
    shown = [reason.id for reason in talk.session.document.reasons]
    assert shown == ["RS1", "RS4", "RS2", "RS5", "RS3", "RS6"]


async def test_only_what_was_read_out_is_shown_and_never_who_wrote_it(talk: Talk) -> None:
    await write(talk)
    await talk.answer("PM-26", "kept", about="RS1")
    document = talk.session.document
    assert [reason.text for reason in document.reasons] == HANA[:1]
    assert all(not reason.by for reason in document.reasons)
    assert document.silences == ()


async def test_the_question_shows_the_reason_that_is_read_out_in_full(talk: Talk) -> None:
    long = "hana-long: " + "a very long reason that no screen would like to shorten " * 3
    await talk.answer("PM-04", [long, *HANA[:2]], about="P1")
    await talk.answer("PM-04", PIET, about="P2")
    await talk.send(Advance())
    assert " ".join(long.split()) in talk.question.text


async def test_a_reason_that_says_the_same_becomes_a_wording_and_both_texts_stay(
    talk: Talk,
) -> None:
    await write(talk)
    for reason in ("RS1", "RS4", "RS2"):
        await talk.answer("PM-26", "kept", about=reason)
    await talk.answer("PM-26", {"same_as": "RS2"}, about="RS5")
    reason = next(r for r in talk.session.document.reasons if r.id == "RS2")
    assert reason.text == HANA[1]
    assert [wording.text for wording in reason.wordings] == [PIET[1]]
    assert all(r.id != "RS5" for r in talk.session.document.reasons)


@pytest.mark.parametrize("target", ["RS3", "RS4", "RS9"])
async def test_only_what_was_read_out_before_can_say_the_same(talk: Talk, target: str) -> None:
    await write(talk)
    await talk.answer("PM-26", "kept", about="RS1")
    with pytest.raises(AnswerError, match=target):
        await talk.answer("PM-26", {"same_as": target}, about="RS4")


async def test_the_round_is_not_left_before_its_end(talk: Talk) -> None:
    await write(talk)
    await talk.send(Advance())
    assert talk.session.document.meta.state == "COLLECT"
    with pytest.raises(AnswerError, match="hidden"):
        await talk.send(Override(reason="late", by="Hana"))


async def test_nobody_can_edit_what_another_one_wrote(talk: Talk) -> None:
    await write(talk)
    with pytest.raises(AnswerError, match="kept by the session"):
        await talk.send(EditField(path="reasons.RS1.by", value="P2"))


async def test_nothing_from_elsewhere_is_shown_before_the_people_are_done(talk: Talk) -> None:
    await write(talk)
    assert talk.session.document.priors_searched_at is None
    await read_out(talk)
    assert talk.session.document.meta.state == "CLUSTER"
    assert talk.session.document.priors_searched_at is not None


async def test_reasons_left_alone_are_proposed_as_modes_after_the_people_grouped(
    talk: Talk,
) -> None:
    await write(talk)
    await read_out(talk)
    assert not talk.session.proposals
    await talk.answer("PM-29", [{"text": "The panels fail", "reason_ids": "RS1"}])
    (offered,) = talk.session.proposals
    assert offered.text == PIET[1]
    await talk.send(Accept(proposal=offered.id))
    assert talk.session.document.modes[1].reason_ids == ("RS2", "RS5")
    kept = talk.session.view.document.provenance
    origins = {kept[path].origin for path in kept if path.startswith("modes.FM2")}
    assert origins == {"proposed-accepted"}
