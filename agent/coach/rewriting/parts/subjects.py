"""Says a thing as the subject of what was done to it, and finds where it goes unsaid."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.circumstances import NAMED, as_clause
from agent.coach.rewriting.parts.denials import is_plain_denial
from agent.coach.rewriting.parts.joined import JOINS
from agent.coach.rewriting.parts.marks import KEPT, THING, THINGS, Part
from agent.coach.rewriting.parts.objects import OWN
from agent.coach.rewriting.parts.teller import Teller
from agent.coach.rewriting.parts.verb_group import Act, passive
from agent.coach.rewriting.tokens import Sentence

_WHO = {"them": "they", "him": "he", "her": "she", "me": "I", "us": "we"}
_WHOM = {said: word for word, said in _WHO.items()}
_NONE = {"anything": "nothing", "anyone": "no one", "anybody": "nobody", "either": "neither"}
_RELATED = word_set("who which that whose where")
_PARTING = word_set("that which who while because as although though until before after if how why")


def subject_and_verb(
    teller: Teller, part: Part, act: Act, *, start: int, first: int
) -> tuple[str, str]:
    """Return the thing as a subject, with "when" or "without" before it, and its verb."""
    some = start != first and not is_plain_denial(teller.words_of(start))
    thing, denied = _fronted(teller, part, act, some=some)
    if act.never and not denied and (act.denied or act.tense in NAMED):
        act = replace(act, beside=("ever", *(w for w in act.beside if w != "ever")))
    if act.tense in ("present", "base") and teller.low_before(start) == "than":
        act = replace(act, tense="gerund")
    opener, said = "", replace(act, denied=denied)
    if act.tense in NAMED:
        opener, said = as_clause(teller, act, start)
        thing = _fronted(teller, part, said, some=some)[0]
        if opener == "" and said.tense in NAMED:
            thing = _WHOM.get(thing, thing)
    if "have" in act.bases:
        said = replace(said, participles=("",))  # "did not have it inspected": "was not" inspected
    plural = is_plural(teller, thing, part)
    return f"{opener}{thing}", passive(said, plural=plural, first=thing == "I")


def is_plural(teller: Teller, thing: str, part: Part) -> bool:
    """Return whether a subject takes "were"; "updated Rails" tells of one thing."""
    first = teller.sentence.tokens[part.start].text
    if part.end - part.start == 1 and part.start > 0 and first.istitle() and first == thing:
        return False
    return thing in ("we", "they") or (part.mark == THINGS and thing not in ("it", "I"))


def with_only(teller: Teller, place: int, subject: str) -> str:
    """Say "only" of the thing that it stands before: "performed only a restart"."""
    if teller.parts[place - 1].mark != KEPT or teller.words_of(place - 1) != ("only",):
        return subject
    teller.out[place - 1] = ""
    return f"only {subject}"


def is_same(teller: Teller, part: Part, first: int, thing: str) -> bool:
    """Return whether a subject may go unsaid: "was dropped and restored"."""
    if thing not in ("it", "they") or not teller.done:
        return False
    place, last = teller.done[-1]
    between = teller.sentence.words(teller.parts[place].end, teller.parts[first].start)
    same = teller.parts[place].mark == part.mark and last not in ("I", "we", "he", "she", "you")
    same = same and not last.startswith("no ") and " of " not in last
    parted = _PARTING & set(between) or teller.sentence.low(part.end) in ("that", "clear", "odd")
    return same and not parted and teller.low_before(first) in JOINS - {","}


def _fronted(teller: Teller, part: Part, act: Act, *, some: bool) -> tuple[str, bool]:
    """Return the thing as a subject, and whether the verb has still to deny."""
    sentence = teller.sentence
    low, one = sentence.low(part.start), part.end - part.start == 1
    if one and low in _WHO:
        return _WHO[low], act.denied
    words = sentence.between(part.start, part.end).strip()
    if low in OWN and not one and _is_owned_by_doer(teller, low):
        words = f"the {sentence.between(part.start + 1, part.end)}"
    none = _as_none(sentence, part, words, some=some) if act.denied else None
    if none is not None:
        return none, False
    return (f"{words}," if _is_open(sentence, part, words) else words), act.denied


def _is_owned_by_doer(teller: Teller, owner: str) -> bool:
    of_thing = owner == "its" and any(teller.parts[n].mark == THING for n, _ in teller.done)
    return teller.has_doer() and not of_thing


def _as_none(sentence: Sentence, part: Part, words: str, *, some: bool) -> str | None:
    """Return a subject that denies by itself: "no log", "not all logs", "nothing"."""
    low, rest = sentence.low(part.start), sentence.between(part.start + 1, part.end)
    if low in _NONE:
        said = f"{_NONE[low]} {rest}".strip()
        return said.replace(" or ", " nor ") if low == "either" else said
    if part.end - part.start == 1:
        return None
    single = low in ("a", "an") and rest.startswith("single ")
    if single or low in ("all", "every"):
        return f"not {words}"
    if low == "each":
        return f"not {'each' if rest.startswith('of ') else 'every'} {rest}"
    if low == "any":
        return f"{'none' if rest.startswith('of ') else 'no'} {rest}"
    certain = some or not _RELATED.isdisjoint(sentence.words(part.start, part.end))
    return f"no {rest}" if low in ("a", "an") and not certain else None


def _is_open(sentence: Sentence, part: Part, words: str) -> bool:
    """Return whether a thing needs a comma behind it: "the desk, which was open"."""
    inside = set(sentence.words(part.start, part.end))
    joined = inside & {"and", "or"} or words[-1:] == ","
    apposed = "," in inside and not joined and not _is_list_of_traits(words)
    return apposed or (", wh" in words and not _RELATED.isdisjoint(inside))


def _is_list_of_traits(words: str) -> bool:
    """Return whether a comma stands between adjectives: "a second, older leak"."""
    after = words.partition(", ")[2].split(" ", 1)[0]
    known = lexicon()
    names = ("determiners", "possessives", "prepositions", "pronouns")
    begins = any(after in known.among(name) for name in names) or after in _RELATED
    return (
        words.count(",") == 1
        and after.islower()
        and after != "not"
        and not begins
        and not after.endswith("ed")
    )
