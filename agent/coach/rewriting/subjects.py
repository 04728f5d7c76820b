"""Reads who a verb group speaks of: the people or the group before it, and where that begins."""

from dataclasses import dataclass

from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.personal_names import TITLES, does_as_people, is_given
from agent.coach.rewriting.phrases import Phrase, phrase_at, plural_noun
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence

_PRONOUNS = word_set("we i he she they nobody no-one someone somebody everyone")
_PHRASES = (("that", "lot"), ("this", "lot"), ("the", "powers", "that", "be"))
"""People who are called by a phrase of their own."""
_SUPPOSED = word_set("if unless whether had were should did do does than only")
_NOBODY = frozenset({"nobody", "no-one"})
_DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday morning "
    "afternoon night "
    "january february march april month june july august september october november december "
    "utc am pm"
)
_FIRST = frozenset({"we", "i", "you"})
_MARKS = frozenset(",;:—–-.!?(*|>_")
_MACHINES = frozenset({"operator", "operators", "controller", "controllers", "agent", "agents"})
"""Words for people that are of programs after the name of a system."""
_NO_TITLES = word_set("group unit side host user users customer client engineering agents")
_PROGRAMS = word_set("planner scheduler optimizer optimiser balancer")
_PLANNED = word_set(
    "scan scans query queries join joins index indexes rows statistics table tables pod pods node"
    " nodes job jobs replica replicas autovacuum"
)
"""Where these are spoken of, the planner is a program."""
_SOMEONE = word_set("someone somebody")
_MAKING = word_set("make makes made making let lets letting help helps helped helping")
"""Behind these somebody is made to act: "made the clerk put it down" tells of no "put it down"."""
_FAR = 5
_NAMED_THINGS = frozenset({"number", "majority", "part", "version", "copy", "script"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The people before a verb group: tokens `start` up to `end`."""

    start: int
    end: int
    denied: bool
    """Whether it is nobody."""
    first_person: bool
    """Whether it is the writers or the reader, who need no mention to be spoken of."""
    gap: bool = False
    """Whether a noun stands right before, so that a clause about it may begin here."""


def subject_of(sentence: Sentence, group: Group) -> Subject | None:
    """Return the people whom a verb group speaks of; None for anything else before it."""
    end = group.start
    if _is_one_of_two(sentence, end) or _is_made_to(sentence, end):
        return None
    single = _pronoun(sentence, end) or _company(sentence, group)
    if single is not None:
        return None if _is_supposed(sentence, single.start) else single
    start = _segment(sentence, end)
    for place in range(start, end):
        if _is_nobody(sentence, place, end):
            return Subject(place, end, denied=True, first_person=False)
        if _people(sentence, place, end, group) and (place == start or _opens(sentence, place)):
            if _is_supposed(sentence, place):
                return None
            relative = sentence.low(place - 1) in ("that", "which")
            gap = place > 0 and (place > start or relative) and _is_noun_before(sentence, place)
            return Subject(place, end, denied=False, first_person=False, gap=gap)
    return None


def _is_made_to(sentence: Sentence, end: int) -> bool:
    """Return whether a verb is what somebody before it is made to do: "made the clerk put"."""
    if sentence.low(end) not in lexicon().table("irregular"):
        return False
    making = sentence.words(max(_segment(sentence, end), end - _FAR), end)
    return not _MAKING.isdisjoint(making)


def _is_one_of_two(sentence: Sentence, end: int) -> bool:
    """Return whether "or his reviewer" stands before a verb: half of who is spoken of."""
    for place in range(end - 1, 0, -1):
        if sentence.low(place) == "and" and "both" in sentence.words(place - 5, place):
            return True
        if sentence.stops(place) or sentence.low(place) in ("but", "and"):
            return False
        if sentence.low(place) in ("or", "nor"):
            before = sentence.tokens[place - 1]
            named = before.agent or before.is_name or sentence.low(place) == "nor"
            return named and not verb_between(sentence, place, end)
    return False


def verb_between(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a finite verb stands between two tokens."""
    words = lexicon()
    return any(
        low in words.among("finite") or words.of_past(low) is not None
        for low in sentence.words(start, end)
    )


def _is_supposed(sentence: Sentence, start: int) -> bool:
    """Return whether a clause only supposes or compares: "if we had", "than we did"."""
    before = sentence.low(start - 1)
    compares = before == "as" and start > 1 and not sentence.stops(start - 2)
    return start > 0 and (before in _SUPPOSED or compares)


def _pronoun(sentence: Sentence, end: int) -> Subject | None:
    low = sentence.low(end - 1)
    start = end - 1
    if (called := _by_phrase(sentence, end)) is not None:
        return Subject(called, end, denied=False, first_person=False)
    if low == "one" and sentence.low(end - 2) == "no":
        low, start = "no-one", end - 2
    if low not in _PRONOUNS or _is_in_name(sentence, start):
        return None
    if sentence.low(start - 1) == "and" and start > 1 and _is_person(sentence, start - 2):
        return None
    gap = start > 0 and _is_noun_before(sentence, start)
    return Subject(start, end, low in _NOBODY, low in _FIRST, gap)


def _is_in_name(sentence: Sentence, place: int) -> bool:
    """Return whether a pronoun is part of a name: "the crew of the Tai He"."""
    token, before = sentence.tokens[place], sentence.tokens[place - 1]
    return place > 0 and token.text in ("He", "She", "We", "They") and before.text.istitle()


def _by_phrase(sentence: Sentence, end: int) -> int | None:
    """Return where "that lot" or "the powers that be" begins, which ends before a verb."""
    for phrase in _PHRASES:
        if sentence.words(end - len(phrase), end) == phrase:
            return end - len(phrase)
    return None


def _company(sentence: Sentence, group: Group) -> Subject | None:
    """Read "because it forgot" of a company that begins the sentence and does what people do."""
    place = group.start - 1
    acts = group.human or group.verb.among("human_verbs")
    if (
        sentence.low(place) != "it"
        or sentence.low(place - 1) not in ("because", "since")
        or not acts
    ):
        return None
    first = phrase_at(sentence, 0)
    if first is None or first.plural or not is_people(sentence, first.head):
        return None
    return Subject(place, group.start, denied=False, first_person=False)


def _is_person(sentence: Sentence, place: int) -> bool:
    token = sentence.tokens[place]
    return token.agent or token.low in lexicon().among("people")


def _segment(sentence: Sentence, end: int) -> int:
    """Return where the stretch of words before a verb begins, after a mark or a joining word."""
    words = lexicon()
    place = end
    while place > 0:
        low = sentence.low(place - 1)
        if low in _MARKS or low in words.among("subordinators") or low in ("but", "or", "nor"):
            break
        if low == "and" and not _joins_people(sentence, place - 1):
            break
        place -= 1
    return place


def _joins_people(sentence: Sentence, place: int) -> bool:
    """Return whether "and" stands between two words for people."""
    left = place > 0 and sentence.tokens[place - 1].agent
    right = place + 1 < len(sentence.tokens) and any(
        token.agent for token in sentence.tokens[place + 1 : place + 4]
    )
    return left and right


def _opens(sentence: Sentence, place: int) -> bool:
    """Return whether a phrase begins at a place for certain: "the clerk", "Priya", "@kim"."""
    token = sentence.tokens[place]
    if token.low in lexicon().among("determiners") or token.text.startswith("@"):
        return True
    return token.is_name and not sentence.tokens[place - 1].is_name


def _is_nobody(sentence: Sentence, place: int, end: int) -> bool:
    """Return whether "no one on the platform side" stands here."""
    two = sentence.words(place, place + 2) in (("no", "one"), ("not", "one"))
    of_us = sentence.words(place + 1, place + 3) in (("of", "us"), ("of", "them"))
    if two and sentence.words(place + 2, place + 4) == ("of", "us"):
        return end == place + 4
    length = 3 if of_us else 2 if two else 1
    named = two or sentence.low(place) == "nobody" or _none_of(sentence, place)
    return named and _only_modifiers(sentence, place + length, end)


def _none_of(sentence: Sentence, place: int) -> bool:
    """Return whether "none of us" or "neither of the reviewers" begins here."""
    if sentence.low(place) not in ("none", "neither") or sentence.low(place + 1) != "of":
        return False
    phrase = phrase_at(sentence, place + 2)
    return sentence.low(place + 2) in ("us", "them") or (
        phrase is not None and is_people(sentence, phrase.head)
    )


def _people(sentence: Sentence, start: int, end: int, group: Group) -> bool:
    """Return whether one phrase for people fills the tokens from `start` up to `end`."""
    before, words = sentence.low(start - 1), lexicon()
    if start > 0 and before in words.among("prepositions") - words.among("subordinators"):
        return False
    loose = sentence.low(start) in words.among("adverbs") | words.among("after_object")
    if loose or _starts_inside(sentence, start):
        return False
    phrase = phrase_at(sentence.up_to(end), start)
    if phrase is not None and sentence.words(start, start + 2) == ("one", "of"):
        whole = phrase_at(sentence.up_to(end), start + 2)
        return whole is not None and is_people(sentence, whole.head) and whole.end == end
    if phrase is None or not _is_people_of(sentence, phrase.head, group):
        return False
    if _has_number(sentence, start, phrase.head):
        return False
    return _only_modifiers(sentence, phrase.end, end)


def _starts_inside(sentence: Sentence, start: int) -> bool:
    """Return whether the word before belongs to the same phrase."""
    before = sentence.low(start - 1)
    if sentence.words(start - 2, start) == ("once", "more"):
        return False
    return start > 0 and before in lexicon().among("determiners") and before not in ("this", "that")


def is_people(sentence: Sentence, head: int) -> bool:
    """Return whether the head of a phrase is a word for people or a group."""
    token = sentence.tokens[head]
    if token.low.endswith(("'s", "s'")) or token.low in _NAMED_THINGS | {"whoever", "you"}:
        return False
    if token.low in _PROGRAMS and _PLANNED.intersection(sentence.words(0, len(sentence.tokens))):
        return False
    if token.low in _MACHINES and head > 1 and _is_named(sentence, head - 1):
        return False
    of_person = head > 0 and sentence.tokens[head - 1].agent
    worker = of_person and token.low in lexicon().among("label_humans")
    titled = worker or _is_titled(sentence, head)
    return token.agent or titled or token.low in lexicon().among("people")


def _is_titled(sentence: Sentence, head: int) -> bool:
    """Return whether "Sommer" ends "Sergeant Sommer" or "change coordinator Ulrike Sommer"."""
    if not is_given(sentence.tokens[head]):
        return False
    first = head - 1
    if first > 0 and is_given(sentence.tokens[first]):
        first -= 1
    low = sentence.low(first)
    if first < 0 or not low.isalpha() or low in _NO_TITLES:
        return False
    return low in TITLES or is_people(sentence, first)


def _is_named(sentence: Sentence, place: int) -> bool:
    """Return whether a name stands here that is of no person: "the Postgres operator"."""
    token = sentence.tokens[place]
    return (token.is_name or token.kind == "atom" or token.text.isupper()) and not token.agent


def _is_people_of(sentence: Sentence, head: int, group: Group) -> bool:
    """Return whether it is people, or a name before what only people do."""
    token = sentence.tokens[head]
    by_people = group.verb.among("human_verbs") or group.verb.among("only_people")
    known_act = by_people or sentence.low(group.main - 2) in (
        "forgot",
        "neglected",
    )
    a_word = head == 0 and plural_noun(token.text)
    alone = token.is_name and token.low.isalpha() and (known_act or group.human)
    a_name = not a_word and (alone or does_as_people(sentence, head, group))
    return is_people(sentence, head) or a_name or (group.human and _is_a_role(sentence, head))


def _is_a_role(sentence: Sentence, head: int) -> bool:
    """Return whether an unknown word has an article: "the resident" did what only people do."""
    articles = {"the", "a", "an", "our", "one", "their"}
    named = articles & set(sentence.words(head - 3, head))
    return bool(named) and sentence.low(head).isalpha() and sentence.low(head) not in _NAMED_THINGS


def _has_number(sentence: Sentence, start: int, head: int) -> bool:
    """Return whether it counts people: then the number is a fact, and can't go with them."""
    counted = set(sentence.words(start, head)) & {
        *(
            [
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "several",
                "many",
                "both",
                "all",
                "few",
                "most",
                "some",
            ]
        ),
        *(["every", "each", "half", "only"]),
    }
    digits = any(word.isdigit() for word in sentence.words(start, head))
    return bool(counted) or digits


def _only_modifiers(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether nothing but "of the data team" and brackets stands between."""
    place = start
    while place < end:
        if sentence.low(place) not in ("of", "from", "in", "at", "on", "for", "with"):
            return False
        phrase = phrase_at(sentence.up_to(end), place + 1)
        if phrase is None:
            return False
        people = any(token.agent for token in sentence.tokens[place : phrase.end])
        someone = sentence.low(start - 1) in _SOMEONE and phrase.end == end
        someone = someone and sentence.low(place) != "with"  # "with export rights" is a fact
        if not (people or someone) and not _is_post(sentence, place, phrase):
            return False
        place = phrase.end
    return True


def _is_post(sentence: Sentence, place: int, phrase: Phrase) -> bool:
    """Return whether "at the Lyon site" or "on duty" says where people are, and no more."""
    digits = any(character.isdigit() for character in sentence.between(place, phrase.end))
    known = sentence.low(phrase.head) in lexicon().among("posts") | lexicon().among("people")
    return not digits and (known or sentence.low(place) in ("at", "from"))


def _is_noun_before(sentence: Sentence, place: int) -> bool:
    """Return whether a noun, or "that" after a noun, stands right before a place."""
    before = sentence.low(place - 1)
    if before in ("that", "which"):
        place, before = place - 1, sentence.low(place - 2)
        if before == ",":
            place, before = place - 1, sentence.low(place - 2)
    if place < 1:
        return False
    words, token = lexicon(), sentence.tokens[place - 1]
    says = (
        before in words.among("clausal")
        or before.removesuffix("s") in words.among("clausal")
        or words.of_past(before) is not None
    )
    if says and sentence.low(place - 2) not in words.among("determiners"):
        return False
    closed = ("prepositions", "subordinators", "coordinators", "pronouns", "finite", "adverbs")
    if any(before in words.among(name) for name in closed) or before in words.among("determiners"):
        return before in ("one", "something", "anything", "nothing")
    if not before.replace("-", "").isalpha() or before in _DAYS:
        return token.kind in ("atom", "paren")
    return token.kind in ("word", "atom", "paren") and not ends_as_adverb(before)


def thing_before(sentence: Sentence, end: int) -> Phrase | None:
    """Return the phrase that is the subject of the verb at a token, when it is plainly that."""
    start = _segment(sentence, end)
    cut = sentence.up_to(end)
    phrase = phrase_at(cut, start)
    if phrase is None:
        return None
    full = with_complements(cut, phrase, frozenset())
    if full is not None and full.end == end:
        return full
    return _with_places(cut, phrase)


def _with_places(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Add "in the log" and "of the job" up to the verb: before it, all of them are of the thing."""
    end = phrase.end
    while end < len(sentence.tokens):
        if sentence.low(end) not in lexicon().among("prepositions") - {"because", "due"}:
            return None
        more = phrase_at(sentence, end + 1)
        if more is None:
            return None
        end = more.end
    return Phrase(phrase.start, phrase.head, end, phrase.plural)


_BEFORE_DOING = word_set("was were is of by to from with and included")


def subject_before(sentence: Sentence, end: int) -> int | None:
    """Return where the people begin who stand before "not closing the valve"; None for others."""
    know = Group(end, end, lexicon().of_base("know"), "done", denied=False)
    for start in range(max(1, end - 6), end):
        phrase = phrase_at(sentence.up_to(end), start)
        if phrase is None or phrase.end != end or sentence.low(start - 1) not in _BEFORE_DOING:
            continue
        if _is_people_of(sentence, phrase.head, know) or sentence.low(start) in ("us", "them"):
            return None if _has_number(sentence, start, phrase.head) else start
    return None
