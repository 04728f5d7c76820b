"""Pictures of the screens at two sizes, compared. Accept a change with --snapshot-update."""

import pytest

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
    "help": (("h",), None, {}),
}


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
        app = make_app(session=script.ScriptedSession(turns=[turn], document=document))

    async def settled(pilot):
        await script.settle(pilot)
        for key in keys:
            await pilot.press(key)
            await script.settle(pilot)
        for area in app.screen.query("TextArea, Input"):
            area.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=settled)
