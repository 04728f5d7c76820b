"""A Markdown text as a flat row of pieces with their lines: headings, points, paragraphs, rows."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from agent.documents.reader.blocks import Place
from agent.documents.reader.outline import read_head
from agent.hygiene import clean
from rubrics.patterns import regex

PieceKind = Literal["heading", "paragraph", "item", "row", "code", "html", "rule"]

_MAX_NESTING = 60  # hostile text gets no further
_LINES = regex(r"\r\n|\r|\n")
_DEFINITION = regex(r"^ {0,3}\[([^\]^][^\]]{0,200})\]:\s+<?(\S{1,2000}?)>?(?:\s+[\"'(].*)?$")
_OPAQUE: Mapping[str, PieceKind] = {
    "fence": "code",
    "code_block": "code",
    "html_block": "html",
    "hr": "rule",
}
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


class Piece(NamedTuple):
    """A block of the text."""

    kind: PieceKind
    text: str
    """Its lines without what marks them, joined by line feeds; the first cell of a row."""
    places: tuple[Place, ...]
    level: int = 0
    """Of a heading, 1-6; of a point, how deep its list is nested; what else is in a list, too."""
    cells: tuple["Piece", ...] = ()
    """The cells of a row."""
    head: bool = False
    """True for the row that names the columns."""
    table: int = 0
    """Which table a row belongs to."""
    quoted: bool = False
    ordered: bool = False

    @property
    def line(self) -> int:
        """Return the line it begins on."""
        return self.places[0].line


class Source(NamedTuple):
    """A whole text, taken apart."""

    head: Mapping[str, object]
    """The keys of the front matter."""
    head_problem: str
    pieces: tuple[Piece, ...]
    links: Mapping[str, str]
    """Targets of links by the name they are defined under, in lower case."""
    lost: tuple[int, ...] = ()
    """Lines that no piece holds: what is nested too deeply."""


def source_of(text: str) -> Source:
    """Take a text apart. Lines are those of the file, whatever they hold."""
    if clean(text) == text:
        lines = text.split("\n")
    else:
        lines = [clean(line).replace("\n", " ") for line in _LINES.split(text)]
    head, problem, first = _head_of(lines)
    links: dict[str, str] = {}
    for number in range(first, len(lines)):
        match = _DEFINITION.match(lines[number]) if "]:" in lines[number] else None
        if match is not None:
            links.setdefault(match[1].casefold(), match[2])
            lines[number] = ""
    walk = _Walk(lines, first)
    tokens = _parser().parse("\n".join(lines[first:]))
    pieces = tuple(walk.pieces(tokens))
    lost = tuple(
        number + 1
        for number in range(first, len(lines))
        if number not in walk.held and any(map(str.isalnum, lines[number]))
    )
    return Source(head, problem, pieces, links, lost)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # The text is clean already: its lines end in line feeds, and no zero is in it.
    parser.core.ruler.disable(["normalize", "inline", "text_join"])
    parser.block.ruler.disable("reference")
    return parser


def _head_of(lines: list[str]) -> tuple[Mapping[str, object], str, int]:
    start = next((n for n, line in enumerate(lines[:20]) if line.strip()), 0)
    ends = _FENCES.get(lines[start].strip())
    if ends is None:
        return {}, "", 0
    for number in range(start + 1, min(len(lines), start + 500)):
        if lines[number].rstrip() in ends:
            body = "\n".join(lines[start + 1 : number])
            read = _read_toml if ends == ("+++",) else read_head
            head, problem = read(body)
            if problem and not any(":" in line for line in lines[start + 1 : number]):
                return {}, "", 0
            return head, problem, number + 1
    return {}, "", 0


def _read_toml(text: str) -> tuple[dict[str, object], str]:
    try:
        return dict(tomllib.loads(text)), ""
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}, "The front matter is not readable as TOML."


class _Walk:
    """The tokens of a text, walked in their order."""

    def __init__(self, lines: list[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._items = 0
        self._quotes = 0
        self._heading = 0
        self._fresh = False
        self._ordered: list[bool] = []
        self._table = 0
        self._head = False
        self._cell = False
        self._row: list[Piece] = []
        self._cursor = 0
        self.held: set[int] = set()

    def pieces(self, tokens: Iterable[Token]) -> Iterator[Piece]:
        """Yield the pieces."""
        for token in tokens:
            if token.type == "inline":
                yield from self._words(token)
            elif token.type in _OPAQUE:
                yield self._opaque(token)
            elif token.type == "tr_close":
                yield self._finished_row()
            elif token.tag != "p":
                self._move(token)

    def _move(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        match name:
            case "list_item":
                self._items += token.nesting
                self._fresh = token.nesting == 1
            case "bullet_list" | "ordered_list":
                self._nest(token)
            case "blockquote":
                self._quotes += token.nesting
            case "heading":
                self._heading = int(token.tag[1:]) if token.nesting == 1 else 0
            case _:
                self._move_in_table(name, token)

    def _nest(self, token: Token) -> None:
        if token.nesting == 1:
            self._ordered.append(token.type == "ordered_list_open")
        else:
            self._ordered.pop()

    def _move_in_table(self, name: str, token: Token) -> None:
        match name:
            case "table":
                self._table += token.nesting == 1
            case "thead":
                self._head = token.nesting == 1
            case "tr":
                self._row, self._cursor = [], 0
            case "th" | "td":
                self._cell = token.nesting == 1
            case _:
                pass

    def _words(self, token: Token) -> Iterator[Piece]:
        begin, end = token.map or (0, 1)
        self.held.update(range(self._first + begin, self._first + end))
        if self._cell:
            self._row.append(self._cell_piece(token.content, begin))
            return
        kind: PieceKind = "heading" if self._heading else "item" if self._fresh else "paragraph"
        self._fresh = False
        yield Piece(
            kind,
            token.content,
            self._places(token.content, begin),
            self._heading or self._items,
            quoted=self._quotes > 0,
            ordered=bool(self._ordered) and self._ordered[-1],
        )

    def _places(self, content: str, begin: int) -> tuple[Place, ...]:
        rows = content.split("\n")
        return tuple(self._place(row, begin + number) for number, row in enumerate(rows))

    def _place(self, row: str, number: int) -> Place:
        at = min(self._first + number, len(self._lines) - 1)
        column = self._lines[at].find(row) if row else 0
        return Place(at + 1, max(column, 0) + 1)

    def _cell_piece(self, content: str, number: int) -> Piece:
        at = self._first + number
        written = content.replace("|", "\\|")
        column = self._lines[at].find(written, self._cursor) if content else self._cursor
        column = self._cursor if column < 0 else column
        self._cursor = column + len(written)
        return Piece("paragraph", content, (Place(at + 1, column + 1),))

    def _finished_row(self) -> Piece:
        cells = tuple(self._row)
        text = cells[0].text if cells else ""
        places = cells[0].places if cells else (Place(1, 1),)
        return Piece(
            "row", text, places, self._items, cells, self._head, self._table, self._quotes > 0
        )

    def _opaque(self, token: Token) -> Piece:
        begin, end = token.map or (0, 1)
        self.held.update(range(self._first + begin, self._first + end))
        skip = 1 if token.type == "fence" else 0
        rows = token.content.removesuffix("\n").split("\n")
        top = len(self._lines)
        places = tuple(
            Place(min(self._first + begin + skip + n + 1, top), 1) for n in range(len(rows))
        )
        return Piece(
            _OPAQUE[token.type], "\n".join(rows), places, self._items, quoted=self._quotes > 0
        )
