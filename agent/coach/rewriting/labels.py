"""Rewrites what blames by a label: "due to human error", "an oversight by the team led to"."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.belonging import with_complements
from agent.coach.rewriting.following import settled
from agent.coach.rewriting.label_words import pattern, tells_an_act
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.noun_verbs import participle_of
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.slips import only_denies, with_slip
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_LEAD = r"^(?P<lead>(?:(?:however|unfortunately|but|so|then|also|this time)[, ]{1,3})?)"
_OPENING = _LEAD + r"{DUE_TO} {LABEL}{BY}, "
_CLOSING = r",? {DUE_TO} {LABEL}{BY}(?=[.!]*$)"
_LED_TO = (
    r"^(?P<label>{LABEL}){BY}(?: (?P<when>(?:during|in|on|while|when) [^,;:]{2,60}?))? "
    r"(?P<led>{LED_TO}) (?P<thing>.+?)(?P<end>[.!]*)$"
)
_MEANT = (
    r"^(?P<label>{LABEL}){BY}(?: (?P<when>(?:during|in|on|while|when) [^,;:]{2,60}?))? "
    r"(?:meant|means) (?:that )?(?P<rest>.+)$"
)
_EVENT = (
    r"(?:the|this|that|our|an?) (?:[\w-]{1,30} ){0,4}?(?:outage|incident|failure|breach|event"
    r"|accident|problem|issue|disruption|downtime|loss|spill|leak)(?: (?:on|of|at"
    r"|in) [^,;:.]{2,40}?)?"
)
_WAS_DUE = (
    rf"^(?P<event>{_EVENT}) "
    r"(?:was|were) (?:{DUE_TO}|the result of|a result of|down to) (?P<label>{LABEL}){BY} "
    r"(?=(?:during|while|when|in|on|at|after) \w)"
)
_CAUSE_WAS = (
    rf"^the (?:root |main |primary |direct |underlying )?cause (?:of|for) (?P<event>{_EVENT}) "
    r"(?:was|is) (?P<label>{LABEL}){BY} (?=(?:during|while|when|in|on|at|after) \w)"
)
_HUMAN_ERROR = (
    r"(?<!case of )(?<!classified as )(?<![(/])(?<!plain )(?<!old )(?<!pure )(?<!sheer )\b"
    r"(?:an? |the |some )?(?:simple |plain )?"
    r"(?:{HUMANS}) (?P<error>errors?|mistakes?|oversights?|misuse|misconfigurations?"
    r"|misunderstandings?)\b"
    r"(?! (?:by|from|on the part|was|were|is|rate|message|page|budget|log)\b)(?=[ :,]+\w)"
)
_HANGING = word_set("been being be entirely mainly largely partly simply purely")
_NOT_A_CLAUSE = word_set("which and but who that or so")
_TIMES = word_set("during while whilst when after before")
_ENOUGH_TOKENS = 9


def without_label(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell the event in place of the label for it."""
    for shape in (_opening, _closing, _led_to, _meant, _occurred, _plain_error):
        version = shape(sentence)
        if version is not None:
            yield version


