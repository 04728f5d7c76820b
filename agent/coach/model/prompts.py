"""The texts of the prompts: filled in, with data fenced off, and known by a fingerprint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from string import Template

from agent.hygiene import clean

_PREFIX = "coach"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of data. The lowest weight is cut first, and among equals the first line."""

    text: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of data under a heading. What stays is never cut."""

    heading: str
    lines: tuple[Line, ...]
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Brief:
    """What one task shows a model, before anything is taken out or cut."""

    name: str
    """The name of the prompt."""
    sections: tuple[Section, ...]
    words: Mapping[str, str]
    """What else the prompt's text takes, such as the highest number of words."""
    people: tuple[str, ...] = ()
    """Names of people in the data who are none of the document's."""

    @property
    def source(self) -> str:
        """Return all the data, as answers are checked against it."""
        return "\n".join(line.text for section in self.sections for line in section.lines)


def section(heading: str, *texts: str, stays: bool = True) -> Section:
    """Return a section of the texts that say something."""
    lines = tuple(Line(clean(text).strip()) for text in texts if text.strip())
    return Section(heading, lines, stays)


@cache
def stance() -> str:
    """Return the prefix of every question: the same bytes each time, so that it is cached."""
    return _read(_PREFIX)


@cache
def fingerprint(name: str) -> str:
    """Return what tells one version of a prompt from another."""
    return sha256(f"{stance()}\n{_read(name)}".encode()).hexdigest()[:12]


def rendered(name: str, data: str, words: Mapping[str, str]) -> str:
    """Return a prompt with its data between marks that the data does not hold."""
    return Template(_read(name)).substitute(words, data=data, fence=fence_for(data))


def laid_out(sections: Sequence[Section]) -> str:
    """Return data under its headings."""
    return "\n\n".join(
        "\n".join((f"{one.heading}:", *(line.text for line in one.lines)))
        for one in sections
        if one.lines
    )


def fence_for(data: str) -> str:
    """Return a mark that no line of the data can close: made from the data, and not in it."""
    mark = sha256(data.encode()).hexdigest()[:16]
    while mark in data:
        mark = sha256(mark.encode()).hexdigest()[:16]
    return mark


@cache
def _read(name: str) -> str:
    return files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
