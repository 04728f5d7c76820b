import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.library.lexical import MAX_TERMS, LexicalIndex, terms

TEXTS = {
    "a": "connections to the database were exhausted after a failover",
    "b": "a certificate expired and clients refused the connection",
    "c": "the deploy removed an index and queries got slow",
    "d": "",
}


def test_words_are_compared_by_their_stems_and_rare_ones_count_more():
    scores = LexicalIndex(TEXTS).scores("exhausting connection failovers")
    assert sorted(scores, key=lambda name: -scores[name]) == ["a", "b"]


def test_what_is_shared_is_named_as_the_person_wrote_it_rarest_first():
    index = LexicalIndex(TEXTS)
    assert index.shared("Exhausting CONNECTIONS everywhere", "a", 4) == (
        "exhausting",
        "connections",
    )
    assert index.shared("Exhausting CONNECTIONS everywhere", "c", 4) == ()


@pytest.mark.parametrize("query", ["", "the and of", "!!! \u0000\x1b[31m", "nothing-here-matches"])
def test_a_query_without_known_words_scores_nothing(query):
    assert LexicalIndex(TEXTS).scores(query) == {}
    assert LexicalIndex({}).scores(query) == {}


@given(st.lists(st.text("abc ", max_size=30), max_size=6), st.text("abc ", max_size=200))
def test_scores_lie_between_nought_and_one(texts, query):
    index = LexicalIndex({str(n): text for n, text in enumerate(texts)})
    assert all(0 < score <= 1 for score in index.scores(query).values())


def test_of_a_long_query_only_the_rarest_terms_count():
    words = [f"w{n}" for n in range(500)]
    index = LexicalIndex({"all": " ".join(words[:400]), "rare": words[450]})
    weights = index.weights(" ".join(words))
    assert len(weights) == MAX_TERMS
    assert list(weights.values()) == sorted(weights.values(), reverse=True)


def test_words_of_other_scripts_are_words():
    assert [word for _, word in terms("Датабаза упала — 数据库 停机 à Zürich")] != []


def test_the_numbers_of_a_time_are_not_told_as_what_is_shared():
    index = LexicalIndex({"a": "Gateway down from 06:00 to 06:47, error 503", "b": "A late report"})
    assert index.shared("At 06:47 the gateway answered 503", "a", limit=4) == ("503", "gateway")
