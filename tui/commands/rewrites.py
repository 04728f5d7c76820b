"""What `unblame rewrite` says of a draft: as lines, as a diff, as JSON values with stable keys."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.documents.files import replace_kept
from agent.documents.redrafting import Blamed, Draft, Spared, spared
from agent.hygiene import one_line
from rubrics.findings import Finding
from rubrics.language import blame_rule
from rubrics.language.opinions import trained_part
from tui.commands.text_files import TextFile

_COLOURS = (("---", "1"), ("+++", "1"), ("@@", "36"), ("-", "31"), ("+", "32"))


def as_json(draft: Draft) -> dict[str, Any]:
    """Return the findings, the rewritten document, and what sounds like blame and is none.

    The place and the text of a finding are those of its sentence; `rewrite` stands in their place.
    """
    findings = [
        _finding(sentence, finding) for sentence in draft.sentences for finding in sentence.findings
    ]
    degraded = {} if trained_part() else {"degraded": True}
    innocent = [_innocent(one) for one in spared(draft)]
    return {"findings": findings, "text": draft.rewritten(), "innocent": innocent, **degraded}


def listed(name: str, draft: Draft) -> Iterator[str]:
    """Yield each sentence with its rewrite or its question, and what can be done."""
    shown = one_line(name)
    for sentence in draft.sentences:
        yield f"{_place(shown, sentence)}: {_rules(sentence)}"
        yield f"    {one_line(sentence.words)}"
        if sentence.rewrite is not None:
            yield f"  > {one_line(sentence.rewrite)}"
        else:
            yield from (f"  ? {question}" for question in questions(sentence))
    yield summary(shown, draft)


def done(name: str, draft: Draft, backup: Path | None) -> Iterator[str]:
    """Yield what was done about each sentence, and where the old file is kept."""
    shown = one_line(name)
    for sentence in draft.sentences:
        head = f"{_place(shown, sentence)}: {_rules(sentence)}"
        if not sentence.counts:
            yield f"{head}: left, only noted"
        elif sentence.rewrite is not None:
            yield f"{head}: rewritten: {one_line(sentence.rewrite)}"
        else:
            yield f"{head}: left, needs you: {' '.join(questions(sentence))}"
    yield _tally(shown, draft, backup)


def diff(file: TextFile, text: str) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its own end, so that `patch` can read it."""
    name = "stdin" if file.name == "-" else one_line(file.name)
    before, after = (_line_feeds(one) for one in (file.text, text))
    old, new = (name, name) if name.startswith("/") else (f"a/{name}", f"b/{name}")
    for line in difflib.unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def colour(line: str) -> str:
    """Return the colour of a line of a diff, as the number that terminals know it by."""
    return next((number for start, number in _COLOURS if line.startswith(start)), "")


def replace(file: TextFile, text: str) -> Path | None:
    """Write a text over a file; return where the old one is kept, None when nothing changed."""
    after = file.bytes_of(text)
    return None if after == file.raw else replace_kept(Path(file.name), file.raw, after)


def questions(sentence: Blamed) -> tuple[str, ...]:
    """Return what to ask in place of a sentence, each question once."""
    asked = (finding.suggestion for finding in sentence.findings)
    return tuple(dict.fromkeys(one_line(question) for question in asked))


def summary(shown: str, draft: Draft) -> str:
    """Return in a line what was found."""
    counted = [one for one in draft.sentences if one.counts]
    ready = sum(one.rewrite is not None for one in counted)
    if not counted:
        noted = f" {sentences(len(draft.sentences))} noted." if draft.sentences else ""
        return f"{shown}: no blame found.{noted}"
    return (
        f"{shown}: {sentences(len(counted))} with blame, {ready} with a rewrite that keeps the "
        f"facts, {len(counted) - ready} with a question for you. Nothing was written: "
        "--write writes, --diff shows the change."
    )


def _tally(shown: str, draft: Draft, backup: Path | None) -> str:
    counted = [one for one in draft.sentences if one.counts]
    ready = sum(one.rewrite is not None for one in counted)
    if not ready:
        return f"{shown}: nothing to rewrite, {sentences(len(counted))} left for you."
    kept = f" The text before is in {one_line(str(backup))}." if backup else ""
    left = f" {sentences(len(counted) - ready)} left for you." if ready < len(counted) else ""
    return f"{shown}: {sentences(ready)} rewritten.{left}{kept}"


def _finding(sentence: Blamed, finding: Finding) -> dict[str, Any]:
    rewrite = None if sentence.rewrite is None else sentence.edit(sentence.rewrite).text
    return {
        **sentence.span._asdict(),
        "rule": finding.rule,
        "severity": finding.severity,
        "text": sentence.text,
        "rewrite": rewrite,
        "question": finding.suggestion if rewrite is None else None,
        "strategy": blame_rule(finding.rule).strategy,
    }


def _innocent(one: Spared) -> dict[str, Any]:
    return {**one.span._asdict(), "text": one.text, **one.innocence._asdict()}


def _place(shown: str, sentence: Blamed) -> str:
    return f"{shown}:{sentence.span.line}:{sentence.span.column}"


def _rules(sentence: Blamed) -> str:
    names = (
        f"{finding.severity} {finding.rule} {blame_rule(finding.rule).name.lower()}"
        for finding in sentence.findings
    )
    return ", ".join(dict.fromkeys(names))


def sentences(count: int) -> str:
    """Return how many sentences, in words."""
    return f"{count} sentence{'' if count == 1 else 's'}"


def _line_feeds(text: str) -> list[str]:
    """Return the lines as `patch` counts them: only a line feed ends one."""
    *whole, rest = text.split("\n")
    return [f"{line}\n" for line in whole] + ([rest] if rest else [])
