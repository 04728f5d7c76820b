"""Tells what was and was not done where people are told how it could have gone otherwise.

"If the team had read the note, they would have seen the change" says that the note was not read and
that the change was not seen. Both are told; what is only supposed is not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agent.coach.grammar import capitalised
from agent.coach.rewriting.doers import presumed_doer
from agent.coach.rewriting.following import rest_of, stands_alone, turns
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import PRONOUNS, Phrase, phrase_at
from agent.coach.rewriting.readings import Group, adverbs
from agent.coach.rewriting.subjects import is_people, subject_of, thing_before
from agent.coach.rewriting.supposals import MODALS, split_condition
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_POSSIBLY = word_set("could couldn't might")
UNTOLD = re.compile(
    r"^(?:(?:it|that|things) )?(?:would|might|could)(?: certainly| surely)? have (?:helped"
    r"|been (?:nice|good|great|better|best|wise|helpful|useful|easy|easier|a start|wiser|prudent"
    r"|different|enough))$"
    r"|^(?:this|that|it|all of this|none of this|the (?:whole )?(?:outage|incident|problem|issue"
    r"|accident|error|delay|data loss|loss|breach|thread|mess|review|report)) "
    r"(?:(?:would|could|might)(?: easily| probably)? have"
    r" been (?:entirely |easily )?(?:avoided|prevented)(?: entirely| altogether| completely"
    r"| by [\w -]{2,40})?"
    r"|(?:would|might) (?:not|never) have (?:happened|occurred)|would have (?:never"
    r"|not) (?:happened"
    r"|occurred))$|^(?:we|i) would(?: not|n't) (?:be|all be|have to be) "
    r"(?:writing|here|having|talking|sitting"
    r"|in this)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
"""What is only supposed of the whole event: it tells nothing that happened."""
_NONE = word_set("nobody none no nothing neither no-one")
_COMPARED = word_set("hours minutes days weeks months much far earlier sooner faster quicker")
UNSURE = word_set("maybe perhaps probably possibly arguably likely")
_AT_ALL = word_set("any anywhere anyone anything anybody ever either yet much")
"""What only a denial has: without it another word would have to stand there."""
_GOOD = word_set(
    "competent careful diligent reasonable experienced decent attentive responsible good sensible "
    "proper prudent half-decent serious trained"
)
_WITH_CARE = re.compile(
    r"with (?:a (?:minimum|bit|little|modicum) (?:of |more )?|minimal |some |more |due |proper )"
    r"(?:more )?(?:diligence|care|attention|thought|effort|foresight|discipline),? (?=\w)",
    re.IGNORECASE,
)
_ANYBODY = word_set("anyone anybody")
_SEEING = {(who, "with", "eyes") for who in _ANYBODY} | {
    (who, "paying", "attention") for who in _ANYBODY
}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause told as what was, and the words for people that it leaves out."""

    words: str
    gone: str


