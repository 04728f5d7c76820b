"""The writer: the steps that it takes, what it writes, and what is refused of it."""

import pytest

from agent.coach.rewriting.parts.trained import trained
from agent.coach.rewriting.search import neutral_version
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.steps import Copied, Step, written
from agent.coach.rewriting.writing.versions import written_anew
from agent.coach.rewriting.writing.writer import Writer
from rubrics.language.opinions import RULES_ONLY


def _writer() -> Writer:
    known = trained()
    assert known is not None
    return known.writer


def _copied(*places: int) -> list[Step]:
    return [Copied(place, "as") for place in places]


def test_steps_copy_the_words_of_the_source_and_keep_its_spacing() -> None:
    sentence = Sentence("The cook moved `egg-timer` (the old one) to the hall.")
    steps = [*_copied(3, 4), "was", Copied(2, "participle"), *_copied(5, 6, 7, 8)]
    assert written(sentence, steps) == "`egg-timer` (the old one) was moved to the hall."


@pytest.mark.parametrize(
    ("text", "steps", "said"),
    [
        ("We ran it.", [*_copied(2), "was", *_copied(1, 3)], "It was run."),
        ("we ran it", [*_copied(2), "was", *_copied(1)], "it was run"),
        ("They never hid it.", [*_copied(3), "was", *_copied(1, 2, 4)], "It was never hidden."),
        ("@kim took it.", [*_copied(2), "was", *_copied(1, 3)], "It was taken."),
        ("Both left. We wept.", [*_copied(3, 4, 5)], "We wept."),
        ("A human error.", _copied(0, 2, 3), "An error."),
        ("Baked it twice.", ["it", "was", *_copied(0, 2, 3)], "It was baked twice."),
        ("Ted left.", ["it", "was", *_copied(0, 2)], "It was Ted."),
        ("He left. We wept.", [*_copied(0, 1, 2), "it", "was", "late"], "He left. It was late"),
    ],
)
def test_capitals_and_participles_are_set_by_rule(text: str, steps: list[Step], said: str) -> None:
    assert written(Sentence(text), steps) == said


def test_what_is_written_is_the_same_each_time() -> None:
    sentence = Sentence("The night operator forgot to restart the three queues at 02:10.")
    first = _writer()(sentence)
    _writer()(Sentence("Another sentence stands between the two."))
    assert first == _writer()(Sentence(sentence.text))
    assert first[0].text == "The three queues were not restarted at 02:10."


def test_the_likeliest_comes_first() -> None:
    found = _writer()(Sentence("The porter left the gate open and told nobody."))
    assert [one.likely for one in found] == sorted((one.likely for one in found), reverse=True)
    assert all(one.likely <= 0 for one in found)


def test_a_sentence_too_long_to_be_heard_is_not_written() -> None:
    assert _writer()(Sentence("the operator dropped the table and " * 40)) == []


@pytest.mark.parametrize(
    "text",
    ["Root cause: human error.", "They are a lazy bunch.", "Why did nobody read the log?"],
)
def test_what_tells_no_fact_is_not_written(text: str) -> None:
    assert written_anew(text) is None
    assert neutral_version(text, lambda words: words != text) is None


def test_without_the_trained_part_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RULES_ONLY, "1")
    trained.cache_clear()
    assert written_anew("The operator dropped the table.") is None
    monkeypatch.delenv(RULES_ONLY)
    trained.cache_clear()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "We should have paused the rollout and notified customers.",
            "The rollout was not paused and customers were not notified.",
        ),
        (
            "The skipper talked over the mate's warning and held an unsafe course.",
            "The mate's warning was talked over and an unsafe course was held.",
        ),
        (
            "As keyholder we tolerated a bypass of the lock.",
            "A bypass of the lock was tolerated.",
        ),
        (
            "The clerk was not aware that the flag had gone and spent an hour on it.",
            "It was not known that the flag had gone, and an hour was spent on it.",
        ),
        (
            "The mate should have rung the lock keeper instead of hoping.",
            "The lock keeper was not rung.",
        ),
        ("The crew did not practise the way back.", "The way back was not practised."),
        (
            "Starting the lift by hand without telling anyone on the gangway.",
            "The lift was started by hand without anyone on the gangway being told.",
        ),
        (
            "Our release engineer uploaded a file that was signed with the test key.",
            "A file that was signed with the test key was uploaded.",
        ),
    ],
)
def test_what_grammar_and_marks_cannot_tell_is_written(text: str, told: str) -> None:
    found = neutral_version(text, lambda words: words != text)
    assert found is not None
    assert found.text == told


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("I typed the limit wrong.", "The limit was typed wrong."),
        (
            "The firm gave the scale a green sticker without opening the case.",
            "The scale was given a green sticker without the case being opened.",
        ),
        (
            "The desk closed the valve of the boiler in error at 13:10.",
            "The valve of the boiler was closed in error at 13:10.",
        ),
    ],
)
def test_a_sure_draft_comes_before_the_grammar(source: str, told: str):
    assert neutral_version(source, lambda words: words != source).text == told


def test_nothing_is_told_of_it_where_it_was_the_people_of_it():
    source = "Facilities did not involve IT when the contract was changed."
    version = neutral_version(source, lambda words: words != source)
    assert version is None or not version.text.startswith("It ")
