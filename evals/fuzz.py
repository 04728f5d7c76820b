"""Throws bytes at `check` and watches which branches they reach: `python -m evals.fuzz CORPUS`.

Never a test: it wants hours. It needs atheris, which stands in no list of this project and has
no wheel for every Python. Words after the folder go to libFuzzer, such as `-max_total_time=3600`.
"""

import importlib
import json
import random
import sys
from collections.abc import Sequence
from typing import Any, Final

atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["agent", "rubrics", "tui"]):
    from agent.documents.reader import own, stranger
    from agent.errors import InputError
    from tui.checking.annotations import annotations
    from tui.checking.explaining import explain
    from tui.checking.running import Judged
    from tui.checking.sarif import sarif
    from tui.checking.text import Page, lines_of
    from tui.commands.reports import report
    from tui.commands.text_files import text_of

    _LOADED: Final = (own, stranger, report("page.md", "# Depots stood still\n", None, None))
    """What is loaded on first use, loaded here: only this block's imports are watched."""

_PIECES: Final = tuple(
    piece.encode()
    for piece in (
        *("## Timeline (UTC)\n", "## Root cause\n", "## Action items\n", "## Impact\n"),
        *("## Lessons\n", "**Impact**: ", "Owner: ", "- [ ] ", "| a | b |\n|---|---|\n", "10:05 "),
        *("2025-03-03 ", "31.12.2025 ", "1,5 % of 3 users ", "$5K ", "because ", "caused by "),
        *(
            "<!-- unblame: ignore BP05 x -->",
            "<details>",
            "Why? ",
            "@ana ",
            "due Q3",
            "```\n",
            "> ",
        ),
        *("---\n", "+++\n", "[a]: http://x\n", "½", "١", "🔥", "\u2028"),
    )
)


def main(words: Sequence[str]) -> None:
    """Fuzz until something breaks or the time is over."""
    atheris.Setup(list(words), judge, custom_mutator=mutated)
    atheris.Fuzz()


def judge(raw: bytes) -> None:
    """Do with some bytes what `check` does with a file, in every form that it prints."""
    try:
        text = text_of("page.md", raw)
    except InputError:
        return
    told = report("page.md", text, None, None)
    last = text.count("\r") + len(text.splitlines()) + 1
    places = [one["line"] for one in (*told["findings"], *told["unplaced"])]
    if not all(1 <= line <= last for line in places):
        raise ValueError(f"a line that the text does not have: {places}")
    if told["overall"] is not None and not 1 <= told["overall"] <= 5:
        raise ValueError(f"a score that is none: {told['overall']}")
    explain(told["criteria"])
    outcome = Judged(told, {})
    json.dumps([told, sarif([outcome], [])]).encode("utf-8")
    "\n".join([*annotations(told), *lines_of(outcome, Page(), explain=True)]).encode("utf-8")


def mutated(raw: bytes, most: int, seed: int) -> bytes:
    """Return other bytes: half of the time lines are moved, else single bytes are changed."""
    chance = random.Random(seed)  # noqa: S311 - it has to repeat itself
    if chance.random() < 0.5:
        return atheris.Mutate(raw, most)
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                lines.insert(place, lines[other])
            case 1:
                lines[place], lines[other] = lines[other], lines[place]
            case 2:
                lines[place] = chance.choice(_PIECES) + lines[place]
            case 3:
                cut = chance.randint(0, len(lines[place]))
                lines[place] = lines[place][:cut] + chance.choice(_PIECES) + lines[place][cut:]
            case _:
                lines[place] = b"  " * chance.randint(1, 8) + lines[other]
    return b"\n".join(lines)[:most]


if __name__ == "__main__":
    main(sys.argv)
