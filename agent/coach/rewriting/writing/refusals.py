"""What speaks against a draft: each reason has a name, and some refuse it however likely it is.

The steps say which words of the source are not there.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from agent.coach.rewriting.besides import without_leaving
from agent.coach.rewriting.label_words import pattern
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.going import doubts_of_going
from agent.coach.rewriting.parts.marks import DOER, parts_of
from agent.coach.rewriting.phrases import begins_object
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.small_words import small
from agent.coach.rewriting.writing.steps import Copied, forms_of
from agent.coach.rewriting.writing.told import Told
from agent.coach.rewriting.writing.ungrammatical import (
    dangles,
    is_fragment,
    is_garbled,
    is_now,
    is_then,
    is_unglued,
    lacks_manner,
)
from agent.coach.rewriting.writing.whoever import (
    hangs_on_doer,
    leaves_self,
    leaves_tail,
    loses_owner,
    loses_place,
    loses_relation,
    loses_you,
    needs_doer,
    only_names_less,
)

_FACTS = word_set(
    "again twice once only already still late later repeatedly first enough promptly"
    " immediately properly fully unfeasible infeasible impossible"
    " prepared wanted attempted tried blind committed promised"
)
"""Small words that tell when, how often or how far: they stay."""
_UNDONE = word_set("failed forgot neglected omitted refused none us nobody whoever")
"""What was left undone, and by whom, is told by "not"."""
_MUCH = 4
"""So many words with content are more than a doer and a judgement."""
_DEMANDS = re.compile(
    r"\b(?:needs? to|has to|have to|must|should|ought to|shall)\b(?! (?:\w+ )?have\b)"
    r"|\b(?:is|are) (?:to|required|expected|reminded|asked)\b|\bremind\b",
    re.IGNORECASE,
)
_REASONED = re.compile(r"\bgiven (?:that|the|how)\b|\bhow .{3,60}could have\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:should|ought to|would|could)(?: \w+)? have\b|\bshould['’]ve\b", re.I)
_REFUSED = re.compile(r"\b(?:failed|forgot|neglected|omitted|failure) to\b", re.IGNORECASE)
POSSIBLE = re.compile(r"\b(?:could|might|would)(?: \w+){0,2} have\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:every|any)(?:one|body) else\b", re.IGNORECASE)
"""What others did is a jibe at those who did not."""
_ALL_NOT = re.compile(
    r"\b(?:all|every|each|both|everything)\b[^.,;:]{0,60}?\b(?:was|were|been|is|are) not\b",
    re.IGNORECASE,
)
"""What denies each of many: where the source denies that it was all of them, that is too much."""
_NO_ONE_THERE = re.compile(r"\b(?:no one|nobody|no-one) (?:on|in|at|from|of)\b", re.IGNORECASE)
_NOBODY_AND = re.compile(
    r"\b(?:nobody|no one|none of \w+) \w+ed\b[^.,;]{1,80} and \w+ed\b", re.IGNORECASE
)
_CAUSES = re.compile(
    r"\b(?:as a result of|because of|due to|owing to|on account of|thanks to|(?:out|abundance) of"
    r" caution|as a precaution)\b",
    re.IGNORECASE,
)
_LED = word_set("led leads meant means prompted caused")
_WHY = re.compile(r"\b(?:because|since|which|so|due|cause[ds]?|led|meant|thereby)\b", re.IGNORECASE)
_LABEL = r"\b{HUMAN_LABEL}\b|\bindividual (?:error|mistake)\b|\bpebkac\b"
_ERROR = re.compile(r"\b(?:error|mistake|slip|typo)\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"\b(?:cause[ds]?|reasons?|factors?|attributed|attributable|due|because|result\w*|put down"
    r"|came down|turned out|explanation)\b",
    re.IGNORECASE,
)
_CHARACTER = re.compile(
    r"\bwas an? (?:serious|grave|major|clear|bad) (?:omission|failure|lapse|oversight)\b"
    r"|^in (?:our|my|his|her|their|its) (?:haste|hurry|rush|eagerness|zeal)\b"
    r"|\b(?:felt|feeling) (?:so |very |too |quite )?(?:confident|sure|comfortable|safe|certain)\b"
    r"|\bmore interested in\b|\bregarded as\b|\b(?:reluctant|hesitant|afraid|unwilling) to\b"
    r"|\b(?:difficult|hard|impossible) to (?:understand|see|believe) (?:how|why)\b",
    re.IGNORECASE,
)
"""What tells of somebody's character or puzzles over it is no act."""
_TURNED = re.compile(r"\b(?:should not|shouldn['’]t|ought not to) have\b", re.IGNORECASE)
_ALIKE = word_set("read put set cut hit let shut split cast reset spread")
"""Verbs whose past is their imperative: without a subject before them they may demand."""
_ERROR_WHILE = re.compile(
    r"\b(?:error|mistake|slip|oversight) (?:by (?:the|an?|our) [\w-]+ )?(?:while|when|in|during)\b",
    re.IGNORECASE,
)
_AIMING = re.compile(
    r"\bskip\w* (?:the|a|an|our) \w+ to [a-z]+\b"
    r"|(?:\b(?:failed|forgot|neglected|omitted) to\b|\bnot\b|n['’]t\b|\bnever\b)[^.;]{3,120}"
    r" to (?:save|spare|avoid|meet|keep|finish|please|cut|reach|hit)\b",
    re.IGNORECASE,
)
"""Why something was left undone: behind a denial it would be why it was to be done."""
_IDLE = word_set(
    "left went walked made took gave failed forgot neglected omitted managed chose thought assumed"
    " believed hoped did let"
)
"""What may be said by another word, or is no act of its own."""
_BOTH = 2
"""How many denials two acts need that were not done."""
_DENIED = re.compile(r"\b(?:not|never|no|none|without|nothing|nor|neither)\b|n['’]t\b", re.I)
_AND_DID = re.compile(r"\b(?:and|or) (?P<first>[\w-]+) (?P<second>[\w-]+)", re.IGNORECASE)
_NOUNS = word_set(
    "2 4 9 accepted account action advice agreed agreement answered apology approval"
    " approvals approved argument arrival arrived assurance attendance attended audit backup"
    " began belief boat branches call calls cancelled centre change changed changes check"
    " checks choice come comes complaints confidence considered conviction cutover decision"
    " deployment deploys disagreement dismissed distraction effect end ended escalation"
    " evacuation even everywhere failover fear ferry go go-around goes gotten grounded"
    " habitually hand handover hasn't he'd hedge held hesitation hope i'm incorrectly"
    " inspection installation instruction interpreted investigation key last library login"
    " mails mentioned mistyped next objection omitted on-call once order others our owner"
    " pager passed person place plan poorly port provider's question quickly ran rather"
    " reached reaction rebase refitted remembered reminder renewed replacement restarts"
    " review reviews rollback same script second seconds she'd ship shops shown sides silence"
    " slowly spent stayed stood stopped supervision survive switched take-off talk test"
    " testing tests three times trusted trying turned twice two vendor's warnings wasnt"
    " watched whom why will wrong"
)
"""Small words that the writer learned to add, and that say too much."""
_MACHINES = frozenset({"machine", "system"})
"""Doubts about somebody who goes: they are nobody."""
_THIS = word_set("this that these those")


