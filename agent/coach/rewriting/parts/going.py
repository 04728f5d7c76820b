"""Whether a part that goes can be who acted, or what only judges them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.marks import ACTS, CLAUSE, DOER, KEPT, TELLING, UNDONE, Part
from agent.coach.rewriting.parts.verb_group import read_act
from agent.coach.rewriting.tokens import Sentence

BE = word_set("is are was were be been being am has have had do does did will would can could")
JOINS = word_set("and or but")
FACTS = word_set(
    "hastily haste hasty unread blindly unchecked clearly repeatedly evidently properly fully late"
    " correctly promptly constantly manually deliberately knowingly"
)
"""How it was done, or how sure that is: these may not go with the doer."""
OWNERS = word_set("our my your his her their its the")
_NOBODY = word_set("nobody none neither nor no-one noone")
_TELLS_MORE = word_set(
    "another who whom whose because although though despite after before during until where while"
)
"""What tells more of a doer than who it was: a cause, a time, a state."""
_COMMON = word_set("frankly honestly embarrassingly sadly unfortunately obviously naturally once")
_OF_DOER = word_set("who whose wanting trying being having")
_LEANING = word_set("of for about to that who whose whom")
_PEOPLE = word_set(
    "we i he she they you us me him them who whoever somebody someone anyone anybody one ones"
)
_TITLES = word_set(
    "controller scheduler registrar handler driver keeper runner dispatcher operator conductor"
)
"""Machines and people have these names."""
_POSTS = word_set(
    "approach tower ground train rail traffic area sector load duty night relief finance claims"
    " lock senior junior chief assistant deputy day"
)
_SLIPS = word_set("forgot forget forgets neglected neglects bothered bother bothers omitted")
_JUDGING = word_set(
    "sadly frankly honestly unfortunately regrettably embarrassingly naturally just simply even"
    " merely of course as usual again human"
)
_FRAMES = word_set("regret admit sorry say report acknowledge confess shame")
"""What a sentence may be framed in: "we regret that"."""
_POINTING = word_set("this that these those it")
_LONGEST_GROUP = 5
_DEGREES = word_set("so too very quite rather more as less most")


@dataclass(frozen=True, slots=True)
class _Going:
    """A part that goes, its words, and the part behind it."""

    sentence: Sentence
    part: Part
    words: Sequence[str]
    after: Part | None
    human: bool
    """Whether what is told next is what only people do."""

    @property
    def acts(self) -> bool:
        """Whether an act follows at once."""
        return self.after is not None and self.after.mark in TELLING

    @property
    def low(self) -> frozenset[str]:
        """The words as a set."""
        return frozenset(self.words)


def doubts_of_going(sentence: Sentence, parts: Sequence[Part], place: int) -> Iterator[str]:
    """Yield what speaks against a part being one who acted."""
    part = parts[place]
    after = parts[place + 1] if place + 1 < len(parts) else None
    words = sentence.words(part.start, part.end)
    human = _acts_as_people(sentence, parts, place)
    going = _Going(sentence, part, words, after, human=human)
    for doubt, check in _NO_DOER.items():
        if check(going):
            yield f"{doubt}, {_way(going)}" if doubt == "nobody" else doubt


def _way(going: "_Going") -> str:
    """Return how somebody goes whom no list knows."""
    first, last = going.words[0], going.words[-1]
    if first == "by":
        return "by"
    if last.endswith(("'s", "’s")) or going.low <= OWNERS:
        return "owner"
    if going.sentence.tokens[going.part.start].kind == "mark":
        return "aside"
    return ("does" if going.human else "acts") if going.acts else "word"


def _acts_as_people(sentence: Sentence, parts: Sequence[Part], place: int) -> bool:
    """Return whether what is told next is what only people do: forget, approve, assume."""
    for part in parts[place + 1 :]:
        words = sentence.words(part.start, part.end)
        if part.mark in (KEPT, DOER):
            return False
        if part.mark == CLAUSE or (part.mark == UNDONE and _SLIPS & set(words)):
            return True
        if part.mark in ACTS:
            act = read_act(words)
            known = lexicon()
            people = known.among("human_verbs") | known.among("only_people")
            return act is not None and (act.supposed or not act.bases.isdisjoint(people))
    return False


def _denies_all(going: _Going) -> bool:
    """Return whether "nobody" would go, and with it that it was not done."""
    nobody = going.low & _NOBODY or [*going.words[:2]] == ["no", "one"]
    return bool(nobody) and not going.sentence.stops(going.part.end)


def _tells_more(going: _Going) -> bool:
    """Return whether more would go than who it was and what judges them."""
    low = going.low
    manner = {word for word in going.words if ends_as_adverb(word)}
    framed = going.words[-1] == "that" and not _FRAMES & low
    limits = {"only", "if"} <= low
    odd_manner = manner - lexicon().among("judging") - _JUDGING
    return bool(low & _TELLS_MORE or low & FACTS or framed or limits or odd_manner)


def _is_machine(going: _Going) -> bool:
    """Return whether a machine goes, or several: "the load balancer", "our uptime checks"."""
    single = {word.removesuffix("s") for word in going.low} | going.low
    machine = bool(single & lexicon().among("never_people"))
    titled = going.low & _TITLES and (going.human or _on_duty(going.words))
    return machine and not titled and not _names_people(going.sentence, going.part)


def _on_duty(words: Sequence[str]) -> bool:
    """Return whether a title is a person's: "the scheduler on duty", "the tower controller"."""
    return any(
        pair in (("on", "duty"), ("on", "call"), ("on", "shift"), ("in", "charge"))
        or pair[0] in _POSTS
        for pair in pairwise(words)
    )


