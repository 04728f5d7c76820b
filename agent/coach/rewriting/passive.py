"""Tells what people did, or did not do, from the side of the thing: "the backup was not taken"."""

from dataclasses import dataclass, replace

from agent.coach.rewriting.belonging import SPELLS, with_complements
from agent.coach.rewriting.fronting import front, may_follow, relative_end
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.objects import (
    PERIODS,
    bears_name,
    is_odd,
    object_alone,
    only_of,
    two_objects,
)
from agent.coach.rewriting.phrases import (
    EACH,
    HOW_MUCH,
    PRONOUNS,
    SOONER,
    Phrase,
    is_contracted,
    is_finite,
    phrase_at,
    plural_noun,
)
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verbs import (
    is_phrasal,
    passive_verb,
    seen,
    speaks_of,
    takes_particle,
    wrongly,
)

_CLAUSE_OPENERS = word_set("that whether if how why what when where which who")
_PERCEIVING = word_set("see find notice hear discover learn say report mention claim know")
_ASKED_OF = word_set("when where who which")
_ASKING = word_set("ask know check tell say see document specify determine decide define record")
_OF_DOING = frozenset({"consider", "avoid", "postpone", "delay", "discuss", "suggest"})
"""Behind these "setting rules" is what somebody does, and one thing."""
_QUESTIONS = word_set("how why what whether")
_QUESTIONING = word_set("know ask decide define specify tell determine understand agree")
_PARTING = word_set("until before after when while because since so and but or for")
_GIVEN = word_set("access permission permissions rights")
_SHORT_QUESTION = 10
_ON_NOTHING = word_set("change check test alter log record fix verify measure write report send")
_LOST_OF = word_set("track sight touch count hope patience")
"""After "lost" these make one phrase with it."""
_THINKING = word_set("think realise realize believe assume")


