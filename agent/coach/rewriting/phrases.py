"""Reads noun phrases: where one ends, what its head is, and what belongs to it.

What can't be read with certainty is no phrase; then nothing is rewritten.
"""

from dataclasses import dataclass, replace

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.tokens import Sentence

_STOP_LISTS = ("prepositions", "subordinators", "coordinators", "pronouns", "finite")
PRONOUNS = word_set(
    "it somebody nobody this that these those us me him her them you we i he she they anything "
    "nothing something "
    "anyone anybody someone everyone everything others itself themselves ourselves"
)
_SUBJECTS = word_set("i we he she they it")
"""After "and" these begin a clause of their own."""
_NOBODIES = word_set("nobody somebody someone everyone anyone")
_PLURAL_PRONOUNS = word_set("these those us them you we they others themselves ourselves")
_NOT_PLURAL = ("ss", "us", "is", "'s")
_SINGULAR = word_set(
    "dns news https aws ops devops sms tls os ios macos chaos alias bias atlas gas canvas lens bus "
    "kudos maths physics ethos kubernetes postgres redis jenkins"
)
"""Words that end like a plural and are none."""
_PLURALS = word_set("people data staff personnel criteria media series")
_MANY = word_set(
    "these those both many several few two three four five six seven eight nine ten eleven twelve "
    "various multiple"
)
_FOLD = word_set("twice half double")
_SHARES = word_set(
    "neither one two three four five six seven eight nine ten eleven twelve some most all many "
    "several few each any none half both"
)
_SOME_MORE = frozenset(
    ("a", some, more)
    for some in ("little", "bit", "lot", "few", "couple")
    for more in ("more", "less", "fewer", "extra")
)
"""Before a noun these say how much more of it."""
_SPELLS = word_set("day night week weekend month year summer winter spring autumn quarter time")
_PERIODS = word_set("years months weeks days hours minutes seconds decades ages")
_COUNTED = word_set("the these those other all remaining last first next both only")
_SETS = word_set("rule data test change character training result record replica tool feature")
"""Before "set" these make one noun with it: "the rule set"."""
_ING_NOUNS = word_set(
    "warning training setting meeting booking reading billing ruling listing building recording "
    "filing finding opening briefing drawing rating posting heading wiring pricing landing logging"
    " tracing lighting heating caching throttling"
)
"""Before a preposition these are nouns: "the disk warning on 3 May"."""
_RUNS = word_set("run read cut split reset rerun set cast thrust")
_PRONOUNS_BEFORE = word_set("the a an that which who it we they and")
_IT_IS = word_set("it's that's there's he's she's what's who's here's")
HOW_MUCH = word_set("much far even")
SOONER = word_set("sooner earlier later faster quicker longer")
"""When or how fast, compared: with "much" before it, too, that is no thing."""
EACH = word_set("all each every both")
"""Before a thing that was missed: "not" behind it would be told of some of them only."""
PARTITIVES = word_set("half some most all any none many several few part lot number majority")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase from token `start` up to token `end`, with the place of its head."""

    start: int
    head: int
    end: int
    plural: bool


def phrase_at(sentence: Sentence, start: int) -> Phrase | None:
    """Read the noun phrase that begins at a token, with its "and"s but without what follows."""
    first = _one(sentence, start)
    while first is not None:
        joined = _joined(sentence, first)
        if joined is None:
            return first
        first = joined
    return None


def _one(sentence: Sentence, start: int) -> Phrase | None:
    """Read one noun phrase: determiners, what stands before the noun, the noun, brackets."""
    times, low = _times(sentence, start), sentence.low(start)
    more = 3 * (sentence.words(start, start + 3) in _SOME_MORE)
    if times or more or (low == "only" and not is_finite(sentence, start + 1)):
        whole = _one(sentence, start + (times or more or 1))
        return whole and replace(whole, start=start, plural=whole.plural and not times)
    if low in PRONOUNS and not _determines(sentence, start):
        return Phrase(start, start, start + 1, low in _PLURAL_PRONOUNS)
    if (low in _SHARES or low.isdigit()) and sentence.low(start + 1) == "of":
        return Phrase(start, start, start + 1, low not in ("one", "each", "half", "neither", "1"))
    two = sentence.words(start, start + 2)
    same = sentence.words(start, start + 3) == ("all", "the", "same")
    sooner = low in HOW_MUCH and sentence.low(start + 1) in SOONER
    how = low == "pretty" and ends_as_adverb(sentence.low(start + 1))
    if same or sooner or how or two in (("any", "further"), ("any", "longer")):
        return None
    place = _after_determiners(sentence, start)
    head = _head(sentence, place)
    if head is None:
        return None
    end = head + 1
    while end < len(sentence.tokens) and sentence.tokens[end].kind == "paren":
        end += 1
    if end > head + 1 and sentence.low(end) not in lexicon().past_forms:
        more = _head(sentence, end)  # "the tail rotor (TR) bearings"
        head, end = (head, end) if more is None else (more, more + 1)
    return Phrase(start, head, end, _is_plural(sentence, start, head))


def _times(sentence: Sentence, start: int) -> int:
    """Return the length of "twice" or "ten times" before "the dose"; 0 when it is neither."""
    length = 1 if sentence.low(start) in _FOLD else 2 if sentence.low(start + 1) == "times" else 0
    return length if sentence.low(start + length) == "the" else 0


def _determines(sentence: Sentence, place: int) -> bool:
    """Return whether "this", "that" or "her" stands before its noun here."""
    if sentence.low(place) not in lexicon().among("determiners"):
        return False
    if _is_no_object(sentence.up_to(place + 2), place + 1, after_this=True):
        return False
    if _begins_spell(sentence, place + 1):
        return False
    return _may_be_noun(sentence, place + 1) or sentence.low(place + 1) in ("only", "very")


def _after_determiners(sentence: Sentence, start: int) -> int:
    place = start
    while sentence.low(place) in lexicon().among("determiners"):
        if sentence.tokens[place].agent:
            break
        place += 1
    return place


def _head(sentence: Sentence, start: int) -> int | None:
    """Return the last word that may belong to the noun; None when there is no noun."""
    place = start
    while _may_be_noun(sentence, place) and not (place > start and _is_over(sentence, place)):
        place += 1
    head = place - 1
    if head < start or ends_as_adverb(sentence.low(head)):
        return None
    return None if head == start and _is_no_object(sentence, start) else head


def _is_no_object(sentence: Sentence, place: int, *, after_this: bool = False) -> bool:
    """Return whether a lone word is an adverb or an adjective: "ran low", "deployed alone"."""
    if not after_this and place > 0 and sentence.low(place - 1) in lexicon().among("determiners"):
        return False
    low, words = sentence.low(place), lexicon()
    return any(
        low in words.among(name) for name in ("after_object", "adverbs", "bare", "particles")
    )


def _may_be_noun(sentence: Sentence, place: int) -> bool:
    if place >= len(sentence.tokens):
        return False
    token = sentence.tokens[place]
    if token.kind in ("mark", "paren"):
        return token.text in "%€$£" and sentence.low(place - 1)[-1:].isdigit()
    words = lexicon()
    if is_contracted(token.low) or token.low == "not":
        return False
    if token.text != "IT" and any(token.low in words.among(name) for name in _STOP_LISTS):
        return False
    return token.agent or token.kind == "atom" or token.low not in words.among("determiners")


def is_contracted(low: str) -> bool:
    """Return whether a word is a pronoun with its verb: "it's", "we're"."""
    return low.endswith(("'re", "'ve", "'ll", "'d", "'m")) or low in _IT_IS


def _is_over(sentence: Sentence, place: int) -> bool:
    """Return whether the phrase ended before this word, which starts what follows it."""
    low, words = sentence.low(place), lexicon()
    home = low == "home" and not _may_be_noun(sentence, place + 1)
    goes_home = home and plural_noun(sentence.tokens[place - 1].text)
    them = low in PRONOUNS - words.among("determiners")
    if _begins_spell(sentence, place) or quotes_aim(sentence, place) or goes_home or them:
        return True
    if low in words.among("after_object") or low in words.among("adverbs"):
        return not _between_nouns(sentence, place)
    if ends_as_adverb(low):
        return not _may_be_noun(sentence, place + 1) or begins_object(sentence, place + 1)
    if _ends_as_noun(sentence, place):
        return False
    if words.of_ing(low) or words.of_past(low):
        return is_modifier(sentence, place)
    return False


def quotes_aim(sentence: Sentence, place: int) -> bool:
    """Return whether a quotation such as "to be safe" tells why, and is no part of the thing."""
    quoted = sentence.tokens[place].text[:4].lower() if place < len(sentence.tokens) else ""
    return quoted in ('"to ', "“to ")


def _ends_as_noun(sentence: Sentence, place: int) -> bool:
    """Return whether "run" ends "the test run": nothing follows of which it would be the verb."""
    if sentence.low(place) == "set" and sentence.low(place - 1) in _SETS:
        return True
    if sentence.low(place) in _ING_NOUNS:
        return sentence.low(place + 1) in (
            "on",
            "of",
            "for",
            "in",
            "at",
            "from",
            "by",
            "about",
            "to",
        )
    known = sentence.low(place) in _RUNS and sentence.low(place - 1) not in _PRONOUNS_BEFORE
    after = sentence.low(place + 1)
    ends = sentence.stops(place + 1) or after in ("because", "since", "before", "after")
    return known and (ends or (ends_as_adverb(after) and sentence.stops(place + 2)))


def _begins_spell(sentence: Sentence, place: int) -> bool:
    """Return whether "last week", "month after month" or "years ago" begins here."""
    low, after = sentence.low(place), sentence.low(place + 1)
    ago = low in _PERIODS and after in ("ago", "earlier", "later", "before")
    after_that = sentence.low(place + 2) in ("ago", "earlier", "later", "afterwards", "before")
    counted = low.isdigit() or low in _MANY or low in ("a", "an", "one")
    ago = ago or (counted and (after in _PERIODS or after in _SPELLS) and after_that)
    again = sentence.words(place + 1, place + 3) == ("after", low)
    return ago or again or (low in ("last", "next") and after in _SPELLS)


def _between_nouns(sentence: Sentence, place: int) -> bool:
    """Return whether an adverb-like word is part of a name: "the first early warning"."""
    return sentence.low(place - 1) in lexicon().among("determiners") and _may_be_noun(
        sentence, place + 1
    )


def is_modifier(sentence: Sentence, place: int) -> bool:
    """Return whether a participle after a noun begins "causing the alert", "used by the job"."""
    low, after = sentence.low(place), sentence.low(place + 1)
    if low.endswith("ing"):
        how = lexicon().among("after_object") | lexicon().among("adverbs")
        goes_on = after in lexicon().among("prepositions") | how
        return goes_on or begins_object(sentence, place + 1)
    ends = ends_as_adverb(after) or after in lexicon().among("after_object")
    return ends or not _may_be_noun(sentence, place + 1)


def begins_object(sentence: Sentence, place: int) -> bool:
    """Return whether a word can only be the start of a noun phrase."""
    words = lexicon()
    low = sentence.low(place)
    return low in words.among("determiners") or low in PRONOUNS or low == "<atom>"


def _joined(sentence: Sentence, first: Phrase) -> Phrase | None:
    """Read "and the third" after a phrase, unless a new verb begins there."""
    place = first.end
    comma = sentence.low(place) == ","
    if comma:
        listed = _one(sentence, place + 1)
        if listed is None or not _list_goes_on(sentence, listed.end):
            return None
        return Phrase(first.start, listed.head, listed.end, plural=True)
    if sentence.low(place) not in ("and", "or") or begins_verb(sentence, place + 1):
        return None
    second = None if sentence.low(place + 1) in _SUBJECTS else _one(sentence, place + 1)
    if second is None or _begins_own_clause(sentence, second):
        return None
    plural = sentence.low(place) == "and" or second.plural
    return Phrase(first.start, second.head, second.end, plural=plural)


def _begins_own_clause(sentence: Sentence, second: Phrase) -> bool:
    """Return whether "and nobody noticed" or "and the scan found it" follows, no second thing."""
    after = sentence.low(second.end)
    if after in lexicon().among("finite"):
        return True
    verb = lexicon().of_past(after)
    if verb is None or sentence.low(second.end + 1) == "by":
        return False
    acts = (
        verb.among("no_passive")
        or sentence.low(second.head) in _NOBODIES
        or sentence.tokens[second.head].agent
    )
    return acts or begins_object(sentence, second.end + 1)


def _list_goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a list is ended by "and": "a, b and c", "a, b, and c"."""
    steps = 0
    while steps < 6:
        comma = sentence.low(place) == ","
        place += comma
        if sentence.low(place) in ("and", "or"):
            after = _one(sentence, place + 1)
            ends = after is not None and not is_finite(sentence, after.end)
            return ends and not begins_verb(sentence, place + 1)
        following = _one(sentence, place) if comma else None
        if following is None:
            return False
        place, steps = following.end, steps + 1
    return False


