"""The why-tree: each node explains its parent, and every node may have several branches."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from agent.dialogue import Row, RowsForm
from tui.fields import StoredRow
from tui.plain import cell, one_line, shown
from tui.screens.asking import FieldsModal
from tui.typed import app_of
from tui.widgets.forms.answer_area import AnswerArea
from tui.widgets.forms.answer_form import Part
from tui.widgets.forms.growing_form import GrowingForm
from tui.widgets.forms.record_box import row_of

_PARENT = "parent"
_MARK = "id"


class WhyTree(Tree[str]):
    """The tree, with keys to grow it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "why_child", "Why was that possible", id="tree.child"),
        Binding("s", "why_sibling", "Another branch", id="tree.sibling"),
        Binding("e", "why_edit", "Change", id="tree.edit"),
        Binding("d,delete", "why_delete", "Take out", id="tree.delete"),
    ]

    def action_why_child(self) -> None:
        """Ask what made the node under the cursor possible."""
        self._box.add_under(self._here)

    def action_why_sibling(self) -> None:
        """Ask for another branch beside the node under the cursor."""
        self._box.add_under(self._box.parent_of(self._here))

    def action_why_edit(self) -> None:
        """Ask for new words for the node under the cursor."""
        self._box.edit(self._here)

    def action_why_delete(self) -> None:
        """Take out the node under the cursor."""
        self._box.delete(self._here)

    @property
    def _here(self) -> str:
        return (self.cursor_node.data if self.cursor_node else "") or ""

    @property
    def _box(self) -> "WhyTreeBox":
        return next(node for node in self.ancestors if isinstance(node, WhyTreeBox))


class WhyTreeBox(GrowingForm):
    """The tree with the problem at its root; ids of nodes are the data of the tree."""

    def __init__(self, form: RowsForm, stored: tuple[StoredRow, ...], about: str) -> None:
        """Take the form, the nodes that the document has, and the node that is asked about."""
        super().__init__(form, stored, about)
        self._columns = tuple(c for c in form.columns if c.name not in {_PARENT, _MARK})
        self._deep = any(column.name == _PARENT for column in form.columns)

    def compose(self) -> ComposeResult:
        """Lay out the tree and the line about it."""
        tree = WhyTree(cell("The problem"), data="")
        tree.guide_depth = 3
        tree.auto_expand = False
        yield tree
        yield Static("", classes="note")
        words = "Type an answer (Ctrl+S sends), or Shift+Tab to the tree"
        yield AnswerArea(placeholder=shown(words), compact=True)

    def on_mount(self) -> None:
        """Draw the tree."""
        self._draw(self._about)

    def given(self) -> tuple[Part, ...]:
        """Return the new nodes: at once with their parents, or an answer for each parent."""
        lines = self.typed().strip()
        typed = (Part(lines),) if lines else ()
        if self._deep:
            rows = self._rows.to_send()
            return (Part(rows), *typed) if rows else typed
        parents = dict.fromkeys(cells[_PARENT] for cells in self._rows.new.values())
        return (*(Part(self._below(parent), parent) for parent in parents), *typed)

    def _below(self, parent: str) -> list[Row]:
        below = [cells for cells in self._rows.new.values() if cells[_PARENT] == parent]
        return [row_of(cells, self._columns) for cells in below]

    def parent_of(self, node_id: str) -> str:
        """Return the id of the node that a node explains."""
        return self._rows.all().get(node_id, {}).get(_PARENT, "")

    def add_under(self, parent: str) -> None:
        """Ask for a node that explains another one."""
        if parent in self._rows.new and not self._deep:
            self._say("Send this answer first (Ctrl+S); then ask what made it possible.")
            return
        words = one_line(self._words(parent)) if parent else "the problem"
        modal = FieldsModal("What made this possible?", self._columns, note=words)
        app_of(self).push_screen(modal, lambda cells: self._added(parent, cells))

    def edit(self, node_id: str) -> None:
        """Ask for new words for a node."""
        if not node_id:
            self._say("The problem itself is changed in the document (F7).")
            return
        modal = FieldsModal("Change the answer", self._columns, values=self._rows.all()[node_id])
        app_of(self).push_screen(modal, lambda cells: self._changed(node_id, cells))

    def delete(self, node_id: str) -> None:
        """Take out a node with nothing under it; one that is stored, when asked twice."""
        if any(self.parent_of(other) == node_id for other in self._rows.all()):
            self._say("Take out what hangs under it first.")
        elif not node_id:
            self._say("The problem itself stays.")
        else:
            self._take_out(node_id)

    def _added(self, parent: str, cells: Mapping[str, str] | None) -> None:
        if cells and any(cells.values()):
            mark = self._rows.next_mark
            self._draw(self._rows.add({**cells, _MARK: mark, _PARENT: parent}))

    def _draw(self, cursor: str = "") -> None:
        tree = self.query_one(WhyTree)
        tree.clear()
        self._draw_under(tree.root, "")
        tree.root.expand_all()
        for node in _all(tree.root):
            if node.data == cursor:
                tree.call_after_refresh(tree.move_cursor, node)
        stored, new = len(self._rows.stored), len(self._rows.new)
        self._say(f"{stored} stored, {new} not sent yet. n why, s another branch, e change.")

    def _draw_under(self, branch: TreeNode[str], parent: str) -> None:
        rows = self._rows.all()
        for row_id, cells in rows.items():
            above = cells.get(_PARENT, "")
            if (above if above in rows else "") == parent and row_id != parent:
                mark = " (not sent yet)" if row_id in self._rows.new else ""
                mark = f"{mark} (asked about)" if row_id == self._about else mark
                label = cell(f"{row_id} {self._words(row_id)}{mark}")
                self._draw_under(branch.add(label, data=row_id), row_id)

    def _words(self, row_id: str) -> str:
        cells = self._rows.all().get(row_id, {})
        return next((cells[c.name] for c in self._columns if cells.get(c.name)), "")


def _all(node: TreeNode[str]) -> list[TreeNode[str]]:
    return [node, *(below for child in node.children for below in _all(child))]
