"""The tagger and what is made of its marks."""

import pytest

from agent.coach.neutral import neutralise
from agent.coach.rewriting.parts.marks import read_marked
from agent.coach.rewriting.parts.trained import tagger
from agent.coach.rewriting.parts.versions import told_by_marks, told_by_parts
from agent.coach.rewriting.tokens import Sentence
from rubrics.language.opinions import RULES_ONLY


def test_a_reading_is_the_same_each_time_and_the_likeliest_comes_first() -> None:
    read = tagger()
    assert read is not None
    sentence = Sentence("The night operator forgot to restart the three queues at 02:10.")
    first, again = read(sentence), read(sentence)
    assert first is not None
    assert first == again
    costs = [one.cost for one in first.readings]
    assert costs == sorted(costs)
    assert costs[0] == 0


def test_a_telling_with_torn_words_reads_worse() -> None:
    read = tagger()
    assert read is not None
    right = read.reads("The three queues were not restarted at 02:10.")
    assert right > read.reads("The three was not restarted queues at 02:10.")


def test_a_sentence_too_long_to_be_read_has_no_marks() -> None:
    read = tagger()
    assert read is not None
    assert read(Sentence("the operator dropped the table and " * 40)) is None


def test_without_the_trained_part_nothing_is_told_by_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(RULES_ONLY, "1")
    tagger.cache_clear()
    assert not [*told_by_parts("The operator dropped the table.")]
    monkeypatch.delenv(RULES_ONLY)
    tagger.cache_clear()


@pytest.mark.parametrize(
    "marked",
    [
        "{D Jenkins} {V deployed} {S the wrong branch}.",
        "{D The guard} {V opened} {S the hatch} {D and wandered off}.",
        "{D The vendor} {V approved} {S its own audit}.",
        "{D We repeatedly} {N failed to} {V answer} {S the mail}.",
        "{D The fitter, who was ill,} {V left} {S a bolt} out.",
        "{D We} {V lost} about {SS forty minutes}.",
        "{D The crew} {V carried} {S the case} in his absence.",
        "{D We} {V botched} {S the update}.",
    ],
)
def test_marks_that_would_lose_a_fact_or_keep_the_blame_are_refused(marked: str) -> None:
    text, marks = read_marked(marked)
    assert told_by_marks(Sentence(text), marks) is None


def test_a_question_is_not_told() -> None:
    assert not [*told_by_parts("Why did the operator drop the table?")]


def test_what_the_grammar_cannot_tell_is_told_by_its_parts() -> None:
    text = "The first officer's failure to set the flaps, and the captain's failure to cross-check the configuration before entering the runway."
    assert neutralise(text).text == (
        "The flaps were not set, and the configuration was not cross-checked"
        " before the runway was entered."
    )
