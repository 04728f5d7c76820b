"""What the source tells of a slip, set beside a version: that it was one has to stay, not whose."""

import re
from itertools import pairwise

from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.label_words import pattern
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import is_people, subject_of
from agent.coach.rewriting.tokens import Sentence, Token

_LABEL = (
    r"{HUMAN_LABEL}s?|(?:{HUMANS}) (?:misuse|misconfiguration|misunderstanding)s?"
    r"|\b(?:oversights|lapses? (?:in|of))\b|{JUDGES}"
)
_ERROR = re.compile(
    r"\b(?:errors?|mistakes?|slips?|lapses?|oversights?|typos?|mis\w{4,}|blunders?)\b",
    re.IGNORECASE,
)
_TELLS_SLIP = re.compile(
    r"\b(?:mistak\w+|errors?|erroneous\w*|accident\w*|inadvertent\w*|unintention\w*|unintended"
    r"|unexpected\w*|wrong\w*|incorrect\w*|improper\w*|invalid|missing|missed|omitted|forgotten"
    r"|overlooked|too|twice|typos?|mis(?:s?pell|type|configur|rout|label|read|calculat|match"
    r"|understand|understood|place|direct|judge)\w*|not|never|no|none|nothing|nobody|without"
    r"|instead|rather than|left (?:out|behind))\b|n't\b",
    re.IGNORECASE,
)
"""Words that show by themselves that an act was not meant, or not done."""
_DENIES = re.compile(
    r"\b(?:too|twice|not|never|no|none|nothing|nobody|without|instead|rather than)\b|n't\b",
    re.IGNORECASE,
)
"""Words that only deny or compare: alone they do not tell that something was an error."""
_TOLD_BEHIND = re.compile(
    r"mis[a-z]{5,}|[a-z]+(?: ?[:;—–-]|,? (?:when|where|whereby|while|whilst|during|that|which"
    r"|in which|[a-z]{3,}ing\b))",
    re.IGNORECASE,
)
"""An error of which is told what it was."""
_VAGUE = re.compile(
    r"\b(?:error|mistake|slip|lapse|oversight)s? in (?:not )?(?:know|realis|realiz|understand|think"
    r"|notic|see|be)\w*",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"(?P<owner>(?:[\w'’-]+ ){0,2})\b(?:failure|inability|neglect|omission) to [a-z]", re.IGNORECASE
)
_CAUSE = (
    r"{DUE_TO} an error\b|\bresult of an? (?:error|mistake) (?:in|during|while|when)\b"
    r"|\ban error was (?:also )?(?:involved|a (?:contributing )?factor|at play)\b.*\b(?:since"
    r"|because|as|when)\b"
    r"|^an error\b(?!$|[.!]| (?:was|is|by|of|in not)\b)"
)
"""An error that is told as the cause of a fact."""
_APPOSED = re.compile(
    r", an? (?:[\w-]{1,20} ){0,3}?(?:blunder|mistake|error|lapse|oversight|slip|misjudge?ment)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|since|as) (?:he|she|they|i|we)\b", re.IGNORECASE)
_WE_THINK = re.compile(r"\b(?:we|i) (?:\w+ )?(?:think|believe|feel) (?:that )?", re.IGNORECASE)
_OVERSIGHT = re.compile(r"\ban oversight\b(?! (?:board|body|committee|group)\b)", re.IGNORECASE)
_OF_A_THING = re.compile(r"['’]s? $")
_NOT_BY_PEOPLE = word_set(
    "lost corrupted interrupted delayed disrupted affected caused damaged rejected degraded "
    "impacted exposed detected noticed found reported resolved restored made seen known needed "
    "prevented triggered required harmed injured killed hurt destroyed broken unable overloaded"
)
"""What happens to a thing; nobody can be said to have done it by mistake."""
_CLAUSE = re.compile(r"\b(?:was|were)\b (?P<act>[a-z]+)\b(?! by\b)")
_SPLIT = re.compile(r"[,;:] |\b(?:that|which|who|because|when|while|if|where|after|before)\b")
_TELL_ERROR = word_set(": — – - when where")
_WRONG_ACT = frozenset(
    {("by", "accident"), ("by", "mistake"), ("in", "error"), ("instead", "of"), ("rather", "than")}
)
_WE = word_set("we i he she they someone somebody")
_MENDING = word_set(
    "notice find see discover report receive get fix correct revert repair identify detect replace "
    "observe realise realize diagnose spot catch"
)
"""What is done about a thing that is wrong."""
_WRONG = word_set(
    "wrong incorrect erroneous wrongly incorrectly mistakenly accidentally inadvertently "
    "unintentionally erroneously improperly invalid"
)
_ASIDE = re.compile(r", (?:which|who|whose) (?:was|were|had been) (?:[a-z]+ly )?$")
"""An aside tells of something else than the slip."""


def with_slip(source: str, rewrite: str) -> str | None:
    """Return a version that still says that it was a slip; None where it can't be said.

    Where the label "human error" went and nothing else tells that the act was not meant, the act is
    said to have been done mistakenly.
    """
    if _labels(source) <= _labels(rewrite) or pattern(_CAUSE).search(rewrite):
        return rewrite
    error = _ERROR.search(rewrite)
    bare = rewrite if error is None else rewrite[: error.start()] + rewrite[error.end() :]
    if error is not None and _VAGUE.search(rewrite):
        return None
    if _TELLS_SLIP.search(bare) or (error and _TOLD_BEHIND.match(rewrite, error.start())):
        return rewrite
    return None if error else _mistakenly(rewrite)


