"""Reads a rewrite as the steps that write it from its source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.tokens import Sentence, Token
from agent.coach.rewriting.writing.steps import AS_IS, LOWER, UPPER, Copied, Step, forms_of, written

_RARE = 3
"""A small word that fewer rewrites add is none."""
_ALWAYS = word_set("was were been being be is are had has not no it the a an and that to of")
_LONGEST = 78
_STOPS = frozenset(".!?")
_ADDED, _INFLECTED, _NEAR, _AHEAD, _BACK, _FURTHER, _FAR = 0.8, 0.3, 0.35, 0.03, 0.9, 0.02, 10
"""What the steps cost: to go on copying costs nothing, each jump and each added word something."""


def small_words(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return the words that rewrites add to what their sources say, in their order."""
    counted = Counter[str]()
    for source, rewrite in pairs:
        said: set[str] = set()
        for token in Sentence(source).tokens:
            said.add(token.text.lower())
            if token.kind == "word":
                said.update(forms_of(token.low).values())
        words = (token for token in Sentence(rewrite).tokens if token.kind in ("word", "mark"))
        counted.update(word.text.lower() for word in words if word.text.lower() not in said)
    return sorted(_ALWAYS | {word for word, count in counted.items() if count >= _RARE})


def steps_of(source: str, rewrite: str, small: AbstractSet[str]) -> tuple[Step, ...] | None:
    """Return the cheapest steps from a source to its rewrite; None where no steps write it."""
    sentence, said = Sentence(source), Sentence(rewrite).tokens
    if not 0 < len(said) <= _LONGEST:
        return None
    offers = _offers(sentence)
    best: dict[int, tuple[float, tuple[Step, ...]]] = {-1: (0.0, ())}
    for number, token in enumerate(said):
        steps = _that_write(token, offers, opens=number == 0)
        begins = number == 0 or said[number - 1].text in _STOPS
        low = token.text.lower() if begins else token.text
        steps += [low] if low in small else []
        if not steps:
            return None
        best = _one_further(best, steps)
    _, found = min(best.values(), key=lambda one: one[0])
    return found if written(sentence, found) == rewrite else None


def _one_further(
    best: Mapping[int, tuple[float, tuple[Step, ...]]], steps: Sequence[Step]
) -> dict[int, tuple[float, tuple[Step, ...]]]:
    """Return the cheapest steps by the token copied last, with one more of some steps."""
    further: dict[int, tuple[float, tuple[Step, ...]]] = {}
    for last, (cost, before) in best.items():
        for step in steps:
            place = step.place if isinstance(step, Copied) else last
            whole = cost + _cost(step, last)
            if place not in further or whole < further[place][0]:
                further[place] = (whole, (*before, step))
    return further


def _cost(step: Step, last: int) -> float:
    if not isinstance(step, Copied):
        return _ADDED
    away = step.place - last
    changed = 0.0 if step.form in (AS_IS, LOWER, UPPER) else _INFLECTED
    if away == 1:
        return changed
    if away > 1:
        return changed + _NEAR + _AHEAD * min(away, _FAR)
    return changed + _BACK + _FURTHER * min(-away, _FAR)


def _offers(sentence: Sentence) -> dict[str, list[Copied]]:
    """Return which copies write a word; those that inflect stand behind a blank."""
    found: defaultdict[str, list[Copied]] = defaultdict(list)
    for place, token in enumerate(sentence.tokens):
        found[token.text].append(Copied(place, AS_IS))
        if token.kind != "word":
            continue
        first, rest = token.text[:1], token.text[1:]
        if place == 0 and first.isupper() and (rest.islower() or not rest):
            found[first.lower() + rest].append(Copied(place, LOWER))
        if place and token.text.islower() and token.text.isalpha():
            found[first.upper() + rest].append(Copied(place, UPPER))
        for form, word in forms_of(token.low).items():
            if word != token.low:
                found[f" {word}"].append(Copied(place, form))
    return found


def _that_write(token: Token, offers: Mapping[str, list[Copied]], *, opens: bool) -> list[Step]:
    """Return the steps that write a word of a rewrite; its first may have got a capital."""
    low = token.text.lower() if opens else token.text
    words = dict.fromkeys((token.text, low))
    found: list[Step] = [copy for word in words for copy in offers.get(word, ())]
    if not any(isinstance(step, Copied) and step.form == AS_IS for step in found):
        found += offers.get(f" {low}", [])
    return found