WEIGHED = {"where": -0.1}
"""The reasons that a draft outweighs from so likely on. Each of the others refuses it."""


def reasons_against(told: Told) -> Iterator[str]:
    """Yield the names of the reasons that speak against a draft."""
    for reason, holds in _REASONS.items():
        if holds(told):
            yield reason


def _repeats(told: Told) -> bool:
    """Return whether a word with content is copied twice."""
    copied = told.copied
    return any(
        copied.count(place) > 1
        and told.sentence.tokens[place].kind != "mark"
        and told.sentence.low(place) not in small()
        for place in set(copied)
    )


def _loses_fact(told: Told) -> bool:
    """Return whether code, a number, a bracket, or a word that tells when or how often goes."""
    lost = (told.sentence.tokens[place] for place in told.gone)
    return any(
        not token.agent and (token.kind in ("atom", "paren") or token.low in _FACTS)
        for token in lost
    )


def _demands(told: Told) -> bool:
    """Return whether a demand is told as if it were so, or a reason as if it were another's."""
    source = told.sentence.text
    bare = told.sentence.low(0) in _ALIKE
    return bare or bool(_REASONED.search(source) or _DEMANDS.search(source))


def _undoes(told: Told) -> bool:
    """Return whether only the first of two acts that were not done is denied."""
    source, known = told.sentence.text, lexicon()
    if _NOBODY_AND.search(source):
        return True
    first = _MODAL.search(source) or _REFUSED.search(source)
    if first is None or re.search(r"\b(?:nor|or|neither)\b", told.text):
        return False
    supposed = _MODAL.search(source) is not None
    verbs = known.base_verbs | known.table("irregular").keys()
    acts = [
        match
        for match in _AND_DID.finditer(source, first.end())
        if any(
            known.of_past(word.lower()) if supposed else word.lower() in verbs
            for word in match.groups()
        )
    ]
    more = len(_DENIED.findall(told.text)) - len(_DENIED.findall(source))
    return bool(acts) and more < _BOTH


