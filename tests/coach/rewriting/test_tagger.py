"""The tagger and what is made of its marks."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.parts.marks import parts_of, read_marked
from agent.coach.rewriting.parts.shapes import doubts
from agent.coach.rewriting.parts.tagger import Reading, Tagger
from agent.coach.rewriting.parts.trained import trained
from agent.coach.rewriting.parts.versions import how_sure, mended, told_by_marks, told_by_parts
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.opinions import RULES_ONLY


def _tagger() -> Tagger:
    known = trained()
    assert known is not None
    return known.tagger


def test_a_reading_is_the_same_each_time() -> None:
    read = _tagger()
    sentence = Sentence("The night operator forgot to restart the three queues at 02:10.")
    first = read(sentence)
    assert first is not None
    assert first == read(sentence)


def test_a_plain_act_is_surer_than_a_sneer() -> None:
    read = _tagger()
    plain, sneer = (
        Sentence("The night operator forgot to restart the three queues at 02:10."),
        Sentence("Some people would forget their heads, and the night shift is no better."),
    )
    sure = [how_sure(found) for one in (plain, sneer) if (found := read(one)) is not None]
    assert len(sure) == 2
    assert sure[0] > 1 > sure[1]


def test_a_sentence_too_long_to_be_read_has_no_marks() -> None:
    read = _tagger()
    assert read(Sentence("the operator dropped the table and " * 40)) is None


def test_without_the_trained_part_nothing_is_told_by_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(RULES_ONLY, "1")
    trained.cache_clear()
    assert told_by_parts("The operator dropped the table.") is None
    monkeypatch.delenv(RULES_ONLY)
    trained.cache_clear()


@pytest.mark.parametrize(
    "marked",
    [
        "{D We repeatedly} {N failed to} {V answer} {S the mail}.",
        "{D The fitter, who was ill,} {V left} {S a bolt} out.",
        "{D Nobody} {V read} {S the note}.",
        "{D Jenkins} {V deployed} {S the wrong branch}.",
        "{D The guard} {V opened} {S the hatch} {D and wandered off}.",
        "{D We} {V lost} about {SS forty minutes}.",
        "{D The vendor} {V approved} {S its own audit}.",
        "Guests were put at risk {D by the porter's haste}.",
        "{D The load balancer} {V sent} {S half of it} to an empty pool.",
        "{D We} {V could have found} {S it} with one call.",
        "{D We} {V botched} {S the update}.",
        "{D They} {V could have copied} {S the key} as well.",
        "{D We} {V spent} {S an hour getting the pump} back.",
    ],
)
def test_marks_that_would_lose_a_fact_or_keep_the_blame_are_doubted_or_refused(
    marked: str,
) -> None:
    text, marks = read_marked(marked)
    sentence = Sentence(text)
    assert [*doubts(sentence, parts_of(marks))] or told_by_marks(sentence, marks) is None


@pytest.mark.parametrize(
    "marked",
    [
        "{D Nobody} {V read} {S the note}.",
        "{D The load balancer} {V sent} {S half of it} to an empty pool.",
        "{D Our uptime checks} {V did not alert} {SS us} of this.",
        "{D We} {V could have found} {S it} with one call.",
        "{D He} {V should have asked} for {S a review}, as the change was big.",
        "{D She} {V replied} on {S the radio} at once.",
        "Guests were put at risk {D by the porter's haste}.",
    ],
)
def test_however_sure_a_reading_is_no_machine_goes_and_nothing_is_told_that_was_not(
    marked: str,
) -> None:
    text, marks = read_marked(marked)
    sure = Reading(marks, tellable=9.0, margin=9.0)
    assert how_sure(sure, doubts(Sentence(text), parts_of(marks))) < 0 < how_sure(sure)


@pytest.mark.parametrize(
    "marked",
    [
        "{D The vendor} {V moved} {S the date} because it wanted more time.",
        "{D @kim} {V broke} {S the build}, please stop.",
        "{D We} {V shipped} {S 5.1}, only to find it empty.",
    ],
)
def test_what_leans_on_somebody_who_is_gone_or_appeals_is_not_told(marked: str) -> None:
    text, marks = read_marked(marked)
    assert told_by_marks(Sentence(text), marks) is None


def test_a_thing_does_not_end_with_the_preposition_of_what_follows() -> None:
    text, marks = read_marked("{D The cook} {V moved} {S the egg timer to} the hall.")
    told = told_by_marks(Sentence(text), mended(Sentence(text), marks))
    assert told is not None
    assert told.text == "The egg timer was moved to the hall."


def test_a_question_is_not_told() -> None:
    assert told_by_parts("Why did the operator drop the table?") is None


def test_what_the_grammar_cannot_tell_is_told_by_its_parts() -> None:
    text = "The first officer's failure to set the flaps, and the captain's failure to cross-check the configuration before entering the runway."
    assert neutralise(text).text == (
        "The flaps were not set, and the configuration was not cross-checked"
        " before the runway was entered."
    )
