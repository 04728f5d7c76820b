"""C8: what is checked about completeness and structure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from rubrics.conditions import prose
from rubrics.conditions.case import Case, Check, Seen, unmet
from rubrics.conditions.dimensions import any_number
from rubrics.conditions.moments import minutes, role
from rubrics.conditions.reading import (
    Json,
    at,
    event_time,
    has_figure,
    items,
    listed,
    number,
    text,
    texts,
    words,
)
from rubrics.patterns import regex

SUMMARY = "summary.text"
_SECTIONS: Mapping[str, str] = {
    "summary": SUMMARY,
    "timeline": "timeline.events",
    "impact": "impact",
    "causes": "analysis.causes",
    "actions": "actions",
    "went well": "learning.went_well",
    "lessons": "learning.lessons",
}
_WRITTEN = ("meta.title", "summary", "timeline", "impact", "analysis", "actions", "learning")
_VERBATIM = ("excerpt", "quotes", "original_text", "locator", "evidence", "query")
_STEMS = 5
_LENGTH = regex(
    r"\d[\d.,]*\s?(?:s|sec|min|h|hr|d|seconds?|minutes?|hours?|days?|weeks?|months?)\b", re.I
)
_CAUSAL = regex(
    r"\b(?:because|caus\w+|due to|led to|after|when|since|as|through|made|allow\w*|let|result\w*|"
    r"trigger\w*|without|exhaust\w*|depend\w*)\b",
    re.IGNORECASE,
)
_REMEDY = regex(
    r"\b(?:we|they|the team|\w+ team) (?:will|shall|must|should|needs? to|plan to|have to)\b|"
    r"\b(?:action item|owner|follow-?up|next steps?) ?:|\bto be (?:fixed|added|done|changed)\b",
    re.IGNORECASE,
)


def sections(case: Case, *, sections: tuple[str, ...]) -> Seen:
    """Some sections say something."""
    missing = tuple(name for name in sections if not _filled(case, name))
    observed = f"empty: {listed(missing, 8)}" if missing else "all there"
    return Seen(not missing, observed, tuple(_SECTIONS[name] for name in missing), missing)


def metadata(case: Case) -> Seen:
    """The head of the document is complete."""
    stated = number(at(case.facts, "impact.stated_duration_min"))
    owned = any("owner" in texts(person, "review_roles") for person in case.people)
    there = {
        "meta.id": bool(text(case.facts, "meta.id")),
        "meta.title": bool(text(case.facts, "meta.title")),
        "meta.type": bool(case.type),
        "meta.severity": bool(case.severity),
        "meta.incident_date": bool(at(case.facts, "meta.incident_date") or role(case, "start")),
        "impact.stated_duration_min": stated is not None
        or minutes(case, "impact_duration") is not None,
        "meta.status": bool(text(case.facts, "meta.status")),
        "people": bool(case.people) and owned,
    }
    missing = tuple(path for path, known in there.items() if not known)
    observed = (
        f"missing: {listed((p.rpartition('.')[2] for p in missing), 8)}" if missing else "complete"
    )
    return Seen(not missing, observed.replace("_", " "), missing, missing)


def no_placeholders(case: Case) -> Seen:
    """Nothing of a template was left standing."""
    flagged = (
        f.field
        for f in case.findings
        if f.rule == "X71" or (f.category == "structure" and f.severity == "error")
    )
    fields = tuple(dict.fromkeys(flagged))
    if not text(case.facts, SUMMARY) and not case.events:
        return unmet("nothing written yet", SUMMARY)
    return Seen(not fields, f"{len(fields)} left", fields)


def references(case: Case, *, at_least: int, kinds: int = 0, fewer: bool = False) -> Seen:
    """Records are listed with a name and a place; fewer do when each event and cause has one."""
    refs = items(case.facts, "evidence")
    whole = {(text(r, "title"), text(r, "locator")): text(r, "kind") for r in refs if _placed(r)}
    found = tuple(dict.fromkeys(whole.values()))
    complete = fewer and len(whole) >= 2 and _all_sourced(case)
    ok = (len(whole) >= at_least or complete) and len(found) >= kinds
    return Seen(ok, f"{len(whole)} records of {len(found)} kinds", ("evidence",))


def parts(case: Case, *, sections: tuple[str, ...], records: int, kinds: int) -> Seen:
    """What went well, lessons and records are there."""
    missing = tuple(name for name in sections if not _filled(case, name))
    refs = items(case.facts, "evidence")
    held = tuple(ref for ref in refs if text(ref, "title") or text(ref, "locator"))
    found = {text(ref, "kind") for ref in held}
    bare = len(held) < records or len(found) < kinds
    observed = f"empty: {listed(missing)}; " if missing else ""
    observed += f"{len(held)} records of {len(found)} kinds"
    fields = tuple(_SECTIONS[name] for name in missing) + (("evidence",) if bare else ())
    lacking = (*missing, *(("records",) if bare else ()))
    return Seen(not lacking, observed, fields, lacking)


def tables(case: Case) -> Seen:
    """Impact and timeline have rows for their tables, which are drawn of themselves."""
    rows = sum(bool(event_time(e) and text(e, "text")) for e in case.events)
    numbers = any_number(case)
    observed = f"{rows} rows of timeline, {'numbers' if numbers else 'no numbers'} for the impact"
    fields = ("timeline.events",) if not rows else ("impact",)
    return Seen(rows >= 2 and numbers, observed, () if rows >= 2 and numbers else fields)


def summary(case: Case, *, sentences: int, length: int) -> Seen:
    """The summary is brief and names effect, length and cause with a number."""
    told = text(case.facts, SUMMARY)
    ends, counted = len(prose.sentences(told)), len(words(told))
    checks = {
        f"one to {sentences} sentences": 1 <= ends <= sentences,
        f"at most {length} words": 0 < counted <= length,
        "a number": has_figure(told),
        "the effect": _names_effect(case, told),
        "the length": _names_length(case, told),
        "the cause": _names_cause(case, told),
    }
    missing = tuple(name for name, holds in checks.items() if not holds)
    observed = f"{ends} sentences, {counted} words" + (
        f"; lacks {listed(missing, 6)}" if missing else ""
    )
    return Seen(not missing, observed, (SUMMARY,))


def short_sentences(case: Case, *, at_most: float) -> Seen:
    """Summary and lessons are told in short sentences."""
    told = "\n".join((text(case.facts, SUMMARY), *(text(x, "text") for x in case.lessons)))
    mean = prose.mean_sentence(told)
    return Seen(0 < mean <= at_most, f"{mean:.1f} words in a sentence", (SUMMARY,))


def explained_acronyms(case: Case) -> Seen:
    """Each acronym is explained."""
    passages = tuple(_passages(case))
    told = "\n".join(passage for _, passage in passages)
    glossary = items(case.facts, "summary.glossary")
    known = {text(t, "term").upper() for t in glossary if text(t, "meaning")}
    open_ = tuple(
        name
        for name in prose.acronyms(told)
        if name not in known and not prose.explained_inline(name, told)
    )
    observed = f"not explained: {listed(open_)}" if open_ else "all explained"
    if not passages:
        return unmet("nothing written yet", SUMMARY)
    return Seen(not open_, observed, ("summary.glossary",) if open_ else ())


def separated(case: Case) -> Seen:
    """Timeline and causes hold facts, not remedies."""
    told = {f"timeline.events.{e.get('id')}.text": text(e, "text") for e in case.events}
    told |= {
        f"analysis.causes.{c.get('id')}.statement": text(c, "statement.cause") for c in case.causes
    }
    mixed = tuple(path for path, passage in told.items() if _REMEDY.search(passage))
    observed = f"{len(mixed)} lines hold a remedy" if told else "nothing written yet"
    return Seen(bool(told) and not mixed, observed, mixed)


def readable(case: Case, *, ease: float, letters: float) -> Seen:
    """The summary reads easily."""
    told = text(case.facts, SUMMARY)
    if not told:
        return unmet("no summary", SUMMARY)
    if text(case.facts, "meta.language").lower().startswith("en"):
        found = prose.reading_ease(told)
        return Seen(found >= ease, f"reading ease {found:.0f}", (SUMMARY,))
    mean = prose.mean_word(told)
    return Seen(mean <= letters, f"{mean:.1f} letters in a word", (SUMMARY,))


def _filled(case: Case, name: str) -> bool:
    if name == "impact":
        return any_number(case) or any(
            text(item, "text") for item in items(case.facts, "impact.dimensions")
        )
    place = _SECTIONS[name]
    return case.covered(place) if name != "summary" else bool(text(case.facts, SUMMARY))


def _placed(ref: Json) -> bool:
    return bool(text(ref, "title") and text(ref, "locator"))


def _all_sourced(case: Case) -> bool:
    return (
        bool(case.events)
        and bool(case.causes)
        and all(texts(event, "sources") for event in case.events)
        and all(texts(cause, "evidence") for cause in case.causes)
    )


def _passages(case: Case) -> Iterator[tuple[str, str]]:
    for root in _WRITTEN:
        yield from _strings(root, at(case.facts, root))


def _strings(path: str, value: object) -> Iterator[tuple[str, str]]:
    if path.rpartition(".")[2] in _VERBATIM:
        return
    if isinstance(value, str):
        if " " in value or value.isupper():
            yield path, value
    elif isinstance(value, Mapping):
        for key, child in cast("Mapping[str, Any]", value).items():
            yield from _strings(f"{path}.{key}", child)
    elif isinstance(value, list | tuple):
        for position, child in enumerate(cast("list[Any]", value)):
            yield from _strings(f"{path}.{_name(child, position)}", child)


def _name(child: object, position: int) -> str:
    return text(child, "id") or str(position)


def _names_effect(case: Case, told: str) -> bool:
    users = number(at(case.facts, "impact.users.affected"))
    figures = {f"{value:g}" for value in (users,) if value is not None}
    plain = told.replace(",", "").replace("\u202f", "")
    if any(figure in plain for figure in figures):
        return True
    fields = (
        text(case.facts, "impact.users.unit"),
        text(case.facts, "analysis.problem.object"),
        text(case.facts, "analysis.problem.deviation"),
        *(text(item, "text") for item in items(case.facts, "impact.dimensions")),
    )
    return _shares_word(told, " ".join(fields))


def _names_length(case: Case, told: str) -> bool:
    if _LENGTH.search(told) is None:
        return False
    known = minutes(case, "impact_duration")
    return known is not None or number(at(case.facts, "impact.stated_duration_min")) is not None


def _names_cause(case: Case, told: str) -> bool:
    causes = case.primaries or case.causes
    statements = " ".join(text(cause, "statement.cause") for cause in causes)
    return _CAUSAL.search(told) is not None and _shares_word(told, statements)


def _shares_word(told: str, field: str) -> bool:
    one, other = (
        {word.lower()[:_STEMS] for word in words(part) if len(word) >= _STEMS}
        for part in (told, field)
    )
    return bool(one & other)


CHECKS: Mapping[str, Check] = {
    "structure.sections": sections,
    "structure.metadata": metadata,
    "structure.placeholders": no_placeholders,
    "structure.references": references,
    "structure.parts": parts,
    "structure.tables": tables,
    "structure.summary": summary,
    "structure.short_sentences": short_sentences,
    "structure.acronyms": explained_acronyms,
    "structure.separated": separated,
    "structure.readable": readable,
}
