"""`unblame doctor`: what is configured, reachable and stored. Never a secret's value."""

import argparse
import os
import platform
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from agent import __version__
from agent.errors import AgentError
from agent.home import Home
from agent.settings import why_offline
from tui.commands.options import add_format, add_now
from tui.output import say, say_json

EXAMPLE = "unblame doctor"

_SOURCES: Final = {"file": "the key file", "keyring": "the keyring"}
_REQUIREMENT: Final = re.compile(r"""(?P<name>[\w.-]+)(?:.*extra == ["'](?P<extra>\w+))?""")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    name: str
    status: Literal["ok", "note", "problem"]
    text: str


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was looked at; return 1 when something needs mending."""
    lines = tuple(_look())
    if args.format == "json":
        say_json({"version": __version__, "lines": [asdict(line) for line in lines]})
    else:
        for line in lines:
            say(f"{line.status:<8} {line.name}: {line.text}")
    return 1 if any(line.status == "problem" for line in lines) else 0


def _look() -> Iterator[Line]:
    yield Line("unblame", "ok", f"{__version__} on Python {platform.python_version()}")
    yield from _packages()
    yield _language()
    try:
        home = Home.resolve(os.environ)
    except AgentError as error:
        yield Line("home", "problem", str(error))
        return
    yield from _model(home)
    yield from _folders(home)
    yield _records(home)


def _packages() -> Iterator[Line]:
    """Look for what the distribution says it needs; what its developers need is left out."""
    try:
        requirements = metadata.requires("unblame") or []
    except metadata.PackageNotFoundError:
        yield Line("packages", "note", "not looked at: Unblame runs from its sources")
        return
    for requirement in requirements:
        found = _REQUIREMENT.match(requirement)
        if found is not None and found["extra"] in {None, "app"}:
            yield _package(found["name"], found["extra"])


def _package(name: str, extra: str | None) -> Line:
    try:
        return Line(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        if extra:
            return Line(name, "note", f"not installed; it comes with unblame[{extra}]")
        return Line(name, "problem", "not installed; install Unblame again")


def _language() -> Line:
    from rubrics.language.opinions import RULES_ONLY, trained_part  # noqa: PLC0415 - loads numpy

    trained = trained_part()
    if trained is not None and trained.whole:
        return Line("language", "ok", "rules, and the trained part behind them")
    if trained is not None:
        half = "rules, and half of the trained part: the encoder can't load. Install again."
        return Line("language", "problem", half)
    if os.environ.get(RULES_ONLY, "").strip():
        return Line("language", "note", f"rules only: {RULES_ONLY} switches the trained part off")
    return Line("language", "problem", "rules only: the trained part can't load. Install again.")


def _model(home: Home) -> Iterator[Line]:
    """Say what a model could be called with. Of a key only its source is told."""
    from agent.coach.key import find_key  # noqa: PLC0415 - loads pydantic

    try:
        offline = why_offline(home, os.environ)
        key = find_key(home, os.environ)
    except AgentError as error:
        yield Line("model", "problem", str(error))
        return
    found = f"a key is set ({_SOURCES.get(key.source, key.source)})" if key else "no key"
    if offline:
        yield Line("model", "note", f"{found}; every call is forbidden by {offline}")
    elif key:
        yield Line("model", "note", f"{found}; it is asked only with leave, given for each review")
    else:
        yield Line("model", "ok", f"{found}; the rules coach makes the proposals")


def _folders(home: Home) -> Iterator[Line]:
    for name, folder in (("data", home.data), ("config", home.config), ("cache", home.cache)):
        if folder.exists() and not folder.is_dir():
            yield Line(name, "problem", f"{folder} is a file. Set UNBLAME_HOME elsewhere.")
        elif not folder.exists():
            yield _to_be_made(name, folder)
        elif os.access(folder, os.W_OK):
            yield Line(name, "ok", str(folder))
        else:
            yield Line(name, "problem", f"{folder} can't be written. Set UNBLAME_HOME elsewhere.")


def _to_be_made(name: str, folder: Path) -> Line:
    """Say whether a folder can be made where it will be."""
    place = next(parent for parent in folder.parents if parent.exists())
    if place.is_dir() and os.access(place, os.W_OK):
        return Line(name, "note", f"{folder} (made on first use)")
    why = "can't be written" if place.is_dir() else "is a file"
    return Line(name, "problem", f"{folder} can't be made: {place} {why}. Set UNBLAME_HOME.")


def _records(home: Home) -> Line:
    if not (home.data / "unblame.db").exists():
        return Line("records", "note", "none yet")
    try:
        from agent.library.records import Records  # noqa: PLC0415 - part of the app extra

        records = Records.open(home.data, read_only=True)
        count = len(records.list())
        records.close()
    except AgentError as error:
        return Line("records", "problem", str(error))
    except ModuleNotFoundError as error:
        return Line("records", "note", f"there are some; without {error.name} they can't be read")
    return Line("records", "ok", f"{count} postmortem{'s' if count != 1 else ''}, intact")
