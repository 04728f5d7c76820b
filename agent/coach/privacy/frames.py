"""The words around a capitalised word that only a person has: verbs, titles, roles, belongings."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from agent.questions.speakers import role_of
from rubrics.doer_kinds import doer_kind
from rubrics.language.agents import agents
from rubrics.package_data import read_yaml

_ASIDE = re.compile(
    r"^ ?\((?P<words>[^()\n]{2,40})\)|^, (?:the|our|an?|their|its) (?P<role>(?:[\w-]+ ){0,4}[\w-]+)"
)
_FROM_TEAM = re.compile(
    r"^ (?:from|of|in|on|at) (?:the |our )?(?:[\w-]+ ){0,3}"
    r"(?:team|desk|squad|crew|department|shift)\b"
)
_IT = re.compile(
    r"^,? (?:(?:[a-z]+ly|had|has|then) )?"
    r"(?:(?:[a-z]+ed|lost|kept|ran|took|wrote|sent|read|built|held|set)"
    r" its\b|(?:[\w-]+ ){1,6}itself\b|which (?:was|is|had|has|no|ran|could|did)\b)"
)
"""What is said of an "it", behind its name: people are no "it"."""
_ROLE_BEFORE = re.compile(r"([a-z-]+),? $")
_LOOK_BACK, _LOOK_AHEAD = 60, 70


class _Words(BaseModel):
    """The words as they stand in the data file, each entry a regular expression."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titles: str
    adverbs: str
    feels: str
    does: str
    of_machines: str
    belongings: str
    to_whom: str
    maybe_whom: str
    articles: str
    named_things: str
    done_to_things: str
    thing_deeds: str


class _Frames:
    """The patterns made of the words."""

    def __init__(self, words: _Words) -> None:
        adverbs = rf"^,?\s(?:(?:{words.adverbs})\s)*"
        ignore = re.IGNORECASE
        self.title = re.compile(rf"\b(?:{words.titles})\.? $")
        self.feels = re.compile(rf"{adverbs}(?:{words.feels})\b")
        self.does = re.compile(rf"{adverbs}(?:{words.does})\b")
        self.of_machines = re.compile(rf"{adverbs}(?:{words.of_machines})\b")
        self.any_deed = re.compile(
            rf"{adverbs}(?:[a-z]{{2,12}}ed|kept|held|left|spent|taught|sought|lent|read)\s"
            r"(?!out\b|up again)[a-z]"
        )
        self.owns = re.compile(rf"^['’]s? (?:\w+ ){{0,2}}(?:{words.belongings})\b", ignore)
        self.to_whom = re.compile(rf"\b(?:{words.to_whom})[ \n]$", ignore)
        self.maybe_whom = re.compile(rf"\b(?:{words.maybe_whom})[ \n]$", ignore)
        self.article = re.compile(rf"\b(?:{words.articles})[ \n]$", ignore)
        self.thing_before = re.compile(
            rf"(?<![\w-])(?:{words.named_things}|{words.done_to_things})[ \n]$", ignore
        )
        self.thing_behind = re.compile(rf"{adverbs}(?:{words.thing_deeds})\b")


@cache
def _frames() -> _Frames:
    lists: dict[str, str] = read_yaml("agent.coach.privacy", "frames.yaml")
    joined = {name: re.sub(r"\s*\|\s*", "|", line) for name, line in lists.items()}
    return _Frames(_Words.model_validate(joined))


def has_title(text: str, start: int) -> bool:
    """Tell whether a title stands before a place."""
    return _frames().title.search(text, max(0, start - 14), start) is not None


def is_person_here(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a place are said of people alone."""
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    frames = _frames()
    if has_title(text, start) or frames.to_whom.search(before) or _has_role_before(before):
        return True
    if frames.article.search(before):
        return False
    return frames.feels.match(after) is not None or _has_role(after)


def may_be_person_here(text: str, start: int, end: int, *, whatever: bool = False) -> bool:
    """Tell whether the words around a place are said of people more than of machines.

    With `whatever`, any deed that machines don't do counts: the word is no known one.
    """
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    frames = _frames()
    if frames.article.search(before):
        return False
    if whatever and frames.any_deed.match(after) and not frames.of_machines.match(after):
        return True
    signs = (frames.does, frames.owns, _FROM_TEAM)
    return any(sign.match(after) for sign in signs) or bool(frames.maybe_whom.search(before))


def is_thing_here(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a place are said of machines and other things alone."""
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    frames = _frames()
    if _IT.match(after):
        return not has_title(text, start) and not _has_role_before(before)
    said = frames.thing_before.search(before) or frames.thing_behind.match(after)
    return said is not None and not is_person_here(text, start, end)


def does_what_machines_do(text: str, end: int) -> bool:
    """Tell whether a verb follows that is said of machines as well."""
    return _frames().of_machines.match(text[end : end + _LOOK_AHEAD]) is not None


def owns(text: str, end: int) -> bool:
    """Tell whether what belongs to people follows: "Mara's laptop"."""
    return _frames().owns.match(text[end : end + _LOOK_AHEAD]) is not None


def _has_role(after: str) -> bool:
    """Tell whether a role stands behind a name: "Mara (scribe)", "Mara, our database engineer"."""
    aside = _ASIDE.match(after)
    if aside is None:
        return False
    words: str = aside["words"] or aside["role"]
    if role_of(words) or doer_kind(words) in {"role", "team"}:
        return True
    return any(word in _roles() for word in words.lower().split())


def _has_role_before(before: str) -> bool:
    """Tell whether a role stands before a name: "our database engineer Mara"."""
    words = _ROLE_BEFORE.search(before)
    return words is not None and words[1] in _roles()


@cache
def _roles() -> frozenset[str]:
    one = {word for word in agents().role.split() if not word.endswith("s")}
    things_too = {"owner", "person", "guard", "crew", "author"}
    return frozenset((one - things_too) | {"manager", "lead", "colleague", "teammate", "operator"})
