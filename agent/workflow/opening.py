"""The opening words of a review, from one text that prompts share."""

from functools import cache
from importlib.resources import files

from agent.dialogue import Remark

QUESTION = "SU-09"
"""The question that agrees on the words."""
_CONSENT = {"agreed", "agree", "yes", "ok", "okay", "these", "as said"}


@cache
def opening_words() -> str:
    """Return the words, in one paragraph."""
    text = files("prompts").joinpath("facilitator.md").read_text(encoding="utf-8")
    return " ".join(text.split())


def opening_remark() -> Remark:
    """Return what the facilitator says when people come together."""
    return Remark(
        text=f'{opening_words()} Say "agreed" when asked, or put it in your own words.',
        rule="conduct:opening",
    )


def agreed(value: object) -> object:
    """Return the opening words for a plain consent, else the person's own words."""
    plain = isinstance(value, str) and value.strip().strip(".!").casefold() in _CONSENT
    return opening_words() if plain else value