def _opening(sentence: Sentence) -> Version | None:
    """Leave "Due to human error, " out before a clause of its own.

    Where it says by whom, and the rest is no slip, it is a cause: `error_as_cause` tells it.
    """
    match = pattern(_OPENING).match(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    rest = sentence.text[match.end() :]
    if rest.split(" ", 1)[0].lower() in _NOT_A_CLAUSE or only_denies(rest):
        return None
    text = f"{match['lead']}{rest}" if match["lead"] else capitalised(rest)
    if match["by"] and with_slip(sentence.text, text) == text:
        return None
    return Version(text, "BEHIND", match.group())


def _when(words: str, sentence: Sentence) -> str | None:
    """Return when it was, told without a doer: "while the rule was being edited"."""
    if words.split(" ", 1)[0].lower() not in _TIMES:
        return None
    told = settled(f" {words}.")
    return None if told is None else told.strip(" .")


def _blames(match: re.Match[str], sentence: Sentence) -> bool:
    """Return whether a label is about people, and nothing but them stands in its "by"."""
    by_words = match["by"].strip().removeprefix("made").strip()
    judges = pattern("{JUDGES}").search(match.group()) is not None
    if by_words:
        by = Sentence(by_words, sentence.people)
        place = 4 if by.low(0) == "on" else 1
        phrase = phrase_at(by, place)
        if phrase is None:
            return False
        of_us = by.words(place, place + 2) == ("one", "of")
        whole = phrase_at(by, place + 2) if of_us else phrase
        if whole is None or whole.end != len(by.tokens):
            return False
        named = by.tokens[whole.head].is_name and judges
        return named or is_people(by, whole.head)
    return judges or pattern("{HUMANS}").search(match.group()) is not None


def _closing(sentence: Sentence) -> Version | None:
    """Leave "due to human error" out at the end, where a verb stands without it."""
    match = pattern(_CLOSING).search(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    kept = sentence.text[: match.start()]
    last = kept.lower().rsplit(" ", 1)[-1]
    if last in lexicon().among("finite") | _HANGING or only_denies(kept):
        return None
    gone = match.group() if match["by"] else match["by"]
    return Version(kept + sentence.text[match.end() :], "BEHIND", gone)


def _led_to(sentence: Sentence) -> Version | None:
    """Turn "Human error led to the deletion of 12 rows" into "12 rows were deleted"."""
    match = pattern(_LED_TO).match(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    inner = Sentence(match["thing"], sentence.people)
    told = _came(inner)
    when = _when(match["when"], sentence) if match["when"] else ""
    if told is None or when is None:
        return None
    said = f"{capitalised(when)}, {told}" if when else capitalised(told)
    return Version(f"{said}{match['end']}", "BEHIND", f"{match['label']} {match['by']}")


def _came(sentence: Sentence) -> str | None:
    """Tell "the deletion of 12 rows" and "12 rows being deleted" as "12 rows were deleted"."""
    inner = sentence.up_to(_being(sentence))
    phrase = phrase_at(inner, 0)
    if phrase is None:
        return None
    done = participle_of(sentence.low(phrase.head))
    if done and sentence.low(phrase.end) == "of":
        return _done_to(sentence, phrase.end + 1, done)
    full = with_complements(inner, phrase, frozenset())
    if full is not None and sentence.low(full.end) == "being":
        was = "were" if full.plural else "was"
        return f"{sentence.between(0, full.end)} {was}{sentence.after(full.end + 1)}"
    if sentence.low(0) in ("a", "an", "two", "three"):
        return f"there {'were' if phrase.plural else 'was'} {sentence.text}"
    return None


def _being(sentence: Sentence) -> int:
    words = sentence.words(0, len(sentence.tokens))
    return words.index("being") if "being" in words else len(words)


def _done_to(sentence: Sentence, place: int, done: str) -> str | None:
    thing = phrase_at(sentence, place)
    if thing is None:
        return None
    was = "were" if thing.plural else "was"
    return f"{sentence.between(thing.start, thing.end)} {was} {done}{sentence.after(thing.end)}"


def _meant(sentence: Sentence) -> Version | None:
    """Turn "An oversight by the team meant that x was off" into "x was off"."""
    match = pattern(_MEANT).match(sentence.text)
    if match is None or not _blames(match, sentence):
        return None
    when = _when(match["when"], sentence) if match["when"] else ""
    if when is None:
        return None
    said = f"{capitalised(when)}, {match['rest']}" if when else capitalised(match["rest"])
    return Version(said, "BEHIND", f"{match['label']} {match['by']}")


def _occurred(sentence: Sentence) -> Version | None:
    """Turn "the stop was due to user error during the move" into "due to an error during"."""
    for template in (_WAS_DUE, _CAUSE_WAS):
        match = pattern(template).match(sentence.text)
        if match is None or not _blames(match, sentence):
            continue
        rest = settled(f" {sentence.text[match.end() :]}")
        if rest is not None:
            event = capitalised(match["event"])
            return Version(f"{event} was due to an error{rest}", "BEHIND", match["by"])
    return None


_QUOTED_PEOPLE = re.compile(
    r"[\"“'‘][^\"”’]{0,60}\b(?:operator|human|user|pilot|driver|staff|employee|worker)\b[^\"”’]{0,60}"
    r"[\"”'’]",
    re.IGNORECASE,
)
"""A quotation stays as it is, and would go on putting the error on people."""


def _plain_error(sentence: Sentence) -> Version | None:
    """Turn "a human error during the upgrade led to" into "an error during the upgrade led to".

    Only where the sentence tells what happened beside the label.
    """
    match = pattern(_HUMAN_ERROR).search(sentence.text)
    if match is None or len(sentence.tokens) < _ENOUGH_TOKENS:
        return None
    opens = pattern(_OPENING).match(sentence.text)
    if opens is not None and not tells_an_act(sentence.text[opens.end() :]):
        return None
    if _QUOTED_PEOPLE.search(sentence.text):
        return None
    error = match["error"].lower()
    article = "" if error.endswith(("s", "misuse")) else "an " if error[0] in "eo" else "a "
    words = f"{article}{error}"
    begins = not sentence.text[: match.start()].strip("*_ ")
    said = capitalised(words) if begins else words
    rest = settled(sentence.text[match.end() :])
    return (
        None if rest is None else Version(f"{sentence.text[: match.start()]}{said}{rest}", "BEHIND")
    )