def _is_supposed(told: Told) -> bool:
    """Return whether what could have been is told as if it was to be."""
    kept = POSSIBLE.findall(told.text)
    turned = _TURNED.search(told.sentence.text) is not None and bool(kept)
    return turned or len(POSSIBLE.findall(told.sentence.text)) > len(kept)


def _loses_cause(told: Told) -> bool:
    """Return whether what led to something is told no more, or an aim as a part of a thing."""
    if _ERROR_WHILE.search(told.sentence.text):
        return True  # what was done would be the cause, and not the error
    gone = {told.sentence.low(place) for place in told.gone}
    if gone & _LED and _WHY.search(told.text) is None:
        return True
    causes = {match.lower() for match in _CAUSES.findall(told.sentence.text)}
    kept = {match.lower() for match in _CAUSES.findall(told.text)}
    return bool(causes - kept) or _AIMING.search(told.sentence.text) is not None


def _loses_label(told: Told) -> bool:
    """Return whether a label for people was the cause, and nothing is told to be one now."""
    source = told.sentence.text
    labelled = pattern(_LABEL).search(source) is not None and _CAUSED.search(source) is not None
    return labelled and _ERROR.search(told.text) is None


def _tells_of_character(told: Told) -> bool:
    return _CHARACTER.search(told.sentence.text) is not None


def _tells_of_others(told: Told) -> bool:
    return _OTHERS.search(told.sentence.text) is not None and not _OTHERS.search(told.text)


def _denies_each(told: Told) -> bool:
    """Return whether "did not test all paths" is told as "all paths were not tested"."""
    return _ALL_NOT.search(told.text) is not None and not _ALL_NOT.search(told.sentence.text)


def _loses_where(told: Told) -> bool:
    """Return whether it goes where nobody did it: "no one on the bridge"."""
    return _NO_ONE_THERE.search(told.sentence.text) is not None


def _is_no_person(told: Told) -> bool:
    """Return whether a machine, or another act of the doer's that tells something, went too."""
    copied = set(told.copied)
    parts = parts_of((*told.marks,))
    idle = without_leaving(told.sentence.text) != told.sentence.text
    never = _MACHINES if idle else _MACHINES | {"did more"}
    return any(
        part.mark == DOER
        and any(place not in copied for place in range(part.start, part.end))
        and (
            _is_this(told.sentence.words(part.start, part.end))
            or not never.isdisjoint(doubts_of_going(told.sentence, parts, number))
        )
        for number, part in enumerate(parts)
    )


def _is_this(words: Sequence[str]) -> bool:
    """Return whether what was just told of did it: "this left the pump dry", "that slip taught us".

    "That" may also join a clause, and "this was my fault" may frame one.
    """
    alone = len(words) == 1 and words[0] != "that"
    known = lexicon()
    frames = known.among("finite") | known.among("pronouns") | known.among("determiners") | {"one"}
    named = len(words) > 1 and words[1] not in frames
    return words[0] in _THIS and (alone or named)


