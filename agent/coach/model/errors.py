"""Why there is no answer of a model, in one line for the person and one word for the log."""

from agent.coach.model.asking import Problem, Usage
from agent.errors import CoachError


class ModelError(CoachError):
    """The model gave no answer that can be used. Never blocks a turn."""

    def __init__(
        self, why: Problem, problem: str, remedy: str = "", usage: Usage | None = None
    ) -> None:
        """Take the word for the log, the line for the person, and what was used all the same."""
        super().__init__(problem, remedy)
        self.why: Problem = why
        self.usage = usage or Usage()
