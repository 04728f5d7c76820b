"""Where time comes from. Nothing else in the project reads the wall clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time, always with an offset."""

    def now(self) -> datetime:
        """Return the present moment in UTC, to the second."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment in UTC, to the second."""
        return datetime.now(UTC).replace(microsecond=0)


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was put: `--now`, the `at:` of an answers file, tests."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment it was set to."""
        return self.moment

    def move(self, moment: datetime) -> None:
        """Put the clock to another moment."""
        self.moment = moment
