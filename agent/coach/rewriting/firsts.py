"""Tells how long it took until something was noticed or looked at, without those who were slow.

"It took us 40 minutes to think of the cache" is "it took 40 minutes until it was considered".
"""

import re
from collections.abc import Iterator

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.mistakes import act_told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.undone_acts import lowered
from agent.coach.rewriting.versions import Version

_SPELL = (
    r"(?P<spell>(?:(?:about|over|almost|nearly|some|more than|another) )?"
    r"(?:\d[\d.,]{0,8}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|ninety)(?: full| whole| and a half)? "
    r"(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|months?|years?))"
)
_CLOCK = r"(?P<clock>\d{1,2}[:.]\d\d(?: (?:UTC|CET|CEST|GMT|am|pm))?)"
_PAST = (
    r"(?P<past>thought|looked|read|opened|checked|asked|tested|inspected|tried|called|considered"
    r"|examined|questioned|saw|noticed|reali[sz]ed|recogni[sz]ed|understood|spotted|discovered)"
)
_LEAD = r"^(?P<lead>(?:[\w*-]{2,12}: )?)"
_WHO = r"(?P<who>[^\s,;:.]{1,30}(?: [^\s,;:.]{1,30}){0,4}?)"
_TOOK = re.compile(
    rf"{_LEAD}it (?P<took>took) (?:{_WHO} )?{_SPELL} to (?P<act>[a-z].+)$", re.IGNORECASE
)
_SLOW = re.compile(
    rf"{_LEAD}{_WHO} (?:was|were) (?P<took>too slow) to (?P<act>[a-z].+)$", re.IGNORECASE
)
_WAS = re.compile(
    rf"{_LEAD}it was (?:only )?{_CLOCK} before {_WHO} (?:first |finally |even )?"
    rf"{_PAST} (?P<rest>.+)$",
    re.IGNORECASE,
)
_PASSED = re.compile(
    rf"{_LEAD}{_SPELL} (?:passed|went by|had passed|had gone by|elapsed) before {_WHO} "
    rf"(?:first |finally |even )?{_PAST} (?P<rest>.+)$",
    re.IGNORECASE,
)
_WE = word_set("us me we i anyone anybody someone them they any")
_MIND = word_set("see notice realise realize recognise recognize understand spot admit discover")
_LOOKS = word_set("look read open check ask test inspect try call consider examine question")
_OFF = re.compile(r"[,;:(]|\b(?:and|but|because|while|so|until|before|when|although)\b")


def first_done(sentence: Sentence) -> Iterator[Version]:
    """Yield the sentence as what was noticed, looked at or considered, and when at last."""
    for pattern in (_TOOK, _SLOW, _WAS, _PASSED):
        match = pattern.match(sentence.text)
        if match is None:
            continue
        who = match["who"]
        if who is not None and not _are_people(Sentence(who, sentence.people)):
            continue
        told = _told(match, sentence)
        if told is not None:
            yield Version(f"{_lead(match)}{told}", "MEASURE", who or "")


def _lead(match: re.Match[str]) -> str:
    """Return "it took 40 minutes until" and "it was 15:19 before", as far as the sentence says."""
    if match.re is _TOOK:
        return f"{match.string[: match.start('took')]}took {match['spell']} until "
    if match.re is _SLOW:
        return f"{match['lead']}{'it' if match['lead'] else 'It'} took too long until "
    return match.string[: match.start("who")]


def _are_people(who: Sentence) -> bool:
    """Return whether "us", "any of us" or "the night crew" stands there, and no more."""
    words = who.words(0, len(who.tokens))
    if words[:1] and words[0] in _WE:
        return len(words) == 1 or words[-1] in ("us", "them", "side")
    phrase = phrase_at(who, 0)
    return phrase is not None and phrase.end == len(words) and is_people(who, phrase.head)


def _told(match: re.Match[str], sentence: Sentence) -> str | None:
    """Tell the act without its doer."""
    act = match.groupdict().get("act") or _of_past(match["past"], match["rest"])
    if act is None:
        return None
    act = re.sub(r"^think of (?=\S)", "consider ", act)
    base = act.split(" ", 1)[0]
    opener, _, rest = act[len(base) + 1 :].partition(" ")
    if opener in ("that", "how", "why", "what") and base in _MIND:
        return f"it was {lexicon().of_base(base).participle} {opener} {rest}"
    bare = act.rstrip(".! ")
    if base not in _MIND | _LOOKS or _OFF.search(bare):
        return None
    told = act_told(bare, sentence.people, denied=False, doing=False)
    if told is None or told.startswith("It "):
        return None
    return f"{lowered(told, bare)}{act[len(bare) :]}"


def _of_past(past: str, rest: str) -> str | None:
    """Return the act with its base verb: "looked at the job" is "look at the job"."""
    verb = lexicon().of_past(past.lower())
    known = [] if verb is None else sorted(verb.bases & (_MIND | _LOOKS | {"think"}))
    return f"{known[0]} {rest}" if known else None
