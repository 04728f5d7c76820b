"""Leaving out the words that judge, only where the sentence stands without them."""

import re

from agent.coach.grammar import PREPOSITION, capitalised, with_article
from agent.coach.rewriting.lexicon import lexicon

_ADVERB = (
    r"carelessly|negligently|recklessly|stupidly|foolishly|sloppily|obviously"
    r"|(?<!change )(?<!changes )of course|"
    r"thoughtlessly|blindly|needlessly|lazily|clumsily|hastily|hurriedly"
)
_ADJECTIVE = (
    r"careless|negligent|reckless|stupid|sloppy|idiotic|irresponsible|unprofessional|silly|rookie|"
    r"embarrassing|inexcusable|unacceptable|shocking|ridiculous|unbelievable|horrible|terrible|"
    r"disastrous|incompetent|amateurish|shameful|laughable|clumsy|misguided"
)
_AND = r"(?:,? and|,? but|,)"
_OPENING_ADVERB = re.compile(rf"^(?:{_ADVERB})(?:{_AND} (?:{_ADVERB}))*,? (?=\w)", re.IGNORECASE)
_ADVERBS = re.compile(
    rf",? \b(?:{_ADVERB})(?:{_AND} (?:{_ADVERB}))*(?= (?P<after>[a-z]+))", re.IGNORECASE
)
_BEFORE_PART = re.compile(
    rf"(?P<before>(?:\b(?:an?|the|this|that|our|their|his|her|its|my|one|some|any)|['’]s|s['’]) )"
    rf"(?:{_ADVERB})(?:{_AND} (?:{_ADVERB}))* (?P<part>[a-z-]+) (?=[\w`\"“])",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(
    rf"\b(?:{_ADJECTIVE})(?:{_AND} (?:{_ADJECTIVE}))* (?=(?P<after>[\w-]+))", re.IGNORECASE
)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COPULAS = _words("am is are was were be been being become became becomes")
_JOINS = _words("and or but yet nor so than that as if when while because though although")
_DEGREES = _words("very too so more most less least quite rather pretty really how as not")
_LIMITS = _words("no not never without only all every each any some most many few both neither")
_PREPOSITIONS = frozenset(PREPOSITION.split("|")) | {"enough"}
_AUXILIARIES = _COPULAS | _words("has had have did does do will would could should can")
_MANNERS = _words(
    "act acts acted behave behaved behaves react reacted respond responded perform performed work "
    "worked did done went drove seemed looked felt got get"
)
_FAILINGS = _words("error mistake blunder oversight failure lapse omission behaviour behavior")
"""What is still said of somebody when "inexcusable" goes."""
_CAUSED = _words("configured set sized")
"""How it was set is what is told: the value would have to stand in its place."""


def without_judgement(sentence: str) -> str | None:
    """Return the sentence without its judging words; None when it has none that may go."""
    kept = _OPENING_ADVERB.sub(_opening, sentence)
    kept = _BEFORE_PART.sub(_part, kept)
    kept = _ADVERBS.sub(_adverbs, kept)
    kept = _ADJECTIVES.sub(_adjectives, kept)
    if kept == sentence or not kept.strip(" ."):
        return None
    kept = with_article(kept)
    return capitalised(kept) if sentence[:1].isupper() else kept


def _opening(match: re.Match[str]) -> str:
    after = match.string[match.end() :].split(" ", 1)[0].lower()
    return match.group() if after in _JOINS | {"not", "enough"} else ""


def _part(match: re.Match[str]) -> str:
    """Leave out what hung on the adverb: "a carelessly written script" is a script."""
    alone = match["part"].lower() in lexicon().among("manner_only")
    return match["before"] if alone else match.group()


def _adverbs(match: re.Match[str]) -> str:
    """Keep an adverb that carries its verb, is weighed itself, or stands in a list."""
    before, after = _word_before(match), match["after"].lower()
    carries = before in _MANNERS or before in _DEGREES or before.endswith(("ly", "n't"))
    return match.group() if carries or after in _JOINS | _CAUSED | {"enough"} else ""


def _adjectives(match: re.Match[str]) -> str:
    """Keep an adjective that says what the subject is, that limits, or that has no noun behind."""
    before, after = _word_before(match), match["after"].lower()
    predicate = before in _COPULAS | _MANNERS or _says_what_it_is(match)
    weighed = before in _DEGREES | _LIMITS | _JOINS or before.endswith(("ly", "n't", ","))
    weighed = weighed or after in _FAILINGS
    no_noun = after in _JOINS | _PREPOSITIONS | _AUXILIARIES
    return match.group() if predicate or weighed or no_noun else ""


def _says_what_it_is(match: re.Match[str]) -> bool:
    """Return whether the judgement is what is said: "the engineer was a careless person"."""
    told = match.string[: match.start()].lower().split()
    if len(told) < 2 or told[-1] not in ("a", "an", "the") or told[-2] not in _COPULAS | _MANNERS:
        return False
    goes_on = re.match(r"[\w-]+ (?:that|which)\b", match.string[match.end() :])
    return goes_on is None and told[-3:-2] != ["there"]


def _word_before(match: re.Match[str]) -> str:
    words = match.string[: match.start()].lower().split()
    return words[-1] if words else ""
