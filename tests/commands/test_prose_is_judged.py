"""Each sentence of any page reaches the rules of language, with its line and its column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.commands.reports import report

BLAMING = "The dispatcher forgot to call the depot."
HEADINGS = (
    "Timeline", "Impact", "Root cause", "Action items", "Lessons learned", "What went well",
    "Where we got lucky", "Thanks", "Appendix", "Glossary", "Open questions", "Detection",
    "Table of contents", "Ground rules", "Odds and ends", "Resolution", "Authors", "Status",
)  # fmt: skip
SHAPES = {
    "a paragraph": "{}",
    "the middle of a paragraph": "The night was calm. {} The lorries waited.",
    "a wrapped paragraph": "The night was calm, and all of the lorries stood\nin the yard. {} They waited.",
    "a point": "- one\n- {}\n- three",
    "a numbered point": "1. one\n2. {}",
    "a point within a point": "- one\n  - two\n    - {}",
    "a point of a plan": "- [ ] {}",
    "a paragraph of a point": "- one\n\n  {}\n",
    "a cell": "| When | What |\n|---|---|\n| 10:00 | {} |",
    "bold words": "**Note**: {}",
    "words in bold": "**{}**",
    "after a link": "See [the log](https://example.org/a_b_c). {}",
    "after code": "Then `rm -r a_b` ran. {}",
    "after a fence": "```\nsome code\n```\n{}",
    "HTML": "<p>{}</p>",
    "folded HTML": "<details><summary>More</summary>\n\n{}\n\n</details>",
    "a footnote": "Words.[^1]\n\n[^1]: {}",
    "after a rule": "***\n\n{}",
    "a hard break": "One line  \n{}",
    "a line of events": "- 10:05 {}",
    "a line with a label": "Cause: {}",
}
LEFT_ALONE = {
    "a quotation": "> {}",
    "a fence": "```\n{}\n```",
    "code": "`{}`",
    "an indented block": "words\n\n    {}\n",
    "a comment": "<!-- {} -->",
    "quoted words": 'They wrote "{}" later.',
    "a quotation in HTML": "<blockquote>{}</blockquote>",
}


def found_in(text: str) -> list[tuple[int, int]]:
    findings = report("page.md", text, None, None)["findings"]
    return sorted(
        (one["line"], one["column"])
        for one in findings
        if one["category"] == "blame" and one["severity"] != "info"
    )


def places_of(text: str) -> list[tuple[int, int]]:
    return [
        (number, line.index(BLAMING) + 1)
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1)
        if BLAMING in line
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_blaming_sentence_is_found_in(shape: str):
    text = f"# Depot stood still\n\nIt began at night.\n\n## Story\n\n{SHAPES[shape].format(BLAMING)}\n"
    assert found_in(text) == places_of(text)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("shape", ["a paragraph", "a point", "a cell"])
def test_it_is_found_under_the_heading(heading: str, shape: str):
    text = f"# Depot stood still\n\n## {heading}\n\n{SHAPES[shape].format(BLAMING)}\n"
    assert found_in(text) == places_of(text)


@pytest.mark.parametrize("shape", LEFT_ALONE)
def test_what_is_quoted_or_code_is_left_alone(shape: str):
    assert found_in(f"# Depot\n\n## Story\n\n{LEFT_ALONE[shape].format(BLAMING)}\n") == []


def test_it_is_found_in_a_heading_and_without_any():
    for text in (f"## {BLAMING}\n\nWords.\n", BLAMING, f"\n\n{BLAMING}\n"):
        assert found_in(text) == places_of(text)


@settings(max_examples=30, deadline=None)
@given(
    shapes=st.lists(st.sampled_from(sorted(SHAPES)), min_size=2, max_size=6),
    heading=st.sampled_from(HEADINGS),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_each_time_it_stands_there_it_is_found_once(shapes: list[str], heading: str, end: str):
    parts = [f"{SHAPES[shape].format(BLAMING)}\n\nBetween them.\n" for shape in shapes]
    text = f"# Depot\n\n## {heading}\n\n" + "\n".join(parts)
    assert found_in(text.replace("\n", end)) == places_of(text)


def test_a_sentence_past_what_is_read_at_once_is_found():
    text = f"# Depot\n\n{'The lorries waited in the yard. ' * 2_000}{BLAMING}\n"
    assert found_in(text) == places_of(text)


def test_a_page_too_long_to_be_one_says_where_reading_ended(monkeypatch):
    monkeypatch.setattr("agent.documents.reader.reading.LONGEST_PAGE", 2_000)
    text = "# Depot\n\n" + "The lorries waited in the yard.\n" * 80
    told = report("page.md", text, None, None)["unplaced"]
    assert told[-1]["line"] == 64
    assert "2,000 characters" in told[-1]["message"]


@pytest.mark.parametrize(
    "line",
    ["- [ ] Reject an absent limit (Mara, 2026-02-01)", "- 2026-01-04 10:05 printing fails"],
)
def test_a_line_said_many_times_is_told_once_each(line: str):
    text = f"# Depot\n\n## Timeline\n\n## Action items\n\n{(line + chr(10)) * 300}"
    text = text if "[ ]" in line else text.replace("## Action items\n\n", "")
    found = [one for one in report("page.md", text, None, None)["findings"]
             if one["rule"] in ("X09", "X55")]  # fmt: skip
    assert 299 <= len(found) <= 301