def only_denies(text: str) -> bool:
    """Return whether nothing in a clause tells of an error but that something was not done."""
    return _DENIES.search(text) is not None and not _TELLS_SLIP.search(_DENIES.sub("", text))


def _mistakenly(text: str) -> str | None:
    """Turn "the quota was set to 7" into "the quota was mistakenly set to 7"."""
    match = _CLAUSE.search(text)
    if (
        match is None
        or match["act"] in _NOT_BY_PEOPLE
        or _ASIDE.search(text, 0, match.start("act"))
    ):
        return None
    lead = _SPLIT.search(text[: match.start()])
    there = text.lstrip("*_ ").lower().startswith("there ")
    if there or (lead and not lead.group().startswith((",", ":"))):
        return None
    if lexicon().of_past(match["act"]) is None:
        return None
    return f"{text[: match.start('act')]}mistakenly {text[match.start('act') :]}"


def leaves_failure(rewrite: str) -> bool:
    """Return whether "the failure to test" is left, whoever's it was: only a thing's may stay.

    "An oversight" without the one whose it was blames as before.
    """
    return _OVERSIGHT.search(rewrite) is not None or any(
        _OF_A_THING.search(match["owner"]) is None for match in _UNDONE.finditer(rewrite)
    )


def leaves_doer(source: str, sentence: Sentence) -> bool:
    """Return whether people are still the subject of an act that was wrong.

    A version that only takes "human" or an adverb away has changed nothing for them.
    """
    relabelled = _labels(source) > _labels(sentence.text)
    if relabelled and (_tells_error_of(sentence) or _erred(sentence)):
        return True
    if _APPOSED.search(source) and not _APPOSED.search(sentence.text) and _opens(sentence):
        return True
    if _REASON.search(source) and not _REASON.search(sentence.text) and _opens(sentence):
        return True
    thought = _WE_THINK.search(sentence.text) is not None
    if thought and _ERROR.search(source) and not _ERROR.search(sentence.text):
        return True
    judged = _judges(source) > _judges(sentence.text)
    if judged and (_done_by(sentence) or _owns_act(sentence)):
        return True
    return any(
        group.sort == "done" and subject_of(sentence, group) and _is_wrong(sentence, group)
        for group in groups(sentence)
    )


def _tells_error_of(sentence: Sentence) -> bool:
    """Return whether people open the clause that tells what the error was: "error: the clerk"."""
    for place in range(2, len(sentence.tokens)):
        if sentence.low(place - 1) not in _TELL_ERROR:
            continue
        start = place + 2 * (sentence.words(place, place + 2) == ("one", "of"))
        phrase = phrase_at(sentence, start)
        people = phrase is not None and is_people(sentence, phrase.head)
        wrong = phrase is not None and _WRONG & set(sentence.words(start, phrase.end))
        if sentence.low(place) in _WE or (people and not wrong):
            return True
    return False


def _erred(sentence: Sentence) -> bool:
    """Return whether people are still said to have done what was called an error."""
    return any(
        group.sort == "done"
        and subject_of(sentence, group) is not None
        and not group.verb.among("suffering")
        for group in groups(sentence)
    )


def _opens(sentence: Sentence) -> bool:
    """Return whether people are the doers with whom a sentence begins: not "they were told"."""
    phrase = phrase_at(sentence, 0)
    if phrase is None or sentence.low(phrase.end) in ("was", "were"):
        return False
    return sentence.low(0) in _WE or is_people(sentence, phrase.head)


def _done_by(sentence: Sentence) -> bool:
    """Return whether "an edit by the intern" is left of "a careless edit by the intern"."""
    for place in range(1, len(sentence.tokens) - 1):
        if sentence.low(place) != "by":
            continue
        start = place + 1 + 2 * (sentence.words(place + 1, place + 3) == ("one", "of"))
        phrase = phrase_at(sentence, start)
        if phrase is not None and is_people(sentence, phrase.head):
            return True
    return False


def _owns_act(sentence: Sentence) -> bool:
    """Return whether "a developer's commit" is left of "a developer's careless commit"."""
    owners = [
        place
        for place, token in enumerate(sentence.tokens)
        if token.low.endswith(("'s", "s'")) and _is_owner(token)
    ]
    acts = lexicon().among("doings")
    return len(owners) == 1 and sentence.low(owners[0] + 1) in acts


def _is_owner(token: Token) -> bool:
    """Return whether a word with "'s" is for people."""
    bare = token.low.removesuffix("'s").removesuffix("'")
    return token.agent or bare in lexicon().among("people")


def _judges(text: str) -> int:
    """Return how many judgements stand before nouns."""
    words = lexicon().among("marks") | lexicon().among("traits")
    return sum(word in words for word in text.lower().split())


def _labels(text: str) -> int:
    return len(pattern(_LABEL).findall(text))


def _is_wrong(sentence: Sentence, group: Group) -> bool:
    """Return whether a clause says of its own act that it was wrong or not meant."""
    last = group.end
    while not sentence.stops(last):
        last += 1
    words = sentence.words(group.end, last)
    swapped = not _WRONG_ACT.isdisjoint(pairwise(words))
    return swapped or (group.verb.bases.isdisjoint(_MENDING) and bool(_WRONG & set(words)))
