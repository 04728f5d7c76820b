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


FACTS = st.sampled_from(
    (
        "14:05",
        "3 May",
        "40 %",
        "12 GB",
        "40ms",
        "db-eu-2",
        "v2.1.0",
        "billing-worker",
        "max_connections",
        "`rm -rf /tmp/x`",
        "https://example.org/a?b=1",
        "PostgreSQL",
        "DNS",
        "#4471",
        "/etc/hosts",
        "twice",
        "half",
        "probably",
        "at least",
        "Friday",
        "yesterday",
        "about 30",
        "without",
        "unaware",
    )
)
NUMBERS = st.integers(min_value=2, max_value=99_999)
UNITS = st.sampled_from(("%", "ms", "minutes", "GB", "days", "EUR", "mg"))


@given(st.lists(FACTS, min_size=1, max_size=5, unique=True), st.data())
def test_leaving_out_any_fact_is_told(facts: list[str], data: st.DataObject):
    gone = data.draw(st.sampled_from(facts))
    source = f"The job ran with {' and with '.join(facts)} in it."
    rewrite = f"The job ran with {' and with '.join(f for f in facts if f != gone)} in it."
    assert preserved(source, rewrite)
    assert preserved(rewrite, source), "what is invented is told as well"


@given(NUMBERS, NUMBERS, UNITS)
def test_another_number_is_told(number: int, other: int, unit: str):
    told = preserved(f"It took {number} {unit}.", f"It took {other} {unit}.")
    assert bool(told) == (number != other)


@given(NUMBERS, UNITS, UNITS)
def test_another_unit_is_told(number: int, unit: str, other: str):
    told = preserved(f"It took {number} {unit}.", f"It took {number} {other}.")
    assert bool(told) == (unit != other)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("We should have tested it.", "It was not tested."),
        ("It should not have been merged.", "It was merged."),
        ("No one tested it.", "It was not tested."),
        ("We overlooked the alert.", "The alert was not noticed."),
        ("The team ignored the alert.", "There was no response to the alert."),
        ("We were unaware that it was full.", "It was not known that it was full."),
        ("We incorrectly tagged the build.", "The build was not correctly tagged."),
        ("Our failure to test it cost a day.", "The failure to test it cost a day."),
        (
            "The lead shrugged off the alarm at 02:14.",
            "There was no reaction to the alarm at 02:14.",
        ),
        ("The host kept us in the dark about the move.", "We were not told about the move."),
        (
            "The crew never gave the gauge a second thought.",
            "The gauge was never considered.",
        ),
    ],
)
def test_a_denial_may_be_said_in_other_words(source: str, rewrite: str):
    assert preserved(source, rewrite) == ()


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("We should have tested it.", "It was tested."),
        ("It should not have been merged.", "It was not merged."),
        ("We overlooked the alert.", "The alert was noticed."),
        ("We incorrectly tagged the build.", "The build was tagged."),
        ("It was possibly full.", "It was full."),
        ("It was full.", "It was probably full."),
    ],
)
def test_a_meaning_turned_round_is_told(source: str, rewrite: str):
    assert preserved(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("The clerk unintentionally deleted it.", "It was deleted."),
        ("The clerk dropped row 7 by mistake.", "Row 7 was dropped."),
        ("The admin knowingly left it open.", "It was left open."),
        ("The admin left it open.", "It was deliberately left open."),
        ("The job was closed.", "The job was accidentally closed."),
        ('It was closed as "wrong machine, clerk".', 'It was closed as "wrong machine".'),
        ("The clerk read the scheduler's log.", "The log was read."),
        ("Most rows were lost.", "Rows were lost."),
        (
            "The valve was closed, the boiler drained, the depot informed and pressure noted twice.",
            "The valve was closed twice.",
        ),
    ],
)
def test_intent_owners_quotations_and_the_rest_of_a_sentence_may_not_go(source: str, rewrite: str):
    assert preserved(source, rewrite)


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("The clerk unintentionally deleted it.", "It was deleted by accident."),
        (
            "We incorrectly assumed it was on.",
            "It was assumed that it was on, which was incorrect.",
        ),
        ("The admin knowingly left it open.", "It was knowingly left open."),
        ("The clerk's letter was late.", "The letter was late."),
        ("Yesterday's job was late.", "The job of yesterday was late."),
        ("The worker's log was lost.", "The log of the worker was lost."),
        ("If only the clerk had made a copy.", "No copy was made."),
        ("We should've made a copy.", "A copy was not made."),
        ("We forgot to re-enable the job.", "The job was not re-enabled."),
        ("We did not load-test the form.", "The form was not load-tested."),
        ("The lead signed off.", "There was a sign-off."),
        ("He did not open one of them.", "Not one of them was opened."),
    ],
)
def test_the_same_in_other_words_is_kept(source: str, rewrite: str):
    assert preserved(source, rewrite) == ()


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("We restarted billing-worker.", "Billing was restarted."),
        ("We stopped the worker.", "The stop-gap was stopped."),
        ("We moved log-router to log-shipper.", "It was moved to log-shipper."),
    ],
)
def test_a_name_with_a_hyphen_is_no_verb(source: str, rewrite: str):
    assert preserved(source, rewrite)


INTENT = st.sampled_from(("accidentally", "mistakenly", "inadvertently", "knowingly", "on purpose"))
OWNERS = st.sampled_from(("queue", "cluster", "gateway", "invoice", "pump"))


@given(INTENT, OWNERS, st.sampled_from(("closed", "moved", "cut", "read")))
def test_dropping_an_intent_or_an_owner_is_told(intent: str, owner: str, done: str):
    source = f"The {owner}'s log was {intent} {done}."
    assert preserved(source, source) == ()
    assert preserved(source, f"The {owner}'s log was {done}.")
    assert preserved(source, f"The log was {intent} {done}.")


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        ("The crew misjudged the distance.", "The distance was not judged correctly."),
        ("The clerk's ignorance of the quota cost a day.", "The quota was not known, at a day."),
        ("The guard is at fault for failing to lock it.", "It was not locked."),
        ("Dropping the step was an oversight.", "The step was mistakenly dropped."),
    ],
)
def test_words_that_deny_or_tell_of_a_slip_by_themselves_count(source: str, rewrite: str):
    assert not [fact for fact in preserved(source, rewrite) if "nega" in fact or "word" in fact]


def test_of_two_acts_that_should_have_been_done_both_may_be_denied() -> None:
    source = "They should have sifted the flour and weighed the salt."
    assert preserved(source, "The flour was not sifted and the salt was not weighed.") == ()
    assert preserved("They should have sifted it.", "It was not sifted and not kept.") != ()
