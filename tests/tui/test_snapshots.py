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
    "help": (("h",), None, {}),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(snap_compare, make_app, script, name, size):
    keys, question, options = SCREENS[name]
    if question is None:
        app = make_app(open_id=None, own=script.LISTINGS)
    else:
        offered = script.PROPOSALS if options else ()
        app = make_app(script.opening(getattr(script, question), proposals=offered))

    async def settled(pilot):
        await script.settle(pilot)
        for key in keys:
            await pilot.press(key)
            await script.settle(pilot)
        for area in app.screen.query("TextArea, Input"):
            area.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=settled)
