"""Tells what came of a thing where a phrase only blames: "let it lapse", "sat on it"."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.coach.grammar import capitalised
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import lead_of, rest_of, stands_alone
from agent.coach.rewriting.let_and_got import let_or_got
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import Told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, subject_of
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LET = word_set(
    "expire lapse slip run go drift die wait overflow fill grow pile age spoil leak fail rot burn "
    "starve stall stand sit lie linger drop build accumulate decay degrade deteriorate escalate "
    "continue rise fall crash overheat rust melt freeze hang spread swell climb creep"
)
_WRITTEN = word_set(
    "runbook playbook docs documentation page pages list lists wiki manual readme guide"
)
_TEAMS = word_set("sre dba qa it hr noc soc ux pm sysops devops crm kyc aml")
"""In capitals, these say what people do, and name no system."""
_WENT_WRONG = (
    ("botched",),
    ("mishandled",),
    ("mismanaged",),
    ("bungled",),
    ("fumbled",),
    ("messed", "up"),
    ("screwed", "up"),
    ("made", "a", "mess", "of"),
    ("dropped", "the", "ball", "on"),
    ("fluffed",),
    ("flubbed",),
    ("muffed",),
    ("butchered",),
    ("mucked", "up"),
    ("fouled", "up"),
    ("made", "a", "hash", "of"),
    ("made", "a", "complete", "mess", "of"),
)
_SAT = (
    (("sat", "on"), "waited"),
    (("was", "sitting", "on"), "was waiting"),
    (("were", "sitting", "on"), "was waiting"),
    (("had", "sat", "on"), "had waited"),
    (("had", "been", "sitting", "on"), "had been waiting"),
)
_EVENTS = word_set(
    "deploy rollout roll-out cutover cut-over handover hand-over handoff release upgrade update "
    "change launch test restore failover merge switch move backup install order transfer restart "
    "rollback roll-back switchover takeover response"
)
_ACTIONS = ("tion", "sion", "ment", "ewal", "oval", "ding", "ning", "ting", "ling")
_SLIPS = word_set("assumption mistake error typo miscalculation misjudgement misjudgment")
_MOVES = {
    "pushed": "a push",
    "deployed": "a deployment",
    "merged": "a merge",
    "released": "a release",
}
_SPENT_TIME = word_set("for until from over")


@dataclass(frozen=True, slots=True)
class _Outcome:
    words: str
    end: int
    gone: str


def what_came_of_it(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell the outcome in place of what people made of it."""
    human = lexicon().of_base("forget")
    for place in range(1, len(sentence.tokens) - 1):
        shapes = (*_LOSSES, _there_was, _a_push)
        outcome = next((found for shape in shapes if (found := shape(sentence, place))), None)
        if outcome is None:
            continue
        had = sentence.words(place - 1, place + 1) == ("had", "let")
        group = Group(place - had, place + 1, human, "done", denied=False)
        subject = subject_of(sentence, group)
        if subject is None or subject.denied or subject.gap:
            continue
        if _names_a_system(sentence, subject):
            yield from _of_whom(sentence, subject, outcome)
            continue
        text = _told(sentence, group, subject, outcome)
        if text is not None:
            gone = f"{sentence.between(subject.start, subject.end)} {outcome.gone}"
            yield Version(text, "SHIFT", gone)


def _names_a_system(sentence: Sentence, subject: Subject) -> bool:
    """Return whether "our DNS provider" holds a fact beside who it was."""
    before_head = sentence.tokens[subject.start : subject.end - 1]
    return any(
        token.text.isupper() and len(token.text) > 1 and token.low not in _TEAMS
        for token in before_head
    )


def _of_whom(sentence: Sentence, subject: Subject, outcome: _Outcome) -> Iterator[Version]:
    """Turn "our DNS provider botched the move" into "the move by our DNS provider went wrong"."""
    thing = outcome.words.removesuffix(" went wrong")
    if subject.start != 0 or thing == outcome.words or not _ends_plainly(sentence, outcome.end):
        return
    who = sentence.between(0, subject.end)
    who = f"{who[:1].lower()}{who[1:]}" if sentence.low(0) in ("our", "the") else who
    text = f"{capitalised(thing)} by {who} went wrong{sentence.after(outcome.end)}"
    yield Version(text, "SHIFT", outcome.gone)


def _ends_plainly(sentence: Sentence, place: int) -> bool:
    """Return whether nothing but when it was follows: "on 4 May", "at 14:05"."""
    while sentence.low(place) in ("on", "at", "in", "during", "twice", "again"):
        phrase = phrase_at(sentence, place + 1)
        place = (
            place + 1 if sentence.low(place) in ("twice", "again") else phrase.end if phrase else -1
        )
        if place < 0:
            return False
    return sentence.stops(place)


def _told(sentence: Sentence, group: Group, subject: Subject, outcome: _Outcome) -> str | None:
    rest, lead = rest_of(sentence, outcome.end, group), lead_of(sentence, subject.start)
    alone = stands_alone(sentence, subject, Told(outcome.words, outcome.end))
    if rest is None or lead is None or not alone:
        return None
    begins = sentence.tokens[subject.start].text[:1].isupper() and not lead.strip("*_ ")
    return f"{lead}{capitalised(outcome.words) if begins else outcome.words}{rest}"


