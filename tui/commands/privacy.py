"""`unblame privacy`: what would be sent to a model, and what was taken out. Sends nothing."""

import argparse
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from agent.errors import InputError
from agent.home import Home
from tui.commands.options import add_format, add_now
from tui.commands.text_files import TextFile, read_text
from tui.output import say, say_json

if TYPE_CHECKING:
    from agent.coach.privacy import Masked, Taken

EXAMPLE = "unblame privacy draft.md"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="Markdown, text, a pasted chat; - reads stdin")
    add_format(parser)
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    """Print the text as it would be sent, and what of it stays here; return 0."""
    file = read_text(args.file)
    if not file.text.strip():
        raise InputError(f"{file.name} is empty.", "Name a file with text in it.")
    masked = _masked(file)
    if args.format == "json":
        say_json({"text": masked.text, "taken": [_as_object(one) for one in masked.taken]})
        return 0
    say(masked.text)
    say("\n".join(("", "-" * 72, *_told(masked))))
    return 0


def _masked(file: TextFile) -> "Masked":
    """Mask a file as a session would: the people that its document names are known."""
    from agent.coach.privacy import Masking  # noqa: PLC0415 - `--help` doesn't pay for it
    from agent.documents.reader import read  # noqa: PLC0415 - as above

    document = read(file.text, source=file.name).document
    return Masking.of(document, cache_folder=_cache_folder()).mask(file.text)


def _cache_folder() -> Path:
    return Home.resolve(os.environ).make().cache / "secret-rules"


def _as_object(one: "Taken") -> dict[str, object]:
    """Return what was taken out; the value of a secret is shown nowhere, not even here."""
    value = None if one.kind == "secret" else one.value
    return {"kind": one.kind, "placeholder": one.placeholder, "value": value, "count": one.count}


def _told(masked: "Masked") -> list[str]:
    if not masked.taken:
        return ["taken out: nothing"]
    counts = Counter[str]()
    for one in masked.taken:
        counts[one.kind] += one.count
    told = ", ".join(f"{count} {_kind(kind, count)}" for kind, count in sorted(counts.items()))
    lines = [f"taken out: {told}"]
    for one in masked.taken:
        value = "removed for good" if one.kind == "secret" else one.value
        lines.append(f"  {one.placeholder} {value}" + (f" (x{one.count})" if one.count > 1 else ""))
    return lines


def _kind(kind: str, count: int) -> str:
    names = {
        "person": ("person", "people"),
        "ip": ("IP address", "IP addresses"),
        "email": ("e-mail address", "e-mail addresses"),
        "literal": ("look-alike of a placeholder", "look-alikes of placeholders"),
    }
    return names.get(kind, (kind, f"{kind}s"))[count != 1]
