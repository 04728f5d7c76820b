"""Tells what belongs to a noun phrase: "of the index", "used by the job", "that failed".

What may belong to the noun or to the verb is decided by word lists; what can't be is left alone.
"""

from dataclasses import replace

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import (
    PARTITIVES,
    PRONOUNS,
    Phrase,
    begins_object,
    is_modifier,
    phrase_at,
)
from agent.coach.rewriting.tokens import Sentence

_TAKES = {"of": "takes_of", "from": "takes_from", "for": "takes_for", "about": "takes_about"}
"""Prepositions that belong to the noun but after these verbs."""
KEEPING = word_set("keep leave get consider deem declare")
"""Verbs after whose object a participle tells the state it is kept in."""
SPENDING = word_set("spend waste lose")
"""Verbs after whose object an -ing form tells what the time went into."""
_READING_AS = word_set("take misread read treat mistake interpret regard understand misinterpret")
"""What is before "as" is of the thing: "misread the mark after the dose as a zero"."""
_SKIPPING = word_set("skip omit drop bypass cut leave disable")
_SPARED = {
    (how, what)
    for how in ("save", "gain", "win")
    for what in ("time", "money", "effort", "minutes")
}
"""What leaving a step out is for: "skipped the check to save time"."""
_BEHIND = word_set(
    "logic reason reasons idea assumption cause thinking rationale story process code"
)
_NOUN_ALONE = word_set("per regarding concerning including")
_WHY = word_set("sake lack fear want reasons")
_BELIEFS = word_set("assumption belief hope expectation understanding")
"""After "on the" and "in the": in what belief something was done."""
_WEIGHING = word_set("underestimate overestimate misjudge anticipate foresee")
_COMPARING = word_set("compare match reconcile align check")
_TWO_PLACES = word_set(
    "share split divide switch move transfer sync synchronise synchronize copy choose alternate "
    "swap exchange route distribute distinguish ship carry"
)
"""What is done between two things; after any other verb "between" tells which thing it was."""
_MINDING = word_set("thinking believing assuming hoping expecting knowing wanting trying intending")
"""What only the doer does: it can't stand behind the thing."""
SPELLS = word_set(
    "summer winter spring autumn quarter day night week weekend month year time morning "
    "afternoon evening shift"
)
_ENTERING = word_set("type key enter press hit paste issue")
"""What is done somewhere: "typed stop in the wrong shell" says where it was typed."""
_CLOCK = word_set("noon midnight am pm utc month today yesterday")
_BEHIND_NOUN = word_set("due available necessary relevant specific valid present eligible subject")
"""Qualities that stand behind their noun with a preposition: "the audits due in autumn"."""
_TAKEN_AS = (("at", "face", "value"), ("for", "granted"), ("as", "read"), ("as", "given"))
_TAKEN_FOR = (("for", "a"), ("for", "an"), ("for", "the"), ("as", "a"), ("as", "an"))
_FROM_WHERE = word_set("memory phone laptop tablet")
"""After "from": where whoever acted was, which says nothing of the thing."""
_MESSAGES = word_set(
    "fax mail mails email emails e-mail e-mails letter letters message messages note notes notice"
    " notices warning warnings report reports memo memos bulletin bulletins call calls request"
    " requests advice reminder reminders reply replies"
)
"""What is from somebody: "the fax from the weather service"."""
_SHARES = word_set("percent third thirds quarter quarters")
_RELATIVES = frozenset({"that", "which", "where", "who", "whose"})


