"""A blaming sentence in words: its line in the list, and all there is to say about it."""

from collections.abc import Iterator

from textual.content import Content

from agent.documents.redrafting import Blamed
from agent.documents.redrafting.drafts import Recheck
from agent.documents.redrafting.prose import FileLines
from agent.documents.redrafting.review import Review
from rubrics.language import blame_rule
from tui.plain import one_line, plain, shown

_BESIDE = 60
"""Characters shown beside it on its own lines."""
_LONGEST = 110
"""Characters shown of a line around it."""

Part = Content | tuple[str, str] | str


def line_of(review: Review, number: int) -> str:
    """Return the line of a sentence in the list: how it stands, where, what was found, words."""
    sentence, decision = review.sentence(number), review.decision(number)
    state = decision.state if decision else "open" if sentence.rewrite else "needs you"
    rules = " ".join(dict.fromkeys(finding.rule for finding in sentence.findings))
    return f"{state:<9} line {sentence.span.line:<4} {rules:<5} {one_line(sentence.words)}"


def place_of(sentence: Blamed) -> str:
    """Return where a sentence stands."""
    first, last = sentence.span.line, sentence.span.end_line
    return f"line {first}" if first == last else f"lines {first} to {last}"


def doubts(recheck: Recheck) -> str:
    """Return in words what is wrong with a person's own words."""
    told = [
        f"“{one_line(finding.text)}” still blames ({blame_rule(finding.rule).name.lower()})."
        for finding in recheck.blame
    ]
    if recheck.lost:
        told.append(f"Facts changed: {one_line('; '.join(recheck.lost))}.")
    if not recheck.marks:
        told.append("A link, code or another mark of the source changed.")
    return " ".join(told)


def detail(review: Review, number: int, around: int) -> Content:
    """Return the sentence with lines around it, what comes instead, and why."""
    sentence = review.sentence(number)
    parts: list[Part] = [
        (f"{number + 1} of {len(review)}: {place_of(sentence)}, marked »so«\n", "bold"),
        *_context(FileLines(review.draft.text), sentence, around),
        "\n",
        *_instead(review, number),
        *_reasons(sentence),
    ]
    return Content.assemble(*parts)


def _instead(review: Review, number: int) -> Iterator[Part]:
    sentence, decision = review.sentence(number), review.decision(number)
    if decision is not None and decision.kind == "edited":
        yield ("Your words: ", "bold $text-success")
        yield shown(f"{one_line(decision.words)}\n")
        if decision.recheck is not None and decision.doubtful:
            yield (f"But: {doubts(decision.recheck)}\n", "$text-error")
    elif sentence.rewrite is not None:
        yield ("Proposed: ", "bold $text-accent")
        yield shown(f"{one_line(sentence.rewrite)}\n")
    else:
        yield ("No rewrite keeps the facts. Answer this in your words (e): ", "bold $text-accent")
        yield shown(f"{one_line(sentence.findings[0].suggestion)}\n")
    if decision is not None and decision.kind == "accepted":
        yield ("You accepted it.\n", "$text-success")
    elif decision is not None and decision.kind == "rejected":
        yield ("You leave the sentence as it is.\n", "$text-warning")


def _reasons(sentence: Blamed) -> Iterator[Part]:
    seen = set[str]()
    for finding in sentence.findings:
        if finding.rule in seen:
            continue
        seen.add(finding.rule)
        rule = blame_rule(finding.rule)
        yield (f"\n{finding.severity.capitalize()} {rule.id}: {rule.name}, ", "bold")
        yield shown(f"“{one_line(finding.text)}”.\n")
        yield (f"Why: {one_line(rule.why)}\n", "$text-muted")


def _context(lines: FileLines, sentence: Blamed, around: int) -> Iterator[Part]:
    span = sentence.span
    first, last = max(1, span.line - around), min(len(lines), span.end_line + around)
    for number in range(first, last + 1):
        words = lines.line(number)
        yield (f"{number:>5}  ", "$text-muted")
        if not span.line <= number <= span.end_line:
            yield (f"{_cut(plain(words))}\n", "$text-muted")
            continue
        begin = span.column - 1 if number == span.line else len(words) - len(words.lstrip())
        stop = span.end_column - 1 if number == span.end_line else len(words)
        yield shown(_end(plain(words[:begin])))
        yield ("»" if number == span.line else "", "bold $text-accent")
        yield shown(plain(words[begin:stop]), "bold underline $text-accent")
        yield ("«" if number == span.end_line else "", "bold $text-accent")
        yield shown(f"{_beginning(plain(words[stop:]))}\n")


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _end(words: str) -> str:
    return words if len(words) <= _BESIDE else f"…{words[-_BESIDE:]}"


def _beginning(words: str) -> str:
    return words if len(words) <= _BESIDE else f"{words[:_BESIDE]}…"
