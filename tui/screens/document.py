"""The document as it stands: to read, to edit field by field, to export."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import ContentSwitcher, DataTable, Markdown, OptionList, Static
from textual.widgets.option_list import Option as ListOption

from agent.dialogue import EditField, FormField, Option
from agent.errors import AgentError
from agent.premortem.record import AnyDocument
from tui.fields import Entry, entries, options_at, told
from tui.plain import cell, one_line, plain, shown
from tui.ports import Workspace
from tui.screens.asking import FieldsModal
from tui.screens.long_tables import with_lines
from tui.screens.palette import Providers, ScreenCommands
from tui.typed import WordTable, app_of
from tui.widgets.forms.answer_area import AnswerLine
from tui.widgets.keys import Keys
from tui.widgets.pictures import Pictures, judged_at
from tui.widgets.too_small import TooSmall

_WIDE = 100
_PAUSE = 0.2
"""Seconds without a key before fields are searched."""
_OUTLINE = 30
_SHORT = {"proposed-accepted": "accepted", "proposed-edited": "edited"}
_FORMATS = (
    Option(value="md", label="Markdown"),
    Option(value="html", label="HTML, one file"),
    Option(value="json", label="JSON"),
)


class DocumentScreen(Screen[None]):
    """Three views of one document: its text, its fields with their origin, its pictures."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "switch", "Read or edit", id="document.switch"),
        Binding("p", "pictures", "Pictures", id="document.pictures"),
        Binding("slash", "find", "Find", id="document.find"),
        Binding("h", "empty", "Empty fields", id="document.empty"),
        Binding("o", "outline", "Outline", id="document.outline"),
        Binding("d,ctrl+g", "dispute", "Dispute a flag", id="document.dispute"),
        Binding("x", "export", "Export", id="document.export"),
        Binding("escape,f7", "leave", "Close", id="document.leave"),
    ]
    COMMANDS: ClassVar[Providers] = {ScreenCommands}

    def __init__(
        self,
        workspace: Workspace,
        send: Callable[[EditField], object],
        dispute: Callable[[], object],
        *,
        read_only: bool,
    ) -> None:
        """Take the workspace that exports, and the ways to send an edit and to dispute a flag."""
        super().__init__()
        self._workspace = workspace
        self._send = send
        self._dispute = dispute
        self._read_only = read_only
        self._document: AnyDocument | None = None
        self._entries: dict[str, Entry] = {}
        self._with_empty = False
        self._wanted = ""
        self._filled = False
        self._pause: Timer | None = None

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
                yield Pictures(judged_at(self._workspace.clock.now))
        yield AnswerLine(placeholder="part of a name or of a value", compact=True, id="find")
        yield Static("", id="told")
        yield Keys()

    def on_mount(self) -> None:
        """Prepare the table of fields."""
        table = self._table
        width = app_of(self).size.width
        room = width - _OUTLINE if self._is_wide else width
        place, origin = (38, 17) if self._is_wide else (32, 9)
        table.add_column("Field", key="path", width=place)
        table.add_column("From", key="from", width=origin)
        table.add_column("Value", key="value", width=max(room - place - origin - 8, 20))
        self.query_one("#reading").focus()

    async def show(self, document: AnyDocument, markdown: str) -> None:
        """Show the document as it stands."""
        self._document = document
        title = one_line(document.meta.title) or "no title yet"
        self.query_one("#summary", Static).update(shown(f"{document.meta.id} · {title}"))
        view = self.query_one(Markdown)
        await view.update(with_lines(_body(plain(markdown))))
        outline = self.query_one(OptionList)
        outline.clear_options()
        outline.add_options(
            [
                ListOption(shown(f"{'  ' * (level - 1)}{one_line(heading)}"), id=block)
                for level, heading, block in view.table_of_contents
                if block
            ]
        )
        self._fill_when_seen()
        self.query_one(Pictures).show(document)

    def action_switch(self) -> None:
        """Change between reading and the list of fields."""
        self._look_at("fields" if self._view == "reading" else "reading")

    def action_pictures(self) -> None:
        """Change between the pictures and reading."""
        self._look_at("reading" if self._view == "pictures" else "pictures")

    def action_find(self) -> None:
        """Ask which fields are wanted."""
        self._look_at("fields")
        line = self.query_one("#find", AnswerLine)
        line.add_class("-open")
        line.focus()

    @on(AnswerLine.Changed, "#find")
    def _narrow(self, event: AnswerLine.Changed) -> None:
        self._wanted = event.value.strip().casefold()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._fill)

    @on(AnswerLine.Submitted, "#find")
    def _found(self) -> None:
        self.query_one("#find").set_class(bool(self._wanted), "-open")
        self._table.focus()

    def action_empty(self) -> None:
        """Show or hide fields without a value."""
        self._with_empty = not self._with_empty
        self._filled = False
        self._look_at("fields")

    def action_outline(self) -> None:
        """Move the cursor to the outline."""
        outline = self.query_one(OptionList)
        outline.display = True
        outline.focus()

    @on(OptionList.OptionSelected, "#outline")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self._look_at("reading")
            self.query_one(f"#{event.option_id}").scroll_visible(top=True, animate=False)

    @on(DataTable.RowSelected, "#fields")
    def _edit(self, event: DataTable.RowSelected) -> None:
        entry = self._entries.get(event.row_key.value or "")
        if entry is None:
            return
        if self._read_only:
            self.say("This document is read only here.")
            return
        options = options_at(self._document, entry.path) if self._document else ()
        kind = "choice" if options else "text"
        modal = FieldsModal(
            f"Change {entry.name}",
            (FormField(name="text", label="Value", kind=kind, options=options),),
            note=f"{entry.path}, from: {entry.origin or 'not recorded'}. It will be yours (human).",
            values={"text": entry.words},
            tall=frozenset() if options else frozenset({"text"}),
        )
        app_of(self).push_screen(modal, lambda given: self._edited(entry, given))

    @on(DataTable.RowHighlighted, "#fields")
    def _tell(self, event: DataTable.RowHighlighted) -> None:
        entry = self._entries.get(event.row_key.value or "")
        if entry is not None and self._view == "fields":
            self.say(f"Enter changes {entry.name}: {self._said(entry)}")

    def action_export(self) -> None:
        """Ask where to write the document, and in which format."""
        if self._document is None:
            return
        fields = (
            FormField(name="to", label="Format", kind="choice", options=_FORMATS, required=True),
            FormField(name="path", label="File", required=True, hint="document.md"),
        )
        values = {"to": "md", "path": f"{self._document.meta.id}.md"}
        app_of(self).push_screen(FieldsModal("Export", fields, values=values), self._exported)

    def action_dispute(self) -> None:
        """Say, with a reason, that a finding or a condition is wrong here."""
        self._dispute()

    def action_leave(self) -> None:
        """Let go of what was searched for; with nothing searched for, go back."""
        line = self.query_one("#find", AnswerLine)
        if line.has_class("-open"):
            line.remove_class("-open")
            line.value = ""
            self._look_at("fields")
        else:
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

    def _fill_when_seen(self) -> None:
        self._filled = False
        if self._view == "fields":
            self._fill()

    def _fill(self) -> None:
        if self._document is None:
            return
        self._filled = True
        table, here = self._table, self._table.cursor_row
        before = list(self._entries)[here : here + 1]
        kept = [entry for entry in entries(self._document) if self._is_wanted(entry)]
        self._entries = {entry.path: entry for entry in kept}
        table.clear()
        for entry in kept:
            words = self._said(entry) or f"({entry.absence or 'empty'})"
            origin = entry.origin if self._is_wide else _SHORT.get(entry.origin, entry.origin)
            table.add_row(cell(entry.name), cell(origin or "-"), cell(words), key=entry.path)
        places = [place for place, path in enumerate(self._entries) if path in before]
        table.move_cursor(row=places[0] if places else here)

    def _is_wanted(self, entry: Entry) -> bool:
        if not (self._with_empty or _filled(entry)):
            return False
        texts = (entry.path, entry.name, entry.words, self._said(entry))
        return any(self._wanted in text.casefold() for text in texts)

    def _said(self, entry: Entry) -> str:
        return told(self._document, entry) if self._document is not None else entry.words

    def _look_at(self, view: str) -> None:
        if view == "fields" and not self._filled:
            self._fill()
        self.query_one(ContentSwitcher).current = view
        self.query_one(f"#{view}").focus()

    @property
    def _is_wide(self) -> bool:
        return app_of(self).size.width >= _WIDE

    @property
    def _view(self) -> str:
        return self.query_one(ContentSwitcher).current or "reading"

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
