"""Rewrites what blames by a noun: "human error", "an oversight by", "the team's failure to"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, verb_after
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_ERROR = (
    r"(?:error|mistake|oversight|slip|slip-up|lapse|misstep|blunder|carelessness|negligence|"
    r"inattention|sloppiness|failure)"
)
_KIND = (
    r"(?:(?:simple|plain|single|pure|silly|small|minor|basic|clear|unfortunate|honest|human|operator|"
    r"user|manual|clerical|engineer|engineering|driver|nursing|pilot|developer|admin|fatal"
    r"|costly) )"
)
_TRAIT = (
    r"(?:(?:poor|bad|weak|terrible|lack of|no|insufficient) (?:leadership|judge?ment"
    r"|discipline|attitude|"
    r"supervision|work ethic|care|diligence|attention|ownership|planning|execution))"
)
_OWNER = r"(?:the |our )?(?:[\w-]{1,30} ){0,2}[\w-]{1,30}"
_LABEL = rf"(?:an? |the |some |this |our |my |their |his |her )?{_KIND}{{0,3}}{_ERROR}"
_CAUSED_BY = r"(?:due to|because of|as a result of|owing to|thanks to|through|caused by)"
_BY = r"(?P<by>(?: (?:by|from|of|on the part of) [^,;:.]{2,50})?)"
_OPENING = re.compile(
    r"^(?P<lead>(?:(?:however|unfortunately|but|so|then|also|this time)[, ]{1,3})?)"
    rf"{_CAUSED_BY} {_LABEL}{_BY}, ",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf",? {_CAUSED_BY} (?:{_LABEL}|{_TRAIT}){_BY}(?=[.!]*$)", re.IGNORECASE)
_MISTAKE_TO = re.compile(
    r"^it (?:was|is) (?:an? |our |my )?(?:[a-z]{3,10} )?(?:mistake|error|careless|negligent"
    r"|reckless|"
    r"foolish|stupid|wrong|irresponsible)(?: of (?:us|me|them|him|her|the [\w-]{1,30}))?"
    r"(?P<not> not)? to (?=\w)",
    re.IGNORECASE,
)
_FAULT_THAT = re.compile(
    rf"^(?:this|it) (?:was|is) (?:(?:entirely|clearly|solely) )?(?:our|my|an?|{_OWNER}'s?) "
    rf"(?:own |human |clear |simple ){{0,2}}(?:fault|mistake|error|oversight|miss)"
    r"(?: (?:on|by|from) (?:our|my) (?:side|part|end|team))?(?: that |[:;] | ?[—–-] )(?=\w)",
    re.IGNORECASE,
)
_HUMAN = re.compile(
    r"\b(?:human|operator|user|manual|clerical|nursing|driver|pilot|engineer\w*)\b", re.IGNORECASE
)
_JUDGES = re.compile(rf"oversight|carelessness|negligence|inattention|{_TRAIT}", re.IGNORECASE)
_LED_TO = re.compile(
    rf"^(?P<label>{_LABEL}(?: by [^,;:.]{{2,50}}?)?) (?:led to|caused|resulted in|triggered) "
    r"(?P<thing>.+?)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_WAS_ERROR = re.compile(
    rf" (?:was|is) (?:due to |because of |down to |the result of )?{_LABEL}{_BY}(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_WAS_DUE = re.compile(
    r"^(?P<event>(?:the|this|that|our|an?) (?:[\w-]{1,30} ){0,4}?(?:outage|incident|failure"
    r"|breach|event|"
    r"accident|problem|issue|disruption|downtime|loss|spill|leak)(?: (?:on|of|at"
    r"|in) [^,;:.]{2,40}?)?) "
    rf"(?:was|were) (?:{_CAUSED_BY}|the result of|a result of|down to) (?P<label>{_LABEL}) "
    r"(?=(?:during|while|when|in|on|at|after) \w)",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?P<took>(?:it )?(?:took|takes)) (?:us|me|them|(?:the|our) [\w-]{1,30}(?: team)?) "
    r"(?=(?:far |much |way )?(?:too long|longer|\d|an hour|over|more than|almost|nearly|about"
    r"|several|"
    r"some|a (?:while|long)))",
    re.IGNORECASE,
)
_HUMAN_ERROR = re.compile(
    r"(?<!case of )(?<!classified as )\b(?:an? |the |some )?(?:simple |plain )?"
    r"(?:human|operator|user|manual|clerical|engineer|nursing|pilot|driver) "
    r"(?P<error>errors?|mistakes?|oversights?|misuse|misconfigurations?|misunderstandings?)\b"
    r"(?! (?:by|from|on the part|was|were|is|rate|message|page|budget|log)\b)(?=[ :,]+\w)",
    re.IGNORECASE,
)
_HANGING = word_set("been being be entirely mainly largely partly simply purely")
_ENOUGH_TOKENS = 9
_NOUNS = {
    "deletion": "deleted",
    "removal": "removed",
    "loss": "lost",
    "exposure": "exposed",
    "shutdown": "shut down",
    "restart": "restarted",
    "corruption": "corrupted",
    "release": "released",
    "publication": "published",
    "deployment": "deployed",
    "termination": "terminated",
    "deactivation": "deactivated",
    "revocation": "revoked",
    "cancellation": "cancelled",
    "disclosure": "disclosed",
    "duplication": "duplicated",
    "misrouting": "misrouted",
    "interruption": "interrupted",
    "closure": "closed",
    "rejection": "rejected",
    "omission": "left out",
}
"""What an event did to its object, so that "the deletion of x" can be said of x."""


def without_label(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell the event in place of the label for it."""
    for shape in (
        _fault_that,
        _mistake_to,
        _not_doing,
        _opening,
        _closing,
        _led_to,
        _occurred,
        _gerund,
        _took_us,
        _plain_error,
    ):
        text = shape(sentence)
        if text is not None:
            opening = _OPENING.match(sentence.text)
            yield Version(text, "BEHIND", opening["by"] if opening else "")


