"""The parts a rendered document is made of. One description serves the writer and the reader.

Values stand in prose, bullets and tables. What is computed stands in quotes, in code blocks, in
italics or in sections marked as computed, and is passed over when the document is read back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from agent.documents.codecs import TEXT, Codec, Names
from agent.documents.tree import value_in
from agent.postmortem.people import Person
from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard

NOT_RECORDED = "*Not recorded yet.*"
"""What stands where nothing was recorded."""
EMPTIED = "*none*"
"""What stands for an empty value where the model's default isn't empty."""


class Shown(Protocol):
    """A document that can be laid out: it names people, and can be told as plain values."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Return the people that it names."""
        ...

    def model_dump(self) -> dict[str, Any]:
        """Return it as plain Python values."""
        ...


D = TypeVar("D", bound=Shown)


@dataclass(frozen=True, slots=True)
class ViewOf(Generic[D]):
    """A document with everything that is computed from it."""

    document: D
    tree: Mapping[str, Any]
    """The document as plain Python values, with the absences as a list."""
    facts: Mapping[str, Any]
    """The document as JSON values, with `computed`."""
    scorecard: Scorecard | None
    """The judgement, when there is one."""
    names: Names
    """Names of people by id."""


View: TypeAlias = ViewOf[Postmortem]
AnyView: TypeAlias = ViewOf[Any]


def view_of(document: D, facts: Mapping[str, Any], scorecard: Scorecard | None = None) -> ViewOf[D]:
    """Return the view of a document."""
    names = Names({person.id: person.display for person in document.people})
    tree = document.model_dump()
    tree["absences"] = [{"path": path, **why} for path, why in tree["absences"].items()]
    return ViewOf(document, tree, facts, scorecard, names)


@dataclass(frozen=True, slots=True)
class Field:
    """One value: its label, where it lies within its owner, and how it stands in text."""

    label: str
    path: str
    codec: Codec = TEXT
    hide: Any = ""
    """The model's default, which is not shown."""
    short: bool = False
    """Short values share a line."""
    guess: Callable[[AnyView, Mapping[str, Any]], str] | None = None
    """What is computed for a cell that nobody filled; it stands in italics."""

    def write(self, owner: Mapping[str, Any], names: Names) -> str:
        """Return the value as Markdown; empty when there is nothing to show."""
        value = value_in(owner, self.path)
        if value == self.hide and type(value) is type(self.hide):
            return ""
        if _empty(value):
            return EMPTIED if value is not None and not _empty(self.hide) else ""
        return self.codec.write(value, names)

    def read(self, raw: str) -> Any:  # noqa: ANN401 - whatever the field holds
        """Return the value behind the Markdown. Raises ValueError."""
        if raw == EMPTIED:
            return type(self.hide)()
        return self.codec.read(raw)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in paragraphs."""

    path: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values, as bullets or as a table of two columns."""

    fields: tuple[Field, ...]
    form: Literal["bullets", "table"] = "bullets"
    heads: tuple[str, str] = ("Measure", "Value")
    computed: Callable[[AnyView], list[tuple[str, str]]] = field(default=lambda _view: [])
    """Rows of a table that are computed; they stand in italics."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the document as a table, with a bullet for what doesn't fit into a row."""

    list_path: str
    columns: tuple[Field, ...]
    details: tuple[Field, ...] = ()
    chosen: Callable[[AnyView, Mapping[str, Any]], bool] = field(default=lambda _view, _item: True)
    """Which items stand here."""
    key: str = "id"
    """What tells the items apart; empty when nothing does."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of the document as bullets; as a tree when the items have parents."""

    list_path: str
    head: Field
    details: tuple[Field, ...] = ()
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """Lines that are computed: quotes and pictures."""

    lines: Callable[[AnyView], list[str]]
    drawn: Literal["", "lane", "scores", "matrix", "ranking"] = ""
    """The picture that a page draws in their place."""


Block: TypeAlias = Prose | Facts | Rows | Items | Computed


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    optional: bool = False
    """An optional section is left out when it is empty."""
    computed: bool = False
    """True when nothing in it is read back."""


@dataclass(frozen=True, slots=True)
class Form(Generic[D]):
    """One kind of document: what stands at its head, and its sections in order."""

    sections: tuple[Section, ...]
    """Its sections."""
    head: Callable[[ViewOf[D]], dict[str, Any]]
    """The keys of the front matter, in order."""
    stored: tuple[str, ...]
    """The keys of the front matter that are fields of `meta`; the others are computed."""
    summary: Callable[[ViewOf[D]], list[str]]
    """What it is and where it stands, line by line, as Markdown."""
    kind: Callable[[ViewOf[D]], str]
    """What it is and where it stands, in a few words."""
    figures: Callable[[ViewOf[D]], list[tuple[str, str]]]
    """What a page shows beside the title, by label."""


def _empty(value: object) -> bool:
    return value is None or value in ("", (), [], {})
