"""Rewrites sentences that call an act a mistake, and tells the act: "it was a mistake to"."""

import re
from collections.abc import Iterator, Sequence

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, settled, verb_after
from agent.coach.rewriting.label_words import pattern
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_OWNER = r"(?:the |our )?(?:[\w-]{1,30} ){0,2}[\w-]{1,30}"
_MISTAKE_TO = re.compile(
    r"^it (?:was|is) (?:an? |our |my )?(?:[a-z]{3,10} )?(?:mistake|error|oversight|careless"
    r"|negligent|reckless|foolish|stupid|wrong|irresponsible)"
    r"(?: (?:of|by|on the part of) (?:us|me|them|him|her"
    r"|(?:the|our) [\w-]{1,30}(?: (?:team|crew|staff|desk|lead|engineer))?)| on our part)?"
    r"(?P<not> not)? to (?=\w)",
    re.IGNORECASE,
)
_FAULT_THAT = re.compile(
    rf"^(?:this|it) (?:was|is) (?:(?:entirely|clearly|solely) )?(?:our|my|an?|{_OWNER}'s?) "
    rf"(?:own |human |clear |simple ){{0,2}}(?:fault|mistake|error|oversight|miss)"
    r"(?: (?:on|by|from) (?:our|my) (?:side|part|end|team))?(?: that |[:;] | ?[—–-] |, (?=(?:i"
    r"|we) ))(?=\w)",
    re.IGNORECASE,
)
_OUR_MISTAKE = re.compile(
    r"^(?:(?P<who>our|my|his|her|their|(?:the |our )?(?:[\w-]{1,30} ){0,2}[\w-]{1,30}'s?)"
    r" (?:own )?|the |one (?:big )?)(?:(?:first|second|other|biggest|big|main|worst|only|real|key"
    r"|next) )?(?:mistake|error|oversight|failure|fault|blunder)(?: (?:here|there|we made|i made"
    r"|(?:the|our) [\w-]{1,30} made))? was (?:(?:in|that of) )?(?P<not>not )?(?P<to>to )?(?=\w)",
    re.IGNORECASE,
)
_MADE_ONE = re.compile(
    r"^(?P<who>[^,;:]{1,60}?) (?:made|had made) (?:a|an|some|several) (?:[a-z]{3,12} )?"
    r"(?:mistakes?|errors?|slips?|blunders?|typos?) (?=(?P<when>while|whilst|when) )",
    re.IGNORECASE,
)
_MISTAKE_IN = re.compile(
    r"^(?P<who>(?:the |our |an? )?(?:[\w-]{1,30} ){0,2}[\w-]{1,30}['’]s?) (?:own )?(?P<what>mistake"
    r"|error|typo|slip|misconfiguration) (?=(?:in|with|on|of) )",
    re.IGNORECASE,
)
_TOO_MUCH = re.compile(
    r"^(?P<lead>(?:apparently|obviously|clearly|evidently|it seems(?: that)?|seems(?: like)?),? )?"
    r"(?P<act>[a-z][\w-]*ing [^,;:]{2,80}?) (?:was|is) (?:just |clearly |apparently |simply )?"
    r"(?:too much (?:to ask|trouble|work|effort)|asking too much|too (?:hard|difficult))"
    r"(?: (?:for|of) [\w ]{2,30}?)?(?P<late> these days| nowadays)?(?P<end>[.!]*)$",
    re.IGNORECASE,
)
_GREAT_IDEA = re.compile(
    r"^(?:(?:what a|a|such a|it was a|really) )?(?:great|brilliant|nice|good|genius|wonderful"
    r"|fantastic|clever|bright|excellent|lovely) (?:idea|move|plan|decision|thinking) to (?=\w)",
    re.IGNORECASE,
)
_WAS_ERROR = (
    r" (?:was|is) (?:due to |because of |down to |the result of )?{LABEL}{BY}(?P<end>[.!]*)$"
)
_TOOK = re.compile(
    r"\b(?P<took>(?:it )?(?:took|takes)) (?:us|me|them|(?:the|our) [\w-]{1,30}(?: team)?) "
    r"(?=(?:far |much |way )?(?:too long|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|half|another|longer|\d|an hour|over|more than|almost|nearly|about"
    r"|several|"
    r"some|a (?:while|long)))",
    re.IGNORECASE,
)