def _brings_in(told: Told) -> bool:
    """Return whether a noun was added that the source has not: "an action", "a review"."""
    said = {token.low for token in told.sentence.tokens}
    return any(step in _NOUNS - said for step in told.steps if not isinstance(step, Copied))


def _loses_act(told: Told) -> bool:
    """Return whether what was skipped, or what had been done, is told no more.

    "Skipped setting up a guard" is no skipped guard, and "nobody had been told to look" no look.
    """
    copied, known, sentence = set(told.copied), lexicon(), told.sentence
    said = {token.low for token in Sentence(told.text).tokens}
    lost = [
        (place, sentence.low(place))
        for place in told.gone
        if said.isdisjoint({sentence.low(place), *forms_of(sentence.low(place)).values()})
    ]
    skipped = any(
        known.of_ing(low, acts=True) is not None
        and known.of_past(sentence.low(place - 1)) is not None
        and place - 1 in copied
        for place, low in lost
    )
    next_act = any(
        sentence.low(place - 1) == "and"
        and known.of_past(low) is not None
        and low not in _IDLE | known.among("finite")
        and place + 1 < len(sentence.tokens)
        and begins_object(sentence, place + 1)
        for place, low in lost
    )
    return (
        skipped
        or next_act
        or any(
            sentence.words(place - 2, place) == ("had", "been") and sentence.low(place + 1) == "to"
            for place, _ in lost
        )
    )


def _says_more(told: Told) -> bool:
    """Return whether a verb or adverb was added that is no form of a word of the source."""
    known = lexicon()
    low = {token.low for token in told.sentence.tokens}
    forms = low.union(*(forms_of(word).values() for word in low))
    added = {step for step in told.steps if not isinstance(step, Copied)} - small() - forms
    return any(
        (step in known.table("said_as") or known.of_past(step) is not None)
        and low.isdisjoint(known.table("said_as").get(step, ()))
        for step in added
    )


def _is_of_it(told: Told) -> bool:
    """Return whether "it" is told of the people of IT."""
    lost = any(told.sentence.tokens[place].text == "IT" for place in told.gone)
    return lost and "it" in told.steps


def _loses_much(told: Told) -> bool:
    """Return whether many words went that are neither the doer nor a judgement."""
    return len(words_lost(told)) >= _MUCH


def words_lost(told: Told) -> list[str]:
    """Return the words with content that went and are neither of the doer nor a judgement."""
    known = lexicon()
    said = {token.low for token in Sentence(told.text).tokens}
    plain = small() | known.among("judging") | known.among("adverbs") | _UNDONE
    return [
        token.low
        for place, token in ((place, told.sentence.tokens[place]) for place in told.gone)
        if token.kind == "word"
        and not token.agent
        and token.low not in plain
        and said.isdisjoint({token.low, *forms_of(token.low).values()})
        and not told.is_doer(place)
    ]


_REASONS: dict[str, Callable[[Told], bool]] = {
    "repeats": _repeats,
    "fact": _loses_fact,
    "fragment": is_fragment,
    "demands": _demands,
    "undoes": _undoes,
    "supposed": _is_supposed,
    "where": _loses_where,
    "cause": _loses_cause,
    "label": _loses_label,
    "character": _tells_of_character,
    "only a name": only_names_less,
    "relation": loses_relation,
    "whose": loses_owner,
    "place": loses_place,
    "doer": needs_doer,
    "tail": leaves_tail,
    "garbled": is_garbled,
    "manner": lacks_manner,
    "no person": _is_no_person,
    "act": _loses_act,
    "brings in": _brings_in,
    "says more": _says_more,
    "now": is_now,
    "then": is_then,
    "apart": is_unglued,
    "scope": _denies_each,
    "others": _tells_of_others,
    "hangs": hangs_on_doer,
    "self": leaves_self,
    "you": loses_you,
    "dangles": dangles,
    "much": _loses_much,
    "it": _is_of_it,
}