def with_complements(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> Phrase | None:
    """Add what belongs to the noun: "of the index", "used by the job", "that failed".

    None when something follows of which nobody can say whether it belongs to the noun.
    """
    taken = _taken_for(sentence, phrase) if "take" in verb else 0
    if taken:
        return replace(phrase, end=taken)
    return _complemented(sentence, _with_quality(sentence, phrase, verb), verb)


def _complemented(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> Phrase | None:
    """Add prepositions and clauses that belong to the noun; None where that isn't sure."""
    prepositions = lexicon().among("prepositions")
    if sentence.low(phrase.end) in ("in", "on", "at") and _hides_state(sentence, phrase, verb):
        return None
    while sentence.low(phrase.end) in prepositions and belongs(sentence, phrase, verb):
        longer = _of(sentence, phrase)
        if longer is None:
            return None
        phrase = longer
    if sentence.low(phrase.end) in _MINDING:
        return None
    odd = sentence.low(phrase.end) == "where"
    if odd and sentence.low(phrase.head) not in lexicon().among("places"):
        return None
    if not _has_clause(sentence, phrase, verb):
        return phrase
    return None if "put" in verb else _clause(sentence, phrase)


def _taken_for(sentence: Sentence, phrase: Phrase) -> int:
    """Return where "the log that came back" ends before "for a yes"; 0 where it is not taken so."""
    opener = sentence.low(phrase.end)
    if opener not in _RELATIVES | {"of", "in", "on", "from"} or _tells_when(sentence, phrase.end):
        return 0
    for place in range(phrase.end + 2, min(phrase.end + 12, len(sentence.tokens))):
        if sentence.stops(place) or sentence.low(place) in _CLOSERS:
            return 0
        as_it_is = any(sentence.words(place, place + len(line)) == line for line in _TAKEN_AS)
        pair = sentence.words(place, place + 2)
        if as_it_is or (opener in _RELATIVES and pair in _TAKEN_FOR):
            return place
    return 0


def _with_quality(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> Phrase:
    """Add "due in autumn" and "available to staff", which say which thing it was."""
    place = phrase.end
    after = sentence.low(place + 1)
    if sentence.low(place) not in _BEHIND_NOUN or sentence.low(phrase.head) in PRONOUNS:
        return phrase
    known = after in lexicon().among("prepositions") and (sentence.low(place), after) != (
        "due",
        "to",
    )
    if not known or not verb.isdisjoint(lexicon().among("takes_state")):
        return phrase
    other = phrase_at(sentence, place + 2)
    return phrase if other is None else replace(phrase, end=other.end)


def tells_spell(sentence: Sentence, place: int) -> bool:
    """Return whether "that week" begins here: it tells when, and is no clause."""
    return sentence.low(place) == "that" and sentence.low(place + 1) in SPELLS


def _has_clause(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    """Return whether a clause about the noun follows: "that failed", "used by the job"."""
    words, low = lexicon(), sentence.low(phrase.end)
    if _tells_state(low, verb) or tells_spell(sentence, phrase.end):
        return False
    if low in _RELATIVES:
        return low != "that" or verb.isdisjoint(words.among("takes_about"))
    if low == "to" and sentence.low(phrase.head) in words.among("infinitive_nouns"):
        after = sentence.words(phrase.end + 1, phrase.end + 3)
        spared = not verb.isdisjoint(_SKIPPING) and after in _SPARED
        known = words.among("determiners") | {"<atom>"}
        return not spared and known.isdisjoint(after[:1])
    return _reduced(sentence, phrase.end)


def _tells_state(low: str, verb: frozenset[str]) -> bool:
    """Return whether a word after the thing belongs to the verb: "left open", "spent asking"."""
    words = lexicon()
    state = low in words.among("states") and not verb.isdisjoint(words.among("takes_state"))
    participle = words.of_past(low) is not None and low not in words.among("finite")
    kept = not verb.isdisjoint(KEEPING) and participle
    spent = not verb.isdisjoint(SPENDING) and words.of_ing(low) is not None
    return state or kept or spent


def belongs(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    """Return whether a preposition after a noun belongs to the noun and not to the verb."""
    if _is_of_doer(sentence, phrase.end):
        return False
    if "put" in verb and sentence.low(phrase.end) != "of":
        return False  # "put the page behind the login": where it was put has to stay behind it
    if _state_follows(sentence, phrase, verb):
        return True
    return _tells_which(sentence, phrase, verb) or _goes_with_noun(sentence, phrase, verb)


def _state_follows(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    """Return whether "in hall 2" comes before the state that "the gate" was left in."""
    other = phrase_at(sentence, phrase.end + 1)
    return other is not None and _tells_state(sentence.low(other.end), verb)


def _hides_state(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    """Return whether "in hall 2 propped open" is read as one phrase: what is where, is unclear."""
    other = phrase_at(sentence, phrase.end + 1)
    if other is None or verb.isdisjoint(KEEPING):
        return False
    inside = sentence.words(other.start + 1, other.head)
    return any(lexicon().of_past(low) is not None for low in inside)


def _goes_with_noun(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    low = sentence.low(phrase.end)
    compared = not verb.isdisjoint(_COMPARING) and _compared_later(sentence, phrase.end)
    if sentence.low(phrase.head) in PRONOUNS or _names_stage(sentence, phrase.end):
        return compared
    two = low == "between" and verb.isdisjoint(_TWO_PLACES) and not _is_clock(sentence, phrase.end)
    weighed = low in ("after", "before", "during") and not verb.isdisjoint(_WEIGHING)
    reason = low == "behind" and sentence.low(phrase.head) in _BEHIND
    later = sentence.words(phrase.end + 2, phrase.end + 7)
    read_as = "as" in later and not verb.isdisjoint(_READING_AS)
    sent = low == "from" and sentence.low(phrase.head) in _MESSAGES
    if low in _NOUN_ALONE or reason or compared or weighed or two or read_as or sent:
        return True
    if low in ("in", "on", "at") and "of" in sentence.words(phrase.head, phrase.end):
        return _is_short_place(sentence, phrase)
    if _tells_when(sentence, phrase.end):
        return False
    by_verb = _said_by_verb(sentence, phrase.end, verb)
    if by_verb is not None:
        return by_verb
    goes_with_verb = low not in _TAKES or not verb.isdisjoint(lexicon().among(_TAKES[low]))
    is_goal = low == "to" and not verb.isdisjoint(lexicon().among("takes_to"))
    with_noun = low != "of" and not is_goal and _noun_takes(sentence.low(phrase.head), low)
    return with_noun or not goes_with_verb


def _said_by_verb(sentence: Sentence, place: int, verb: frozenset[str]) -> bool | None:
    """Return whether the verb alone says whose "in" or "to" it is; None where it does not."""
    low, words = sentence.low(place), lexicon()
    if low == "to" and not verb.isdisjoint(words.among("never_to")):
        return True if sentence.low(place + 1) not in words.base_verbs else None
    if low not in ("in", "on", "at"):
        return None
    if not verb.isdisjoint(_ENTERING):
        return False
    minded = not verb.isdisjoint(words.among("minding"))
    return True if minded and not _is_spell(sentence, place + 1) else None


def _is_clock(sentence: Sentence, place: int) -> bool:
    """Return whether "between 16:00 and 16:04" or "between noon and one" begins here."""
    first, third = sentence.low(place + 1), sentence.low(place + 3)
    times = _CLOCK | _DATES
    numbered = any(":" in low and low[:1].isdigit() for low in (first, third))
    return numbered or first in times or sentence.low(place + 4) in times | {"o'clock"}


def _is_of_doer(sentence: Sentence, place: int) -> bool:
    """Return whether "to make the logs" or "from memory" begins here: it is never of the thing."""
    low = sentence.low(place)
    aims = low == "to" and sentence.low(place + 1) in lexicon().base_verbs
    where = low == "from" and bool(_FROM_WHERE & set(sentence.words(place + 1, place + 3)))
    return where or (aims and sentence.low(place + 2) in ("a", "an", "the"))


def _tells_which(sentence: Sentence, phrase: Phrase, verb: frozenset[str]) -> bool:
    """Return whether "with lax checks" or "in the hall" says which thing it was done to."""
    low, place = sentence.low(phrase.end), phrase.end
    if low == "at" and sentence.low(phrase.head) in _DATES:
        return True  # "picked Monday at nine"
    if low == "with":
        new = sentence.low(phrase.start) in ("a", "an", "another")
        return new and not verb.isdisjoint(lexicon().among("chosen_with"))
    if low not in ("in", "on", "at") or verb.isdisjoint(lexicon().among("told_by_place")):
        return False
    other = phrase_at(sentence, place + 1)
    if other is None or sentence.low(phrase.head) in PRONOUNS or _tells_when(sentence, place):
        return False
    if _names_stage(sentence, place) or _is_spell(sentence, place + 1):
        return False
    a_place = sentence.low(place + 1) in ("the", "our", "its", "<atom>", "all", "every", "each")
    return a_place and sentence.low(other.head) not in lexicon().among("no_place")


def _compared_later(sentence: Sentence, place: int) -> bool:
    """Return whether "on the sheet" comes before "with the price list": then it is of the thing."""
    if sentence.low(place) in ("with", "against", "to"):
        return False
    for later in range(place + 1, min(place + 8, len(sentence.tokens))):
        if sentence.stops(later):
            return False
        if sentence.low(later) in ("with", "against"):
            return True
    return False


def _is_spell(sentence: Sentence, place: int) -> bool:
    """Return whether "the morning" or "May" begins here."""
    words = sentence.words(place, place + 4)
    several = {f"{spell}s" for spell in SPELLS} | _SPANS
    return bool((SPELLS | _DATES | several | {"month"}) & set(words))


def _tells_when(sentence: Sentence, place: int) -> bool:
    """Return whether "on 3 May", "for 40 minutes" or "for lack of time" begins here."""
    low = sentence.low(place)
    if low == "within":
        return _is_span(sentence, place + 1)
    if low == "for":
        some = sentence.words(place + 1, place + 3) in (("some", "reason"), ("whatever", "reason"))
        why = some or bool(_WHY & set(sentence.words(place, place + 4)))
        return why or _is_span(sentence, place + 1)
    if low in ("in", "on") and _BELIEFS & set(sentence.words(place + 2, place + 4)):
        return True
    day = place + 1 + (sentence.low(place + 1) == "the" and low == "on")
    return low in ("on", "at", "in", "since") and sentence.low(day)[:1].isdigit()


def _noun_takes(noun: str, preposition: str) -> bool:
    """Return whether the lists join a noun with a preposition: "change to", "bug in"."""
    table = lexicon().table("belongs")
    forms = (noun, noun.removesuffix("s"), noun.removesuffix("es"))
    return any(preposition in table.get(form, ()) for form in forms)


def _names_stage(sentence: Sentence, place: int) -> bool:
    """Return whether "in our tests" or "during the review" begins here."""
    if sentence.low(place) in ("of", "between", "from"):
        return False
    phrase = phrase_at(sentence, place + 1)
    if phrase is None:
        return False
    channel = sentence.tokens[phrase.head].text.startswith("#")
    return channel or sentence.low(phrase.head) in lexicon().among("stages")


_DATES = word_set(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday night morning afternoon evening"
)


def _is_short_place(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether "in bed 11" ends a short phrase: whose place it is was open before, too."""
    other = phrase_at(sentence, phrase.end + 1)
    if other is None or sentence.low(phrase.end + 1)[:1].isdigit():
        return False
    words = set(sentence.words(other.start, other.end))
    if sentence.low(other.head) in lexicon().among("no_place"):
        return False
    return other.end - phrase.start <= 13 and not words & (_DATES | _SPANS | {"v", "month"})


_SPANS = word_set("hours minutes seconds days weeks months years hour minute duration while time")


def _is_span(sentence: Sentence, place: int) -> bool:
    """Return whether "40 minutes" or "the duration" begins here, or what an act was done for."""
    words = sentence.words(place, place + 4)
    phrase = phrase_at(sentence, place)
    spell = phrase is not None and sentence.low(phrase.head) in SPELLS
    return (
        spell
        or bool((_SPANS | {"part"}) & set(words))
        or lexicon().of_ing(sentence.low(place)) is not None
    )


def _of(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Add a preposition with its noun phrase or its -ing phrase."""
    place = phrase.end + 1
    verb = lexicon().of_ing(sentence.low(place))
    if verb is not None and begins_object(sentence, place + 1):
        return _clause(sentence, phrase)
    if sentence.low(place) in ("how", "what", "which", "whether", "when", "where"):
        return None
    other = phrase_at(sentence, place)
    if other is None:
        return None
    plural = phrase.plural
    counted = sentence.words(phrase.start, phrase.start + 1) == ("the",)
    head = sentence.low(phrase.head)
    if (head in PARTITIVES and not counted) or head in _SHARES or head.endswith("%"):
        plural = other.plural
    return Phrase(phrase.start, phrase.head, other.end, plural)


def _reduced(sentence: Sentence, place: int) -> bool:
    """Return whether "used by", "causing the" or "we run" begins here."""
    words, low = lexicon(), sentence.low(place)
    if low in ("we", "i", "they", "you"):
        return True
    if low in words.among("after_object"):
        return False
    done = words.of_past(low)
    if done and not low.endswith("ing") and begins_object(sentence, place + 1):
        return done.among("two_objects")  # "the list caused all alarms" is a clause of its own
    verb = words.of_ing(low) or done
    return verb is not None and is_modifier(sentence, place)


_CLOSERS = word_set(
    "before after when while whilst until because since once if unless although though as so "
    "and but "
    "or which whether how why what if say says said"
)


def _may_end_before(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether "in one go" after "that needs it" may be of the verb outside the clause."""
    if sentence.low(start) not in _RELATIVES:
        return False
    for place in range(start + 3, end):
        before = sentence.low(place - 1)
        behind_object = before in ("it", "them", "us") or (
            sentence.low(place - 2) in ("the", "a", "an", "our", "its") and place - 3 > start
        )
        if behind_object and sentence.low(place) in ("in", "on", "at", "with", "during", "for"):
            return True
    return False


def _clause(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Add a clause that runs to the end of the sentence or to a comma, and is simple."""
    end = phrase.end
    while not sentence.stops(end):
        end += 1
    inside = sentence.words(phrase.end + 1, end)
    if len(inside) > 14 or _CLOSERS & set(inside) or _may_end_before(sentence, phrase.end, end):
        return None
    return Phrase(phrase.start, phrase.head, end, phrase.plural)
