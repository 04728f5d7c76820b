"""Words of one house: who is a person, a role, a team or a vendor, and which name is a system.

They are put in place of the words before the rules of language look, one letter for one letter, so
that every place stays; what is found gets its own words back.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rubrics.conditions.disputes import is_accusation
from rubrics.findings import Finding
from rubrics.language.agents import PERSON, ROLE, TEAM, VENDOR

_THING = "x"
"""What stands for a system: a word that means nothing to any rule."""


class Vocabulary(NamedTuple):
    """The words, kind by kind. Letters count as written or in lower case."""

    people: tuple[str, ...] = ()
    """Names of people."""
    roles: tuple[str, ...] = ()
    """Words for a person by what they do."""
    teams: tuple[str, ...] = ()
    """Names of groups."""
    vendors: tuple[str, ...] = ()
    """Names of suppliers."""
    systems: tuple[str, ...] = ()
    """Names that are never people, whatever they look like."""

    def covered(self, text: str) -> str:
        """Return the text, equally long, with the words of the house covered."""
        pattern = _pattern(self)
        return text if pattern is None else pattern.sub(self._cover, text)

    def without_systems(self, people: Sequence[str]) -> tuple[str, ...]:
        """Return names of people without those that are systems here."""
        systems = {name.casefold() for name in self.systems}
        return tuple(name for name in people if name.casefold() not in systems)

    def _cover(self, match: re.Match[str]) -> str:
        word = match.group()
        kinds = _kinds(self)
        letter = kinds.get(word) or kinds[word.casefold()]
        return letter * len(word)


def uncovered(finding: Finding, text: str) -> Finding:
    """Return a finding in a covered text with the words that stand there in truth."""
    said = text[finding.start : finding.end]
    if said == finding.text:
        return finding
    message = finding.message.replace(repr(finding.text), repr(said))
    return finding.model_copy(update={"text": said, "message": message})


def accepts(accepted: Sequence[str], finding: Finding, text: str) -> bool:
    """Say whether a finding stands on a wording that is accepted. An accusation never does."""
    if not accepted or is_accusation(finding):
        return False
    pattern = _accepted(tuple(accepted))
    return any(
        match.start() < finding.end and finding.start < match.end()
        for match in pattern.finditer(text)
    )


@lru_cache(maxsize=8)
def _accepted(wordings: tuple[str, ...]) -> re.Pattern[str]:
    parts = (r"\s+".join(map(re.escape, wording.split())) for wording in wordings)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _kinds(words: Vocabulary) -> dict[str, str]:
    lists = (
        (words.systems, _THING),
        (words.people, PERSON),
        (words.roles, ROLE),
        (words.teams, TEAM),
        (words.vendors, VENDOR),
    )
    kinds: dict[str, str] = {}
    for names, letter in lists:
        for name in names:
            kinds.setdefault(name, letter)
            kinds.setdefault(name.casefold(), letter)
    return kinds


@lru_cache(maxsize=8)
def _pattern(words: Vocabulary) -> re.Pattern[str] | None:
    """Return what finds the words: names as written, roles in any case."""
    names = (*words.systems, *words.people, *words.teams, *words.vendors)
    exact = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    loose = "|".join(re.escape(name) for name in sorted(words.roles, key=len, reverse=True))
    parts = [part for part in (exact, loose and f"(?i:{loose})") if part]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None