def begins_verb(sentence: Sentence, place: int) -> bool:
    """Return whether a verb of the same doer may begin at a place, after "and" or "but"."""
    words = lexicon()
    while sentence.low(place) in words.among("adverbs") | {"so"} or ends_as_adverb(
        sentence.low(place)
    ):
        place += 1
    low = sentence.low(place)
    if low in words.among("finite") or low in ("failed", "forgot", "neglected", "not"):
        return True
    if words.of_past(low):
        return not _is_described(sentence, place)
    is_word = place < len(sentence.tokens) and sentence.tokens[place].kind == "word"
    if is_word and low in words.base_verbs and _has_thing(sentence, place + 1):
        return True
    return is_word and low not in words.among("determiners") and _acts(sentence, place)


def _has_thing(sentence: Sentence, place: int) -> bool:
    """Return whether a noun follows a word that may be a verb: "notify customers"."""
    return _may_be_noun(sentence, place) and not is_finite(sentence, place + 1)


def _is_described(sentence: Sentence, place: int) -> bool:
    """Return whether "failed jobs" is a thing whose own verb follows: "and failed jobs were"."""
    thing = _one(sentence, place)
    return thing is not None and thing.head > place and is_finite(sentence, thing.end)


def _acts(sentence: Sentence, place: int) -> bool:
    """Return whether a bare word is followed by what only the object of a verb begins with."""
    low, words = sentence.low(place), lexicon()
    if any(low in words.among(name) for name in ("prepositions", "subordinators", "pronouns")):
        return False
    return begins_object(sentence, place + 1) and sentence.low(place + 1) != "<atom>"


