"""The one way in: any Markdown, Unblame's own or a stranger's, as a document."""

from dataclasses import replace

from agent.documents.reader.outline import may_have_key
from agent.documents.reader.passages import text_blocks
from agent.documents.reader.pieces import source_of
from agent.documents.reader.problems import ReadDocument, ReadProblem
from agent.documents.reader.stranger import from_stranger
from agent.hygiene import clean

LONGEST_PAGE = 10_000_000
"""Characters."""


def read(text: str, *, source: str = "") -> ReadDocument:
    """Read a postmortem in Markdown. Never raises; what can't be placed is told with its line.

    Args:
        text: The text of the file.
        source: The name of the file: some keep the day there and nowhere else.
    """
    own = _own(text) if may_have_key(clean(text), "id") else None
    if own is not None:
        return own
    kept = _within(text)
    read = from_stranger(kept, source=source)
    if len(kept) == len(text):
        return read
    line = kept.rstrip("\n").count("\n") + 1
    more = (
        f"Only the first {LONGEST_PAGE:,} characters are read; nothing after this line is judged."
    )
    return replace(read, problems=(*read.problems, ReadProblem(line, more)))


def _own(text: str) -> ReadDocument | None:
    """Return what Unblame wrote itself; None for a stranger's page."""
    # Its form is loaded for it: most pages are strangers'.
    from agent.documents.reader.own import from_markdown, is_own  # noqa: PLC0415

    if not is_own(text):
        return None
    own = from_markdown(text)
    paths: dict[int, str] = {}
    for path, line in own.lines.items():
        paths.setdefault(line, path)
    return replace(own, blocks=text_blocks(source_of(text), paths))


def _within(text: str) -> str:
    """Return what is read of a page: no postmortem is longer, and a dump of logs is none."""
    if len(text) <= LONGEST_PAGE:
        return text
    return text[: text.rfind("\n", 0, LONGEST_PAGE) + 1 or LONGEST_PAGE]
