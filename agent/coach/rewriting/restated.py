"""Says wishes, verdicts and expectations about people as a plain "should have", and tells that.

"I wish one of us had checked it", "it would have been wise of the crew to check it" and "you would
have expected the crew to check it" all say that it was not checked.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.acts import without_doer
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_WHO = r"(?P<who>(?!to\b)(?:[\w@.'’&-]{1,30} ){0,5}?[\w@.'’&-]{1,30})"
_NOT = r"(?P<not>not |never )?"
_GOOD = (
    r"(?:(?:much |far |a lot |clearly |certainly )*(?:better|best|wise|wiser|prudent|sensible|safer"
    r"|safe|smart|smarter|advisable|appropriate|good|helpful|reasonable|right|correct|kinder|fairer"
    r"|clever|courteous|decent|professional|proper|responsible|good practice|good form"
    r"|a good idea"
    r"|a better idea|the right thing|the least))"
)
_BAD = (
    r"(?:(?:very|rather|quite|plainly|simply|clearly|also|really|downright|pretty|a bit|overly"
    r"|too) )?(?:wrong|short-sighted|shortsighted|overcautious|over-cautious|unwise|imprudent|rash"
    r"|premature"
    r"|hasty|foolish|naive|naïve|careless|reckless|irresponsible|unprofessional|silly|stupid|lazy"
    r"|sloppy|negligent|inconsiderate|unfair|thoughtless|arrogant|risky|optimistic|overoptimistic"
    r"|complacent|misguided|inexcusable|bad form|bad practice|a bad idea|ill-advised|mistaken"
    r"|(?:an error|a mistake|an oversight|a misjudgement)(?: in judgement| of judgement)?)"
)
_UNSURE = re.compile(r"\b(?:maybe|perhaps|probably|possibly|arguably|if)\b", re.IGNORECASE)
_HINDSIGHT = (
    r"(?P<lead>(?:(?:in|with) (?:hindsight|retrospect),? )?(?:looking back,? )?(?:but |and |so )?)"
)
_UNDONE_BASE = tuple(
    re.compile(
        rf"^{_HINDSIGHT}{shape} {_NOT}(?P<act>(?:also |first |even )?[a-z-]{{2,20}})\b", re.I
    )
    for shape in (
        rf"it (?:would|might|could)(?: also| perhaps)? have been {_GOOD} (?:of|for|on the part of) "
        rf"{_WHO} to",
        rf"it (?:would|might|could)(?: also)? have been {_GOOD} to",
        rf"{_WHO} would have (?:been (?:wise|wiser|prudent|well advised|well-advised|smart)"
        r"|done well|done better) to",
        r"(?:you|one|we|i|anyone|people|everyone)(?:['’]d| would| might| could)(?: certainly"
        rf"| surely| reasonably)? (?:have )?expect(?:ed)? {_WHO} to",
        rf"{_WHO} (?:could|might|would)(?: reasonably)? have been expected to",
        rf"it would have been (?:{_WHO}(?:['’]s?)|the) (?:job|duty|task"
        r"|responsibility) to",
    )
)
_UNDONE_HAD = tuple(
    re.compile(rf"^{_HINDSIGHT}{shape} had {_NOT}(?P<act>[a-z-]{{2,20}})\b", re.I)
    for shape in (rf"(?:i|we|one)(?: really| only)? (?:wish|wishes|wished)(?: that)? {_WHO}",)
)
_DONE_BASE = tuple(
    re.compile(rf"^{_HINDSIGHT}{shape} {_NOT}(?P<act>(?:also |even )?[a-z-]{{2,20}})\b", re.I)
    for shape in (
        rf"it (?:was|is) {_BAD} (?:of|for|on the part of|by|from) {_WHO} to",
        rf"{_WHO} (?:was|were) {_BAD} to",
    )
)
_FINISHED = re.compile(
    r"(?P<but>,? (?:but|and|yet|though) (?:(?:he|she|they|we|i|nobody|no one|it) )?(?:(?:did|was"
    r"|were|had)(?:n['’]t| not)|never did|never was|did|failed to|forgot(?: to)?)"
    r"(?: do)?(?: so| it| that| this)?)(?=[.!]*$)",
    re.IGNORECASE,
)
_OBLIGED = re.compile(
    rf"^{_HINDSIGHT}{_WHO} (?:was|were|had been) (?:supposed|meant|obliged|required|expected|asked"
    r"|told|instructed) "
    r"to (?P<act>[a-z-]{2,20})\b|"
    rf"^{_WHO.replace('who', 'they')} (?:had|needed) to (?P<did>[a-z-]{{2,20}})\b",
    re.IGNORECASE,
)

_AS_WELL = re.compile(
    rf"^(?P<who>{_WHO.replace('?P<who>', '?:')} (?:should|ought to|could)) have "
    r"(?P<rest>[a-z]+ [^,;]{3,90}?)"
    r",? (?:as well|too)(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_ONE_OF_US = re.compile(r"(?:one|any|either|none) of us|us|me", re.IGNORECASE)
_ASSUMED = "It was assumed that"
_THOUGHT = ("think", "believe", "assume", "suppose")


def restated(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of what was wished, expected or judged, as what was and was not done."""
    for plain, gone in _plain(sentence.text):
        if plain.startswith(_ASSUMED):
            yield Version(plain, "ACTUAL", gone)
        for version in without_doer(Sentence(plain, sentence.people)):
            yield replace(version, strategy="ACTUAL", gone=f"{version.gone} {gone}")


