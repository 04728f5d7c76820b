"""Errors written for the person at the screen: what is wrong, where, and what to do."""


class AgentError(Exception):
    """A problem to be shown to the person, with the remedy beside it."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        """Store the problem (what and where) and the remedy (what to do), one sentence each."""
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the one line that a front end prints."""
        return f"{self.problem} {self.remedy}".strip()


class InputError(AgentError):
    """Something that a person gave can't be read: a file, an option, an answer."""


class AnswerError(InputError):
    """An answer doesn't fit its question. Nothing was stored."""


class DocumentError(AgentError):
    """A document can't be read, written or edited as asked."""


class StoreError(AgentError):
    """The records on disk can't be opened, read or written."""


class SessionBusyError(StoreError):
    """Another process has this session open."""


class MissingExtraError(AgentError):
    """A verb needs the `app` extra, which isn't installed."""


class CoachError(AgentError):
    """The coach couldn't make a proposal. Never blocks a turn."""
