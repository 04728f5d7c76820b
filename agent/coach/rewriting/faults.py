"""Faults of grammar that a rewrite may bring in: what its source has too is no fault of it."""

import re
from collections import Counter
from collections.abc import Iterator

from agent.coach.grammar import broken
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.leaning import SELVES, leans
from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.objects import PERIODS
from agent.coach.rewriting.orphans import orphaned
from agent.coach.rewriting.participles import hanging
from agent.coach.rewriting.phrases import begins_object, plural_noun
from agent.coach.rewriting.subjects import thing_before
from agent.coach.rewriting.tokens import Sentence

_DOUBLED = re.compile(
    r"\b(?P<word>[a-z']+) (?P=word)\b"
    r"|\b(?:was|were) (?:was|were|did|had|is|are)\b|\bnot (?:never|no)\b|\b(?:the|a|an) (?:the|own"
    r"|an?|our|its|no)\b|\bno (?:bit|little|few|lot|couple) (?:more|less|fewer|extra|of)\b"
    r"|\ba (?=[aeio][a-z]{2})(?!one\b|eu|once\b)|\ban (?=[bcdfgjklmnpqrtvwz][a-z]{2})"
    r"|[,;:] ?[,;:.]|[-–—][;,:]|\(\s|\s\)| [,.;:!?](?=\s|$)"
    r"|\b(?:did|does|do)(?: not|n't)? [a-z]{2,14}(?<!ee)(?<!e)ed\b(?<!need)(?<!shed)(?<!embed)"
    r"|\b(?:was|were|been|being) (?:not )?(?:of|who|which)\b"
    r"|\bno reaction to [^,;.]{1,60}? as (?!soon|long|well|it|they|we)\w"
    r"|\b(?:was|were|been|being) (?:not )?(?!known|told|asked|clear|decided|determined|said|found"
    r"|recorded|specified|written|defined|noted|documented|checked)[a-z-]+ (?:whose|who)\b"
    r"|\b(?:by|due|because|of|from|and|or|but|the|an?|very|was|were) ?[,;:]"
    r"|\bnot [^.,;]{1,100} (?:long|well|right|just) before\b|\bthe price was paid\b"
    r"|\b(?:was|were|been|being) (?:[a-z]+ed|shut|cut|put|kept|held|sent|set) in doubt\b",
    re.IGNORECASE,
)
_AS_WE = re.compile(
    r"(?:[*_>-]{1,3} ?)?as (?:an? |the |our )?[\w-]{1,30}(?: [\w-]{1,30}){0,2},?"
    r" (?:we|i|he|she|they)\b",
    re.IGNORECASE,
)
"""As what somebody did something: it hangs where they are gone."""
_AS_WHAT = re.compile(rf"(?!{_AS_WE.pattern})(?:[*_>-]{{1,3}} ?)?as (?!soon\b)", re.IGNORECASE)
_TOLD_SO = re.compile(
    r"\b(?:told|said|warned|advised|asked|reminded|suggested|recommended) so\b", re.IGNORECASE
)
"""What was told was what should have been, and no more is what stands there."""
_SECOND_ACT = re.compile(
    r"\b(?:fail\w*|neglect\w*|forgot\w*|omi\w+|inability|refus\w+) to [^.;]{2,160} (?:and|or) to ",
    re.IGNORECASE,
)
"""A second act behind "failed to": it hangs where the first became a passive."""
_SECOND_ACT_ALONE = re.compile(
    r"^(?:(?! to ).){0,200}\b(?:was|were|been)\b(?:(?! to ).){1,160} (?:and|or) to ", re.IGNORECASE
)
_HANGING_END = re.compile(
    r"\b(?P<last>and|or|but|the|an?|by|from|was|were|be|not|that|because|which|who|due|of|to|for"
    r"|with|at|into|than|as|when|while|if)[.!?]*$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]*[*_~)\"”']*$")
