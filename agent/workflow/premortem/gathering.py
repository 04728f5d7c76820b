"""Reasons from files: YAML or plain lines, one reason each; and whose they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from agent.errors import InputError
from agent.hygiene import clean, one_line, shorten
from agent.premortem.joining import Written
from agent.premortem.record import Premortem, participants
from agent.questions.naming import find_person
from agent.workflow.answers_yaml import LARGEST, Located, parse_yaml, problem

_YAML = {".yaml", ".yml"}
_BULLETS = "-*•–· \t"


def read_reasons(path: Path, document: Premortem) -> tuple[Written, ...]:
    """Return the reasons of a file. Raises InputError in one line.

    YAML is a list of reasons, or a mapping with `by`, a participant's name, and `reasons`.
    """
    text = _text(path)
    if path.suffix.lower() in _YAML:
        found = tuple(_from_yaml(parse_yaml(text, path.name), path.name, document))
    else:
        lines = (one_line(line.lstrip(_BULLETS)) for line in clean(text).splitlines())
        found = tuple(Written(line, "", path.name) for line in lines if line)
    if not found:
        raise InputError(f"{path.name} holds no reasons.", "Write one a line.")
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name} is larger than {LARGEST:,} bytes.", "Split it.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise InputError(f"{path} can't be read: {reason}.", "Check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not UTF-8.", "Save it as UTF-8.") from error


def _from_yaml(located: Located, name: str, document: Premortem) -> Iterator[Written]:
    tree = located.tree
    by = ""
    place: tuple[str, ...] = ()
    if isinstance(tree, dict):
        parts = cast("dict[str, Any]", tree)
        _refuse_others(located, name, parts)
        by = _author(located, name, parts.get("by"), document)
        tree, place = parts.get("reasons"), ("reasons",)
    if not isinstance(tree, list):
        raise problem(name, located.line(*place), "there is no list of reasons", "Write `- …`.")
    for number, entry in enumerate(cast("list[object]", tree)):
        if isinstance(entry, dict | list):
            line = located.line(*place, number)
            raise problem(name, line, "a reason is one text", "Write it on one line.")
        if words := one_line(clean("" if entry is None else str(entry))):
            yield Written(words, by, name)


def _refuse_others(located: Located, name: str, parts: dict[str, Any]) -> None:
    for key in parts:
        if key not in {"by", "reasons"}:
            what = f"there is no key `{shorten(key)}`"
            raise problem(name, located.line(key), what, "Give `by` and `reasons`.")


def _author(located: Located, name: str, by: object, document: Premortem) -> str:
    if by is None:
        return ""
    found = find_person(str(by), participants(document))
    if not found:
        what = f"“{shorten(str(by))}” does not take part"
        names = ", ".join(person.display for person in participants(document)) or "nobody yet"
        raise problem(name, located.line("by"), what, f"Those who do: {names}.")
    return found