def otherwise(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that tell what was in place of what would have been."""
    parts = split_condition(sentence)
    if parts is not None and not UNSURE & set(sentence.words(0, len(sentence.tokens))):
        supposed, outcome, end = parts
        first = as_it_was(Sentence(supposed, sentence.people))
        second = None if first is None else _outcome(Sentence(outcome, sentence.people))
        if first is not None and second is not None:
            words = f"{first.words}, so {second.words}" if second.words else first.words
            gone = f"{first.gone} {second.gone if second.words else outcome}"
            yield Version(f"{capitalised(words)}{end}", "ACTUAL", gone)
    yield from _any_good_one(sentence)


_AS_TAUGHT = re.compile(
    r", as [^,;]{2,60} to$"
    r"|, as [^,;]{2,40} (?:supposed|taught|told|trained|asked|required|meant) to\b"
)
"""Leans on the doer: "as everyone is taught to"."""


def as_it_was(sentence: Sentence) -> Part | None:
    """Turn "the team had read the note" into "the note was not read"."""
    if _AS_TAUGHT.search(sentence.text):
        return None
    for place in range(1, len(sentence.tokens)):
        if sentence.low(place) not in ("had", "hadn't"):
            continue
        thing = _thing(sentence, place)
        if thing is not None:
            return thing
        group = group_at(sentence, place)
        if group is None or group.time != "past perfect":
            return None
        return _turned(sentence, group)
    return None


def _thing(sentence: Sentence, place: int) -> Part | None:
    """Turn "the index had been rebuilt" into "the index was not rebuilt"."""
    denied = sentence.low(place) == "hadn't" or sentence.low(place + 1) in ("not", "never")
    been = place + 1 + (sentence.low(place + 1) in ("not", "never"))
    subject = thing_before(sentence, place)
    verb = lexicon().of_past(sentence.low(been + 1))
    if sentence.low(been) not in ("been", "have") or subject is None or verb is None:
        return None
    was = f"{'were' if subject.plural else 'was'}{'' if denied else ' not'}"
    end = been + 1 + (sentence.low(been) == "have")
    return Part(f"{sentence.before(place)}{was}{sentence.after(end)}", "")


def _turned(sentence: Sentence, group: Group) -> Part | None:
    """Turn a clause about people round: what would have been done was not."""
    subject = subject_of(sentence, group) or presumed_doer(sentence, group)
    if subject is None or subject.denied or subject.gap or subject.start != 0:
        return None
    if sentence.low(group.end) in PRONOUNS and sentence.stops(group.end + 1):
        return None
    denied = not group.denied
    sort = "undone" if denied else "done"
    turned = replace(group, denied=denied, sort=sort, time="past", before=())
    limited = {"only", "just", "even"} & {word.lower() for word in group.beside}
    if group.before or limited or turns(sentence, group.end):
        return None
    clause = told(sentence, turned, denied=denied, own=not subject.first_person)
    supposed = replace(turned, sort="counterfactual")
    rest = None if clause is None else rest_of(sentence, clause.end, supposed)
    if clause is None or rest is None or not stands_alone(sentence, subject, clause, rest):
        return None
    return Part(f"{clause.words}{rest}", sentence.between(subject.start, subject.end))


def _outcome(sentence: Sentence) -> Part | None:
    """Turn "we would have seen it" into "it was not seen"; leave out what tells nothing."""
    if UNTOLD.match(sentence.text):
        return Part("", "")
    for place in range(1, len(sentence.tokens)):
        if sentence.low(place) not in MODALS:
            continue
        # What was only possible is no more than possible when it is turned round.
        group = None if sentence.low(place) in _POSSIBLY else _would(sentence, place)
        if group is None or _is_compared(sentence, group.end):
            return None
        thing = _would_be(sentence, place, group) or _would_do(sentence, place, group)
        return thing or _turned(sentence, group)
    return None


def _would(sentence: Sentence, place: int) -> Group | None:
    """Read "would have seen" and "would not have seen"."""
    denied = sentence.low(place).endswith("n't")
    after = place + 1
    if sentence.low(after) in ("not", "never"):
        denied, after = True, after + 1
    beside, after, _ = adverbs(sentence, after)
    more, main, _ = adverbs(sentence, after + 1)
    verb = lexicon().of_past(sentence.low(main))
    if sentence.low(after) != "have" or verb is None:
        return None
    sort = "undone" if denied else "done"
    both = (*beside, *more)
    return Group(place, main + 1, verb, sort, denied, "past", (), both, main=main)


def _would_be(sentence: Sentence, place: int, group: Group) -> Part | None:
    """Turn "the attack would have been stopped" into "the attack was not stopped"."""
    subject = thing_before(sentence, place)
    verb = lexicon().of_past(sentence.low(group.end))
    if "be" not in group.verb.bases or subject is None or verb is None or group.beside:
        return None
    if _NONE & set(sentence.words(subject.start, subject.end)):
        return None
    was = f"{'were' if subject.plural else 'was'}{'' if group.denied else ' not'}"
    return Part(f"{uncapitalised(sentence, place)}{was}{sentence.after(group.end)}", "")


def _would_do(sentence: Sentence, place: int, group: Group) -> Part | None:
    """Turn "the queue would not have filled up" into "the queue filled up"."""
    subject = thing_before(sentence, place)
    if subject is None or not group.denied or is_people(sentence, subject.head) or group.beside:
        return None
    if sentence.low(subject.head) in PRONOUNS or "be" in group.verb.bases:
        return None
    if _AT_ALL & set(sentence.words(group.end, len(sentence.tokens))):
        return None
    past = lexicon().past(group.verb)
    return Part(f"{uncapitalised(sentence, place)}{past}{sentence.after(group.end)}", "")


def uncapitalised(sentence: Sentence, place: int) -> str:
    """Return the text before a verb as it stands within a sentence."""
    before = sentence.before(place)
    first = sentence.tokens[0]
    plain = first.low in lexicon().among("determiners") | {"it"} or _is_plain_noun(first.text)
    return f"{before[:1].lower()}{before[1:]}" if plain else before


def _is_plain_noun(text: str) -> bool:
    """Return whether a word with a capital is no name: "Detection", "Checks"."""
    return text.istitle() and text.endswith(("tion", "ment", "ness", "ing", "ity", "ers", "cks"))


def _is_compared(sentence: Sentence, start: int) -> bool:
    """Return whether "hours earlier" follows, of which the contrary is no sentence."""
    words = sentence.words(start, len(sentence.tokens))
    amount = len(_COMPARED & set(words)) > 1 or any(word[:1].isdigit() for word in words)
    return amount and bool({"earlier", "sooner", "faster", "quicker"} & set(words))


def _any_good_one(sentence: Sentence) -> Iterator[Version]:
    """Turn "a competent admin would have tested the tapes" into "the tapes were not tested"."""
    place = next((n for n in range(2, 14) if sentence.low(n) == "would"), 0)
    words = set(sentence.words(0, place))
    start = _after_lead(sentence)
    seeing = sentence.words(0, 3) in _SEEING
    good = (
        start > 0 or seeing or (_GOOD & words and words & (_ANYBODY | {"a", "an", "any", "every"}))
    )
    if not place or not good:
        return
    phrase = phrase_at(sentence.up_to(place), start)
    anybody = bool(words & _ANYBODY)
    if not anybody and (phrase is None or not _fills(sentence, phrase, place)):
        return
    group = _would(sentence, place)
    if group is None or group.denied or turns(sentence, group.end):
        return
    turned = replace(group, denied=True, sort="counterfactual")
    clause = told(sentence, turned, denied=True, own=True)
    rest = None if clause is None else rest_of(sentence, clause.end, turned)
    if clause is not None and rest is not None:
        gone = sentence.between(0, place)
        yield Version(f"{capitalised(clause.words)}{rest}", "ACTUAL", gone)


def _after_lead(sentence: Sentence) -> int:
    """Return where "with a minimum of care the admins" goes on; 0 without such a beginning."""
    match = _WITH_CARE.match(sentence.text)
    if match is None:
        return 0
    return next(n for n, token in enumerate(sentence.tokens) if token.start >= match.end())


def _fills(sentence: Sentence, phrase: Phrase, place: int) -> bool:
    """Return whether people, and nothing else, stand before "would"."""
    low = sentence.low(phrase.head).removesuffix("s")
    thing = low in lexicon().among("never_people") or not low.isalpha()
    reads = low.endswith(("er", "or")) and not thing
    return phrase.end == place and (is_people(sentence, phrase.head) or reads)
