"""Pictures of the screens at two sizes, compared. Accept a change with --snapshot-update."""

import pytest

from agent.dialogue import Explained
from agent.documents.redrafting import redraft
from agent.documents.redrafting.review import Review
from tui.commands.text_files import TextFile
from tui.reviewing import ReviewApp

SIZES = [(80, 24), (120, 40)]

SCREENS = {
    "start": ((), None, {}),
    "text": ((), "TEXT", {}),
    "rows": ((), "ROWS", {}),
    "proposals": (("f8",), "TEXT", {"proposals": True}),
    "document": (("f7",), "TEXT", {}),
    "fields": (("f7", "e"), "TEXT", {}),
    "pictures": (("f7", "p"), "TEXT", {"drawn": True}),
    "lane": ((), "ROWS", {"drawn": True}),
    "record": (("tab", "tab", "2"), "RECORD", {}),
    "choice": (("2",), "CHOICE", {}),
    "flags": (("ctrl+g",), "TEXT", {}),
    "why": (("f10",), "TEXT", {}),
    "help": (("h",), None, {}),
}

WHY = Explained(
    about="C1",
    title="C1 timeline",
    facts=(
        "3 of 5. At least 3.5 is needed.",
        "Missing: a source for 80 % of the events; seen: 1 of 2 have one.",
        "20 of 23 conditions hold.",
    ),
    question="TL-12a",
    asks="Which record shows this moment: E2 Pager: connection errors above 5 %?",
)
"""What F10 says of a score."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(snap_compare, make_app, script, name, size, monkeypatch):
    monkeypatch.setattr("agent.assessment.assess", script.fixed_card)
    keys, question, options = SCREENS[name]
    if question is None:
        app = make_app(open_id=None, own=script.LISTINGS)
    else:
        offered = script.PROPOSALS if options.get("proposals") else ()
        turn = script.opening(getattr(script, question), proposals=offered)
        document = script.drawn_document() if options.get("drawn") else script.document()
        app = make_app(
            session=script.ScriptedSession(
                turns=[turn], document=document, flags=script.FLAGS, explained={"C1": (WHY,)}
            )
        )

    async def settled(pilot):
        await script.settle(pilot)
        for key in keys:
            await pilot.press(key)
            await script.settle(pilot)
        for area in app.screen.query("TextArea, Input"):
            area.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=settled)


DRAFT = """\
# Orders stopped

The operator skipped the review on Monday. It took
12 minutes.

- The engineer should have been wiser about `pool.yaml` at 14:05.

The operator skipped the check on Friday.
"""
REVIEWS = {
    "open": (),
    "own-words": ("n", "e"),
    "doubtful": ("n", "e", "ctrl+s"),
    "quit": ("a", "q"),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", REVIEWS)
def test_the_review_of_a_draft_looks_as_it_did(snap_compare, script, name, size):
    file = TextFile("draft.md", DRAFT.encode(), DRAFT)
    app = ReviewApp(file, Review(redraft(DRAFT)))

    async def settled(pilot):
        await script.settle(pilot)
        for key in REVIEWS[name]:
            await pilot.press(key)
            await script.settle(pilot)
        for area in app.screen.query("TextArea"):
            area.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=settled)
