"""Reads whoever opens a blaming sentence as its doer, where no list knows that it is people.

"Lerato mounted the wrong volume", "the flyman dropped the bar" and "GeoLine skipped the survey":
the name, the form of the word or the act tells that a person or a group did it.
"""

from agent.coach.privacy.lexicon import fold, given, systems
from agent.coach.rewriting.doers import may_be_people
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import PRONOUNS, phrase_at, plural_noun
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, is_people, verb_between
from agent.coach.rewriting.tokens import Sentence, Token

_TITLES = word_set(
    "mr mrs ms miss dr prof capt sgt sr herr frau ing rev fr lt cpt mr. mrs. ms. dr. prof. st."
)
_TITLES_SHORT = word_set("capt prof sr sgt ing rev fr lt cpt mr mrs ms dr r")
_PARTICLES = word_set("de van von der den da di la le el bin al ter ten dos du of")
_PLACED = word_set("from at of in on for")
_ROLES = [
    "man",
    "men",
    "woman",
    "women",
    "ist",
    "ists",
    "ian",
    "ians",
    "eer",
    "eers",
    "keeper",
    "keepers",
    "hand",
    "hands",
    "mate",
    "mates",
    "master",
    "masters",
    "worker",
    "workers",
    "guy",
    "guys",
    "nurse",
    "nurses",
]
"""Endings of words for what people are."""
_OF_ACTS = ("er", "ers", "or", "ors", "ant", "ants")
_THINGS = word_set(
    "number paper letter order folder buffer parameter filter header container cluster power tower "
    "water layer transformer breaker compressor motor trailer tanker printer scanner computer "
    "charger freezer heater cooler boiler chiller conveyor elevator generator inverter converter "
    "rotor reactor burner mixer blender sprinkler detector indicator meter reader lever "
    "propeller trigger marker sticker poster banner newsletter calendar register counter cover "
    "paper chapter matter error factor vector mirror door floor corridor color colour behaviour "
    "vapour humour weather winter summer october november december september quarter corner border "
    "plant tenant restaurant variant constant warrant coolant quadrant summer member never other "
    "either neither whether"
)
_OF_PEOPLE = ("only_people", "done_by_people", "human_verbs", "acts_of_people_only", "common_verbs")
_GROUPS = word_set(
    "bank banks firm firms school schools hospital laboratory lab labs yard depot gang shop "
    "embassy hotel airline airlines railway railways caterer maker makers bureau house section "
    "shift ward association institute museum library clinic club airport university college "
    "ramp turn stores council district federation party crew group desk unit gang bureau turn "
    "hotline subsidiary broker insurer printers garage workshop foundry studio programme brewery"
)
"""What groups of people are called."""
_MOODS = word_set("pride hope faith grace joy chance patience")
_CAUSED = word_set(
    "cause trigger lead make cost hit exceed fill mean take let have be show start stop return "
    "prove turn become expose bring prevent contribute keep force drive push block"
)
"""What events and things do as well: it tells nothing of who did it."""


def blamed(sentence: Sentence, group: Group) -> Subject | None:
    """Return the doer who stands between the opening of a sentence and its first verb."""
    if group.sort == "counterfactual" or group.time not in ("past", "past perfect", "kept"):
        return None
    for start in range(group.start):
        if not is_opening(sentence, start):
            continue
        end = group.start
        if _is_doer(sentence, start, end, group) and not verb_between(sentence, 0, end):
            return Subject(start, end, denied=False, first_person=False)
    return None


def is_opening(sentence: Sentence, start: int) -> bool:
    """Return whether nothing but a label or a note of time stands before a token."""
    if start == 0:
        return True
    before = sentence.tokens[start - 1]
    if before.low in (",", ":", "-", "–", "—", "|", "utc") or before.low[:1].isdigit():
        return all(not token.agent for token in sentence.tokens[:start])
    dated = sentence.low(0) in ("on", "at", "in", "after", "by") and start <= 4
    return dated and any(low[:1].isdigit() for low in sentence.words(0, start))


def _is_doer(sentence: Sentence, start: int, end: int, group: Group) -> bool:
    """Return whether one phrase for a person or a group fills the tokens up to a verb."""
    head = _name_end(sentence, start, end)
    if head > start and _only_placed(sentence, head, end):
        return _is_named(sentence, start, head, group)
    phrase = phrase_at(sentence.up_to(end), start)
    if phrase is None or not _only_placed(sentence, phrase.end, end):
        return False
    if _counts(sentence, start, phrase.head) or _joins(sentence, start, end):
        return False
    return _is_role(sentence, start, phrase.head, group)


def _name_end(sentence: Sentence, start: int, end: int) -> int:
    """Return the token after the words of a name that begins here; `start` when none does."""
    place = start
    while place < end and (
        _is_capital(sentence.tokens[place])
        or (place > start and sentence.low(place) in _PARTICLES - {"of"})
        or (place > start and _ends_initial(sentence, place))
    ):
        place += 1
    return place


def _ends_initial(sentence: Sentence, place: int) -> bool:
    """Return whether a full stop ends "R." or "Capt."."""
    before = sentence.tokens[place - 1]
    short = len(before.text) == 1 or before.low in _TITLES_SHORT
    return sentence.low(place) == "." and short and before.text[:1].isupper()


def _is_capital(token: Token) -> bool:
    if token.kind == "atom":
        return token.text.startswith("`@")
    capital = token.text[:1].isupper() or token.text.startswith("@")
    named = any(fold(part) in given() for part in (token.low, token.low.split("-")[0]))
    return token.kind == "word" and (capital or named)


