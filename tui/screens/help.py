"""Help: the keys, and what each step is for."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.widgets.keys import Keys
from tui.widgets.too_small import TooSmall

KEYS = (
    ("While answering", ""),
    ("Ctrl+S", "send the answer; Enter does it too where the answer is one line"),
    ("F2", "nobody knows; the second time it is stored as unknown"),
    ("F3", "skip the question, for now or for good; end your turn of writing alone"),
    ("F4", "park a thought for later and keep the question open"),
    ("F12", "import a record: chat, log, notes; its events become proposals"),
    ("F5", "back to the question before; nothing is deleted"),
    ("F6", "on to the next step, when nothing is missing"),
    ("Ctrl+O", "on although something is missing, with a reason and a name"),
    ("Ctrl+G", "dispute a flag, with a reason; it then counts as met"),
    ("Ctrl+A", "take the whole text, to type another in its place"),
    ("Ctrl+R", "try again after a problem"),
    ("Esc", "stop what takes long; of a record, what was found so far stays"),
    ("Proposals", ""),
    ("F8", "to the proposals and back: a accept, e edit, r reject"),
    ("Tables and trees", ""),
    ("n  e  d", "add, change, take out; in the why-tree s adds another branch"),
    ("u", "answer with the stored row under the cursor; typing its id does the same"),
    ("1-9", "take an option; so do its first letter and the arrows"),
    ("In the document (F7)", ""),
    ("e  p  /", "fields with their origin, pictures, find a field"),
    ("d", "dispute a flag"),
    ("Everywhere", ""),
    ("F7", "the document: read, edit any field, pictures, export"),
    ("F9", "fold or show the steps and the score"),
    ("F10", "why a score is what it is, and why a past incident is like this one"),
    ("Ctrl+P", "every command by name; jump to any question by its id or words"),
    ("Ctrl+T", "dark or light"),
    ("Ctrl+L", "leave to the start; everything is stored"),
    ("F1", "this help"),
    ("Ctrl+Q", "quit; what you are typing is kept"),
)
"""Keys and what they do; a line without words is a heading."""

STEPS = (
    ("1 Timeline and impact", "What happened, in order and with sources, and what harm it did."),
    (
        "2 Root causes",
        "What made it possible: conditions, not people. “Not established” is a result.",
    ),
    ("3 Actions", "What will change, with one owner, a date, and a way to see that it worked."),
    ("4 Document and share", "The review against eight criteria, then the readers who need it."),
    ("5 Track", "Each action is done with evidence, or declined with a reason."),
)
"""What the steps are for."""


class HelpScreen(Screen[None]):
    """One page of help."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q", "dismiss", "Close", id="help.close")
    ]

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield TooSmall()
        with VerticalScroll(id="page"):
            yield Static(Content("\n").join([*_keys(), Content(""), *_steps()]))
        yield Keys()


def _keys() -> list[Content]:
    return [
        Content.assemble((f"{key:<9}", "bold $text-accent"), words)
        if words
        else Content.styled(f"\n{key}", "bold")
        for key, words in KEYS
    ]


def _steps() -> list[Content]:
    lines = [Content.styled("What each step is for", "bold")]
    return lines + [
        Content.assemble((name, "bold $text-primary"), f"\n  {why}") for name, why in STEPS
    ]
