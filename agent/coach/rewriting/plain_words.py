"""Says loaded idioms in plain words: "gave no thought to the zone" is "did not consider the zone".

Who did it stays in the sentence: the grammar of rewriting takes it from there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from agent.coach.rewriting.idioms import Found, idioms_at, is_passive, plain_phrases
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.readings import is_adverb
from agent.coach.rewriting.subjects import is_people, thing_before
from agent.coach.rewriting.tokens import Sentence

_EVERY = frozenset({"every", "each", "all"})
_AT_ONCE = frozenset({("in", "a"), ("in", "one"), ("in", "under"), ("with", "a"), ("within", "a")})
"""In one go, something was done; what was not done took no time."""
_MOST = 3
"""How many idioms of a sentence are told."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain words, and what is done in it: each act with the word before it."""

    text: str
    acts: tuple[str, ...] = ()
    passive: bool = False
    """Whether one of the idioms was a passive."""


def plainly(text: str) -> Plain:
    """Return a text with its idioms in plain words."""
    plain = Plain(text)
    for _ in range(_MOST):
        said = next(_told(Sentence(plain.text)), None)
        if said is None:
            break
        plain = Plain(said.text, plain.acts + said.acts, plain.passive or said.passive)
    return replace(plain, text=_with_plain_phrases(plain.text))


def _with_plain_phrases(text: str) -> str:
    for loaded, plain in plain_phrases():
        text = text.replace(loaded, plain)
    return text


def _told(sentence: Sentence) -> Iterator[Plain]:
    """Yield the text with one idiom told plainly."""
    for place in range(1, len(sentence.tokens)):
        for found in idioms_at(sentence, place, "plain"):
            words = _plain(sentence, found)
            if words is None or _turns(sentence, found):
                continue
            rest = sentence.after(found.end)
            act = f"{_before(sentence, found.start)} {words}"
            passive = is_passive(found.how) or found.idiom.plain[0] == "be"
            acts = () if passive else (act,)
            yield Plain(f"{sentence.before(found.start)}{words}{rest}", acts, passive)


def _before(sentence: Sentence, place: int) -> str:
    """Return the word before a verb, with the adverbs between: "and then"."""
    start = place - 1
    while start > 0 and is_adverb(sentence.low(start)):
        start -= 1
    return " ".join(sentence.words(start, place))


def _turns(sentence: Sentence, found: Found) -> bool:
    """Return whether a denial would say less: "no reaction to every warning", "in one click"."""
    if found.idiom.plain[0] != "not":
        return False
    after = sentence.words(found.end, len(sentence.tokens))
    if any(pair in _AT_ONCE for pair in pairwise(after)):
        return True
    denied = not is_passive(found.how)
    whole = any(thing.lower().split(" ")[0] in _EVERY for thing in found.things if thing)
    return denied and (whole or sentence.low(found.end) in _EVERY)


def _plain(sentence: Sentence, found: Found) -> str | None:
    """Return the plain words in the form in which the idiom stands."""
    if found.idiom.plain[0] == "be":
        return _of_thing(sentence, found)
    words, things = list(found.idiom.plain), list(found.things)
    if is_passive(found.how):
        words = list(found.idiom.passive)
    denied = words[0] == "not"
    base, *rest = words[1:] if denied else words
    if base == "V":
        base = sentence.low(found.end - 1)
    verb = _verb(base, found, denied=denied)
    if is_passive(found.how):
        return " ".join([verb, *(word for word in rest if word != "A")])
    said = [things.pop(0) if word == "A" else word for word in rest]
    return " ".join(word for word in (verb, *said) if word)


def _of_thing(sentence: Sentence, found: Found) -> str | None:
    """Tell "went unheeded" as "was not acted on", in the number of the thing before it."""
    thing = thing_before(sentence, found.start)
    if thing is None or is_people(sentence, thing.head):
        return None
    refusal, *rest = found.idiom.plain[1:]
    was = "were" if thing.plural else "was"
    start = f"{found.how} {refusal} been" if found.how else f"{was} {refusal}"
    return " ".join([start, *rest])


def _verb(base: str, found: Found, *, denied: bool) -> str:
    """Return the verb as the idiom had it, with "not" where the plain words deny."""
    verb, never = lexicon().of_base(base), found.how == "never"
    refusal = "not " if denied else ""
    if found.how in ("had", "has", "have") or is_passive(found.how):
        has, _, been = found.how.partition(" ")
        return " ".join(word for word in (has, refusal.strip(), been, verb.participle) if word)
    if denied:
        return f"never {lexicon().past(verb)}" if never else f"did not {base}"
    return lexicon().past(verb)
