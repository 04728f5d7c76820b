"""One turn at a time over a session: its events become messages, its errors too."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable

from textual.message import Message

from agent.dialogue import Answer, Event, Reply
from tui.ports import Session


class TurnEvent(Message):
    """The session told something."""

    def __init__(self, event: Event, reply: Reply | None) -> None:
        """Take the event and the reply it answers; none when the session was opened."""
        super().__init__()
        self.event = event
        self.reply = reply


class TurnFailed(Message):
    """The turn ended early; nothing that the person typed is lost."""

    def __init__(self, problem: str) -> None:
        """Take the problem with its remedy, in a line."""
        super().__init__()
        self.problem = problem


class TurnOver(Message):
    """The turn was followed to its end."""


class Turns:
    """Sends replies to the session in order and follows each turn to its end."""

    def __init__(
        self,
        session: Session,
        post: Callable[[Message], object],
        told: Callable[[Exception], str],
    ) -> None:
        """Take the session, the way to post messages, and the one line for what went wrong."""
        self._session = session
        self._post = post
        self._told = told
        self._waiting: deque[Reply] = deque()
        self.running = False
        """True until the last event of a turn was shown: what shows the turn sets it back."""
        self.failed = False
        self.unshown = False
        """True when what the session told could not be shown."""

    @property
    def may_repeat(self) -> bool:
        """Whether there is something to try again."""
        return not self.running and (self.failed or self.unshown)

    @property
    def unsent(self) -> Reply | None:
        """The reply that failed and was not stored; the first of those that wait."""
        return self._waiting[0] if self._waiting else None

    def line_up(self, *replies: Reply) -> None:
        """Put replies in place of any that failed."""
        self._waiting = deque(replies)
        self.running = True

    async def begin(self) -> None:
        """Ask the session what is open now."""
        self.running, self.unshown = True, False
        await self._follow(self._session.start(), None)

    async def go_on(self) -> None:
        """Send the waiting replies. One that fails before it is stored stays in line.

        A turn that only finished an earlier one stored nothing: its reply is sent once more,
        unless it answers the question that was open before.
        """
        self.running = True
        sent: Reply | None = None
        while self._waiting:
            reply = self._waiting[0]
            if not await self._follow(self._session.reply(reply), reply):
                return
            unstored = self._waiting and self._waiting[0] is reply
            if unstored and (reply is sent or (isinstance(reply, Answer) and not reply.question)):
                self._waiting.popleft()
            sent = reply
        self._post(TurnOver())

    async def _follow(self, events: AsyncIterator[Event], reply: Reply | None) -> bool:
        self.failed = True
        try:
            async for event in events:
                if event.kind == "stored" and self._waiting:
                    self._waiting.popleft()
                self._post(TurnEvent(event, reply))
        except asyncio.CancelledError:
            self._post(TurnFailed("Stopped. Your words are still here; Ctrl+R tries again."))
            raise
        except Exception as error:  # noqa: BLE001 - a defect must not cost the person a word
            self._post(TurnFailed(self._told(error)))
        else:
            self.failed = False
            if reply is None:
                self._post(TurnOver())
        return not self.failed
