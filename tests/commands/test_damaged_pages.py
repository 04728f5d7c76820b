"""Whatever the text, a page gets a report: never a traceback."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.commands.reports import report

_MARKS = (
    "#", "## ", "\n", "\n\n", "- ", "> ", "|", "|-|-|\n", "**", "`", "```\n", "[", "](", "\t", "\0",
    "\ud800", "\u2028", "é", "🔥", "10:00 ", "2025-13-45", "99:99", "%", "$", "9" * 40, "---\n",
    "+++\n", "<!--", "<b", "&#0;", "\r", "{{", "@", "~~", "\\", "Owner:", "due ", "½", "①", "١٢:٣٠",
)  # fmt: skip
_EACH = 75
PAGE = """\
# Depot stood still

**Date**: 2026-01-04

**Impact**: 1,900 of 7,600 depots could not print for 55 minutes, which cost $12,500.

## Timeline (UTC)

| Time | Event |
|---|---|
| 10:05 | Printing fails |
| 11:00 | Resolved |

## Root cause

The dispatcher forgot the [limit](https://example.org/a), because `x` was zero.

## Action items

- [ ] Reject an absent limit (Mara, 2026-02-01)

## Lessons

- Defaults matter.
"""


def damaged(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, 8)):
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.randint(0, 60))
        match chance.randrange(5):
            case 0:
                text = text[:begin] + text[end:]
            case 1:
                text = text[:end] + text[begin:end] * chance.randint(1, 3) + text[end:]
            case 2:
                text = text[:begin] + chance.choice(_MARKS) * chance.randint(1, 3) + text[begin:]
            case 3:
                text = text[:begin] + chr(chance.randrange(0x110000)) + text[end:]
            case _:
                lines = text.split("\n")
                lines.insert(chance.randrange(len(lines) + 1), lines.pop())
                text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(4))
def test_damaged_pages_are_judged(seed: int):
    chance = random.Random(seed)  # the same damage on every run
    for _ in range(_EACH):
        shown = report("page.md", damaged(chance, PAGE), None, None)
        assert all(one["line"] >= 1 and one["column"] >= 1 for one in shown["findings"])
        assert shown["overall"] is None or 1 <= shown["overall"] <= 5


@settings(max_examples=40, deadline=None)
@given(raw=st.binary(max_size=600), as_text=st.sampled_from(["latin-1", "utf-16-le", "cp037"]))
def test_any_bytes_read_as_text_are_judged(raw: bytes, as_text: str):
    report("page.md", raw.decode(as_text, "replace"), None, None)
