"""The document as it stands: to read, to edit field by field, to export."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import ContentSwitcher, DataTable, Footer, Markdown, OptionList, Static
from textual.widgets.option_list import Option as ListOption

from agent.dialogue import EditField, FormField, Option
from agent.errors import AgentError
from agent.postmortem.record import Postmortem
from tui.fields import Entry, entries
from tui.plain import cell, one_line, plain, shown
from tui.ports import Workspace
from tui.screens.asking import FieldsModal
from tui.screens.palette import Providers, ScreenCommands
from tui.typed import WordTable, app_of
from tui.widgets.too_small import TooSmall

_WIDE = 100
_FORMATS = (
    Option(value="md", label="Markdown"),
    Option(value="html", label="HTML, one file"),
    Option(value="json", label="JSON"),
)


class DocumentScreen(Screen[None]):
    """Two views of one document: reading, and its fields with where each came from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "switch", "Read or edit", id="document.switch"),
        Binding("h", "empty", "Empty fields", id="document.empty"),
        Binding("o", "outline", "Outline", id="document.outline"),
        Binding("x", "export", "Export", id="document.export"),
        Binding("escape,f7", "leave", "Close", id="document.leave"),
    ]
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    def __init__(
        self, workspace: Workspace, send: Callable[[EditField], object], *, read_only: bool
    ) -> None:
        """Take the workspace that exports, and the way to send an edit."""
        super().__init__()
        self._workspace = workspace
        self._send = send
        self._read_only = read_only
        self._document: Postmortem | None = None
        self._entries: dict[str, Entry] = {}
        self._with_empty = False

    def compose(self) -> ComposeResult:
        """Lay out the views."""
        yield TooSmall()
        yield Static("", id="summary")
        with Horizontal(id="columns"):
            yield OptionList(id="outline", markup=False, compact=True)
            with ContentSwitcher(initial="reading", id="views"):
                with VerticalScroll(id="reading"):
                    yield Markdown(open_links=False)
                yield WordTable(id="fields", cursor_type="row", zebra_stripes=True)
        yield Static("", id="told")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Prepare the table of fields."""
        table = self._table
        width = app_of(self).size.width
        place = 44 if width >= _WIDE else 28
        table.add_column("Field", key="path", width=place)
        table.add_column("From", key="from", width=17)
        table.add_column("Value", key="value", width=max(width - place - 24, 20))
        self.query_one("#reading").focus()

    async def show(self, document: Postmortem, markdown: str) -> None:
        """Show the document as it stands."""
        self._document = document
        title = one_line(document.meta.title) or "no title yet"
        self.query_one("#summary", Static).update(shown(f"{document.meta.id} · {title}"))
        view = self.query_one(Markdown)
        await view.update(_body(plain(markdown)))
        outline = self.query_one(OptionList)
        outline.clear_options()
        outline.add_options(
            [
                ListOption(shown(f"{'  ' * (level - 1)}{one_line(heading)}"), id=block)
                for level, heading, block in view.table_of_contents
                if block
            ]
        )
        self._fill()

    def action_switch(self) -> None:
        """Change between reading and the list of fields."""
        views = self.query_one(ContentSwitcher)
        views.current = "fields" if views.current == "reading" else "reading"
        self.query_one(f"#{views.current}").focus()

    def action_empty(self) -> None:
        """Show or hide fields without a value."""
        self._with_empty = not self._with_empty
        self._fill()

    def action_outline(self) -> None:
        """Move the cursor to the outline."""
        outline = self.query_one(OptionList)
        outline.display = True
        outline.focus()

    @on(OptionList.OptionSelected, "#outline")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.query_one(ContentSwitcher).current = "reading"
            self.query_one(f"#{event.option_id}").scroll_visible(top=True, animate=False)
            self.query_one("#reading").focus()

    @on(DataTable.RowSelected, "#fields")
    def _edit(self, event: DataTable.RowSelected) -> None:
        entry = self._entries.get(event.row_key.value or "")
        if entry is None:
            return
        if self._read_only:
            self.say("This postmortem is read only here.")
            return
        field = FormField(name="text", label="Value")
        modal = FieldsModal(
            f"Change {entry.path}",
            (field,),
            note=f"Now from: {entry.origin or 'not recorded'}. It will be yours (human).",
            values={"text": entry.words},
            tall=frozenset({"text"}),
        )
        app_of(self).push_screen(modal, lambda given: self._edited(entry, given))

    @on(DataTable.RowHighlighted, "#fields")
    def _tell(self, event: DataTable.RowHighlighted) -> None:
        entry = self._entries.get(event.row_key.value or "")
        if entry is not None and self.query_one(ContentSwitcher).current == "fields":
            self.say(f"Enter changes {entry.path}: {entry.words}")

    def action_export(self) -> None:
        """Ask where to write the document, and in which format."""
        if self._document is None:
            return
        fields = (
            FormField(name="to", label="Format", kind="choice", options=_FORMATS, required=True),
            FormField(name="path", label="File", required=True, hint="postmortem.md"),
        )
        values = {"to": "md", "path": f"{self._document.meta.id}.md"}
        app_of(self).push_screen(FieldsModal("Export", fields, values=values), self._exported)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def _edited(self, entry: Entry, given: Mapping[str, str] | None) -> None:
        if given is not None and given["text"] != entry.words.strip():
            self._send(EditField(path=entry.path, value=given["text"]))

    def _exported(self, given: Mapping[str, str] | None) -> None:
        if given is None or self._document is None:
            return
        path = Path(given["path"]).expanduser()
        try:
            written = self._workspace.export(self._document.meta.id, given["to"], path)
        except AgentError as error:
            self.say(str(error))
        else:
            self.say(f"Written to {written}.")

    def _fill(self) -> None:
        if self._document is None:
            return
        table, here = self._table, self._table.cursor_row
        kept = [e for e in entries(self._document) if self._with_empty or _filled(e)]
        self._entries = {entry.path: entry for entry in kept}
        table.clear()
        for entry in kept:
            words = entry.words or f"({entry.absence or 'empty'})"
            table.add_row(cell(entry.path), cell(entry.origin or "-"), cell(words), key=entry.path)
        table.move_cursor(row=here)

    def say(self, words: str) -> None:
        """Say what became of an edit or an export."""
        self.query_one("#told", Static).update(shown(one_line(words)))

    @property
    def _table(self) -> WordTable:
        return self.query_one(WordTable)


def _body(markdown: str) -> str:
    """Return the text below the front matter, which is for machines."""
    if not markdown.startswith("---\n"):
        return markdown
    _, _, body = markdown[4:].partition("\n---\n")
    return body or markdown


def _filled(entry: Entry) -> bool:
    """Return whether somebody or something gave the field a value, or said why it has none."""
    return bool(entry.origin or entry.absence or entry.given)
