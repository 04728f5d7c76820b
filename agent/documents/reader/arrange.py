"""Pieces sorted into sections by what their headings stand for, and the facts of the head."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from agent.documents.reader import labels
from agent.documents.reader.fields import field_of, moment_of
from agent.documents.reader.headings import bare, role_named, role_of
from agent.documents.reader.labels import Fact
from agent.documents.reader.markup import words_of
from agent.documents.reader.pieces import Piece
from agent.documents.reader.times import lead

LEAD = "lead"
"""What stands before the first heading that says something."""

_OPEN = ("", LEAD, "head", "summary", "story")
"""Roles under which a list or a table may name sections and facts."""
_CLOSING = frozenset({"conclusion", "conclusions", "closing", "in closing", "final notes"})
"""Headings that end the section they stand in, whatever it is about."""
_LABEL_LEVEL = 7
_POINT_LEVEL = 20
_STAYS = {
    "actions": {"detection", "resolution", "story", "causes", "impact", "trigger", "background",
                "summary", "questions", "records", "head", "timeline", "whys"},
    "timeline": {"detection", "resolution", "trigger", "story", "impact", "causes", "summary",
                 "lucky", "background"},
    "lessons": {"detection", "resolution", "story", "causes", "impact", "trigger", "background",
                "timeline", "summary", "head", "records"},
    "well": {"detection", "resolution", "story"},
    "poorly": {"detection", "resolution", "story", "causes"},
    "causes": {"story", "background", "summary", "head"},
    "resolution": {"story", "background", "actions", "head"},
    "impact": {"story", "summary", "background", "detection", "causes"},
    "records": {"detection", "resolution", "story", "impact", "causes", "summary", "background",
                "trigger", "lessons", "head"},
    "skip": {"detection", "story", "impact", "causes", "summary", "lessons"},
}  # fmt: skip
"""Headings that don't end a section when they stand inside it: phases, kinds of actions."""


@dataclass(slots=True)
class Section:
    """What stands under a heading, up to the next one that stands for something else."""

    role: str
    title: str
    line: int
    pieces: list[Piece] = field(default_factory=list[Piece])
    named: bool = True
    """False for what only inherited its role, or has none."""


@dataclass(slots=True)
class Arranged:
    """A text in sections."""

    title: str = ""
    title_line: int = 1
    sections: list[Section] = field(default_factory=list[Section])
    facts: list[Fact] = field(default_factory=list[Fact])


class _Open(NamedTuple):
    level: int
    role: str
    title: str


def arrange(pieces: Iterable[Piece]) -> Arranged:
    """Sort pieces into sections."""
    work = _Arranging()
    for _, run in groupby(pieces, key=lambda piece: piece.table):
        rows = list(run)
        if rows[0].table:
            work.take_table(rows)
        else:
            for piece in rows:
                work.take(piece)
    return work.finish()