def _let(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "let the lease expire" as "the lease expired"."""
    if sentence.low(place) != "let" or _thing(sentence, place + 1) is None:
        return None
    for end in range(place + 2, min(place + 10, len(sentence.tokens))):
        if _parts(sentence, end):
            return None
        low, head = sentence.low(end), sentence.low(end - 1)
        upkeep = low != "rot" or head in _WRITTEN
        if low in _LET and upkeep and head not in lexicon().among("determiners"):
            verb = _course(low, had=sentence.low(place - 1) == "had")
            return _Outcome(f"{sentence.between(place + 1, end)} {verb}", end + 1, f"let {low}")
    return None


def _course(base: str, *, had: bool) -> str:
    """Return "lapsed", "had lapsed", and "fell out of date" for a page that was let rot."""
    state = ""
    if base == "rot":
        base, state = "fall", "out of date"
    if base == "lie":
        return "had lain" if had else "lay"
    verb = f"had {lexicon().participle(base)}" if had else lexicon().past(lexicon().of_base(base))
    return f"{verb} {state}".rstrip()


def _parts(sentence: Sentence, place: int) -> bool:
    """Return whether a word can't stand inside the thing that was let go."""
    low, words = sentence.low(place), lexicon()
    lists = ("finite", "subordinators", "coordinators", "pronouns")
    return sentence.stops(place) or low == "to" or any(low in words.among(one) for one in lists)


def _slept_through(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "slept through two pages" as "there was no response to two pages"."""
    if sentence.words(place, place + 2) not in (("slept", "through"), ("sat", "through")):
        return None
    thing = _thing(sentence, place + 2)
    if thing is not None and _is_spell(sentence, thing):
        return _Outcome("there was no response during", place + 2, "slept through")
    if thing is None or sentence.low(thing.head) not in lexicon().among("answered"):
        return None
    return _Outcome("there was no response to", place + 2, "slept through")


def _is_spell(sentence: Sentence, thing: Phrase) -> bool:
    """Return whether "the first six hours" is what was slept through."""
    return sentence.low(thing.head) in ("minutes", "hours", "days", "weeks", "minute", "hour")


def _sat_on(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "sat on the patch for a month" as "the patch waited for a month"."""
    for words, waited in _SAT:
        start = place + len(words)
        if sentence.words(place, start) != words:
            continue
        thing = _thing(sentence, start)
        if thing is None or sentence.low(thing.end) not in _SPENT_TIME:
            return None
        said = waited.replace("was ", "were ") if thing.plural else waited
        return _Outcome(f"{sentence.between(start, thing.end)} {said}", thing.end, "sat")
    return None


def _went_wrong(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "botched the cutover" as "the cutover went wrong"; only what happens goes wrong."""
    for words in _WENT_WRONG:
        start = place + len(words)
        if sentence.words(place, start) != words:
            continue
        thing = _thing(sentence, start)
        if thing is None or not _happens(sentence.low(thing.head)):
            return None
        named = sentence.between(thing.start, thing.end)
        return _Outcome(f"{named} went wrong", thing.end, " ".join(words))
    return None


def _there_was(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "also made a wrong assumption" as "there was also a wrong assumption"."""
    also = sentence.low(place) == "also"
    start = place + also
    if sentence.low(start) != "made" or sentence.low(start + 1) not in ("a", "an"):
        return None
    if sentence.low(place - 1) == "also":
        return None
    thing = _thing(sentence, start + 1)
    if thing is None or sentence.low(thing.head) not in _SLIPS:
        return None
    doing = sentence.low(thing.end) in ("in", "by")
    tells_act = doing and lexicon().of_ing(sentence.low(thing.end + 1)) is not None
    if tells_act or sentence.low(thing.end) in ("while", "whilst", "when", "and"):
        return None
    named = sentence.between(thing.start, thing.end)
    return _Outcome(f"there was {'also ' if also else ''}{named}", thing.end, "made")


def _a_push(sentence: Sentence, place: int) -> _Outcome | None:
    """Read "pushed straight to main" as "there was a push straight to main"."""
    noun = _MOVES.get(sentence.low(place))
    how = sentence.low(place + 1)
    to = place + 1 + (how in ("straight", "directly"))
    if noun is None or sentence.low(to) not in ("to", "into"):
        return None
    return _Outcome(f"there was {noun}", place + 1, "")


def _let_or_got(sentence: Sentence, place: int) -> _Outcome | None:
    """Read what others were allowed to do, and what was wrong."""
    found = let_or_got(sentence, place)
    return found and _Outcome(found[0], found[1], sentence.low(place))


def _happens(noun: str) -> bool:
    return noun in _EVENTS or noun.removesuffix("s").endswith(_ACTIONS)


def _thing(sentence: Sentence, place: int) -> Phrase | None:
    """Return a plain thing: not "it", whose thing stands elsewhere, and not of the doer."""
    phrase = phrase_at(sentence, place)
    if phrase is None or sentence.low(place) in (
        "it",
        "this",
        "that",
        "them",
        "his",
        "her",
        "their",
    ):
        return None
    return with_complements(sentence, phrase, frozenset())


_LOSSES = (_let, _let_or_got, _sat_on, _slept_through, _went_wrong)


def outcome_at(sentence: Sentence, place: int) -> tuple[str, int] | None:
    """Return what came of a thing that people let go or spoiled, and the token after it."""
    found = next((one for shape in _LOSSES if (one := shape(sentence, place))), None)
    return None if found is None else (found.words, found.end)
