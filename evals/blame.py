"""How well the language rules tell blame from what only looks like it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from evals.figures import Figure, Judged, Section, f1, quality, share
from evals.labels import BLAMING, INNOCENT, Sentence
from rubrics.language import scan

Detail = Literal["brief", "kinds", "own"]
_BLAME = frozenset({"blame"})
_SHOWN = frozenset({"warning", "error"})
"""What a person is bothered with. `info` is a remark and counts as not flagged."""


def flagged_by(text: str, severities: frozenset[str] = _SHOWN) -> tuple[str, ...]:
    """Return the rules that warn of a text, in order."""
    findings = scan(text, only=_BLAME)
    return tuple(finding.rule for finding in findings if finding.severity in severities)


def measure(sentences: Sequence[Sentence], data: str, detail: Detail) -> Section:
    """Judge each sentence by itself, with no list of people.

    Args:
        sentences: The labelled sentences.
        data: What they are called.
        detail: `brief` is the whole alone, `kinds` adds the kinds, `own` the parts of the own set.
    """
    rules = {one.id: flagged_by(one.text) for one in sentences}
    judged = {one.id: Judged(one.blaming, bool(rules[one.id]), one.group) for one in sentences}
    figures: list[Figure] = [*quality(list(judged.values()))]
    figures += _sure(sentences, judged)
    figures += _with_remarks(sentences)
    figures += _by_blaming_kind(sentences, judged) if detail != "brief" else ()
    figures += _by_innocent_kind(sentences, judged, detail)
    figures += _by_part(sentences, judged) if detail == "own" else ()
    wrong = [one for one in sentences if judged[one.id].said != one.blaming]
    shown = tuple(_case(one, rules[one.id]) for one in wrong if "half open" in one.tags)
    names = tuple(one.id for one in wrong)
    return Section("blame", data, tuple(figures), names, _false_alarms(sentences, rules), shown)


def _case(sentence: Sentence, rules: Sequence[str]) -> str:
    what = "missed" if sentence.blaming else f"false alarm of {', '.join(rules)}"
    return f"{sentence.id} {what}, {sentence.kind}: {sentence.text}"


def _with_remarks(sentences: Sequence[Sentence]) -> Iterator[Figure]:
    """Yield the figures that would hold if remarks counted as warnings too."""
    every = _SHOWN | {"info"}
    yield from quality(
        [Judged(one.blaming, bool(flagged_by(one.text, every)), one.group) for one in sentences],
        "with remarks: ",
    )


def _sure(sentences: Sequence[Sentence], judged: dict[str, Judged]) -> Iterator[Figure]:
    """Yield the figures without the sentences that careful readers may label differently."""
    sure = [judged[one.id] for one in sentences if not one.borderline]
    if len(sure) < len(sentences):
        yield from quality(sure, "without borderline: ")


def _by_blaming_kind(sentences: Sequence[Sentence], judged: dict[str, Judged]) -> Iterator[Figure]:
    """Yield precision, recall and F1 of each kind.

    The innocent side of a kind is what is innocent about the same events, else all of it: a
    sentence that is flagged wrongly has no kind of blame.
    """
    for kind in BLAMING:
        mine = [one for one in sentences if one.kind == kind]
        if not mine:
            continue
        events = {one.group for one in mine}
        rest = [one for one in sentences if not one.blaming and one.group in events]
        yield from quality([judged[one.id] for one in (*mine, *rest)], f"{kind}: ")


def _by_innocent_kind(
    sentences: Sequence[Sentence], judged: dict[str, Judged], detail: Detail
) -> Iterator[Figure]:
    for kind in (*(INNOCENT if detail != "brief" else ()), "all innocent kinds"):
        mine = [
            judged[one.id]
            for one in sentences
            if not one.blaming and (one.kind == kind or kind not in INNOCENT)
        ]
        if mine:
            alarms = sum(case.said for case in mine)
            yield share(f"false alarms: {kind}", alarms, len(mine), lower_is_better=True)


def _whole_events(sentences: Sequence[Sentence], judged: dict[str, Judged]) -> Iterator[Figure]:
    """Yield the share of events of which every telling was judged rightly."""
    right: defaultdict[str, bool] = defaultdict(lambda: True)
    for one in sentences:
        if one.group:
            right[one.group] &= judged[one.id].said == one.blaming
    if right:
        yield share("events told apart entirely", sum(right.values()), len(right))


def _by_part(sentences: Sequence[Sentence], judged: dict[str, Judged]) -> Iterator[Figure]:
    yield from _whole_events(sentences, judged)
    for tag in sorted({tag for one in sentences for tag in one.tags}):
        cases = [judged[one.id] for one in sentences if tag in one.tags]
        if tag.startswith("half "):
            yield from quality(cases, f"{tag}: ")
        else:
            yield f1(f"{tag}: F1", cases)


def _false_alarms(
    sentences: Sequence[Sentence], rules: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    counts = Counter(rule for one in sentences if not one.blaming for rule in set(rules[one.id]))
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{rule} {count}" for rule, count in worst[:12])
    return (f"rules behind the false alarms: {told}",) if told else ()
