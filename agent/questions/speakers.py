"""Who speaks in a pasted line: a role is kept, a name is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from agent.hygiene import one_line
from rubrics.package_data import read_yaml
from rubrics.patterns import regex

NAME = r"@?[A-Za-z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}"
"""A name or a handle before a colon or a time."""

_ASIDE = r"(?: ?\((?P<aside>[^()\n]{2,40})\))?"
_SPEAKER = regex(rf"^(?:<(?P<angled>@?[^<>\n]{{1,40}})>:?|(?P<named>{NAME}){_ASIDE}:)\s+(?=\S)")
_ROLE = regex(r"^@?(?P<words>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: by role, by name, or both."""

    role: str = ""
    """The role, which is kept."""
    name: str = ""
    """The name, which is left out."""


def take_speaker(text: str, *, chat: bool) -> tuple[Speaker | None, str]:
    """Return who speaks and what is said. Log lines and headings have no speaker.

    A name counts only in a chat or when it is marked by "<...>" or "@"; a role counts always.
    """
    words = _ROLE.match(text)
    if words is not None and (role := role_of(words["words"])):
        return Speaker(role), text[words.end() :]
    match = _SPEAKER.match(text)
    if match is None:
        return None, text
    name = (match["angled"] or match["named"]).removeprefix("@")
    if match["angled"] and (role := role_of(name)):
        return Speaker(role), text[match.end() :]
    marked = match["angled"] is not None or text.startswith("@") or chat
    if not marked or is_machine(name):
        return None, text
    return Speaker(role_of(match["aside"] or ""), name), text[match.end() :]


def role_of(words: str) -> str:
    """Return the role that a few words name; empty when they name none."""
    line = one_line(words).removeprefix("@")
    key = line.lower().replace("-", " ")
    parts = key.split(" ")
    for start in range(min(3, len(parts))):
        head, tail = parts[:start], " ".join(parts[start:])
        if tail in _roles() and _qualify(head):
            return line if line.isupper() else line.lower()
    return ""


def is_machine(name: str) -> bool:
    """Return whether a name is that of a machine, or a heading as "error"."""
    low = name.lower().removeprefix("@")
    return low in _words("not_speakers") or low.endswith(
        ("bot", "-service", "-api", "-db", "d.service")
    )


def _qualify(head: Sequence[str]) -> bool:
    """Return whether words may stand before a role: "second line" counts as one."""
    known = {word.replace("-", " ") for word in _words("qualifiers")}
    return " ".join(head) in known or all(word in known for word in head)


@cache
def _roles() -> frozenset[str]:
    return frozenset(word.replace("-", " ") for word in _words("roles"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_yaml("agent.questions", "speakers.yaml")[name])
