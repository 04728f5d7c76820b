"""What was measured before, and what changed since."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import InputError
from evals.figures import Section

FOLDER = Path(__file__).resolve().parent / "baselines"
_DIGITS = 4


class Baseline(BaseModel):
    """The figures of one section. It holds names and numbers, never a text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    data: str
    fingerprint: str
    """Of the data: figures on other data can't be compared."""
    figures: dict[str, float | None]
    wrong: tuple[str, ...]


def fingerprint(texts: Sequence[str]) -> str:
    """Return a mark of what was measured on."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "replace")).digest())
    return digest.hexdigest()[:12]


def store(section: Section, mark: str, folder: Path = FOLDER) -> Path:
    """Write the figures of a section down as the new baseline."""
    path = _path(section, folder)
    baseline = Baseline(
        about=section.about,
        data=section.data,
        fingerprint=mark,
        figures={f.name: _rounded(f.value) for f in section.figures},
        wrong=section.wrong,
    )
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(baseline.model_dump(mode="json"), indent=1, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def changes(section: Section, mark: str, folder: Path = FOLDER) -> Iterator[str]:
    """Yield a line for each thing that changed since the baseline; nothing when nothing did.

    Raises:
        InputError: The baseline can't be read.
    """
    path = _path(section, folder)
    if not path.is_file():
        yield "no baseline yet: `--update-baselines` writes one"
        return
    before = _load(path)
    if before.fingerprint != mark:
        yield "the data changed since the baseline: figures are not the same question"
    yield from _figures(section, before)
    yield from _cases(section, before)


def _figures(section: Section, before: Baseline) -> Iterator[str]:
    for figure in section.figures:
        was, now = before.figures.get(figure.name), _rounded(figure.value)
        if figure.name not in before.figures:
            yield f"new: {figure.name}"
        elif was is None or now is None:
            if was != now:
                yield f"{figure.name}: {_told(was)} -> {_told(now)}"
        elif was != now:
            better = (now < was) == figure.lower_is_better
            word = "better" if better else "worse"
            yield f"{figure.name}: {_told(was)} -> {_told(now)} ({now - was:+.3f}, {word})"
    now_there = {figure.name for figure in section.figures}
    yield from (f"gone: {name}" for name in before.figures if name not in now_there)


def _cases(section: Section, before: Baseline) -> Iterator[str]:
    was, now = set(before.wrong), set(section.wrong)
    if right := [name for name in before.wrong if name not in now]:
        yield f"right now: {', '.join(right)}"
    if wrong := [name for name in section.wrong if name not in was]:
        yield f"wrong now: {', '.join(wrong)}"


def _load(path: Path) -> Baseline:
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise InputError(
            f"{path.name} is no baseline.", "Write it again with `--update-baselines`."
        ) from error


def _path(section: Section, folder: Path) -> Path:
    words = "".join(c if c.isalnum() else " " for c in f"{section.about} {section.data}").split()
    return folder / f"{'-'.join(words)}.json"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _told(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.3f}"
