"""Hostile text, contrast and colour: what reaches the terminal, and that words never need colour."""

import pytest
from textual import events
from textual.color import Color

from agent.dialogue import Proposed, Remark
from tui.plain import plain
from tui.themes import DARK, LIGHT


def hostile(script):
    bad = script.HOSTILE
    question = script.ROWS.model_copy(update={"text": bad, "hint": bad, "reason": bad})
    proposals = tuple(p.model_copy(update={"text": bad, "reason": bad}) for p in script.PROPOSALS)
    scored = script.SCORED.model_copy(update={"verdict": bad, "next_step": bad})
    step = script.PROGRESS.steps[0].model_copy(update={"blocked_by": (bad,)})
    progress = script.PROGRESS.model_copy(update={"steps": (step, *script.PROGRESS.steps[1:])})
    first = (Remark(text=bad), progress, scored, Proposed(proposals=proposals))
    return (*first, script.Asked(question=question))


def document_with(script, text):
    before = script.document(title=text)
    event = before.timeline.events[0].model_copy(update={"text": text})
    timeline = before.timeline.model_copy(update={"events": (event,)})
    return before.model_copy(update={"timeline": timeline})


async def test_markup_and_escapes_of_others_are_only_words(make_app, script):
    session = script.ScriptedSession(
        turns=[hostile(script)],
        document=document_with(script, script.HOSTILE),
        first_draft=script.HOSTILE,
    )
    app = make_app(session=session, text=f"# {script.HOSTILE}\n\n{script.HOSTILE}\n")
    async with app.run_test(size=(120, 40)) as pilot:
        await script.settle(pilot)
        for keys in ((), ("f8", "e"), ("escape", "f7"), ("e",), ("escape", "ctrl+p")):
            await pilot.press(*keys)
            await script.settle(pilot)
            words = script.words_on(app)
            assert "[bold]x[/bold]" in words
            assert not any(ord(sign) < 32 and sign != "\n" for sign in words)


async def test_hostile_lists_are_only_words(make_app, script):
    listing = script.FakeListing("PM-2026-003", script.HOSTILE, "TIMELINE", script.NOW, None, "", 0)
    hit = script.FakeHit("X", script.HOSTILE, 0.5, script.HOSTILE, 0)
    action = script.FakeAction(
        "PM-2026-003", "A1", script.HOSTILE, script.HOSTILE, None, "accepted"
    )
    app = make_app(open_id=None, own=(listing,), hits=(hit,), actions=(action,))
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in ((), ("r",), ("escape", "a"), ("escape", "s", "x", "enter")):
            await script.settle(pilot)
            await pilot.press(*keys)
            await script.settle(pilot)
            words = script.words_on(app)
            assert "[bold]x[/bold]" in words
            assert "\x1b" not in words


def test_escapes_are_taken_out_and_words_stay():
    assert plain("a\x1b[31mb\x1b]0;t\x07c\u202ed\n[bold]") == "abcd\n[bold]"


SCREENS = {
    "start": ((), None),
    "answer": ((), "PM-2026-001"),
    "proposals": (("f8",), "PM-2026-001"),
    "skip": (("f3",), "PM-2026-001"),
    "flags": (("ctrl+g",), "PM-2026-001"),
    "document": (("f7",), "PM-2026-001"),
    "fields": (("f7", "e"), "PM-2026-001"),
    "help": (("f1",), None),
    "resume": (("r",), None),
    "actions": (("a",), None),
}


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("name", SCREENS)
async def test_every_text_has_enough_contrast(make_app, script, theme, name):
    keys, open_id = SCREENS[name]
    turn = script.opening(proposals=script.PROPOSALS)
    session = script.ScriptedSession(turns=[turn], flags=script.FLAGS)
    lists = {"own": script.LISTINGS, "actions": script.ACTIONS}
    app = make_app(session=session, open_id=open_id, **lists)
    async with app.run_test(size=(120, 40)) as pilot:
        app.theme = theme
        await script.settle(pilot)
        for key in keys:
            await pilot.press(key)
            await script.settle(pilot)
        weak = [
            (text, front.hex, back.hex, round(contrast(front, back), 2))
            for text, front, back in painted(app, script)
            if contrast(front, back) < 4.5
        ]
    assert weak == []


def contrast(one, other):
    """Return the contrast of two colours after WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def painted(app, script):
    modal = app.screen.is_modal
    for y, strip in enumerate(script.strips_of(app)):
        x = 0
        for segment in strip:
            x, here = x + segment.cell_length, x
            style = segment.style
            if not any(sign.isalnum() for sign in segment.text) or style is None:
                continue
            if modal and app.screen.get_widget_at(here, y)[0] is app.screen:
                continue
            if style.color is None or style.bgcolor is None:
                continue
            yield segment.text, *colours(style)


def colours(style):
    front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    return (back, front) if style.reverse else (front, back)


async def test_without_colour_the_same_words_are_shown(make_app, script, monkeypatch):
    async def shown():
        app = make_app(script.opening(proposals=script.PROPOSALS))
        async with app.run_test(size=(120, 40)) as pilot:
            await script.settle(pilot)
            return script.words_on(app), app.no_color

    with_colour, coloured = await shown()
    monkeypatch.setenv("NO_COLOR", "1")
    without, plain_app = await shown()
    assert without == with_colour
    assert (coloured, plain_app) == (False, True)


async def test_every_action_has_a_key_with_an_id(make_app, script):
    app = make_app(script.opening(proposals=script.PROPOSALS))
    async with app.run_test() as pilot:
        await script.settle(pilot)
        await pilot.press("f8")
        named = [b.binding for b in app.screen.active_bindings.values() if b.binding.description]
        ours = [b for b in named if b.show]
        assert ours
        assert all(binding.id for binding in ours)


@pytest.mark.parametrize("name", ["TEXT", "NUMBER", "ROWS"])
async def test_a_paste_with_escapes_is_shown_without_them(make_app, script, name):
    app = make_app(script.opening(getattr(script, name)))
    async with app.run_test() as pilot:
        await script.settle(pilot)
        app.screen.focused.post_message(events.Paste("14:05 a\x1b[31mb"))
        await script.settle(pilot)
        assert "14:05 ab" in script.words_on(app)
        assert "\x1b" not in script.words_on(app)
