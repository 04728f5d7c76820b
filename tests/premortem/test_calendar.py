"""What is due as iCalendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from agent.postmortem.actions import Action
from agent.premortem.calendar import to_calendar
from agent.premortem.record import Meta, Premortem

_NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _with_action(text: str) -> Premortem:
    action = Action(id="A1", text=text, due=date(2026, 11, 20))
    return Premortem(meta=Meta(id="PRE-2026-001", title="A move"), actions=(action,))


def _unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_each_thing_that_is_due_is_one_to_do_with_an_id_that_stays() -> None:
    lines = _unfolded(to_calendar([_with_action("Keep the old route")], _NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VTODO") == 1
    assert "UID:PRE-2026-001-A1-action@unblame" in lines
    assert "DUE;VALUE=DATE:20261120" in lines
    assert "SUMMARY:Done: Keep the old route" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200))
def test_lines_are_short_enough_and_hold_the_text_whole(text: str) -> None:
    written = to_calendar([_with_action(f"Do {text}")], _NOW)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    summary = next(line for line in _unfolded(written) if line.startswith("SUMMARY:"))
    plain = summary.replace("\\\\", "\0").replace("\\;", ";").replace("\\,", ",")
    assert plain.replace("\0", "\\") == f"SUMMARY:Done: Do {text}"


def test_signs_of_the_format_are_escaped() -> None:
    written = to_calendar([_with_action("a; b, c\nBEGIN:VALARM")], _NOW)
    assert "SUMMARY:Done: a\\; b\\, c\\nBEGIN:VALARM" in written
    assert "\nBEGIN:VALARM" not in written


def test_nothing_due_is_an_empty_calendar(rated_by: Callable[..., Premortem]) -> None:
    assert "VTODO" not in to_calendar([rated_by()], _NOW)
