"""The steps that write a sentence: a word of the source as it is or inflected, or a small word.

Nothing else can be written, so that no step brings in a number, a name or an event.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from agent.coach.grammar import capitalised, with_article
from agent.coach.rewriting.lexicon import Verb, ends_as_adverb, lexicon
from agent.coach.rewriting.tokens import Sentence, Token

AS_IS, PARTICIPLE, ING, LOWER, BASE, PAST, UPPER = FORMS = (
    "as",
    "participle",
    "ing",
    "lower",
    "base",
    "past",
    "upper",
)
"""The forms that a word of the source can take."""
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_CLOSE: Final = frozenset(",.;:!?)]}%")
_OPEN: Final = frozenset("([/")
_STOPS: Final = (".", "!", "?")


class Copied(NamedTuple):
    """A word of the source."""

    place: int
    form: str


Step = Copied | str
"""A word of the source, or a small word that is added."""


def written(sentence: Sentence, steps: Sequence[Step]) -> str:
    """Return the text that steps write, spaced as the source where its words stand together."""
    text, last = "", -1
    for number, step in enumerate(steps):
        place = step.place if isinstance(step, Copied) else -1
        word = _word(sentence, step, text)
        if number == 0:
            word = _opening(sentence, word)
        text += _gap(sentence, text, last, place, word) + word
        last = place
    return with_article(text, sentence.text)


def _opening(sentence: Sentence, word: str) -> str:
    """Return the first word with a capital, unless the source is a chat that has none."""
    began = sentence.text[:1]
    formal = began.isupper() or (not began.islower() and sentence.text.rstrip().endswith("."))
    plain = word.isalpha() and word.islower()
    return capitalised(word) if plain and formal else word


def _gap(sentence: Sentence, text: str, last: int, place: int, word: str) -> str:
    if not text:
        return ""
    if last >= 0 and place == last + 1:
        return sentence.text[sentence.tokens[last].end : sentence.tokens[place].start]
    closes = word[0] in _CLOSE and not (word[0] == "." and len(word) > 1)
    return "" if closes or text[-1] in _OPEN else " "


def _word(sentence: Sentence, step: Step, before: str) -> str:
    if isinstance(step, str):
        if step == "were" and _is_one_name(sentence, before):
            return "was"
        return capitalised(step) if before.endswith(_STOPS) else step
    token = sentence.tokens[step.place]
    if step.form == AS_IS:
        text = _after_be(token, before)
        opened = step.place == 0 and bool(before) and text == capitalised(token.low)
        return token.low if opened and lexicon().of_past(token.low) else text
    if step.form in (LOWER, UPPER):
        first = token.text[:1]
        return (first.lower() if step.form == LOWER else first.upper()) + token.text[1:]
    return forms_of(token.low)[step.form]


def _is_one_name(sentence: Sentence, before: str) -> bool:
    """Return whether a name of one thing stands last: "DNS", "Rails" of "updated Rails"."""
    words = before.split()[-2:]
    if not words or "and" in words or not words[-1].isalpha():
        return False
    known = lexicon()
    return words[-1].isupper() or any(
        token.text == words[-1]
        and token.text.istitle()
        and (known.of_past(sentence.low(place - 1)) or known.of_ing(sentence.low(place - 1)))
        for place, token in enumerate(sentence.tokens[1:], 1)
    )


def _after_be(token: Token, before: str) -> str:
    """Return a past form as the participle behind "was": "was ran" is no English."""
    words = before.rsplit(maxsplit=3)[-3:]
    while words and _is_adverb(words[-1]):
        words.pop()
    if token.low not in lexicon().past_forms or not words or words[-1].lower() not in _BE:
        return token.text
    verb = lexicon().of_past(token.low)
    opened = token.start == 0 and token.text == capitalised(token.low)
    return verb.participle if verb and (opened or token.text == token.low) else token.text


def _is_adverb(low: str) -> bool:
    return low in ("not", "never") or low in lexicon().among("adverbs") or ends_as_adverb(low)


@lru_cache(maxsize=4096)
def forms_of(low: str) -> Mapping[str, str]:
    """Return what a word becomes as a verb in each form; a noun is read as a verb like it."""
    known = lexicon()
    irregular = known.table("irregular")
    verb = known.of_past(low) or known.of_ing(low, acts=True)
    bases = _bases(low, verb)
    base = next((one for one in bases if one in irregular or one in known.base_verbs), bases[0])
    participle = verb.participle if verb else known.participle(base)
    past = irregular[base][0] if base in irregular else participle
    return {PARTICIPLE: participle, ING: known.ing(base), BASE: base, PAST: past}


def _bases(low: str, verb: Verb | None) -> tuple[str, ...]:
    """Return what a word may be a form of, the likeliest first."""
    found = sorted(verb.bases) if verb else []
    known = lexicon()
    if low in known.table("irregular") or low in known.base_verbs:
        found.append(low)
    if low.endswith("s") and not low.endswith("ss"):
        found += [low[:-1], *([low[:-2]] if low.endswith("es") else [])]
        found += [f"{low[:-3]}y"] if low.endswith("ies") else []
    return (*dict.fromkeys((*found, low)),)
