"""How a rewrite is read as the steps that write it."""

import pytest

from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.steps import Copied, written
from evals.training.writing.alignment import small_words, steps_of
from evals.training.writing.sentences import FOLDER

_SMALL = frozenset(small_words([]))


def test_steps_write_the_rewrite_that_they_were_read_from() -> None:
    source = "At 09:12 the clerk forgot to lock `vault-2` and left."
    rewrite = "At 09:12 `vault-2` was not locked."
    steps = steps_of(source, rewrite, _SMALL)
    assert steps is not None
    assert written(Sentence(source), steps) == rewrite
    assert [step for step in steps if isinstance(step, str)] == ["was", "not"]
    assert Copied(6, "participle") in steps


def test_a_word_that_is_neither_in_the_source_nor_small_has_no_steps() -> None:
    assert steps_of("We dropped the index.", "The table was dropped.", _SMALL) is None


def test_rare_words_are_no_small_words() -> None:
    pairs = [("We slept.", f"There was a {word}.") for word in ("nap", "nap", "nap", "doze")]
    assert {"nap", "there"} <= set(small_words(pairs))
    assert "doze" not in small_words(pairs)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_line_of_the_writers_data_has_one_rewrite(path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        text, rewrite = line.split("\t")
        assert text.strip()
        assert rewrite.strip()