_MODALS = re.compile(r"\b(?:can(?!not)|may|must|will|shall)\b")
_FINITE = {"was": False, "were": True, "has": False, "have": True, "is": False, "are": True}
_SIGNS = ("**", "`", "(", ")", "[", "]", '"', "“", "”", "~~", "*")
_EITHER = word_set(
    "data none all some any most half rest majority number what that which who it there this "
    "these those they we i you"
)
_WHO_ACTS = re.compile(
    r"\b(?:I|we|he|she|they|any(?:one|body)|some(?:one|body)|nobody)\b", re.IGNORECASE
)
_LEANING = re.compile(
    rf"{SELVES}|\b(?:before|than|as) [^,.;]{{2,40}} (?:did|had|do|does|have)(?=[.,;!]|$)"
    r"|\bas [^,.;]{2,60} (?:taught|supposed|told|trained|asked|required|meant|advised) to"
    r"(?=[.,;!]|$)"
    r"|\bwhom (?:it|they|he|she)\b|\bwhether (?:he|she) "
    r"|\b(?:thinking|believing|assuming|hoping|expecting|knowing|trusting) (?!about|of)\w",
    re.IGNORECASE,
)
_POSTURE = re.compile(
    r", (?:his |her |their )?(?:eyes|head|mind|hands?|drunk|asleep|engrossed|busy|deep in)\b",
    re.IGNORECASE,
)
"""How somebody was while they did it: it needs them."""
_TO_SELF = re.compile(
    r"\b(?:was|were|been) (?:not )?[a-z-]+ (?:to|for|by) (?:my|him|her|your|them|our)"
    r"sel(?:f|ves)\b",
    re.IGNORECASE,
)
_WHO = word_set("i we he she they the a an our its their his her someone nobody no and one")
_GROUPS = word_set(
    "team teams group groups department departments board committee crew staff management vendor"
    " jury supplier company desk office unit squad support operations engineering security"
)
"""Whoever these are, they are not "he"."""
_THEIRS = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_WHEN = word_set("after before until once when while because although though")
_BE = word_set("was were")
_JOINING = word_set("that which who what whatever how where when because as while if ; : - – —")
_OF_CLAUSE = re.compile(
    r"\bit (?:was|had been|has been) (?:(?:not|never|[a-z]+ly) )*[a-z]+ (?:that|how"
    r"|whether|what|why)\b",
    re.IGNORECASE,
)
"""What was not known or thought is told by a clause."""
_HES = word_set("he she him her his hers")
_HE = re.compile(
    r"\b(?:he|she|him|her|his|(?:both|all|one|none|neither|either|each) of them)\b", re.I
)
_AT_LEAST = re.compile(r"(?:at (?:the )?(?:very )?least|ideally|even|if only)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|nobody)\b|n't\b|\bfail|\bforg", re.IGNORECASE)
_APPEAL = "CONTROL"


def has_fault(source: str, rewrite: str, *, gone: str, strategy: str) -> bool:
    """Return whether the grammar of a rewrite shows a fault that the source does not have.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
        strategy: How it was made.
    """
    return (
        broken(source, rewrite)
        or bool(_patterns(rewrite) - _patterns(source))
        or _ends_in_the_air(source, rewrite)
        or (_AS_WE.match(source) is not None and _AS_WHAT.match(rewrite) is not None)
        or (_TOLD_SO.search(source) is not None and _TOLD_SO.search(rewrite) is not None)
        or (
            _SECOND_ACT.search(source) is not None and _SECOND_ACT_ALONE.search(rewrite) is not None
        )
        or not _begins_and_ends_alike(source, rewrite)
        or not _balanced(source, rewrite)
        or _disagrees(source, rewrite)
        or (strategy != _APPEAL and _loses_modality(source, rewrite))
        or (gone.strip() != "" and _POSTURE.search(rewrite) is not None)
        or (gone.strip() != "" and _leaves_participle(rewrite))
        or (gone.strip() != "" and _leaves_act(rewrite))
        or (gone.strip() != "" and _leans_on_doer(source, rewrite))
        or (gone.strip() != "" and leans(source, rewrite))
        or (gone.strip() != "" and orphaned(source, rewrite, gone))
        or _sent_to_self(rewrite)
        or _misses_words(source, Sentence(rewrite))
    )


