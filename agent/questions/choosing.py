"""One or several of a list of options, by value, by label or by the beginning of either."""

import re
from collections.abc import Sequence
from typing import cast

from agent.dialogue import Option
from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from agent.postmortem.values import Tri

_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false", "none"}
_UNKNOWN = {"unknown", "?", "unsure", "dont know", "don't know", "not known", "not sure", "unclear"}


def read_choice(text: str, options: Sequence[Option]) -> str:
    """Return the value of the option meant. Raises AnswerError listing the options."""
    if not options:
        return one_line(text)
    wanted = _plain(text)
    for names in (_values, _labels):
        exact = [option.value for option in options if names(option) == wanted]
        if exact:
            return exact[0]
    starting = {
        option.value
        for option in options
        if wanted and (_values(option).startswith(wanted) or _labels(option).startswith(wanted))
    }
    if len(starting) == 1:
        return starting.pop()
    labels = [option.label for option in options]
    listed = ("; " if any("," in label for label in labels) else ", ").join(labels)
    problem = "could be more than one choice" if starting else "is not one of the choices"
    raise AnswerError(f"“{shorten(text)}” {problem}.", f"Choose one of: {listed}.")


def read_choices(raw: object, options: Sequence[Option]) -> tuple[str, ...]:
    """Return the values of the options meant, from a list or a text with commas."""
    if isinstance(raw, list | tuple):
        parts = [str(part) for part in cast("Sequence[object]", raw)]
    else:
        parts = _split(str(raw), options)
    return tuple(dict.fromkeys(read_choice(part, options) for part in parts if part.strip()))


def read_tri(text: str) -> Tri:
    """Return yes, no or unknown."""
    word = one_line(text).lower().replace("’", "'").rstrip(".!")
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    if word in _UNKNOWN:
        return "unknown"
    raise AnswerError(f"I can't read “{shorten(text)}” as yes or no.", "Write yes, no or unknown.")


def _split(text: str, options: Sequence[Option]) -> list[str]:
    """Split at commas, unless the whole is a label that holds one."""
    whole = _plain(text)
    if any(whole in {_values(option), _labels(option)} for option in options):
        return [text]
    return re.split(r"[,;\n]", text)


def _values(option: Option) -> str:
    return _plain(option.value)


def _labels(option: Option) -> str:
    return _plain(option.label)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", one_line(text).casefold()).strip()
