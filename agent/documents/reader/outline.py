"""Markdown as headings with what stands under each, and the line of everything."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_MAX_NESTING = 60  # twelve levels of a tree take three tokens each; hostile text gets no further


class Heading(NamedTuple):
    """A heading and the blocks up to the next one."""

    level: int
    title: str
    """The raw text; empty for what stands before the first heading."""
    line: int
    nodes: tuple[SyntaxTreeNode, ...]


class Outline(NamedTuple):
    """A whole text: its front matter and its headings."""

    head: dict[str, object]
    head_problem: str
    """Why the front matter couldn't be read; empty when it could or when there is none."""
    headings: tuple[Heading, ...]
    first_line: int
    """Lines before the body."""


def outline_of(text: str) -> Outline:
    """Return the outline of a Markdown text."""
    head_text, body, first_line = _split_head(text)
    head, problem = read_head(head_text)
    root = SyntaxTreeNode(_parser().parse(body))
    return Outline(head, problem, tuple(_headings(root, first_line)), first_line)


def may_have_key(text: str, key: str) -> bool:
    """Tell whether the front matter may have a key, without reading it."""
    head_text, _, _ = _split_head(text)
    # A backslash may spell a key in another way.
    return re.search(rf"\b{key}\b", head_text) is not None or "\\" in head_text


def raw_text(node: SyntaxTreeNode) -> str:
    """Return the raw inline text of a paragraph, a heading or a cell."""
    return node.children[0].content if node.children else ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    parser.core.ruler.disable("inline")
    return parser


def _split_head(text: str) -> tuple[str, str, int]:
    if text.partition("\n")[0].rstrip() != "---":
        return "", text, 0
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1
    return "", text, 0


def read_head(text: str) -> tuple[dict[str, object], str]:
    """Return the keys of YAML front matter, or why it can't be read."""
    import yaml  # noqa: PLC0415 - most pages have no front matter

    try:
        head = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        return {}, "The front matter is not readable as YAML."
    if head is None:
        return {}, ""
    if not isinstance(head, dict):
        return {}, "The front matter holds no keys."
    return {str(key): value for key, value in head.items()}, ""  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


def _headings(root: SyntaxTreeNode, first_line: int) -> Iterator[Heading]:
    level, title, line = 0, "", first_line + 1
    nodes: list[SyntaxTreeNode] = []
    for node in root.children:
        if node.type != "heading":
            nodes.append(node)
            continue
        yield Heading(level, title, line, tuple(nodes))
        level, title, nodes = int(node.tag[1:]), raw_text(node), []
        line = first_line + 1 + (node.map[0] if node.map else 0)
    yield Heading(level, title, line, tuple(nodes))