def _is_cause(going: _Going) -> bool:
    """Return whether what people had or did goes as a cause: "by the registrar's impatience"."""
    owned = any(word.endswith(("'s", "’s")) for word in going.words[:-1])
    last = going.sentence.tokens[going.part.end - 1]
    return going.words[0] == "by" and owned and not last.agent


def _no_people(going: _Going) -> bool:
    """Return whether nobody is named in what goes, or a system may be."""
    loose = lexicon().among("prepositions") | BE | {"to", "not", "a", "an"}
    if going.low <= loose and [*going.words] != ["for"]:
        return True
    pronoun = len(going.words) == 1 and going.words[0] in _PEOPLE
    if going.sentence.low(going.part.start - 1) in _DEGREES and not pronoun:
        return True
    if going.words[0] in _POINTING or _is_rest_of_name(going.sentence, going.part):
        return True
    group = going.acts and _is_group(going.words)
    people = _names_people(going.sentence, going.part) or _only_judges(going.words) or group
    return not people


def _breaks_off(going: _Going) -> bool:
    """Return whether words would be left that hang on what goes."""
    words, low, after = going.words, going.low, going.after
    if low <= JOINS | {",", "so"} or (words[-1] in JOINS and len(words) > 1):
        return not going.acts
    if low & BE and going.acts:
        return words[-1] not in ("to", ",")
    if low & BE and low & lexicon().among("pronouns"):
        ends = going.sentence.tokens[going.part.end - 1].kind == "mark"
        return words[-1] != "that" and not (ends and going.part.start == 0)
    if words[0] in JOINS and _acts(words[1:]):
        return True
    if after is None or after.mark != KEPT:
        return after is None and words[0] == "to"
    return not _may_go_before(going.sentence, going.part, after.start)


def _is_system(going: _Going) -> bool:
    """Return whether a name goes that may be a system's."""
    return _names_system(going.sentence, going.part)


def _did_more(going: _Going) -> bool:
    """Return whether another act goes: "and wandered off"."""
    words = going.words[1:] if going.words[0] == "," else going.words
    return words[:1] != () and words[0] in JOINS and _acts(words[1:])


