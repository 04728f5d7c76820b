"""Patterns over the words of labels: "human error", "an oversight", "due to".

Each list stands once, in the data file; what looks for labels names the lists by their signs.
"""

import re
from functools import cache

from agent.coach.rewriting.lexicon import lexicon

_ARTICLE = r"(?:an? |the |some |this |our |my |their |his |her )?"
_BY = r"(?P<by>(?: made)?(?: (?:by|from|of|on the part of) [^,;:.]{2,50}?)?)"


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return a pattern with "{LABEL}", "{DUE_TO}" and the like filled in.

    A LABEL has its article and its kinds: "a simple human error".
    """
    for sign, words in _signs().items():
        template = template.replace(f"{{{sign}}}", words)
    return re.compile(template, re.IGNORECASE)


@cache
def _signs() -> dict[str, str]:
    humans, kinds = _any("label_humans"), _any("label_kinds")
    errors, judges, traits = _any("label_errors"), _any("label_judges"), _lines("label_traits")
    noun = rf"(?:(?:{humans}|{kinds}) ){{0,3}}(?:{errors})"
    return {
        "HUMAN_LABEL": rf"(?:an? |some )?(?:(?:{kinds}) )?(?:{humans}) (?:{errors})",
        "LABEL": rf"{_ARTICLE}(?:(?:(?:{kinds}) )?(?:{traits})|{noun})",
        "HUMANS": rf"\b(?:{humans})\b",
        "JUDGED": rf"{judges}|laziness|{traits}",
        "JUDGES": rf"\b(?:{judges}|{traits})\b",
        "MISTAKEN": _any("mistaken"),
        "BY": _BY,
        "DUE_TO": f"(?:{_lines('due_to')})",
        "LED_TO": f"(?:{_lines('led_to')})",
    }


def _any(name: str) -> str:
    return "|".join(sorted(lexicon().among(name), key=len, reverse=True))


def _lines(name: str) -> str:
    lines = [" ".join(line) for line in lexicon().lines(name)]
    return "|".join(sorted(lines, key=len, reverse=True))


_TELLS_AN_ACT = re.compile(
    r"\b(?:was|were|been|got) (?:\w+ly )?(?:\w+ed|\w+en|sent|set|put|left|lost|cut|made|built"
    r"|shut)\b"
    r"|\b(?:inadvertent|accidental|mistaken|wrong|by (?:mistake|accident)|instead of)",
    re.IGNORECASE,
)


def tells_an_act(words: str) -> bool:
    """Return whether it stands beside a label what the error was.

    "Due to an error, all lost access" tells no more than with "human", and asks no less.
    """
    return _TELLS_AN_ACT.search(words) is not None
