"""Formats of secrets as data: where a password stands beside its user, its host or its option."""

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from rubrics.package_data import read_yaml

_NO_SECRET = re.compile(
    r"\W*(?:null|none|nil|true|false|yes|no|on|off|empty|unset|missing|required|optional|expired|invalid"
    r"|wrong|redacted|removed|hidden|masked|omitted|changed|rotated|reset|revoked|unknown|string|str|int"
    r"|n/?a|tbd|the|a|an|we|it|its|was|were|is|are|not|and|or|for|of|by|in|on|to|with|from|that|this|then"
    r"|password|passwd|secret|token|key|\*+|x{3,}|•+|\.{2,}|-+"
    r"|<[^<>]*>|\$\{[^{}]*\}|\$\(.*|\$[A-Za-z_]\w*|\{\{.*\}\}|\{[\w.]+\}|%[A-Za-z_]\w*%"
    r"|\[?(?:redacted|filtered|masked|hidden)\]?)?\W*",
    re.IGNORECASE,
)
"""What stands in the place of a secret and is none: a variable, a mask, an ordinary word."""


class Format(BaseModel):
    """One way in which secrets are written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    pattern: str
    """A verbose regular expression; its group `secret` is what is taken out."""
    why: str
    source: str
    flags: tuple[str, ...] = Field(min_length=1)
    passes: tuple[str, ...] = Field(min_length=1)


@cache
def formats() -> tuple[Format, ...]:
    """Return the formats in the order in which they are tried."""
    return tuple(
        map(Format.model_validate, read_yaml("agent.coach.privacy", "secret_formats.yaml"))
    )


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one.pattern, re.VERBOSE) for one in formats())


def formatted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of secrets by their formats."""
    for pattern in _compiled():
        for match in pattern.finditer(text):
            if not says_nothing(match["secret"]):
                yield match.span("secret")


def says_nothing(value: str) -> bool:
    """Tell whether a value is a variable, a mask or an ordinary word, and so no secret."""
    return _NO_SECRET.fullmatch(value) is not None