def _plain(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sentence as a "should have", and the words for people in it."""
    for done, patterns in ((False, _UNDONE_BASE), (False, _UNDONE_HAD), (True, _DONE_BASE)):
        for pattern in patterns:
            match = pattern.match(text)
            if match is None or _UNSURE.search(text):
                continue
            gone = match.group()[: match.start("act") - match.start()]
            if done and match["act"].lower() in _THOUGHT:
                yield from _believed(match, gone)
                continue
            named = match.groupdict().get("who") or "we"
            who = "we" if _ONE_OF_US.fullmatch(named) else named
            had = patterns is _UNDONE_HAD
            yield _should(match, who, match["act"], done=done, had=had), gone
    as_well = _AS_WELL.match(text)
    if as_well is not None and not _UNSURE.search(text):
        yield f"{as_well['who']} have also {as_well['rest']}{as_well['end']}", ""
    yield from _not_as_obliged(text)


def _believed(match: re.Match[str], gone: str) -> Iterator[tuple[str, str]]:
    """Read "it was naive of us to think that it would hold" as "it was assumed that"."""
    rest = match.string[match.end() :].removeprefix(" that ").lstrip()
    if not match["not"] and rest and not rest.startswith(("of ", "about ", "in ")):
        yield f"{_ASSUMED} {rest}", gone


def _should(match: re.Match[str], who: str, act: str, *, done: bool, had: bool) -> str:
    """Return "the crew should have checked" with the rest of the sentence."""
    wanted = bool(match["not"]) == done
    adverb, _, base = act.rpartition(" ")
    verb = base if had else lexicon().of_base(base.lower()).participle
    words = f"{who} should {'' if wanted else 'not '}have {adverb}{' ' if adverb else ''}{verb}"
    return f"{capitalised(words)}{match.string[match.end() :]}"


def _not_as_obliged(text: str) -> Iterator[tuple[str, str]]:
    """Read "was supposed to check it, but did not"."""
    end = _FINISHED.search(text)
    match = None if end is None else _OBLIGED.match(text[: end.start()])
    if end is None or match is None or not _DENIES.search(end["but"]):
        return
    who, act = match["who"] or match["they"], match["act"] or match["did"]
    verb = lexicon().of_base(act.lower()).participle
    rest = text[match.end() : end.start()] + text[end.end() :]
    yield f"{capitalised(who)} did not {act}{rest}", f"{who} {verb}"


_DENIES = re.compile(r"not|n['’]t|never|failed|forgot|nobody|no one", re.IGNORECASE)