class _Arranging:
    """Sections in the making."""

    def __init__(self) -> None:
        self.done = Arranged(sections=[Section(LEAD, "", 1, named=False)])
        self._stack: list[_Open] = [_Open(0, LEAD, "")]
        self._title_next = False
        self._notes: list[Piece] = []

    @property
    def _role(self) -> str:
        return self._stack[-1].role

    @property
    def _base(self) -> str:
        """Return the role under the last heading, whatever labels came since."""
        return next(one.role for one in reversed(self._stack) if one.level < _LABEL_LEVEL)

    def take(self, piece: Piece) -> None:
        """Take a piece that is no row of a table."""
        if piece.kind == "paragraph" and piece.text.startswith("[^"):
            self._notes.append(piece)
        elif piece.kind == "heading":
            self._heading(piece, piece.text, piece.level)
        elif piece.kind == "item":
            self._item(piece)
        elif piece.kind == "paragraph" and piece.level == 0 and not piece.quoted:
            self._pop_to(_POINT_LEVEL)
            for part in labels.split_at_labels(piece):
                self._paragraph(part)
        else:
            if piece.level == 0:
                self._pop_to(_POINT_LEVEL)
            self._add(piece)

    def finish(self) -> Arranged:
        """Return the sections; footnotes stand by themselves at the end."""
        if self._notes:
            section = Section("records", "", self._notes[0].line, self._notes, named=False)
            self.done.sections.append(section)
        return self.done

    # --- headings ------------------------------------------------------------------------------

    def _heading(self, piece: Piece, title: str, level: int) -> None:
        if bare(title) == "title" and not self.done.title:
            self._title_next = True
            return None
        if self._title_next or self._is_title(title, level):
            return self._entitle(piece, title, level)
        if self._in_timeline() and lead(words_of(title)):
            self._pop_to(max(level, 2) if level > 1 else 1, keep_timeline=True)
            self._add(piece._replace(kind="heading", level=level))
            return None
        self._pop_to(level)
        return self._open(piece, title, level)

    def _is_title(self, title: str, level: int) -> bool:
        first = not self.done.title and len(self.done.sections) == 1
        known = role_named(title) if level == 1 else role_of(title)
        return first and level <= 2 and not known and not _is_field(title)

    def _entitle(self, piece: Piece, title: str, level: int) -> None:
        words = words_of(title).strip()
        self._title_next = not words
        if words:
            self.done.title, self.done.title_line = words, piece.line

    def _in_timeline(self) -> bool:
        return any(one.role == "timeline" for one in self._stack)

    def _open(self, piece: Piece, title: str, level: int) -> None:
        parent = self._role
        role = role_named(title)
        if not role and parent in ("", LEAD, "story", "summary", "background"):
            role = role_of(title)
        labelled = level >= _LABEL_LEVEL and role in ("causes", "impact")
        labelled = labelled or bare(title) in _CLOSING
        if role in _STAYS.get(parent, ()) and not labelled:
            role = parent
        field_name = "" if role else _is_field(title)
        words = words_of(title)
        inherited = not role and not field_name and parent not in ("", LEAD)
        kept = parent if inherited else "field" if field_name else role
        self._stack.append(_Open(level, kept, words))
        named = bool(role or field_name) and role != parent
        if inherited or role == parent:
            self._add(piece._replace(kind="heading", text=title, level=level))
        else:
            self._begin(kept, words, piece.line, named=named)

    def _begin(self, role: str, title: str, line: int, *, named: bool) -> None:
        self.done.sections.append(Section(role, title, line, named=named))

    def _pop_to(self, level: int, *, keep_timeline: bool = False) -> None:
        while len(self._stack) > 1 and self._stack[-1].level >= level:
            if keep_timeline and self._stack[-1].role == "timeline":
                return
            self._stack.pop()

    def _add(self, piece: Piece) -> None:
        current = self.done.sections[-1]
        top = self._stack[-1]
        if current.role != top.role:
            self._begin(top.role, top.title, piece.line, named=False)
        self.done.sections[-1].pieces.append(piece)

    # --- labels --------------------------------------------------------------------------------

    def _paragraph(self, piece: Piece) -> None:
        whole = labels.whole_label(piece)
        if whole and self._label_heading(piece, whole):
            return
        short = labels.short_line(piece)
        if short and role_named(short) and role_named(short) != self._role:
            self._pop_to(_LABEL_LEVEL)
            self._open(piece, short, _LABEL_LEVEL)
            return
        found = labels.bold_label(piece.text)
        if found is not None and not lead(words_of(found[0])):
            if _is_field(found[0]) and self._role not in ("well", "poorly", "lucky", "lessons"):
                self._fact(found[0], piece.text[found[1] :], piece.line)
                return
            role, base = role_named(found[0]), self._base
            if role and role != base and role not in _inside(base):
                self._labelled(piece, *found)
                return
        elif self._role in _OPEN and self._plain_facts(piece):
            return
        self._add(piece)

    def _labelled(self, piece: Piece, label: str, offset: int) -> None:
        """Take "**Impact:** …": a section by itself, or one line inside another section."""
        self._pop_to(_LABEL_LEVEL)
        within = self._role not in _OPEN
        self._open(piece, label, _LABEL_LEVEL)
        self._add(labels.after(piece, offset))
        if within:
            self._pop_to(_LABEL_LEVEL)

    def _label_heading(self, piece: Piece, title: str) -> bool:
        if lead(words_of(title)):
            if self._in_timeline():
                self._pop_to(_LABEL_LEVEL)
                self._add(piece._replace(kind="heading", text=title, level=_LABEL_LEVEL))
                return True
            return False
        self._pop_to(_LABEL_LEVEL)
        self._open(piece, title.rstrip(":"), _LABEL_LEVEL)
        return True

    def _plain_facts(self, piece: Piece) -> bool:
        """Take a paragraph whose every line is a fact."""
        rows = [row for row in labels.lines_of(piece) if row.text.strip()]
        if len(rows) > 30 or any(len(row.text) > 300 for row in rows):
            return False
        facts = [labels.fact_in(row.text, row.line) for row in rows]
        if not facts or not all(facts):
            return False
        self.done.facts.extend(fact for fact in facts if fact is not None)
        return True

    def _fact(self, label: str, value: str, line: int) -> None:
        self.done.facts.append(Fact(label, value.strip(), line))

    def _item(self, piece: Piece) -> None:
        self._pop_to(_POINT_LEVEL + piece.level)
        base = self._role
        if base == "timeline":
            fact = labels.fact_in(piece.text, piece.line) if "\n" not in piece.text else None
            if fact is not None and fact.moment and lead(words_of(fact.value)):
                self.done.facts.append(fact)
                return
        if base in _OPEN or base == "field":
            fact = labels.fact_in(piece.text, piece.line) if "\n" not in piece.text else None
            if fact is not None and fact.value and not lead(words_of(piece.text)):
                self.done.facts.append(fact)
                return
            found = labels.bold_label(piece.text) or _bold_whole(piece.text)
            if found is None and base in ("", LEAD, "head"):
                found = labels.any_label(piece.text)
            if found is not None and (role_named(found[0]) or _is_field(found[0])):
                self._open(piece, found[0], _POINT_LEVEL + piece.level)
                piece = labels.after(piece, found[1])
                if not piece.text.strip():
                    return
                piece = piece._replace(kind="paragraph")
        self._add(piece)

    # --- tables --------------------------------------------------------------------------------

    def take_table(self, rows: list[Piece]) -> None:
        """Take a table: the facts of a head, or rows of the section it stands in."""
        self._pop_to(_POINT_LEVEL)
        width = max(len(row.cells) for row in rows)
        if width == 2 and self._role in (*_OPEN, "field") and self._fact_rows(rows):
            return
        if width > 2 and self._role in (LEAD, "head", "") and self._fact_columns(rows):
            return
        for row in rows:
            self._add(row)

    def _fact_rows(self, rows: list[Piece]) -> bool:
        named = [row for row in rows if len(row.cells) == 2 and _means(row.cells[0].text)]
        if len(named) < max(1, (len(rows) - 1) // 2):
            return False
        for row in rows:
            if len(row.cells) == 2 and row.cells[1].text.strip():
                self._fact_row(row)
        return True

    def _fact_row(self, row: Piece) -> None:
        label, value = row.cells
        role = role_named(label.text)
        if _is_field(label.text) or not role:
            self._fact(words_of(label.text), value.text, label.line)
        else:
            section = Section(role, words_of(label.text), label.line, [value])
            self.done.sections.insert(len(self.done.sections) - 1, section)

    def _fact_columns(self, rows: list[Piece]) -> bool:
        head, body = rows[0], [row for row in rows if not row.head]
        known = sum(bool(_is_field(cell.text)) for cell in head.cells)
        if len(body) != 1 or known < max(2, len(head.cells) // 2):
            return False
        for label, value in zip(head.cells, body[0].cells, strict=False):
            self._fact(words_of(label.text), value.text, value.line)
        return True


def _inside(role: str) -> Iterator[str] | tuple[str, ...]:
    """Return the roles that a bold label at the head of a paragraph does not open there."""
    if role in ("lessons", "well", "poorly", "lucky", "actions"):
        return (*tuple(_STAYS.get(role, ())), "actions", "causes", "impact", "well", "poorly")
    if role == "timeline":
        return ("detection", "resolution", "story", "lucky", "trigger")
    return tuple(_STAYS.get(role, ()))


def _is_field(title: str) -> str:
    words = bare(title)
    return field_of(words) or moment_of(words)


def _means(label: str) -> bool:
    return bool(_is_field(label) or role_named(label))


def _bold_whole(text: str) -> tuple[str, int] | None:
    words = text.strip()
    if words.startswith("**") and words.endswith("**") and 4 < len(words) < 90:
        return words.strip("*").rstrip(":"), len(text)
    return None