@dataclass(frozen=True, slots=True)
class Told:
    """A clause without its doer, and the token that comes after it."""

    words: str
    end: int


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb group as it is being told: what was read of it so far."""

    sentence: Sentence
    group: Group
    denied: bool
    own: bool
    particle: str = ""
    place: int = 0
    """Where the object begins."""

    @property
    def low(self) -> str:
        """The first word of the object."""
        return self.sentence.low(self.place)


def told(sentence: Sentence, group: Group, *, denied: bool, own: bool) -> Told | None:
    """Tell a verb group and its object without the doer; None when that can't be done safely.

    Args:
        sentence: The sentence.
        group: The verb group.
        denied: Whether the clause says that it was not done, by the verb or by its subject.
        own: Whether "his" or "their" before the object is of the doer who is left out.
    """
    act = _with_particle(_Act(sentence, seen(sentence, group), denied=denied, own=own))
    if act.group.verb.among("no_passive") and not takes_particle(act.group, act.particle):
        return _nominal(act)
    if act.low in _CLAUSE_OPENERS and not _is_determiner(act):
        tells_when = act.low in _ASKED_OF and act.group.verb.bases.isdisjoint(_ASKING)
        return None if tells_when else _clausal(_considered(act))
    if is_contracted(act.low) or (act.low == "for" and act.group.verb.among("clausal")):
        return _after_a_while(act) if act.low == "for" else _clausal(_considered(act), "that ")
    phrase = phrase_at(sentence, act.place)
    if phrase is None or _is_idiom(act, phrase):
        return _nominal(act)
    if _begins_clause(act, phrase):
        thought = act.group.verb.among("believing") and is_finite(sentence, phrase.end)
        return _clausal(act, "that ") if thought else None
    return _told_of(act, phrase)


def _is_idiom(act: _Act, phrase: Phrase) -> bool:
    """Return whether verb and noun are one: "took part", but not "delivered its part"."""
    noun = act.sentence.low(phrase.head)
    owned = act.low in lexicon().among("possessives") | {"the"} and noun in ("part", "time")
    bare = phrase.start == phrase.head and noun in _LOST_OF
    if bare and not act.group.verb.bases.isdisjoint({"lose", "keep"}):
        return True
    away = "look" in act.group.verb.bases and not act.particle
    unchanged = noun == "nothing" and not act.group.verb.bases.isdisjoint(_ON_NOTHING)
    return away or (noun in lexicon().among("no_object") and not (owned or unchanged))


def _begins_clause(act: _Act, phrase: Phrase) -> bool:
    """Return whether what follows the verb is the start of a clause and no object."""
    if act.low in ("i", "we", "he", "she", "they") and phrase.head == phrase.start:
        return True
    after = act.sentence.low(phrase.end)
    if act.low in ("that", "this", "what") and phrase.end == act.place + 1:
        goes_on = after in lexicon().among("prepositions") | lexicon().among("after_object")
        joins = after in lexicon().among("coordinators") | lexicon().among("subordinators")
        return not (act.sentence.stops(phrase.end) or goes_on or joins)
    perceives = not act.group.verb.bases.isdisjoint(_PERCEIVING)
    return perceives and lexicon().of_past(after) is not None


def _considered(act: _Act) -> _Act:
    """Tell "did not think about what" as "did not consider what"."""
    if act.denied and not act.group.verb.bases.isdisjoint({"realise", "realize"}):
        return replace(act, group=replace(act.group, verb=lexicon().of_base("know")))
    if "think" not in act.group.verb.bases or not act.particle:
        return act
    group = replace(act.group, verb=lexicon().of_base("consider"))
    return replace(act, group=group, particle="")


def _told_of(act: _Act, phrase: Phrase) -> Told | None:
    """Tell an act by what it was done to, or was not."""
    if _went_unanswered(act):
        none = "never any" if act.group.never else "no"
        return Told(f"there was {none} response to", act.place)
    if act.particle and act.particle not in lexicon().among("particles") | {"in place"}:
        return _prepositional(act, phrase)
    if is_finite(act.sentence, phrase.end) or _thought(act, phrase):
        return _clausal(_considered(act), "that ")
    return _with_object(act, phrase)


def done_to(sentence: Sentence, group: Group) -> Told | None:
    """Return the one thing that something was done to, and the token after it."""
    phrase = phrase_at(sentence, group.end)
    if phrase is None or "and" in sentence.words(phrase.start, phrase.end):
        return None
    if sentence.low(phrase.head) in lexicon().among("no_object"):
        return None
    full = with_complements(sentence, phrase, group.verb.bases)
    if full is None or not may_follow(sentence, group, full.end):
        return None
    fronted = front(sentence, group, full, denied=False, own=True)
    return None if fronted is None else Told(fronted[0], full.end)


def _went_unanswered(act: _Act) -> bool:
    """Return whether it is told that people ignored an alert."""
    group = act.group
    plain = group.sort == "done" and group.time == "past" and not group.denied
    unminded = plain and group.verb.among("unminded")
    return unminded and act.low not in EACH and speaks_of(act.sentence, group, "answered")


def _with_particle(act: _Act) -> _Act:
    """Read the particle or preposition that belongs to the verb, and where the object begins."""
    group, sentence, denied = act.group, act.sentence, act.denied or act.group.denied
    particle, place = _particle(sentence, group)
    return replace(act, particle=particle, place=place, denied=denied)


def _particle(sentence: Sentence, group: Group) -> tuple[str, int]:
    """Return the particle or preposition that belongs to the verb, and where the object begins."""
    place = group.end
    for base in sorted(group.verb.bases):
        for length in (2, 1):
            words = sentence.words(place, place + length)
            if len(words) == length and (base, *words) in lexicon().prepositional:
                return " ".join(words), place + length
        for words in (("into", "account"), ("in", "place")):
            if sentence.words(place, place + 2) == words and base in ("take", "put"):
                return " ".join(words), place + 2
    low = sentence.low(place)
    if low in lexicon().among("particles") and phrase_at(sentence, place + 1) is not None:
        return (low, place + 1) if is_phrasal(group, low) else ("", place)
    return "", place


def _thought(act: _Act, phrase: Phrase) -> bool:
    """Return whether a thought follows without "that": "assumed the job failed"."""
    if act.group.verb.bases.isdisjoint(_THINKING):
        return False
    inside = act.sentence.words(phrase.start + 1, phrase.end - 1)
    told_inside = any(lexicon().of_past(low) and not low.endswith("ed") for low in inside)
    return told_inside or lexicon().of_past(act.sentence.low(phrase.end)) is not None


def _is_determiner(act: _Act) -> bool:
    """Return whether "that" is the start of "that alert" and not of a clause."""
    if act.low not in ("that", "which"):
        return False
    if act.sentence.low(act.place + 1) in ("much", "many"):
        return True
    phrase = phrase_at(act.sentence, act.place)
    if phrase is None or phrase.head != act.place or not act.sentence.stops(phrase.end):
        return False
    return not _opens_after_aside(act, phrase.end)


def _opens_after_aside(act: _Act, place: int) -> bool:
    """Return whether ", along with the rename, the limit" follows "that": it opens a clause."""
    words = act.sentence.words(place + 1, place + 12)
    joined = words[:1] and words[0] in lexicon().among("coordinators") | {"which", "so"}
    return act.sentence.low(place) == "," and not joined and "," in words


def _clausal(act: _Act, opener: str = "") -> Told | None:
    """Tell "did not notice that ..." as "it was not noticed that ..."."""
    group = act.group
    if not group.verb.among("clausal") and act.particle != "into account":
        return None
    turned = group.sort == "counterfactual" and not act.denied
    if turned or act.particle not in ("", "into account") or group.time == "present":
        return None
    if _is_odd_clause(act):
        return None
    verb = passive_verb(group, denied=act.denied, plural=False, particle=act.particle)
    end = _question_end(act)
    if not end and _is_what_was_there(act):
        return None
    if end:
        return Told(f"{act.sentence.between(act.place, end)} {verb}", end)
    return Told(f"it {verb} {opener}".rstrip(), act.place)


def _question_end(act: _Act) -> int:
    """Return the end of a short "how long it runs", which can stand first; 0 for any other."""
    sentence, end = act.sentence, act.place
    while not sentence.stops(end):
        end += 1
    words = sentence.words(act.place, end)
    plain = not _PARTING & set(words[1:]) and 2 < len(words) <= _SHORT_QUESTION
    ends = all(sentence.low(place) in (".", "!") for place in range(end, len(sentence.tokens)))
    led = "that" in sentence.words(act.group.start - 6, act.group.start)  # "that how" is no opening
    fronted = (act.denied and not led) or _is_what_was_there(act)
    return end if fronted and words[:1] and words[0] in _QUESTIONS and plain and ends else 0


def _is_what_was_there(act: _Act) -> bool:
    """Return whether "what was easy to test" is the thing itself and no question."""
    free = act.low == "what" and not act.denied and act.group.sort == "done"
    return free and act.group.verb.bases.isdisjoint(_QUESTIONING)


def _is_odd_clause(act: _Act) -> bool:
    """Return whether "it was not thought that" or "it was observed that" would stand there.

    Whoever observed something did nothing wrong, and need not go.
    """
    group = act.group
    if act.denied:
        return "think" in group.verb.bases
    misjudged = not group.verb.bases.isdisjoint({"underestimate", "overestimate", "misjudge"})
    seen_by_them = misjudged or group.verb.among("noticing") or "observe" in group.verb.bases
    return seen_by_them or (wrongly(group) != "" and not group.verb.among("believing"))


def _after_a_while(act: _Act) -> Told | None:
    """Tell "did not notice for 11 hours that" as "it was not noticed for 11 hours that"."""
    spell = phrase_at(act.sentence, act.place + 1)
    if spell is None or act.sentence.low(spell.end) not in ("that", "how", "whether"):
        return None
    if act.sentence.low(spell.head) not in PERIODS | SPELLS:
        return None
    clause = _clausal(replace(act, place=spell.end))
    span = act.sentence.between(act.place, spell.end)
    return clause and Told(f"{clause.words} {span}", clause.end)


def _prepositional(act: _Act, phrase: Phrase) -> Told | None:
    """Tell "did not respond to the page" and "did not look into it"."""
    if is_finite(act.sentence, phrase.end):
        return None
    if act.denied and _noun(act.group) and not _is_pronoun(act.sentence, phrase):
        return _there_was_no(act)
    return _with_object(act, phrase)


def _is_pronoun(sentence: Sentence, phrase: Phrase) -> bool:
    return phrase.end - phrase.start == 1 and sentence.low(phrase.start) in lexicon().among(
        "pronouns"
    )


def _with_object(act: _Act, phrase: Phrase) -> Told | None:
    """Put the object first, then the verb; what follows the object stays behind the verb."""
    sentence, group = act.sentence, act.group
    phrase = object_alone(sentence, group, phrase)
    given = group.verb.among("two_objects") and phrase.head - phrase.start > 1
    if is_odd(sentence, group, phrase) or (given and sentence.low(phrase.head) in _GIVEN):
        return None  # "granted the bidder access" has two objects
    if not act.particle and two_objects(sentence, group, phrase):
        return _given(act, phrase)
    full = with_complements(sentence, phrase, group.verb.bases)
    if full is None or not may_follow(sentence, group, full.end) or bears_name(sentence, full):
        return None
    fronted = (
        None
        if _is_behind(sentence, phrase, full)
        else front(sentence, group, full, denied=act.denied, own=act.own)
    )
    alone = sentence.low(full.head) in PRONOUNS
    end = full.end if alone else relative_end(sentence, full.end)
    if fronted is None or end is None:
        return None
    thing, denied = fronted
    if act.denied and not denied and group.never:
        group = replace(group, before=(*group.before, "ever"))
    either = denied and sentence.words(full.start, full.end).count("or") == 1
    thing = thing.replace(" or ", " and ") if either else thing
    one = sentence.low(full.start) == "every" or _is_doing(sentence, group, full)
    plural = either or (full.plural and not one)
    if end != full.end and {"that", "which"} & set(sentence.words(full.start, full.end)):
        return None
    group, thing = only_of(sentence, group, thing, end)
    particle, first = act.particle, thing == "I"
    verb = passive_verb(group, denied=denied, plural=plural, particle=particle, first=first)
    aside = sentence.text[sentence.tokens[full.end - 1].end : sentence.tokens[end - 1].end]
    return Told(f"{thing}{aside}, {verb}" if aside else f"{thing} {verb}", end)


def _is_behind(sentence: Sentence, phrase: Phrase, full: Phrase) -> bool:
    """Return whether "behind that fits" stands within: "left a bolt behind that fits"."""
    return full.end > phrase.end and "behind" in sentence.words(phrase.head, phrase.end + 2)


def _given(act: _Act, phrase: Phrase) -> Told | None:
    """Tell "gave the guest the wrong key" as "the guest was given the wrong key"."""
    sentence, determiners = act.sentence, lexicon().among("determiners")
    first = sentence.low(phrase.start)
    to_whom = first in determiners | {"us", "me"} or sentence.tokens[phrase.start].agent
    inside = sentence.tokens[phrase.start : phrase.head]
    both = to_whom and sentence.low(phrase.end) in determiners
    if not both or any(plural_noun(token.text) for token in inside):
        return None
    fronted = front(sentence, act.group, phrase, denied=False, own=act.own)
    if fronted is None or sentence.low(phrase.start) in lexicon().among("possessives"):
        return None
    verb = passive_verb(act.group, denied=act.denied, plural=phrase.plural)
    return Told(f"{fronted[0]} {verb}", phrase.end)


def _nominal(act: _Act) -> Told | None:
    """Tell "did not respond to the page" as "there was no response to the page"."""
    sentence, end = act.sentence, act.group.end
    after = lexicon().among("prepositions") | {"until", "although"}
    particle = act.denied and _no_such_act(act, after)
    if particle:
        return particle
    if act.denied and (sentence.stops(end) or sentence.low(end) in after):
        return _there_was_no(act)
    return _no_such_act(act, after) if act.denied else _such_an_act(act, after)


def _such_an_act(act: _Act, after: frozenset[str]) -> Told | None:
    """Tell "should not have deployed on Friday" as "there was a deployment on Friday"."""
    sentence, end = act.sentence, act.group.end
    supposed = act.group.sort == "counterfactual" or act.group.human
    if not supposed or act.group.beside or act.group.before or act.group.time != "past":
        return None
    if not (sentence.stops(end) or sentence.low(end) in after) or sentence.low(end) == "to":
        return None
    nouns = lexicon().table("nouns_of_acts")
    for base in sorted(act.group.verb.bases):
        if base in nouns:
            noun = " ".join(nouns[base])
            return Told(f"there was {'an' if noun[0] in 'aeio' else 'a'} {noun}", end)
    return None


def _no_such_act(act: _Act, after: frozenset[str]) -> Told | None:
    """Tell "did not roll back at once" as "there was no rollback at once"."""
    sentence, end = act.sentence, act.group.end + 1
    follows = sentence.low(end)
    sooner = sentence.low(end + (follows in HOW_MUCH)) in SOONER
    ends = sentence.stops(end) or follows in after or sooner or follows == "immediately"
    nouns = lexicon().table("nouns_of_acts")
    for base in sorted(act.group.verb.bases):
        noun = nouns.get(f"{base}-{sentence.low(act.group.end)}")
        if noun and ends and act.group.time == "past" and not act.group.beside:
            return Told(f"there was no {' '.join(noun)}", end)
    return None


def _noun(group: Group) -> str:
    for base in group.verb.bases:
        if base in lexicon().table("nominal"):
            return lexicon().table("nominal")[base][0]
    return ""


def _there_was_no(act: _Act) -> Told | None:
    group, noun = act.group, _noun(act.group)
    if not noun or group.beside or group.time != "past":
        return None
    also = "".join(f"{word.lower()} " for word in group.before)
    none = "never any" if group.never else "no"
    return Told(f"there was {also}{none} {noun}", group.end)


def _is_doing(sentence: Sentence, group: Group, phrase: Phrase) -> bool:
    """Return whether an object is an act: "considered setting rules"."""
    doing = lexicon().of_ing(sentence.low(phrase.start)) is not None
    return doing and phrase.head > phrase.start and not group.verb.bases.isdisjoint(_OF_DOING)
