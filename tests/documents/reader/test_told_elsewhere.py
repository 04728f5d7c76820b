"""What a page tells outside the section it belongs to, and what is left of a template."""

import pytest

from agent.documents.reader import read
from agent.postmortem.record import Postmortem

HEAD = "# Depots stood still\n\n**Date**: 2031-05-01\n\n"


def document(text: str) -> Postmortem:
    return read(HEAD + text, source="page.md").document


def actions(text: str) -> list[str]:
    return [action.text for action in document(text).actions]


@pytest.mark.parametrize(
    "opener",
    [
        "Going forward, we will:",
        "The labels are back. To prevent this from happening again:",
        "We have agreed on the following changes:",
        "Our next steps are:",
    ],
)
@pytest.mark.parametrize("heading", ["Lessons learned", "Resolution", "Conclusion"])
def test_a_list_that_a_promise_opens_is_a_list_of_actions(heading: str, opener: str) -> None:
    listed = "- Reject files without a limit\n- Alert when a depot prints nothing for a minute\n"
    text = f"## {heading}\n\n{opener}\n\n{listed}\nThanks to all who helped.\n"
    assert len(actions(text)) == 2
    assert "Reject" not in str(document(text).learning)


def test_a_list_that_a_promise_opens_holds_no_lessons() -> None:
    found = document(
        "## Lessons learned\n\nDefaults matter more than we thought.\n\nWe will do this:\n\n"
        "- Reject files without a limit\n- Alert when a depot prints nothing\n"
    )
    assert [one.text for one in found.learning.lessons] == ["Defaults matter more than we thought."]
    assert len(found.actions) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "We will reject every file that has no limit.",
        "The team is working on a check of every file before it is pushed.",
        "We need to write down how a depot is taken out of the pool.",
        "I have moved the limits into one file, and will never edit them by hand again.",
        "A second reader has been added so that an empty file is refused.",
    ],
)
@pytest.mark.parametrize("heading", ["Response", "Resolution", "Takeaways", "Conclusion"])
def test_without_a_section_of_actions_an_intention_is_one(heading: str, sentence: str) -> None:
    assert actions(f"## {heading}\n\nThe old file was restored at 09:40. {sentence}\n") == [
        sentence
    ]
    told = read(f"{HEAD}## {heading}\n\n{sentence}\n").problems
    assert any("The actions were taken from" in one.message for one in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will update this post when the supplier answers.",
        "We should have tested the file with no limit at all.",
        "Customers will see the labels of yesterday until noon.",
        "If we had read the log, we would have seen the zero.",
        "The old file was restored and all depots print again.",
    ],
)
def test_what_nobody_binds_themselves_to_is_no_action(sentence: str) -> None:
    assert actions(f"## Conclusion\n\n{sentence}\n") == []


def test_an_intention_beside_a_section_of_actions_stays_where_it_is() -> None:
    text = (
        "## Lessons learned\n\n- We need to read every log of the morning.\n\n"
        "## Action items\n\n- Reject files without a limit\n"
    )
    assert actions(text) == ["Reject files without a limit"]


def test_a_point_that_holds_an_intention_is_taken_whole() -> None:
    text = "## Lessons\n\n- Limits belong to one file. We need to move them there.\n"
    assert actions(text) == ["Limits belong to one file. We need to move them there."]
    assert len(document(text).learning.lessons) == 1


@pytest.mark.parametrize(
    "line",
    [
        "- {{ summary }} [link to the issue]",
        "- [link to issue]",
        "- {{ what, who, when }}",
        "- [ ] All sections above are filled out",
        "- [ ] The incident has been dealt with or is over",
        "- [ ] All action items have linked issues",
    ],
)
def test_what_is_left_of_a_template_is_no_action(line: str) -> None:
    assert actions(f"## Action items\n\n{line}\n- Reject files without a limit\n") == [
        "Reject files without a limit"
    ]
    problems = read(f"{HEAD}## Action items\n\n{line}\n").problems
    assert (7, "A line of a template is not taken over.") in [(p.line, p.message) for p in problems]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- {{ Reject every file that comes without any limit }}", "Reject every file that comes"),
        ("- [ ] Depots have a report of what they printed each day", "Depots have a report"),
    ],
)
def test_a_template_that_was_filled_in_is_an_action(line: str, words: str) -> None:
    (action,) = actions(f"## Action items\n\n{line}\n")
    assert action.startswith(words)
    assert "{{" not in action


@pytest.mark.parametrize("above", ["## Resolution", "## Timeline"])
def test_a_cause_is_found_below_a_plain_line_that_says_conclusion(above: str) -> None:
    text = (
        f"{above}\n\n- 2031-05-01 09:40 The old file was restored.\n\n"
        "All depots printed again by noon.\nConclusion\n"
        "An empty limit was read as zero, which led to every label being refused.\n"
    )
    (cause,) = document(text).analysis.causes
    assert cause.statement.cause.startswith("An empty limit was read as zero")


def test_a_word_in_wrapped_prose_is_no_heading() -> None:
    text = "## What happened\n\nA depot read the file and found no\nimpact\nof the new limit.\n"
    assert "no impact of the new limit" in " ".join(str(document(text)).split())


def test_a_cause_told_by_its_effect_is_found_below_resolution() -> None:
    (cause,) = document(
        "## Resolution\n\n- A queued job ran by itself and removed the routes, disabling printing in "
        "all depots.\n- The routes were restored by hand.\n"
    ).analysis.causes
    assert "removed the routes" in cause.statement.cause


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A memory leak filled the hosts. The leak was in the parser; it leaked a page a second.",
         "production_outage"),
        ("The credentials of the printer had expired, and with new credentials it prints again.",
         "production_outage"),
        ("A token with credentials was leaked in a public image.", "security_incident"),
        ("An attacker used the console. The attack lasted an hour.", "security_incident"),
    ],
)  # fmt: skip
def test_words_of_security_alone_make_no_security_incident(text: str, kind: str) -> None:
    assert document(f"## Summary\n\n{text}\n").meta.type == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "For new parcels the clerks did not see the label.",
        "Labels were not being sent to the depots for an hour.",
        "The page didn't load for half of the clerks.",
    ],
)
def test_harm_may_be_told_by_what_did_not_happen(sentence: str) -> None:
    seen = read(f"{HEAD}## Summary\n\n{sentence} The old file was restored.\n").seen
    assert seen is not None
    assert seen["sentences_on_harm"] == 1


def test_the_parts_of_a_page_are_told_one_by_one() -> None:
    seen = read(f"{HEAD}## Action items\n\n- Reject files without a limit\n").seen
    assert seen is not None
    assert (seen["part_actions"], seen["part_impact"]) == (1, 0)


def test_what_is_said_of_a_part_as_a_whole_stands_at_its_heading() -> None:
    lines = read(f"{HEAD}## Impact\n\nLabels failed.\n\n## Action items\n\n- Reject it\n").lines
    assert (lines["impact"], lines["actions"]) == (5, 9)
