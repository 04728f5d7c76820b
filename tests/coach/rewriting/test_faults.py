"""What a rewrite must never leave, over combinations of doers, verbs, things and endings."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.coach.fidelity import preserved
from agent.coach.rewriting.faults import has_fault
from agent.coach.rewriting.search import neutral_version

SOURCE = "The clerk failed to check the two forms before the audit."
FAULTY = [
    "The two forms was not checked before the audit.",
    "The the two forms were not checked before the audit.",
    "the two forms were not checked before the audit.",
    "The two forms were not checked before the audit",
    "The two forms were not checked before the.",
    "The two forms were not checked because of.",
    "The two forms were not checked before merging.",
    "The two forms were not checked , before the audit.",
    "The two forms were not checked before an audit by.",
    "The two **forms were not checked before the audit.",
    "The two forms were was not checked before the audit.",
    "The two forms did not checked before the audit.",
    "A audit came before the two forms were not checked.",
]


@pytest.mark.parametrize("rewrite", FAULTY)
def test_a_rewrite_with_a_fault_of_grammar_is_refused(rewrite: str):
    assert has_fault(SOURCE, rewrite, gone="The clerk", strategy="SHIFT")


def test_a_sound_rewrite_has_no_fault():
    rewrite = "The two forms were not checked before the audit."
    assert not has_fault(SOURCE, rewrite, gone="The clerk", strategy="SHIFT")


def test_what_the_source_has_too_is_no_fault_of_the_rewrite():
    source = "On Monday the clerk closed the the form , and a error came of it."
    rewrite = "On Monday the the form was closed , and a error came of it."
    assert not has_fault(source, rewrite, gone="The clerk", strategy="SHIFT")


def test_a_second_act_does_not_hang_behind_the_first():
    source = "The crew failed to call the tower and to lower the gear."
    rewrite = "The tower was not called and to lower the gear."
    assert has_fault(source, rewrite, gone="The crew", strategy="SHIFT")


def test_a_modal_verb_may_not_go():
    source = "We did not see that the job can fail."
    rewrite = "It was not seen that the job fails."
    assert has_fault(source, rewrite, gone="We", strategy="SHIFT")


DOERS = st.sampled_from(
    ("We", "I", "The operator", "Our vendor", "The data team", "Somebody", "The night shift")
)
ACTS = st.sampled_from(
    (
        "failed to check",
        "never checked",
        "was careless enough to delete",
        "were too lazy to read",
        "carelessly restarted",
        "should have tested",
        "should not have moved",
        "mistakenly closed",
        "neglected to update",
    )
)
THINGS = st.sampled_from(
    ("the index", "both keys", "an alert", "the 3 queues", "`db-7`", "the list of names", "data")
)
TAILS = st.sampled_from(
    (
        "",
        " at 14:05",
        " before restarting the node",
        " while editing two rules",
        " without reading the note",
        ", ignoring the procedure",
        ", which cost 40 minutes",
        " and did not tell the clinic",
        " and dropped 12 rows",
        " because the page can be slow",
        " instead of moving it",
    )
)
_DOUBLED = re.compile(r"\b(\w+) \1\b")
_HANGS = re.compile(r"\b(?:before|while|without|of) (?!being)[a-z]+ing\b|, [a-z]+ing\b")


@settings(max_examples=400, deadline=None)
@given(DOERS, ACTS, THINGS, TAILS)
def test_every_version_reads_as_a_sentence_and_keeps_what_was_told(
    doer: str, act: str, thing: str, tail: str
):
    source = f"{doer} {act} {thing}{tail}."
    version = neutral_version(source, lambda words: words != source)
    if version is None:
        return
    text = version.text
    first = text.lstrip("`")[:1]
    assert first.isupper() or text.startswith("`")
    assert text.endswith(".")
    assert not text.endswith("..")
    assert not _DOUBLED.search(text)
    assert doer.rsplit(maxsplit=1)[-1].lower() in text.lower().split() or not _HANGS.search(text)
    assert preserved(source, text, people=(doer, *doer.split())) == ()
    assert (" were " in text) or not re.match(r"(?:Both keys|The 3 queues) was\b", text)


LABELS = st.sampled_from(
    ("human error", "an oversight by the clerk", "a lapse in attention", "operator error")
)
EVENTS = st.sampled_from(
    ("the 3 queues were closed", "`db-7` was dropped at 14:05", "an alert was not sent for 2 hours")
)
WHENS = st.sampled_from(
    ("", " during the move", " while editing the rules", " when the host moved")
)
JOINTS = st.sampled_from(("Due to", "Because of", "As a result of", "Owing to"))


@settings(max_examples=200, deadline=None)
@given(JOINTS, LABELS, WHENS, EVENTS)
def test_a_label_goes_whole_and_its_time_stays(joint: str, label: str, when: str, event: str):
    source = f"{joint} {label}{when}, {event}."
    version = neutral_version(
        source, lambda words: not re.search("error|oversight|lapse|clerk", words)
    )
    if version is None:
        return
    assert version.text.lower().replace("mistakenly ", "").endswith(f"{event}.".lower())
    assert "not" in event or "mistakenly" in version.text
    assert when.rsplit(" ", maxsplit=1)[-1] in version.text
    assert not re.match(r"(?:Due|Because|As a|Owing)\b", version.text)
    assert preserved(source, version.text, people=("clerk",)) == ()


@pytest.mark.parametrize(
    ("rewrite", "leaning"),
    [
        ("Fed up with the trips, terminals 3 and 4 were bridged.", True),
        ("Sent to fetch a cylinder, nitrous oxide was brought.", True),
        ("Working from memory, 18 cables were swapped.", True),
        ("Wrongly believing that it was shut, the valve was opened.", True),
        ("Following the outage, the cable was swapped.", False),
        ("Monitoring for the job was off, and nothing was seen.", False),
        ("Seeing the alarm, the operator left.", False),
    ],
)
def test_how_somebody_was_hangs_before_a_thing(rewrite: str, *, leaning: bool) -> None:
    source = rewrite.replace(", ", ", the fitters saw that ", 1)
    assert has_fault(source, rewrite, gone="fitters", strategy="SHIFT") == leaning


@pytest.mark.parametrize(
    ("source", "rewrite"),
    [
        (
            "The board should have read the notice long before 3 May.",
            "The notice was not read long before 3 May.",
        ),
        (
            "We skipped the test and guests paid the price.",
            "The test was not run and the price was paid.",
        ),
        (
            "The board never questioned the sums put before it.",
            "The sums put before it were never questioned.",
        ),
    ],
)
def test_what_says_something_else_or_leans_on_who_is_gone_is_refused(
    source: str, rewrite: str
) -> None:
    assert has_fault(source, rewrite, gone="board", strategy="SHIFT")
