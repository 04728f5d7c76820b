"""Where findings stand, how grave they are, and what is left alone."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.language import agents_in, scan, scan_action
from rubrics.language.shadow import Shadow

BLAME = frozenset({"blame"})
pytestmark = pytest.mark.usefixtures("rules_alone")


def rules(text: str, **kwargs: object) -> list[str]:
    return [finding.rule for finding in scan(text, only=BLAME, **kwargs)]  # type: ignore[arg-type]


def test_a_finding_tells_its_exact_place():
    text = "At 14:05 the valve shut. The planner forgot to book the second truck."
    (finding,) = scan(text, only=BLAME)
    assert text[finding.start : finding.end] == finding.text
    assert finding.text.startswith("The planner forgot")


@given(st.text(max_size=300))
def test_every_span_is_the_text_it_names(text: str):
    for finding in scan(text):
        assert text[finding.start : finding.end] == finding.text


@given(st.text(max_size=300))
def test_the_shadow_is_as_long_as_the_text(text: str):
    assert len(Shadow(text, ("Nadia Berg",)).text) == len(text)


@given(
    st.lists(st.sampled_from(["the engineer", "forgot", "we", "should have", "Anna", ".", "\n"]))
)
def test_findings_of_blame_never_overlap_and_come_in_order(words: list[str]):
    found = scan(" ".join(words), only=BLAME)
    for before, after in pairwise(found):
        assert before.end <= after.start


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The night shift engineer was at fault.", "error"),
        ("The clerk forgot to file the form.", "warning"),
        ("A junior engineer ran the cleanup.", "warning"),
        ("The intake was poorly organised.", "info"),
        ("We should have called the depot earlier.", "warning"),
    ],
)
def test_severity_follows_the_level_and_whether_it_is_about_people(text: str, severity: str):
    (finding,) = scan(text, only=BLAME)
    assert finding.severity == severity


@pytest.mark.parametrize(
    "text",
    [
        "The engineer removed the address block at 14:50.",
        "The technician pulled the cable that the label named.",
        "The load balancer forgot its sessions after the restart.",
        "The alarm should have rung at 80 %.",
        "I ran it in the other window because both prompts look the same.",
        "Ravi is responsible for the keys until Friday.",
        "We do not blame anybody; we look for conditions.",
        "It was not the nurse's fault: the screen offered no undo.",
        "The support team kept every customer informed.",
        "Use git blame to find the commit.",
    ],
)
def test_what_is_told_without_judgement_is_left_alone(text: str):
    assert rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`the engineer forgot to renew` was the title of the ticket.",
        "```\nERROR: operator error, user forgot to log in\n```",
        "> The engineer broke it, he forgot to test.",
        'The customer wrote: "your engineer was careless and forgot us".',
        "They called it “sheer human error” in the paper.",
        "See https://example.org/human-error/the-engineer-was-at-fault for more.",
        "<!-- the engineer was careless -->",
    ],
)
def test_code_links_and_quotations_are_left_alone(text: str):
    assert rules(text) == []


def test_a_name_counts_only_when_it_is_one():
    assert rules("Zebulon broke the build.") == []
    assert rules("Zebulon broke the build.", people=("Zebulon Quist",)) == ["BP01"]
    assert rules("@zq-ops forgot to renew it.") == ["BP05"]
    assert rules("Redis forgot the session.") == []


def test_a_near_miss_may_say_what_could_have_happened():
    text = "The driver could have lost the whole load."
    assert rules(text) == ["BP04"]
    assert rules(text, field="impact.potential") == []


def test_typographic_apostrophes_and_wrapped_lines_hide_nothing():
    assert rules("The developer didn’t test the switch-over.") == ["BP08"]
    assert rules("The developer\nforgot\nto test it.") == ["BP05"]
    assert rules("- The developer\n- forgot to be listed") == []


def test_only_the_categories_asked_for_are_looked_at():
    text = "The clerk forgot it. Many users were hit. TBD. It was probably the cache."
    assert {f.category for f in scan(text, only=frozenset({"placeholder"}))} == {"structure"}
    assert {f.category for f in scan(text, only=frozenset({"hedge"}))} == {"cause"}
    assert {f.category for f in scan(text)} == {"blame", "impact", "cause", "structure"}
    assert scan(text, only=frozenset()) == ()


def test_a_vague_word_beside_its_number_is_fine():
    assert scan("Many users, 4 100 users of 52 000, saw it.", only=frozenset({"impact"})) == ()
    assert scan("It came back at night, at 02:14.", only=frozenset({"time"})) == ()


def test_a_vague_word_is_a_warning_only_where_it_is_at_home():
    many = "Many users were hit."
    assert scan(many, field="impact.text")[0].severity == "warning"
    assert scan(many, field="learning.lessons.L1.text")[0].severity == "info"
    assert scan("Owner: TBD")[0].severity == "error"


def test_an_action_says_which_part_is_missing():
    (finding,) = scan_action("  Improve the alerts of the shop")
    assert finding.rule == "VA01"
    assert "S, M" in finding.message
    assert finding.text == "Improve"
    assert finding.start == 2


def test_agents_are_names_roles_and_groups():
    text = "Nadia and the dispatcher asked the vendor."
    assert agents_in(text) == ("Nadia", "dispatcher", "vendor")


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("The helmsman woke the second officer.", ("helmsman", "officer")),
        ("Thandeka asked the surveyor.", ("Thandeka", "surveyor")),
        ("The ministry and the clinic waited.", ("ministry", "clinic")),
        ("Hospital beds and company cars are listed.", ()),
        ("The zookeeper quorum and the packer image were rebuilt.", ()),
        ("The query planner and the failover manager were restarted by the guide.", ()),
        ("A fault in certificate management and in the key management of the bank.", ()),
        ("The management and the plant management met.", ("management", "management")),
        ("The planner met the depot manager.", ("planner", "manager")),
        ("A side effect of the error lead to closing of the pool.", ()),
        ("They asked the night lead to close the pool.", ("lead",)),
    ],
)
def test_trades_houses_and_names_of_many_lands_are_people(text: str, agents: tuple[str, ...]):
    assert agents_in(text) == agents


@pytest.mark.parametrize(
    "unit",
    ["a", "a ", " ", "the ", '"', ' "a ', "`a", "<!--", "engineer quickly ", "Anna ", "\n", "["],
)
def test_hostile_text_is_scanned_in_time_that_grows_with_its_length(unit: str):
    text = unit * (100_000 // len(unit))
    before = time.process_time()
    scan(text)
    assert time.process_time() - before < 10


@pytest.mark.parametrize("written", ["O’Tarran", "O'Tarran"])
def test_a_name_is_known_however_its_mark_is_written(written: str):
    assert agents_in(f"It was {written} on duty.", ["O'Tarran"]) == (written,)
