"""How strong a sign of blame must be depends on how much the texts around it blame."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.language import bar_over, scan
from rubrics.language.bar import bar
from rubrics.language.opinions import opinions
from rubrics.language.rules import trained_rules

LEAST, SURE = trained_rules().blames_from, trained_rules().surely_from
SCORES = st.lists(st.floats(-8, 8), max_size=60)
BLAME = frozenset({"blame"})
PLAIN = tuple(f"The pump in hall {n} stopped at 04:{n}." for n in range(10, 59))
ACCUSING = ("Rosa forgot the valve.", "The night shift should have looked.", "It was human error.")


@given(SCORES, st.integers(0, 40))
def test_the_bar_is_never_below_the_least_score(scores: list[float], warned: int):
    assert bar(scores, warned) >= LEAST


@given(SCORES, st.integers(0, 40))
def test_a_sentence_more_that_blames_never_raises_the_bar(scores: list[float], warned: int):
    assert bar(scores, warned + 1) <= bar(scores, warned)
    assert bar([*scores, SURE], warned) <= bar(scores, warned)


@given(st.integers(1, 200))
def test_a_sentence_more_that_blames_nobody_never_lowers_the_bar(count: int):
    assert bar([-5.0] * (count + 1)) >= bar([-5.0] * count)


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_the_sentences_does_not_matter(scores: list[float], chance):
    mixed = list(scores)
    chance.shuffle(mixed)
    assert bar(mixed) == bar(scores)


def test_texts_that_belong_together_have_one_bar():
    calm = [(text, "") for text in PLAIN]
    heated = [(text, "") for text in ACCUSING]
    assert bar_over(heated) < bar_over([*calm, *heated]) < bar_over(calm)


def test_a_text_that_stands_twice_counts_once():
    once = [(text, "") for text in (*PLAIN, *ACCUSING)]
    assert bar_over([*once, *once]) == bar_over(once)


def test_what_is_to_be_done_does_not_count():
    heated = [(text, "summary.text") for text in ACCUSING]
    assert bar_over([*heated, (PLAIN[0], "actions.A1.text")]) == bar_over(heated)


def test_the_same_words_are_blame_in_a_draft_that_accuses_and_none_in_one_that_does_not():
    weak = next(text for text in WEAK if LEAST <= opinions([text])[0].score < SURE)
    calm, heated = "\n\n".join((*PLAIN, weak)), "\n\n".join((*ACCUSING, weak))
    assert not scan(calm, only=BLAME)
    assert any(weak.startswith(finding.text) for finding in scan(heated, only=BLAME))


WEAK = (
    "The porter took the wrong lift twice.",
    "The clerk waved the form through.",
    "Purchasing sat on the order for a week.",
    "The crew let the second alarm ring.",
    "Nobody on the late crew had looked at the gauge since lunch.",
)
"""Whatever the trained part learns next, one of these stands between plain and plainly blaming."""