def _is_plural(sentence: Sentence, start: int, head: int) -> bool:
    determiners = set(sentence.words(start, head))
    low = sentence.low(head)
    if low in ("one", "each") or determiners & {"a", "an", "this", "each", "every", "another"}:
        return bool(determiners & _MANY) and low.endswith("s")
    spell = sentence.low(head - 1)  # "two hours' notice"
    if head - 1 > start and spell.endswith("s'") and not low.endswith("s"):
        return False
    great = low in ("million", "thousand", "hundred", "billion") and head > start
    many = _PLURALS | (PARTITIVES & {"many", "several", "few"})
    if determiners & _MANY or low in many or great:
        return True
    if _is_count(low) and determiners and determiners <= _COUNTED:
        return low != "1"
    if low.isdigit() and head > start:
        head -= 1
    if head == start > 0 and sentence.tokens[head].text.istitle():
        return False  # a name: "updated Rails"
    return plural_noun(sentence.tokens[head].text if sentence.tokens[head].kind == "word" else "")


def _is_count(low: str) -> bool:
    """Return whether a word is a number without a thing: "the other 19", "all 48,000"."""
    return low.replace(",", "").isdigit()


def plural_noun(noun: str) -> bool:
    """Return whether a noun is plural by its ending: "certificates", "SREs", but not "DNS"."""
    low = noun.lower().strip("*_~")
    if noun.endswith("s") and len(noun) > 2 and noun[:-1].isupper() and noun.isalpha():
        return True
    if low in _PLURALS or (low[:-1].isdigit() and low.endswith("s")):
        return True
    if noun.isupper() or not low.endswith("s") or low in _SINGULAR:
        return False
    return (not low.endswith(_NOT_PLURAL) and low.isalpha()) or _name_of_many(low)


def _name_of_many(low: str) -> bool:
    last = low.rsplit("-", 1)[-1]
    return "-" in low and low.endswith("s") and not (low.endswith(_NOT_PLURAL) or last in _SINGULAR)


def is_finite(sentence: Sentence, place: int) -> bool:
    """Return whether a word can only be the verb of a clause: "was", "came", "broke"."""
    low = sentence.low(place)
    if low in lexicon().among("finite"):
        return True
    verb = lexicon().of_past(low)
    return verb is not None and not low.endswith("ed") and verb.participle != low