def told_of_mistake(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell the act in place of the verdict that it was a mistake."""
    for shape in (
        _fault_that,
        _mistake_to,
        _our_mistake,
        _made_while,
        _mistake_in,
        _too_much,
        _great_idea,
        _not_doing,
        _gerund,
        _took_us,
    ):
        version = shape(sentence)
        if version is not None:
            yield version


def _fault_that(sentence: Sentence) -> Version | None:
    """Turn "it was our fault that the backup was off" into "the backup was off"."""
    match = _FAULT_THAT.match(sentence.text)
    if match is None or not verb_after(sentence, 5):
        return None
    return Version(capitalised(sentence.text[match.end() :]), "BEHIND", match.group())


def _mistake_to(sentence: Sentence) -> Version | None:
    """Turn "it was a mistake to run the job at noon" into "the job was run at noon"."""
    match = _MISTAKE_TO.match(sentence.text)
    if match is None:
        return None
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    act = _act(inner, denied=match["not"] is not None, doing=False)
    return None if act is None else Version(act, "BEHIND")


def _our_mistake(sentence: Sentence) -> Version | None:
    """Turn "our mistake was not to test the index" into "the index was not tested"."""
    match = _OUR_MISTAKE.match(sentence.text)
    if match is None:
        return None
    inner = Sentence(sentence.text[match.end() :], sentence.people)
    act = _act(inner, denied=match["not"] is not None, doing=match["to"] is None)
    return None if act is None else Version(act, "BEHIND", match["who"] or "")


def act_told(text: str, people: Sequence[str], *, denied: bool, doing: bool) -> str | None:
    """Tell "to test the index" and "testing the index" as "the index was tested".

    Args:
        text: The act from its verb on.
        people: Names of the document's people.
        denied: Whether it was not done.
        doing: Whether the verb is an -ing form and not a base.
    """
    return _act(Sentence(text, people), denied=denied, doing=doing)


def _act(sentence: Sentence, *, denied: bool, doing: bool) -> str | None:
    """Tell "to test the index" and "testing the index" as "the index was tested"."""
    main = int(ends_as_adverb(sentence.low(0)))
    low, beside = sentence.low(main), tuple(token.text for token in sentence.tokens[:main])
    verb = lexicon().of_ing(low) if doing else lexicon().of_base(low)
    if verb is None or not low.isalpha():
        return None
    sort = "undone" if denied else "done"
    group = Group(0, main + 1, verb, sort, denied=denied, beside=beside, main=main)
    clause = told(sentence, group, denied=denied, own=False)
    rest = None if clause is None else rest_of(sentence, clause.end, group)
    return None if clause is None or rest is None else f"{capitalised(clause.words)}{rest}"


def _made_while(sentence: Sentence) -> Version | None:
    """Turn "Kim made an error while editing the rule, and x" into "while the rule ..., x"."""
    match = _MADE_ONE.match(sentence.text)
    who = None if match is None else Sentence(match["who"], sentence.people)
    if match is None or who is None or not _is_doer(who):
        return None
    told_when, comma, rest = sentence.text[match.end() :].partition(", ")
    said = settled(f" {told_when}")
    if said is None or not comma:
        return None if said is None else Version(f"An error occurred{said}", "BEHIND", match["who"])
    opener, _, clause = rest.partition(" ")
    if opener not in ("and", "so") or not verb_after(Sentence(clause), 1):
        return None
    if Sentence(clause).low(0) in lexicon().among("finite") | {"was", "then"}:
        return None
    return Version(f"{capitalised(said.strip())}, {clause}", "BEHIND", match["who"])


def _is_doer(sentence: Sentence) -> bool:
    """Return whether one phrase for people is all there is."""
    start = 2 if sentence.words(0, 2) == ("one", "of") else 0
    phrase = phrase_at(sentence, start)
    if phrase is None or phrase.end != len(sentence.tokens):
        return False
    return is_people(sentence, phrase.head) or sentence.low(phrase.head) in ("we", "i", "he", "she")


def _mistake_in(sentence: Sentence) -> Version | None:
    """Turn "Kim's mistake in the rule removed x" into "a mistake in the rule removed x"."""
    match = _MISTAKE_IN.match(sentence.text)
    if match is None or not verb_after(sentence, 4):
        return None
    what = match["what"].lower()
    article = "An" if what[0] in "aeio" else "A"
    rest = sentence.text[match.end() :]
    return Version(f"{article} {what} {rest}", "BEHIND", match["who"])


def _too_much(sentence: Sentence) -> Version | None:
    """Turn "reading the message was too much to ask" into "the message was not read"."""
    match = _TOO_MUCH.match(sentence.text)
    if match is None:
        return None
    act = _act(Sentence(match["act"], sentence.people), denied=True, doing=True)
    if act is None:
        return None
    hedged = (match["lead"] or "").lower().startswith(("apparently", "it seems", "seems"))
    said = f"{match['lead']}{act[:1].lower()}{act[1:]}" if hedged else act
    return Version(f"{said}{match['end']}", "SHIFT", sentence.text.replace(match["act"], ""))


def _great_idea(sentence: Sentence) -> Version | None:
    """Turn "Great idea to test it on production" into "It was tested on production"."""
    match = _GREAT_IDEA.match(sentence.text)
    if match is None:
        return None
    act = _act(Sentence(sentence.text[match.end() :], sentence.people), denied=False, doing=False)
    return None if act is None else Version(act, "SHIFT", match.group())


def _not_doing(sentence: Sentence) -> Version | None:
    """Turn "Not checking the consequences" into "The consequences were not checked"."""
    if sentence.low(0) != "not":
        return None
    double = sentence.low(1) == "double" or ends_as_adverb(sentence.low(1))
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
    return None if rest is None else Version(f"{capitalised(clause.words)}{rest}", "BEHIND")


def _gerund(sentence: Sentence) -> Version | None:
    """Turn "Leaving the port open was a human error" into "The port was left open"."""
    match = pattern(_WAS_ERROR).search(sentence.text)
    if match is None:
        return None
    act = _act(Sentence(sentence.text[: match.start()]), denied=False, doing=True)
    return None if act is None else Version(f"{act}{match['end']}", "BEHIND", match["by"])


def _took_us(sentence: Sentence) -> Version | None:
    """Turn "it took us too long" into "it took too long"."""
    match = _TOOK.search(sentence.text)
    if match is None:
        return None
    text = f"{sentence.text[: match.start()]}{match['took']} {sentence.text[match.end() :]}"
    return Version(text, "BEHIND", match.group())
