"""A rewrite keeps every fact and adds none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.coach.fidelity import preserved


@given(st.text(max_size=400))
def test_a_text_preserves_itself(text: str):
    assert preserved(text, text) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "worker",
                "not",
                "14:05",
                "db-7",
                "pool_size",
                "never",
                "Kafka",
                "3",
                "%",
                ".",
                "`x y`",
                "\n",
            ]
        ),
        max_size=20,
    )
)
def test_a_text_of_facts_preserves_itself(words: list[str]):
    text = " ".join(words)
    assert preserved(text, text) == ()


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("It failed at 14:05.", "It failed."),
        ("It failed at 14:05.", "It failed at 14:15."),
        ("It failed.", "It failed at 14:05."),
        ("Rows of db-7 were lost.", "Rows were lost."),
        ("The flag pool_size was set.", "The flag was set."),
        ("We lost 3 of 40 rows.", "We lost 3 rows."),
        ("The alert did not fire.", "The alert fired."),
        ("The alert fired.", "The alert never fired."),
        ("The worker read from Kafka.", "The worker read from the queue."),
        ("The worker read from the queue.", "The worker read from Kafka."),
        ("See https://example.org/a for it.", "See the page for it."),
        ("Run `make all` twice.", "Run `make` twice."),
        ("Both DNS servers stopped.", "Both servers stopped."),
        ("All rows were lost.", "Rows were lost."),
    ],
)
def test_a_lost_or_an_invented_fact_is_told(source: str, rewrite: str):
    assert preserved(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("Yesterday the shop stopped.", "The shop stopped yesterday."),
        ("Kafka stopped at 14:05.", "At 14:05 Kafka stopped."),
        ("The clerk failed to lock it.", "It was not locked."),
        ("They didn’t lock it.", "It was not locked."),
    ],
)
def test_other_words_for_the_same_facts_are_fine(source: str, rewrite: str):
    assert preserved(source, rewrite) == ()


def test_a_name_of_a_person_may_go():
    source, rewrite = "At 14:05 Zebulon ran it.", "At 14:05 it ran."
    assert preserved(source, rewrite) == ("missing: Zebulon",)
    assert preserved(source, rewrite, people=("Zebulon Quist",)) == ()
