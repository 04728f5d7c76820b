"""The headless core of Unblame: domain, state machine, coach, library, documents."""

__version__ = "0.1.0"
