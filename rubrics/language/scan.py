"""Finds wordings in a text by the rules: where they stand, and what each rule says."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TypeVar

from rubrics.findings import Category, Finding, FindingSeverity
from rubrics.language.agents import AGENTS, may_name
from rubrics.language.bar import bar
from rubrics.language.opinions import (
    holds,
    opinions,
    rule_of,
    second_opinions,
    telling,
    trained_part,
)
from rubrics.language.rules import (
    ActionRule,
    BlameRule,
    Blaming,
    Level,
    Part,
    Rule,
    Wording,
    WordRule,
    action_rules,
    blame_rules,
    compiled,
    trained_rules,
    word_rules,
)
from rubrics.language.shadow import Shadow
from rubrics.needs import Held
from rubrics.patterns import regex

_R = TypeVar("_R", bound=Rule)

CATEGORIES: frozenset[Wording] = frozenset({"blame", "impact", "time", "hedge", "placeholder"})

_MARKED = regex(
    r"\[(?P<linked>[^\[\]\n]{1,60})\](?:\([^()\s]{0,400}\))?"
    r"|(?P<marks>[*_]{1,3}|`)(?P<marked>[^*_`\n]{1,60})(?P=marks)"
)
_ABOUT: dict[Wording, Category] = {
    "blame": "blame",
    "impact": "impact",
    "time": "time",
    "hedge": "cause",
    "placeholder": "structure",
}
_HOME: dict[Wording, tuple[str, ...]] = {
    "impact": ("impact", "summary"),
    "time": ("timeline", "detection"),
}
"""Where a vague word is worth a warning; elsewhere it is only noted."""


def scan(
    text: str,
    *,
    people: Sequence[str] = (),
    field: str = "",
    only: frozenset[str] | None = None,
    blames_from: float | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules find in a text, in the order of the text.

    Args:
        text: The text. Code, links, quotations and quoted lines are left alone.
        people: Names of the people of the document, with their handles.
        field: The path of the text in the document.
        only: Categories to look for: blame, impact, time, hedge, placeholder. All by default.
        blames_from: How strong a sign the trained part needs, see `bar_over` for texts that belong
            together. By default it is what the text by itself asks for.
    """
    wanted = CATEGORIES if only is None else only
    shadow = _shadow(text, people)
    found = [*_words(text, shadow, field, wanted)]
    if "blame" in wanted:
        least = bar_over([(text, field)], people) if blames_from is None else blames_from
        found += _blame(text, shadow, field, least)
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))


def bar_over(texts: Iterable[tuple[str, str]], people: Sequence[str] = ()) -> float:
    """Return how strong a sign of blame must be in texts that belong together.

    Args:
        texts: Each text with the path of its field. They are read at once, which is far cheaper
            than one by one, and what was thought of each is remembered.
        people: Names of the people of the document, with their handles.
    """
    if trained_part() is None:
        return trained_rules().blames_from
    unsure: list[tuple[str, str]] = []
    warned = 0
    for text, field in dict.fromkeys(texts):
        shadow = _shadow(text, people)
        places = _unsure(shadow, field)
        unsure += _both_ways(text, shadow, places)
        warned += 0 if _is_plan(field) else len(shadow.sentences) - len(places)
    least = bar((opinion.score for opinion in opinions([text for text, _ in unsure])), warned)
    second_opinions(unsure, least)
    return least


