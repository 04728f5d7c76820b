"""What is left when judging words go is a sentence, or a question is asked instead."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.coach.grammar import broken
from agent.coach.judgement import without_judgement
from agent.coach.neutral import neutralise

PEOPLE = ("Zebulon Quist", "Nadia Berg")
ADJECTIVES = st.sampled_from(
    ("careless", "sloppy", "reckless", "stupid", "embarrassing", "junior", "untrained", "clumsy")
)
ADVERBS = st.sampled_from(("carelessly", "stupidly", "wrongly", "obviously", "blindly"))
DEGREES = st.sampled_from(("", "", "very ", "so ", "too ", "extremely "))
JOINTS = st.sampled_from((" and ", ", ", " but ", ", and "))
SUBJECTS = st.sampled_from(("The engineer", "The change", "Nadia", "Our team", "It", "A release"))
LINKS = st.sampled_from(("was", "is", "looked", "had been", "became"))
NOUNS = st.sampled_from(("edit", "operator", "mistake", "deploy", "engineer", "error"))
DONE = st.sampled_from(
    (
        "removed 12 rules",
        "set the pool size to 10",
        "deleted the table and left",
        "broke the build for 3 hours",
        "was too late",
        "failed to take a backup",
        "skipped the check",
        "crashed the server",
        "was done by mistake",
    )
)
TAILS = st.sampled_from(
    (
        "",
        "and set the pool size to 10",
        "but came back",
        "when the page came at 14:05",
        "to save time",
        "with the table",
        "in the change of 3 May",
        "by mistake",
        "by mistake or by design",
    )
)


@st.composite
def judging(draw: st.DrawFn, one: st.SearchStrategy[str]) -> str:
    """One judging word or two, with what may stand before."""
    words = draw(st.lists(one, min_size=1, max_size=2, unique=True))
    return f"{draw(DEGREES)}{draw(JOINTS).join(words)}"


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence that judges somewhere: of the subject, of what was done, or of how."""
    subject, link, tail, noun = draw(SUBJECTS), draw(LINKS), draw(TAILS), draw(NOUNS)
    adjective, adverb, done = draw(judging(ADJECTIVES)), draw(judging(ADVERBS)), draw(DONE)
    shape = draw(
        st.sampled_from(
            (
                f"{subject} {link} {adjective} {tail}",
                f"{subject} {link} a {adjective} {noun} {tail}",
                f"The {adjective} {noun} {done} {tail}",
                f"No {adjective} {noun} {done} {tail}",
                f"{subject} {adverb} {done} {tail}",
                f"{subject} acted {adverb} {tail}",
                f"{subject}, {adverb}, {done} {tail}",
                f"{adverb}, {subject} {done} {tail}",
                f"{subject} {done} {adverb} {tail}",
                f"{subject} {done} {tail}",
            )
        )
    )
    line = " ".join(shape.split())
    return f"{line[:1].upper()}{line[1:]}."


HANGING = re.compile(
    r"  | [,.]|\b(?:was|were|is) (?:and|but|or)\b|\b(?:was|were|is),"
    r"|\b(?:the|an?) (?:and|but|or|was|were|is|to|with|in|that|when)\b|\b(?:the|an?)[,.]"
    r"|\b(?:very|so|too|most|extremely) (?:and|but|was|with|in|to|when|that)\b"
)
VERB = re.compile(
    r"\b(?:was|is|been|became|looked|acted|deleted|set|came|removed|broke|crashed|failed|skipped)\b"
)


@settings(max_examples=250)
@given(sentences())
def test_no_rewrite_leaves_words_hanging(source: str):
    rewrite = neutralise(source, PEOPLE).text
    hanging = [found for found in HANGING.findall(rewrite) if found not in source]
    assert hanging == [], f"{source} => {rewrite}"
    assert not rewrite or VERB.search(rewrite), f"{source} => {rewrite}"


@pytest.mark.parametrize(
    "source",
    [
        "The change was sloppy and set the pool size to 10.",
        "The engineer was very careless with the table.",
        "The most careless engineer deleted 3 rows.",
        "No inexperienced operator was on shift.",
        "It was stupid to deploy on Friday.",
        "The engineer acted carelessly and deleted 3 rows.",
        "The engineer was a careless person.",
        "Nadia was a careless engineer in the change of 3 May.",
        "This was inexcusable and unacceptable behaviour.",
        "The table was dropped by mistake or by design.",
        "The delete was by mistake.",
        "Row 7 was deleted by mistake.",
        "The engineer erroneously deleted row 7.",
    ],
)
def test_a_judgement_that_carries_the_sentence_stays(source: str):
    assert without_judgement(source) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The careless and sloppy edit removed 12 rules.", "The edit removed 12 rules."),
        ("The engineer stupidly and carelessly deleted 3 rows.", "The engineer deleted 3 rows."),
        ("Stupidly, the table was dropped.", "The table was dropped."),
        ("It was a reckless edit that removed 12 rules.", "It was an edit that removed 12 rules."),
        ("There was a silly bug in the parser.", "There was a bug in the parser."),
    ],
)
def test_a_judgement_beside_the_sentence_goes(source: str, expected: str):
    assert without_judgement(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "The DBA failed to draw a snapshot to save time.",
        "The engineer skipped the check to deploy at 14:05.",
        "After his and her deploy it broke.",
    ],
)
def test_a_purpose_or_a_shared_owner_becomes_a_question(source: str):
    neutral = neutralise(source, PEOPLE)
    assert (neutral.text, neutral.finding is None) == ("", False)


def test_what_the_source_left_hanging_is_not_held_against_a_rewrite():
    assert broken("The edit was sloppy and late.", "The edit was and late.")
    assert not broken("It was, at 14:05, full.", "It was, at 14:05, full.")
