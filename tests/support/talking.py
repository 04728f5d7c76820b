"""Turns taken in a session, and answers that take one through its first steps."""

from agent.dialogue import Answer, Event, Question, Reply
from agent.workflow.session import Session


class Talk:
    """Takes turns in a session and remembers what it was told."""

    def __init__(self, session: Session) -> None:
        """Talk in one session."""
        self.session = session
        self.events: list[Event] = []

    @property
    def question(self) -> Question:
        """The open question."""
        question = self.session.question
        assert question is not None
        return question

    async def send(self, reply: Reply) -> list[Event]:
        """Take one turn."""
        self.events = [event async for event in self.session.reply(reply)]
        return self.events

    async def answer(self, question: str, value: object, about: str = "") -> list[Event]:
        """Answer any question of the bank."""
        return await self.send(Answer(value=value, question=question, about=about))  # type: ignore[arg-type]

    def of(self, kind: type[Event]) -> list[Event]:
        """The events of one kind of the last turn."""
        return [event for event in self.events if isinstance(event, kind)]


TRIAGE: tuple[tuple[str, object], ...] = (
    ("TR-01", "Orders failed for two hours. A pool size of 10 reached production."),
    ("TR-13", "Orders down after a pool size change"),
    ("TR-03", "production_outage"),
    ("TR-02a", "yes"),
    ("TR-04", {"users_pct": 20, "total_loss": "no", "data_exposed": "no", "internal_only": "no"}),
    ("TR-06b", "none"),
    ("TR-09", 2),
    ("TR-14", "no | no | no | no"),
)
"""Answers that take a session through TRIAGE."""

SETUP: tuple[tuple[str, object], ...] = (
    ("SU-01", "Alex Moreno"),
    ("SU-02", "Robin Hale"),
    ("SU-05", [{"kind": "log", "title": "access log"}]),
    ("SU-07", "UTC"),
    ("SU-14", "2026-03-02"),
    ("SU-09", "Facts first, remedies later."),
)
"""Answers that take a session through SETUP."""
