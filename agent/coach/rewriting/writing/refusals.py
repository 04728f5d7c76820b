"""What is refused of a draft, however likely it is: each reason has a name.

The steps say which words of the source are not there. Whoever acted may go, and what judges; a word
that says what happened may not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.going import doubts_of_going
from agent.coach.rewriting.parts.marks import DOER, LEFT_OUT, parts_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.steps import AS_IS, Copied, Step

_SMALL = ("determiners", "prepositions", "coordinators", "pronouns", "finite", "possessives")
_LIGHT = word_set("to own of been having being not never no oh sorry apologise apologize regret")
_FACTS = word_set("again twice once only already still instead late without until before after")
"""Small words that tell when, how often or how far: they stay."""
_OPENS = word_set("which who whom whose because although though since while if when whereas unless")
_FIRST = word_set("after before as once until with by in despite")
_DEMANDS = re.compile(
    r"\b(?:needs? to|has to|have to|must|should|ought to|shall)\b(?! (?:\w+ )?have\b)"
    r"|\b(?:is|are) (?:to|required|expected|reminded|asked)\b",
    re.IGNORECASE,
)
_REASONED = re.compile(r"\bgiven (?:that|the|how)\b|\bhow .{3,60}could have\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:should|ought to|would|could)(?: \w+)? have\b|\bshould['’]ve\b", re.I)
_DENIED = re.compile(r"\b(?:not|never|no|none|without|nothing|nor|neither)\b|n['’]t\b", re.I)
_AND_DID = re.compile(r"\b(?:and|or) (?P<first>[\w-]+) (?P<second>[\w-]+)", re.IGNORECASE)
_GARBLED = re.compile(
    r"\b(?:where|when|because|since|while|if|although|(?:in|of|to|for|from|on|with|at) which)"
    r" (?:was|were|had|has|have|is|are)\b"
    r"|\b(?!to |not |never |would |could |can |will |may |might |must |should |shall |cannot |only "
    r"|also |then |\w+ly |let |n't )[\w'-]+ be (?!it\b|that\b)[a-z]"
    r"|\b(?:was|were|been|being) (?:not |never )?(?:was|were|be|did|had)\b",
    re.IGNORECASE,
)
"""No clause begins so: "where was left", "stopped be read"."""
_OBJECTS = word_set("us me him them her myself himself herself themselves ourselves")
_ON_ONES_OWN = re.compile(r"\bon (?:my|our|his|her|their) own\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A source, its marks, and how it is told."""

    sentence: Sentence
    marks: Sequence[str]
    steps: Sequence[Step]
    text: str

    @property
    def copied(self) -> list[int]:
        """The places of the words that are there."""
        return [step.place for step in self.steps if isinstance(step, Copied)]


def refused(
    sentence: Sentence, marks: Sequence[str], steps: Sequence[Step], text: str
) -> Iterator[str]:
    """Yield the names of the reasons that forbid a draft.

    Args:
        sentence: The source.
        marks: The marks of its tokens, as the tagger reads them; may be none.
        steps: The steps of the draft.
        text: What they write.
    """
    told = _Told(sentence, marks, steps, text)
    for reason, holds in _REASONS.items():
        if holds(told):
            yield reason


def _repeats(told: _Told) -> bool:
    """Return whether a word with content is copied twice."""
    copied = told.copied
    return any(
        copied.count(place) > 1
        and told.sentence.tokens[place].kind != "mark"
        and told.sentence.low(place) not in _small()
        for place in set(copied)
    )


def _loses(told: _Told) -> bool:
    """Return whether a word goes that is no doer's, judges nothing, and says something."""
    copied = set(told.copied)
    return any(
        _says_something(told, place)
        for place in range(len(told.sentence.tokens))
        if place not in copied
    )


def _says_something(told: _Told, place: int) -> bool:
    token, low = told.sentence.tokens[place], told.sentence.low(place)
    if token.kind in ("atom", "paren"):
        return True
    if token.kind == "mark" or token.agent:
        return False
    mark = told.marks[place] if place < len(told.marks) else ""
    if low in _FACTS:
        return mark not in LEFT_OUT
    light = low in _small() or low in _OBJECTS or low in lexicon().among("judging")
    return not (mark in LEFT_OUT or light)