def _patterns(text: str) -> set[str]:
    return {match.group().lower() for match in _DOUBLED.finditer(text)} - {"had had", "that that"}


def _ends_in_the_air(source: str, rewrite: str) -> bool:
    """Return whether a word that needs another one ends the rewrite."""
    match = _HANGING_END.search(rewrite)
    if match is None or rewrite.rsplit(" ", 2)[-2:] == source.rsplit(" ", 2)[-2:]:
        return False
    words = rewrite.lower().rstrip(".!? ").split()
    verb = lexicon().of_past(words[-2]) if len(words) > 1 else None
    pairs = {(base, words[-1]) for base in verb.bases} if verb else set[tuple[str, str]]()
    return pairs.isdisjoint(lexicon().prepositional | _TAKEN)


_TAKEN = frozenset(
    {("attend", "to"), ("account", "for"), ("care", "for"), ("refer", "to"), ("see", "to")}
)


def _begins_and_ends_alike(source: str, rewrite: str) -> bool:
    """Return whether a capital and the marks at the end are as the source has them."""
    first, before = rewrite.strip("*_~ (")[:1], source.strip("*_~ (")[:1]
    capital = not before.isupper() or not first.islower() or rewrite[:1] == "`"
    ends = [_END.search(text) for text in (source.rstrip(), rewrite.rstrip())]
    marks = [match.group().rstrip("*_~)\"”'") if match else "" for match in ends]
    return capital and (marks[0] == marks[1] or marks[0] == "?")


def _balanced(source: str, rewrite: str) -> bool:
    """Return whether emphasis, code and quotations are opened and closed as before."""
    return all(
        source.count(sign) == rewrite.count(sign) or _less_by_two(sign, source, rewrite)
        for sign in _SIGNS
    )


def _less_by_two(sign: str, source: str, rewrite: str) -> bool:
    """Return whether a whole pair went, with what it held."""
    if sign in "()[]“”":
        return all(
            source.count(part) - rewrite.count(part) == source.count(sign) - rewrite.count(sign)
            for part in {"(": "()", ")": "()", "[": "[]", "]": "[]", "“": "“”", "”": "“”"}[sign]
        )
    return (source.count(sign) - rewrite.count(sign)) % 2 == 0 and len(rewrite) < len(source)


def _disagrees(source: str, rewrite: str) -> bool:
    """Return whether a verb stands in another number than the thing before it."""
    known = set(_mismatches(source))
    names = {token.low for token in Sentence(source).tokens[1:] if token.text.istitle()}
    return any(
        (head, verb) not in known and (head not in names or _FINITE[verb])
        for head, verb in _mismatches(rewrite)
    )


def _mismatches(text: str) -> Iterator[tuple[str, str]]:
    sentence = Sentence(text)
    for place in range(1, len(sentence.tokens)):
        plural = _FINITE.get(sentence.low(place))
        if plural is None:
            continue
        thing = thing_before(sentence, place)
        if thing is None or sentence.tokens[thing.head].kind != "word":
            continue
        if not _opens_clause(sentence, thing.start):
            continue
        words = set(sentence.words(thing.start, thing.end))
        if thing.plural != plural and not words & _EITHER:
            yield sentence.low(thing.head), sentence.low(place)


def _opens_clause(sentence: Sentence, place: int) -> bool:
    """Return whether a subject may begin here: at the start, behind a mark, or after "when"."""
    return place == 0 or sentence.stops(place - 1) or sentence.low(place - 1) in _WHEN


def _loses_modality(source: str, rewrite: str) -> bool:
    """Return whether "can", "may" or "must" went."""
    said = Counter(_MODALS.findall(source)), Counter(_MODALS.findall(rewrite))
    return bool(said[0] - said[1])