def _only_placed(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether nothing but "from dispatch" or "at the Leipzig hub" stands between."""
    if start == end:
        return True
    if sentence.low(start) not in _PLACED:
        return False
    phrase = phrase_at(sentence.up_to(end), start + 1)
    digits = any(letter.isdigit() for letter in sentence.between(start, end))
    return phrase is not None and phrase.end == end and not digits


def _is_named(sentence: Sentence, start: int, end: int, group: Group) -> bool:
    """Return whether a name is a person's, or one of a group before an act of people."""
    words = sentence.words(start, end)
    last = sentence.tokens[end - 1]
    if words[0] in lexicon().among("determiners") | PRONOUNS | lexicon().among("subordinators"):
        return is_role_word(sentence, end - 1, group) and words[0] in ("the", "our", "a", "an")
    if any(len(word) > 1 and fold(word) in systems() for word in words) or any(
        word.isdigit() for word in words
    ):
        return False
    if _is_person_by_name(sentence, start, end):
        return True
    thing = last.low in lexicon().among("never_people") or last.low.endswith(("'s", "s'"))
    if thing or not group.verb.bases.isdisjoint(_CAUSED):
        return False
    return is_role_word(sentence, end - 1, group) or _may_be_name(sentence, start, end, group)


def _may_be_name(sentence: Sentence, start: int, end: int, group: Group) -> bool:
    """Return whether a name that nobody knows stands before what only people do."""
    last = sentence.tokens[end - 1]
    plain = end - start == 1 and last.low.isalpha() and not last.text.isupper()
    if plain and not (_acts_as_people(group) or group.verb.among("acts_of_trades")):
        return False
    small = last.text[1:].islower()
    several = plain and small and plural_noun(last.text) and not group.verb.among("human_verbs")
    return may_be_people(sentence, end - 1) and not several


def _is_person_by_name(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a first name, an initial or a role shows that a name is a person's."""
    words = sentence.words(start, end)
    if words[-1].endswith(("'s", "s'")):
        return False
    handle = sentence.tokens[end - 1].text.startswith(("@", "`@"))
    if handle or (end - start > 1 and words[0].removesuffix(".") in _TITLES):
        return True
    known = any(fold(part) in given() for part in (words[0], *words[0].split("-"), words[-1]))
    several = plural_noun(sentence.tokens[end - 1].text) and end - start == 1
    titled = end - start > 1 and is_people(sentence, start) and words[0] not in _GROUPS
    initial = words[1:2] == (".",) and len(words[0]) == 1
    return (
        (known and words[0] not in _MOODS and not several) or titled or initial or words[-1] == "."
    )


def _acts_as_people(group: Group) -> bool:
    return group.human or any(group.verb.among(name) for name in _OF_PEOPLE)


def _is_role(sentence: Sentence, start: int, head: int, group: Group) -> bool:
    """Return whether "the flyman" or "Fund accounting" is told as the doer of what people do."""
    if not group.verb.bases.isdisjoint(_CAUSED):
        return False
    low = sentence.low(start)
    known = low in lexicon().among("determiners") or sentence.tokens[start].text[:1].isupper()
    of_owner = any(word.endswith(("'s", "s'")) for word in sentence.words(start, head))
    return (known or of_owner) and is_role_word(sentence, head, group)


def acted_by(sentence: Sentence, start: int) -> int:
    """Return the token after the person or group that ends a passive; 0 where it may be a thing.

    Only what nobody could take for a program counts: "by R. Osei", "by the supplier's yard".
    """
    end = start
    while not sentence.stops(end) or _ends_initial(sentence, end):
        end += 1
    named = _name_end(sentence, start, end)
    words = sentence.words(start, end)
    if named == end and end > start:
        unknown = not any(len(word) > 1 and fold(word) in systems() for word in words)
        return end if unknown and _is_person_by_name(sentence, start, end) else 0
    phrase = phrase_at(sentence.up_to(end), start)
    if phrase is None or words[0] not in ("the", "a", "an", "our", "one"):
        return 0
    if _counts(sentence, start, phrase.head) or sentence.low(phrase.end) not in ("", "of", "."):
        return 0
    low = sentence.low(phrase.head)
    people = is_people(sentence, phrase.head) or low in _GROUPS or low.endswith(tuple(_ROLES))
    plain = not {"who", "that", "which", "and", "or", "by"} & set(words)
    return end if people and plain and not any(word[:1].isdigit() for word in words) else 0


def is_role_word(sentence: Sentence, head: int, group: Group) -> bool:
    """Return whether a word is one for people, or by its form may be before what people do."""
    low = sentence.low(head)
    if not low.replace("-", "").isalpha() or fold(low) in systems():
        return False
    if is_people(sentence, head) or low in _GROUPS or low.endswith(tuple(_ROLES)):
        return True
    acts = low.endswith(_OF_ACTS) and low not in _THINGS and low.removesuffix("s") not in _THINGS
    return acts and _acts_as_people(group) and may_be_people(sentence, head)


def _counts(sentence: Sentence, start: int, head: int) -> bool:
    """Return whether people are counted: then the number is a fact, and can't go with them."""
    many = word_set(
        "two three four five six seven eight nine ten several many both all few most some no "
        "every each half only neither nobody none"
    )
    words = sentence.words(start, head + 1)
    return bool(many & set(words)) or any(word.isdigit() for word in words)


def _joins(sentence: Sentence, start: int, end: int) -> bool:
    return bool({"or", "nor"} & set(sentence.words(start, end)))
