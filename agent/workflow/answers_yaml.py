"""YAML of an answers file as plain values, with the line that each of them stands on.

Words stay words: a time, a date, `yes` and 0.999 are read later, by the question they answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from agent.errors import InputError
from agent.hygiene import clean, one_line, shorten

LARGEST = 20_000_000
"""The largest answers file that is read, in bytes."""
_DEEPEST = 40
_LINES_KEPT = 4

Path_ = tuple[str | int, ...]
_WHOLE_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,15})", re.ASCII)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "true": True, "false": False}


@dataclass(slots=True)
class Located:
    """A tree of plain values and the lines of its upper levels."""

    tree: Any
    lines: dict[Path_, int] = field(default_factory=dict[Path_, int])

    def line(self, *path: str | int) -> int:
        """Return the line on which the value at a path begins, or the nearest one above it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read."""

    holder: dict[str, Any] | list[Any]
    path: Path_
    key: str | None = None


def read_yaml(path: Path) -> Located:
    """Return a YAML file as plain values. Raises InputError in one line that says where."""
    return parse_yaml(_text(path), path.name)


def parse_yaml(source: str, name: str) -> Located:
    """Return a YAML text as plain values. Raises InputError in one line that names the file."""
    text = clean(source)
    builder = _Builder(name)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        reason = one_line(error.problem or "it can't be read")
        raise problem(name, line, f"this is not YAML: {reason}") from error
    except yaml.YAMLError as error:
        raise problem(name, 1, f"this is not YAML: {shorten(str(error), 120)}") from error
    return builder.located


def problem(name: str, line: int, what: str, remedy: str = "Correct it.") -> InputError:
    """Return an error about one line of a file."""
    return InputError(f"{name}, line {line}: {what}.", remedy)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path.name} is larger than {LARGEST:,} bytes.", "Split the answers into files."
            )
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise InputError(f"{path} can't be read: {reason}.", "Check the path.") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise problem(path.name, line, "this is not UTF-8", "Save the file as UTF-8.") from error


def _events(text: str) -> Iterator[yaml.Event]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("Iterator[yaml.Event]", cast("Any", yaml).parse(text, Loader=loader))


class _Builder:
    """Builds plain values from the events of a parser: no aliases, no tags, no double keys."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[_Open] = []
        self._documents = 0
        self.located = Located(None)

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1
        match event:
            case yaml.AliasEvent():
                raise problem(self._name, line, "aliases (*) are not read", "Write it out.")
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise problem(self._name, line, "a second document begins", "Keep one.")
            case yaml.ScalarEvent():
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event, line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case _:
                pass

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        self._check_tag(event.tag, line)
        top = self._open[-1] if self._open else None
        if top and isinstance(top.holder, dict) and top.key is None:
            raise problem(self._name, line, "a key must be a word", "Quote the key.")
        if len(self._open) >= _DEEPEST:
            raise problem(self._name, line, "this is nested too deeply", "Flatten it.")
        holder: dict[str, Any] | list[Any]
        holder = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(holder, self._store(holder, line)))

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._check_tag(event.tag, line)
        top = self._open[-1] if self._open else None
        if top and isinstance(top.holder, dict) and top.key is None:
            key = one_line(event.value)
            if key in top.holder:
                raise problem(
                    self._name, line, f"“{shorten(key)}” stands here twice", "Make a list of both."
                )
            top.key = key
            return
        plain = not event.style and event.tag is None
        self._store(_typed(event.value) if plain else event.value, line)

    def _store(self, value: object, line: int) -> Path_:
        """Put a value into what is open and return its path."""
        top = self._open[-1] if self._open else None
        if top is None:
            self.located.tree = value
            path: Path_ = ()
        elif isinstance(top.holder, dict):
            path = (*top.path, top.key or "")
            top.holder[top.key or ""] = value
            top.key = None
        else:
            path = (*top.path, len(top.holder))
            top.holder.append(value)
        if len(path) <= _LINES_KEPT:
            self.located.lines[path] = line
        return path

    def _check_tag(self, tag: str | None, line: int) -> None:
        if tag not in {None, "!", "tag:yaml.org,2002:str"}:
            raise problem(self._name, line, "tags (!) are not read", "Leave the tag out.")


def _typed(word: str) -> object:
    if word in _WORDS:
        return _WORDS[word]
    return int(word) if _WHOLE_NUMBER.fullmatch(word) else word
