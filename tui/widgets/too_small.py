"""What a terminal shows that is too small for the app."""

from textual.widgets import Static

WIDTHS = [(0, "-too-narrow"), (60, "-narrow"), (100, "-wide")]
"""Columns from which a screen has a class."""
HEIGHTS = [(0, "-too-low"), (16, "-low"), (32, "-high")]
"""Lines from which a screen has a class."""


class TooSmall(Static):
    """One clear line; the style sheet shows it alone when there is no room."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "Unblame needs at least 60 columns and 16 lines. Please enlarge the terminal."
        )