_NO_DOER = {
    "denies": _denies_all,
    "more": _tells_more,
    "machine": _is_machine,
    "cause": _is_cause,
    "nobody": _no_people,
    "system": _is_system,
    "breaks": _breaks_off,
    "did more": _did_more,
}
"""What speaks against a part being one who acted."""


def _names_people(sentence: Sentence, part: Part) -> bool:
    """Return whether a person or a group is named in what goes, and not only as an owner."""
    words = sentence.words(part.start, part.end)
    tokens = sentence.tokens[part.start : part.end]
    if any(token.agent or token.text.startswith("@") for token in tokens):
        return True
    return bool(set(words) & _PEOPLE) and not set(words) <= OWNERS


def _is_rest_of_name(sentence: Sentence, part: Part) -> bool:
    """Return whether what goes is the end of a group's name: "team" in "the Atlas team"."""
    first = sentence.tokens[part.start - 1] if part.start else None
    return part.end - part.start == 1 and first is not None and first.is_name and part.start > 1


def _only_judges(words: Sequence[str]) -> bool:
    known = lexicon()
    light = known.among("judging") | known.among("coordinators") | _JUDGING | {",", "and", "so"}
    return all(word in light for word in words)


def _is_group(words: Sequence[str]) -> bool:
    """Return whether somebody whom no list knows may have acted: "the courier firm"."""
    known = lexicon()
    short = len(words) <= _LONGEST_GROUP and words[0] in ("the", "a", "an")
    return short and not set(words) & (known.among("never_people") | {"this", "that", "these"})


def _names_system(sentence: Sentence, part: Part) -> bool:
    """Return whether what goes has a name in it that may be a system's."""
    tokens = sentence.tokens[part.start : part.end]
    if any(token.agent or token.text.startswith("@") for token in tokens):
        return False
    named = [token for token in tokens if token.text[:1].isupper() and token.low not in _COMMON]
    return any(token.low not in _opening_words() for token in named)


def _opening_words() -> frozenset[str]:
    known = lexicon()
    names = ("determiners", "possessives", "prepositions", "subordinators", "pronouns", "adverbs")
    return frozenset[str]().union(*(known.among(name) for name in names))


def _acts(words: Sequence[str]) -> bool:
    return any(word in BE or lexicon().of_past(word) is not None for word in words)


def _may_go_before(sentence: Sentence, part: Part, after: int) -> bool:
    """Return whether what goes leaves nothing behind that leaned on it."""
    words, low = sentence.words(part.start, part.end), sentence.low(after)
    ends = sentence.tokens[part.end - 1].kind == "mark"
    first, last = words[0], words[-1]
    if len(words) > 1 and first in JOINS:
        return _parts_clauses(sentence, after)
    if len(words) > 1 and first in (",", "–", "—", "(") and not ends:
        return sentence.stops(after)
    if first == "to" or (first == "by" and low in _OF_DOER):
        return first == "to" and part.start == 0
    return _stands_alone(part, words, low, ends=ends) or last.endswith("'s")


def _stands_alone(part: Part, words: tuple[str, ...], low: str, *, ends: bool) -> bool:
    """Return whether neither "of it" nor "was late" would be left behind what goes."""
    first, last = words[0], words[-1]
    known = lexicon()
    light = ends or ends_as_adverb(last) or last in known.among("possessives")
    if low in _LEANING and not light:
        return False
    subject = first not in known.among("prepositions") and not light
    finite = low in BE or (known.of_past(low) is not None and not low.endswith("ed"))
    clear = last in known.among("pronouns") or part.end - part.start > 1
    return not (subject and finite and clear)


def _parts_clauses(sentence: Sentence, place: int) -> bool:
    low, known = sentence.low(place), lexicon()
    names = ("coordinators", "subordinators", "prepositions")
    return sentence.stops(place) or any(low in known.among(name) for name in names)
