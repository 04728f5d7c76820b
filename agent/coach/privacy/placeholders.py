"""Placeholders such as `[PERSON_1]`: given out once a value, and read back from an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["secret", "person", "email", "handle", "phone", "ip", "customer", "literal"]
"""What a placeholder stands for. A literal is text that looked like a placeholder before."""
KINDS: tuple[Kind, ...] = get_args(Kind)

_FORMS = "BCDEFGHJKLMNPQRT"
"""Letters for other spellings of the same person or customer. No S: that is a plural."""
SHAPE = re.compile(
    rf"(?P<open>[\[<{{])?(?<![^\W_])(?P<kind>{'|'.join(KINDS)})"
    rf"(?:\\?_|(?(open)[ -]|(?!)))(?P<number>\d{{1,6}})(?P<form>[{_FORMS}])?"
    r"(?P<owns>['’]?s)?(?![^\W_])(?(open)(?: ?[\]>}])?)",
    re.IGNORECASE,
)
"""A placeholder as a model may have changed it: case, brackets, an escaped or missing line."""


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer with the values put back."""

    text: str
    unknown: tuple[str, ...] = ()
    """Placeholders that were never given out: the answer made them up. Reject it."""
    secrets: tuple[str, ...] = ()
    """Placeholders of secrets in the answer. They stay as they are: secrets never come back."""


class Placeholders:
    """Gives out placeholders and remembers what they stand for. Its repr shows no value."""

    def __init__(self) -> None:
        """Start with none given out."""
        self._names: dict[tuple[Kind, str], str] = {}
        self._values: dict[str, str] = {}
        self._last: dict[Kind, int] = {}
        self._forms: dict[tuple[Kind, int], int] = {}

    def name(self, kind: Kind, value: str, like: str | None = None) -> str:
        """Return the placeholder of a value; with `like`, as another spelling of that value."""
        known = self._names.get((kind, value))
        if known is not None:
            return known
        name = self._other_form(kind, like) if like is not None else None
        if name is None:
            self._last[kind] = self._last.get(kind, 0) + 1
            name = f"[{kind.upper()}_{self._last[kind]}]"
        self._names[kind, value] = name
        self._values[name] = "" if kind == "secret" else value
        return name

    def given(self, kind: Kind) -> Iterator[str]:
        """Yield the values of a kind that have a placeholder, in the order they were met."""
        return (value for one, value in self._names if one == kind)

    def restore(self, text: str) -> Restored:
        """Return the text with values in the places of their placeholders."""
        unknown: list[str] = []
        secrets: list[str] = []

        def value_of(match: re.Match[str]) -> str:
            name = _written(match)
            if name not in self._values:
                unknown.append(match.group())
            elif match["kind"].lower() == "secret":
                secrets.append(name)
                return name + (match["owns"] or "")
            else:
                return self._values[name] + (match["owns"] or "")
            return match.group()

        restored = SHAPE.sub(value_of, text)
        return Restored(restored, tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(secrets)))

    def _other_form(self, kind: Kind, like: str) -> str | None:
        known = self._names.get((kind, like))
        if known is None:
            return None
        number = int(re.sub(r"\D", "", known))
        used = self._forms.get((kind, number), 0)
        if used == len(_FORMS):
            return None
        self._forms[kind, number] = used + 1
        return f"[{kind.upper()}_{number}{_FORMS[used]}]"


def _written(match: re.Match[str]) -> str:
    """Return a placeholder as it was given out."""
    form = (match["form"] or "").upper()
    return f"[{match['kind'].upper()}_{int(match['number'])}{form}]"
