"""Answers that take a pre-mortem to the moment at which people write alone, and beyond."""

from talking import Talk

from agent.dialogue import Advance

PLAN: tuple[tuple[str, object], ...] = (
    ("PM-01a", "Release the new booking app."),
    ("PM-17", "Rooms are booked in the new app"),
    ("PM-01b", "Nine of ten bookings are made in the app."),
    ("PM-01c", "2026-11-30"),
    ("PM-20", "2026-09-15"),
    ("PM-19", {"scope": "Meeting rooms of both offices"}),
    ("PM-02", ["One account reads both calendars.", "Phones are at hand.", "The panels work."]),
    ("PM-21", [{"display": "Hana Sato"}, {"display": "Piet Vos"}]),
)
FAILURE = "By 30 November 2026 only a third of the bookings went through the app."
HANA = ["hana-one: the panels went dark", "hana-two: bookings came late", "hana-three: no guests"]
PIET = ["piet-one: the account was locked", "piet-two: late bookings", "piet-three: closed rooms"]


async def write(talk: Talk) -> None:
    """Let both write and read out nothing yet."""
    await talk.answer("PM-04", HANA, about="P1")
    await talk.answer("PM-04", PIET, about="P2")
    await talk.send(Advance())