def agents_in(text: str, people: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names, roles and groups that a text speaks of, in order."""
    return tuple(text[start:end] for start, end in _shadow(text, people).agents())


def names_in(text: str, people: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the names of people that a text speaks of, in order."""
    return tuple(text[start:end] for start, end in _shadow(text, people).names())


def unmarked(text: str, people: Sequence[str] = ()) -> str:
    """Return the text with people bare that are a link, bold or code in it: `[Kim](https://...)`."""
    covered = _shadow(text, people).text

    def bare(match: re.Match[str]) -> str:
        signs = set(covered[slice(*match.span())])
        only_people = len(signs) == 1 and signs.issubset(AGENTS)
        return (match["linked"] or match["marked"]) if only_people else match.group()

    return _MARKED.sub(bare, text)


@lru_cache(maxsize=1024)
def scan_action(text: str) -> tuple[Finding, ...]:
    """Return the vague wordings of an action. `missing_parts` of the rule says what is missing."""
    stripped = text.strip()
    offset = text.find(stripped)
    shadow = _shadow(stripped, ())
    return tuple(
        Finding(
            rule=rule.id,
            category="action",
            severity="warning",
            message=f"{rule.name}: missing {', '.join(rule.missing)}.",
            suggestion=rule.ask,
            start=start + offset,
            end=end + offset,
            text=stripped[start:end],
        )
        for rule, patterns in _likely(_action_patterns(), shadow)
        for start, end in islice(_hits(rule, patterns, shadow), 1)
    )


def blame_level(rule: str) -> Level:
    """Return B1, B2 or B3 of a blame rule. Raises KeyError for any other rule."""
    return blame_rule(rule).level


def blame_rule(rule: str) -> Blaming:
    """Return a blame rule by its id. Raises KeyError when there is none."""
    for candidate in (*blame_rules().rules, *trained_rules().rules):
        if candidate.id == rule:
            return candidate
    raise KeyError(rule)


def missing_parts(rule: str) -> tuple[Part, ...]:
    """Return which of S, M, A, T an action rule says are missing."""
    return next((known.missing for known in action_rules().rules if known.id == rule), ())


def action_rule(rule: str) -> ActionRule:
    """Return an action rule by its id. Raises KeyError when there is none."""
    for candidate in action_rules().rules:
        if candidate.id == rule:
            return candidate
    raise KeyError(rule)


def _blame(text: str, shadow: Shadow, field: str, blames_from: float) -> list[Finding]:
    kept = [hit for hit in _rule_hits(shadow) if not _is_off(hit[0], field)]
    found = [
        _finding(rule, rule.severity, text, (start, end), field)
        for rule, start, end in _gravest(kept)
    ]
    return [*found, *_by_the_whole(text, shadow, field, blames_from)]


def _shadow(text: str, people: Sequence[str]) -> Shadow:
    """Return the shadow of a text: the same for all people of whom none is named in it."""
    return _cast(text, tuple(people) if may_name(text, people) else ())


@lru_cache(maxsize=1024)
def _cast(text: str, people: tuple[str, ...]) -> Shadow:
    return Shadow(text, people)


@lru_cache(maxsize=1024)
def _rule_hits(shadow: Shadow) -> tuple[tuple[BlameRule, int, int], ...]:
    return tuple(
        (rule, start, end)
        for rule, patterns in _likely(_blame_patterns(), shadow)
        for start, end in _hits(rule, patterns, shadow, blame_rules().never)
    )


def _is_off(rule: Blaming, field: str) -> bool:
    return any(field.startswith(path) for path in rule.off_in)


def _is_plan(field: str) -> bool:
    """Say whether a field holds what is to be done: that tells nothing of what people did."""
    return field.partition(".")[0] in trained_rules().off_in


def _unsure(shadow: Shadow, field: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences in which no rule warns; none of a plan."""
    if _is_plan(field):
        return ()
    warned = [start for rule, start, _ in _rule_hits(shadow) if rule.severity != "info"]
    if not warned:
        return shadow.sentences
    return tuple(
        (start, end)
        for start, end in shadow.sentences
        if not any(start <= place < end for place in warned)
    )


def _both_ways(
    text: str, shadow: Shadow, places: Iterable[tuple[int, int]]
) -> list[tuple[str, str]]:
    """Return sentences as they are written and as they are when people are covered."""
    return [(text[start:end], shadow.text[start:end]) for start, end in places]


def _by_the_whole(text: str, shadow: Shadow, field: str, blames_from: float) -> Iterator[Finding]:
    """Yield what the trained part finds in sentences that no rule caught."""
    places = _unsure(shadow, field)
    read = second_opinions(_both_ways(text, shadow, places), blames_from)
    for (start, end), opinion in zip(places, read, strict=True):
        if opinion.score < blames_from:
            continue
        rule = rule_of(opinion)
        if holds(rule, shadow.text[start:end]) and not _is_off(rule, field):
            first, last = telling(text[start:end])
            yield _finding(rule, "warning", text, (start + first, start + last), field)


def _finding(
    rule: Blaming, severity: FindingSeverity, text: str, place: tuple[int, int], field: str
) -> Finding:
    start, end = place
    return Finding(
        rule=rule.id,
        category="blame",
        severity=severity,
        message=f"{rule.name}: {text[start:end]!r}.",
        suggestion=rule.ask,
        field=field,
        start=start,
        end=end,
        text=text[start:end],
    )


def _gravest(found: Sequence[tuple[BlameRule, int, int]]) -> list[tuple[BlameRule, int, int]]:
    """Keep one finding a place: of those that overlap the gravest, then the longest."""
    kept: list[tuple[BlameRule, int, int]] = []
    taken = bytearray(max((end for _, _, end in found), default=0))
    for rule, start, end in sorted(
        found, key=lambda hit: (-int(hit[0].level[1]), hit[1] - hit[2], hit[1], hit[0].id)
    ):
        if not any(taken[start:end]):
            kept.append((rule, start, end))
            taken[start:end] = b"\x01" * (end - start)
    return kept


def _words(text: str, shadow: Shadow, field: str, wanted: frozenset[str]) -> Iterator[Finding]:
    exact = word_rules().exact
    for rule, patterns in _likely(_word_patterns(wanted), shadow):
        enough = (exact[rule.category],) if rule.category in exact else ()
        for start, end in _hits(rule, patterns, shadow, enough):
            yield Finding(
                rule=rule.id,
                category=_ABOUT[rule.category],
                severity=_weight(rule, field),
                message=f"{rule.name}: {text[start:end]!r}.",
                suggestion=rule.ask,
                field=field,
                start=start,
                end=end,
                text=text[start:end],
            )


def _weight(rule: WordRule, field: str) -> FindingSeverity:
    if rule.category == "placeholder":
        return "error"
    home = _HOME.get(rule.category, ())
    return "warning" if field.partition(".")[0] in home else "info"


def _hits(
    rule: Rule, patterns: Sequence[str], shadow: Shadow, never: Sequence[str] = ()
) -> Iterator[tuple[int, int]]:
    """Yield where a rule's patterns match outside the sentences it leaves alone."""
    last = -1
    places = sorted(
        match.span()
        for pattern in patterns
        for match in compiled(pattern).finditer(shadow.text)
        if match.end() > match.start()
    )
    exempt: dict[tuple[int, int], bool] = {}
    for start, end in places:
        if start < last:
            continue
        sentence = shadow.sentence(start)
        if sentence not in exempt:
            exempt[sentence] = any(
                compiled(pattern).search(shadow.text, *sentence)
                for pattern in (*rule.unless, *never)
            )
        if not exempt[sentence]:
            last = end
            yield shadow.whole(start), end


def _likely(rules: Mapping[str, Sequence[_R]], shadow: Shadow) -> Iterable[tuple[_R, list[str]]]:
    """Return the rules of which a pattern may match, with those patterns."""
    found: dict[str, tuple[_R, list[str]]] = {}
    for pattern in _likely_patterns(shadow) if rules else ():
        for rule in rules.get(pattern, ()):
            found.setdefault(rule.id, (rule, []))[1].append(pattern)
    return found.values()


@lru_cache(maxsize=1024)
def _likely_patterns(shadow: Shadow) -> tuple[str, ...]:
    return _held().likely(shadow.text)


@cache
def _held() -> Held:
    rules = (*blame_rules().rules, *word_rules().rules, *action_rules().rules)
    patterns = [pattern for rule in rules for pattern in rule.patterns]
    return Held(patterns, blame_rules().macros)


@cache
def _blame_patterns() -> Mapping[str, Sequence[BlameRule]]:
    return _by_pattern(blame_rules().rules)


@lru_cache(maxsize=32)
def _word_patterns(wanted: frozenset[str]) -> Mapping[str, Sequence[WordRule]]:
    return _by_pattern([rule for rule in word_rules().rules if rule.category in wanted])


@cache
def _action_patterns() -> Mapping[str, Sequence[ActionRule]]:
    return _by_pattern(action_rules().rules)


def _by_pattern(rules: Sequence[_R]) -> Mapping[str, Sequence[_R]]:
    """Return the rules by their patterns, in the order of the rules."""
    found: dict[str, list[_R]] = {}
    for rule in rules:
        for pattern in rule.patterns:
            found.setdefault(pattern, []).append(rule)
    return found