def _leans_on_doer(source: str, rewrite: str) -> bool:
    """Return whether a word is left that needs the one who is gone: "myself", "before he did"."""
    lost = _WHO_ACTS.search(source) and not _WHO_ACTS.search(rewrite)
    return bool(lost and _LEANING.search(rewrite)) or bool(
        _AT_LEAST.match(rewrite) and not _DENIED.search(source)
    )


def _sent_to_self(rewrite: str) -> bool:
    """Return whether something "was sent to themselves", with nobody left who sent it."""
    return _TO_SELF.search(rewrite) is not None


def _misses_words(source: str, told: Sentence) -> bool:
    """Return whether a subject, or what joins two verbs, is missing from a rewrite."""
    return _loses_subject(source, told) or _says_two_verbs(told)


def _loses_subject(source: str, told: Sentence) -> bool:
    """Return whether a rewrite begins with "knew of" or "sent it", and its source does not."""
    first = group_at(told, 0)
    if first is None or first.time == "present":
        return False
    if not _FINITE.keys().isdisjoint(told.words(first.end, first.end + 2)):
        return False  # behind a noun stands a finite verb: "airspeed was", "untrained staff were"
    return group_at(Sentence(source), 0) is None


def _says_two_verbs(told: Sentence) -> bool:
    """Return whether "name was chosen broke it" stands there, with nothing to join its verbs."""
    low = [token.low for token in told.tokens]
    if not _BE.intersection(low) or _JOINING.intersection(low):
        return False
    return any(
        was in _BE
        and (verb := lexicon().of_past(done))
        and verb.participle == done
        and _is_past(then)
        for was, done, then in zip(low, low[1:], low[2:], strict=False)
    )


def _is_past(low: str) -> bool:
    """Return whether a word is a past form and no participle: "broke", but not "sent"."""
    verb = lexicon().of_past(low) if low in lexicon().past_forms else None
    return verb is not None and verb.participle != low


def he_is_nobody(source: str, rewrite: str, gone: str = "") -> bool:
    """Return whether "he" is left of somebody who was named in the source and no longer is.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    if not _HE.search(rewrite):
        return False
    named = [token.low for token in Sentence(source).tokens if token.agent]
    left = {token.low for token in Sentence(rewrite).tokens if token.agent} - _GROUPS
    if "of them" not in rewrite:
        left = {low for low in left if not low.endswith("s") or low.endswith("ss")}
    named += [word for word in gone.split() if word.istitle() and word.lower() not in _WHO]
    others = [low for low in named if low not in _HES]
    return bool(others) and not any(low in left for low in others)


def they_are_nobody(rewrite: str, gone: str) -> bool:
    """Return whether "their" is left of a group that went: nothing before it is many.

    Args:
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    theirs = _THEIRS.search(rewrite)
    if theirs is None or not any(token.agent for token in Sentence(gone).tokens):
        return False
    before = Sentence(rewrite[: theirs.start()]).tokens
    return not any(
        token.agent
        or token.low in lexicon().among("people")
        or (plural_noun(token.text) and token.low not in PERIODS and token.low not in _FINITE)
        for token in before
    )


def _leaves_act(rewrite: str) -> bool:
    """Return whether ", and made five keys" is left behind "it was not known that it counts".

    What stands behind the comma was done by whoever did not know, and they are gone.
    """
    match = _OF_CLAUSE.search(rewrite)
    if match is None:
        return False
    told = Sentence(rewrite)
    for place, token in enumerate(told.tokens):
        if (
            token.start < match.end()
            or token.low != ","
            or told.low(place + 1) not in ("and", "but")
        ):
            continue
        verb = place + 2
        while told.low(verb) in lexicon().among("adverbs") or ends_as_adverb(told.low(verb)):
            verb += 1
        low = told.low(verb)
        acts = low in lexicon().past_forms and low not in lexicon().among("finite")
        if acts and begins_object(told, verb + 1):
            return True
    return False


def _leaves_participle(rewrite: str) -> bool:
    """Return whether a participle is left that needs the one who is no longer named."""
    sentence = Sentence(rewrite)
    if any(token.agent or token.low in ("we", "i") for token in sentence.tokens):
        return False
    return hanging(sentence)
