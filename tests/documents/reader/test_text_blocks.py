from agent.documents.reader.blocks import TextBlock
from agent.documents.reader.reading import read

TEXT = """\
# Outage of 2025-03-03

## Root cause

The [deploy](https://ci.example.com/x) of `prod.yaml` was **not**
reviewed.

> we should have looked

| Time | Event |
|---|---|
| 14:05 | nobody looked at 14:05 |

- 1st point

```
code that nobody reads
```
"""


def _blocks() -> list[TextBlock]:
    return list(read(TEXT).blocks)


def _holding(words: str) -> TextBlock:
    return next(block for block in _blocks() if words in block.text)


def test_a_place_in_a_block_is_a_place_in_the_file() -> None:
    rows = TEXT.split("\n")
    for block in _blocks():
        for offset, sign in enumerate(block.text):
            place = block.place(offset)
            if sign != "\n":
                assert rows[place.line - 1][place.column - 1] == sign


def test_the_readable_text_is_as_long_and_holds_no_code_and_no_target() -> None:
    block = _holding("prod.yaml")
    assert len(block.readable) == len(block.text)
    assert "example" not in block.readable
    assert "prod" not in block.readable
    assert "deploy" in block.readable
    assert block.readable[block.text.index("reviewed") :].startswith("reviewed")


def test_code_is_not_readable_and_quotes_are_known() -> None:
    assert not _holding("nobody reads").readable.strip()
    assert _holding("should have").quoted
    assert not _holding("reviewed").quoted


def test_cells_know_their_column_and_their_event() -> None:
    block = _holding("nobody looked")
    assert (block.kind, block.line, block.places[0].column) == ("cell", 12, 11)


def test_blocks_know_their_section_and_where_they_went() -> None:
    block = _holding("prod.yaml")
    assert block.section == "Root cause"
    assert block.path == "analysis.causes.U1"


def test_line_ends_of_other_systems_count_as_one() -> None:
    for end in ("\r\n", "\r"):
        blocks = read(TEXT.replace("\n", end)).blocks
        assert [block.line for block in blocks] == [block.line for block in _blocks()]


def test_a_mark_at_the_beginning_of_the_file_changes_nothing() -> None:
    result = read("\ufeff---\ntitle: A title\n---\n\n# Other\n")
    assert result.document.meta.title == "A title"