def _opening(sentence: Sentence) -> str | None:
    """Leave "Due to human error, " out before a clause of its own."""
    match = _OPENING.match(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    rest = sentence.text[match.end() :]
    first = rest.split(" ", 1)[0].lower()
    if first in ("which", "and", "but", "who", "that"):
        return None
    return f"{match['lead']}{rest}" if match["lead"] else capitalised(rest)


def _blames(match: re.Match[str], sentence: Sentence) -> bool:
    """Return whether a label is about people, and nothing but them stands in its "by"."""
    if match["by"]:
        by = Sentence(match["by"].strip(), sentence.people)
        place = 4 if by.low(0) == "on" else 1
        phrase = phrase_at(by, place)
        if phrase is None or phrase.end != len(by.tokens):
            return False
        named = by.tokens[phrase.head].is_name and _JUDGES.search(match.group()) is not None
        return named or is_people(by, phrase.head)
    return bool(_JUDGES.search(match.group()) or _HUMAN.search(match.group()))


def _fault_that(sentence: Sentence) -> str | None:
    """Turn "it was our fault that the backup was off" into "the backup was off"."""
    match = _FAULT_THAT.match(sentence.text)
    if match is None or not verb_after(sentence, 5):
        return None
    return capitalised(sentence.text[match.end() :])


def _mistake_to(sentence: Sentence) -> str | None:
    """Turn "it was a mistake to run the job at noon" into "the job was run at noon"."""
    match = _MISTAKE_TO.match(sentence.text)
    if match is None:
        return None
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    if not inner.low(0).isalpha():
        return None
    denied = match["not"] is not None
    verb = lexicon().of_base(inner.low(0))
    group = Group(0, 1, verb, "undone" if denied else "done", denied=denied, main=0)
    clause = told(inner, group, denied=denied, own=False)
    rest = None if clause is None else rest_of(inner, clause.end, group)
    return None if clause is None or rest is None else f"{capitalised(clause.words)}{rest}"


def _closing(sentence: Sentence) -> str | None:
    """Leave "due to human error" out at the end, where a verb stands without it."""
    match = _CLOSING.search(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    kept = sentence.text[: match.start()]
    last = kept.lower().rsplit(" ", 1)[-1]
    if last in lexicon().among("finite") | _HANGING:
        return None
    return kept + sentence.text[match.end() :]


def _led_to(sentence: Sentence) -> str | None:
    """Turn "Human error led to the deletion of 12 rows" into "12 rows were deleted"."""
    match = _LED_TO.match(sentence.text)
    if match is None or not (_HUMAN.search(match["label"]) or " by " in match["label"]):
        return None
    inner = Sentence(match["thing"], sentence.people)
    phrase = phrase_at(inner, 0)
    if phrase is None:
        return None
    done = _NOUNS.get(inner.low(phrase.head))
    if done and inner.low(phrase.end) == "of":
        return _done_to(inner, phrase.end + 1, done, match["end"])
    if inner.low(0) in ("a", "an", "two", "three"):
        return f"There {'were' if phrase.plural else 'was'} {match['thing']}{match['end']}"
    return None


def _done_to(sentence: Sentence, place: int, done: str, end: str) -> str | None:
    thing = phrase_at(sentence, place)
    if thing is None:
        return None
    was = "were" if thing.plural else "was"
    words = f"{sentence.between(thing.start, thing.end)} {was} {done}{sentence.after(thing.end)}"
    return f"{capitalised(words)}{end}"


def _occurred(sentence: Sentence) -> str | None:
    """Turn "the outage was due to operator error during a restart" into "it occurred during"."""
    match = _WAS_DUE.match(sentence.text)
    if match is None or _HUMAN.search(match["label"]) is None:
        return None
    return f"{match['event']} occurred {sentence.text[match.end() :]}"


def _not_doing(sentence: Sentence) -> str | None:
    """Turn "Not checking the consequences" into "The consequences were not checked"."""
    if sentence.low(0) != "not":
        return None
    double = sentence.low(1) == "double" or sentence.low(1).endswith("ly")
    place = 2 if double else 1
    verb = lexicon().of_ing(sentence.low(place))
    if verb is None or verb_after(sentence, place + 1):
        return None
    beside = (sentence.tokens[1].text,) if double else ()
    group = Group(0, place + 1, verb, "undone", denied=True, beside=beside, main=place)
    clause = told(sentence, group, denied=True, own=True)
    if clause is None:
        return None
    rest = rest_of(sentence, clause.end, group)
    return None if rest is None else f"{capitalised(clause.words)}{rest}"


def _plain_error(sentence: Sentence) -> str | None:
    """Turn "a human error during the upgrade led to" into "an error during the upgrade led to".

    Only where the sentence tells what happened beside the label.
    """
    match = _HUMAN_ERROR.search(sentence.text)
    if match is None or len(sentence.tokens) < _ENOUGH_TOKENS:
        return None
    error = match["error"].lower()
    article = "" if error.endswith(("s", "misuse")) else "an " if error[0] in "eo" else "a "
    words = f"{article}{error}"
    begins = not sentence.text[: match.start()].strip("*_ ")
    said = capitalised(words) if begins else words
    return f"{sentence.text[: match.start()]}{said}{sentence.text[match.end() :]}"


def _gerund(sentence: Sentence) -> str | None:
    """Turn "Leaving the port open was a human error" into "The port was left open"."""
    match = _WAS_ERROR.search(sentence.text)
    verb = lexicon().of_ing(sentence.low(0))
    if match is None or verb is None:
        return None
    inner = Sentence(sentence.text[: match.start()], sentence.people)
    group = Group(0, 1, verb, "done", denied=False, main=0)
    clause = told(inner, group, denied=False, own=False)
    if clause is None:
        return None
    rest = rest_of(inner, clause.end, group)
    return None if rest is None else f"{capitalised(clause.words)}{rest}{match['end']}"


def _took_us(sentence: Sentence) -> str | None:
    """Turn "it took us too long" into "it took too long"."""
    match = _TOOK.search(sentence.text)
    if match is None:
        return None
    return f"{sentence.text[: match.start()]}{match['took']} {sentence.text[match.end() :]}"