def _is_fragment(told: _Told) -> bool:
    """Return whether no clause is left that stands by itself, though the source had one."""
    return _main_verbs(Sentence(told.text)) < 1 <= _main_verbs(told.sentence)


def _main_verbs(sentence: Sentence) -> int:
    """Return how many finite verbs are more than the clauses that lean on others."""
    words, known = sentence.words(0, len(sentence.tokens)), lexicon()
    finite = known.among("finite")
    count = sum(
        word in finite
        or (
            (word in known.past_forms or word.endswith("ed"))
            and words[place - 1 : place] not in _BEFORE_PARTICIPLES
        )
        for place, word in enumerate(words)
    )
    leaning = sum(word in _OPENS for word in words) + (words[:1] != () and words[0] in _FIRST)
    return count - leaning


_BEFORE_PARTICIPLES = tuple((word,) for word in ("was", "were", "been", "being", "not", "be"))


def _demands(told: _Told) -> bool:
    """Return whether a demand is told as if it were so, or a reason as if it were another's."""
    source = told.sentence.text
    return bool(_REASONED.search(source) or _DEMANDS.search(source))


def _undoes(told: _Told) -> bool:
    """Return whether only the first of two acts that should have been done is denied."""
    source = told.sentence.text
    modal = _MODAL.search(source)
    if modal is None or _DENIED.search(source):
        return False
    acts = [
        match
        for match in _AND_DID.finditer(source, modal.end())
        if any(lexicon().of_past(word.lower()) for word in match.groups())
    ]
    both = re.search(r"\b(?:nor|or|neither)\b", told.text)
    return bool(acts) and len(_DENIED.findall(told.text)) < 2 and both is None


def _is_garbled(told: _Told) -> bool:
    said = {match.group().lower() for match in _GARBLED.finditer(told.text)}
    return bool(said - {match.group().lower() for match in _GARBLED.finditer(told.sentence.text)})


def _leaves_hole(told: _Told) -> bool:
    """Return whether the object of a verb or preposition that is there went: "had made"."""
    copied = {step.place: step.form for step in told.steps if isinstance(step, Copied)}
    return any(
        told.sentence.low(place) in _OBJECTS
        and place not in copied
        and copied.get(place - 1) == AS_IS
        for place in range(1, len(told.sentence.tokens))
    )


def _lacks_manner(told: _Told) -> bool:
    """Return whether an adverb went without which a verb says nothing: "was worded"."""
    copied, known = set(told.copied), lexicon()
    sentence = told.sentence
    return any(
        ends_as_adverb(sentence.low(place))
        and place not in copied
        and any(
            at in copied
            and sentence.low(at) in known.among("manner_only")
            and _is_over(sentence, to)
            for at, to in ((place - 1, place + 1), (place + 1, place + 2))
        )
        for place in range(len(sentence.tokens))
    )


def _is_over(sentence: Sentence, place: int) -> bool:
    """Return whether nothing more is said of a verb at a place."""
    low, known = sentence.low(place), lexicon()
    ends = low in known.among("coordinators") or low in known.among("particles")
    return sentence.stops(place) or ends


def _did_more(told: _Told) -> bool:
    """Return whether another act of the doer's went with them."""
    copied = set(told.copied)
    parts = parts_of((*told.marks,))
    return any(
        part.mark == DOER
        and any(place not in copied for place in range(part.start, part.end))
        and "did more" in doubts_of_going(told.sentence, parts, number)
        for number, part in enumerate(parts)
    )


def _hangs(told: _Told) -> bool:
    """Return whether words of somebody who is gone are left: "on my own"."""
    return _ON_ONES_OWN.search(told.text) is not None


@cache
def _small() -> frozenset[str]:
    known = lexicon()
    return frozenset[str](_LIGHT).union(*(known.among(name) for name in _SMALL))


_REASONS: dict[str, Callable[[_Told], bool]] = {
    "repeats": _repeats,
    "loses": _loses,
    "fragment": _is_fragment,
    "demands": _demands,
    "undoes": _undoes,
    "garbled": _is_garbled,
    "hole": _leaves_hole,
    "manner": _lacks_manner,
    "did more": _did_more,
    "hangs": _hangs,
}
