import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.documents.reader.problems import ReadDocument
from agent.documents.reader.reading import read

SETTINGS = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
HOSTILE = {
    "quotes in quotes": ">" * 10_000 + " a\n",
    "lists in lists": "- " * 10_000 + "a\n",
    "deeper and deeper": "".join(f"{'  ' * depth}- a\n" for depth in range(400)),
    "open brackets": "[" * 50_000,
    "open links": "[a](" * 20_000,
    "open fence": "```\n" * 4_001,
    "one line": "10:00 a " * 60_000,
    "wide table": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|b" * 1_000 + "|\n",
    "long table": "## Timeline\n\n|Time|Event|\n|-|-|\n" + "|10:00|b|\n" * 3_000,
    "definitions": "[a]: b\n" * 10_000,
    "tags": "<b " * 20_000 + "<!--" * 20_000,
    "stars": "**a" * 20_000 + "_a " * 20_000 + "`a" * 20_000,
    "nulls and surrogates": "# \0 \ud800 \udfff\n\n## Timeline\n\n- 10:00 \0\ud800\n" * 50,
    "aliases": "---\na: &a [x, x]\nb: &b [*a, *a]\ntags: *b\n---\n# a\n",
    "a loop": "---\ntags: &a [*a]\n---\n# a\n",
    "broken front matter": "---\na: [\n---\n# a\n",
    "broken toml": "+++\na = [[\n+++\n# a\n",
    "odd days": "---\ndate: 99999-99-99\n---\n## Timeline\n\n- 2025-02-30 25:61 a\n- 0000-00-00 x\n",
    "huge numbers": "## Impact\n\n" + "9" * 5_000 + " users failed for 99999999999999999999 days\n",
    "many sections": "\n".join(f"## a {number}\n\nb\n" for number in range(500)),
    "percent": "5% of " * 20_000,
    "nothing": "",
    "only a head": "---\nid: PM-2024-001\n---\n",
}
_PIECES = st.sampled_from(
    [
        "# ", "## Timeline\n", "## Root cause\n", "## Action items\n", "## Impact\n", "\n\n", "\n",
        "- ", "  - ", "1. ", "- [ ] ", "- [x] ", "> ", "|", "|---|---|\n", "**", "**Impact**: ",
        "**Date**: ", "```\n", "`", "~~", "[", "](", ")", "10:00 ", "2025-03-03 ", "03/04/2025 ",
        "UTC", "IST", "Owner: ", "@ana", "due Q3", "Why x? ", "5 users ", "12 minutes", "$5K ",
        "40%", "---\n", "+++\n", "<!--", "SEV-2", "\0", "\ud800", "\r\n", "caused by ", "é", "🔥",
        "[a]: http://x/1\n", "[^1]: note\n", ": ", "T", "word ", "May 3 ", "between ", " and ",
    ]
)  # fmt: skip


def _check(text: str) -> ReadDocument:
    result = read(text)
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for line in (*result.lines.values(), *(problem.line for problem in result.problems)):
        assert 1 <= line <= last
    for block in result.blocks:
        assert all(1 <= place.line <= last for place in block.places)
        assert len(block.readable) == len(block.text)
    return result


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_is_read_without_an_error_in_reasonable_time(name: str) -> None:
    begin = time.perf_counter()
    _check(HOSTILE[name])
    assert time.perf_counter() - begin < 20


@SETTINGS
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    _check(text)


@SETTINGS
@given(st.lists(_PIECES, max_size=80).map("".join))
def test_any_mixture_of_marks_is_read_and_always_alike(text: str) -> None:
    assert _check(text) == read(text)


@SETTINGS
@given(
    style=st.sampled_from(
        ["search engine", "wiki", "pager", "repository", "blog", "spreadsheet", "label", "prose"]
    ),
    data=st.data(),
)
def test_damaged_documents_are_read(
    styles: dict[str, str], style: str, data: st.DataObject
) -> None:
    text = styles[style]
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 40))
        text = text[:place] + data.draw(st.one_of(_PIECES, st.just(""))) + text[place + length :]
    _check(text)


def test_a_long_list_is_read_up_to_a_limit_that_is_told() -> None:
    result = read("## Action items\n\n" + "- Do it soon\n" * 1_200)
    assert len(result.document.actions) == 1_000
    assert any("1,000" in problem.message for problem in result.problems)


def test_ten_times_the_text_takes_about_ten_times_as_long(styles: dict[str, str]) -> None:
    text = styles["wiki"] + "\n"
    times: list[float] = []
    for count in (10, 100):
        begin = time.perf_counter()
        read(text * count)
        times.append(time.perf_counter() - begin)
    assert times[1] < 40 * max(times[0], 0.02)
