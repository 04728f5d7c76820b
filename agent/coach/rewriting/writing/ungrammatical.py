"""The reasons of grammar against a draft: no English sentence is built so."""

import re
from itertools import pairwise

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.steps import PARTICIPLE, Copied, Step, forms_of
from agent.coach.rewriting.writing.told import Told

_OPENS = word_set("which who whom whose because although though since while if when whereas unless")
_FIRST = word_set("after before as once until with by in despite")
"""What opens a clause that leans on another; the second list does so as a first word only."""
_BEFORE_PARTICIPLES = tuple((word,) for word in ("was", "were", "been", "being", "not", "be"))
_BEEN = word_set("was were been being")
_KNOWING = re.compile(
    r"^(?:\w+: )?(?:not |never |quite |fully |all )?(?:aware|unaware|familiar|unfamiliar|convinced"
    r"|confident|knowing|realising|realizing|believing|thinking|assuming|expecting|hoping|fearing"
    r"|wanting|trying|having|being|tired|eager|unsure|certain|sure|alone|distracted|confused"
    r"|inexperienced)\b[^.;]*?,",
    re.IGNORECASE,
)
"""What begins so tells of whoever acts next."""
_GARBLED = re.compile(
    r"\b(?:where|when|because|since|while|if|although|(?:in|of|to|for|from|on|with|at) which)"
    r" (?:was|were|had|has|have|is|are)\b"
    r"|\b(?!to |not |never |would |could |can |will |may |might |must |should |shall |cannot |only "
    r"|also |then |\w+ly |let |n't )[\w'-]+ be (?!it\b|that\b)[a-z]"
    r"|\b(?:was|were|been|being) (?:not |never )?(?:was|were|be|did|had)\b|\bto that\b"
    r"|\bnor (?:the|its|a) \w+ (?:was|were)\b"
    r"|\bit was not (?:listened|satisfied|told that)\b|\bbefore had\b"
    r"|\bit was (?:(?:observed|seen|noticed|heard) that|learned)\b|\bwas not thought\b(?! of)"
    r"|\b(?:hours?|days?|minutes?|weeks?|months?) (?:was|were) (?:turned|shown|come|gone)\b"
    r"|\b[a-z]{2,}[a-rt-z]s, which (?:was|has|is)\b|\b(?:underestimated|complied with) to\b"
    r"|\b(?:the|an?) [\w-]*\d[\w-]* (?:the|an?)\b|\bwith [a-z]+ed(?=[.!]*$)"
    r"|\b(?:was|were) (?:not |never )?(?:(?:\w+ly )?forgotten\b|[a-z]{3,}ed [a-z]{3,}ed\b)"
    r"|\bit was (?:then |also |just )?(?:proceeded|forged|panicked|hesitated|strayed|drifted)\b"
    r"|\b(?:we|they) were not known\b|\bnor was (?:[a-z]+ )?[a-z]{3,}[a-rt-z]s\b"
    r"|\b[a-z]{3,}[a-rt-z]s that (?:was|has|is)\b|\bthat (?:was|had been) no way\b"
    r"|\bbeing (?:noticed|seen|known|told|checked|realised|realized), "
    r"|\b(?:was|were|been) allowed (?:out|in|off|down|up)\b"
    r"|\bwithout (?:it )?being known\b|\bit (?:was|had been) (?:[a-z]+ )?told\b"
    r"|\b(?:by|of|due to|because of) not (?![a-z]+ing\b)"
    r"|\bwould [a-z]+ (?:had|was|were)\b|\bnot owned up (?!to\b)|\band turned up\b"
    r"|\bknown of from\b|\bpromised to be\b|^\w+ing [a-z]+s were not considered\b"
    r"|\b\d\d:\d\dZ? [–-] \d\d:\d\d\b|\bdespite [a-z]+ing\b"
    r"|\b(?:was|were) (?:not )?looked (?:\w+ly )?(?:enough )?(?!at\b|into\b|for\b|after\b|up\b"
    r"|over\b|through\b|on\b|out\b|\w+ly\b|enough\b)[a-z]"
    r"|\bdespite it having\b|\b(?:told|asked|informed|warned), who\b|^either of\b"
    r"|\bwhom (?:was|were|had|has)\b"
    r"|\b(?:Mr|Mrs|Ms|Dr|Prof|Sgt|Capt|Lt)\. (?:the|an?|it|there|no|was|were|had|which)\b"
    r"|\b(?:was|were|been|being) (?:not )?(?:seen|thought|said) (?:is|was)\b"
    r"|\bdue to [^,.;]{1,30} (?:has|have|had) been\b",
    re.IGNORECASE,
)
"""No clause begins so: "where was left", "stopped be read"."""
_BEGINNING = 2
"""A heading that begins so, and has no verb either, may stay one: "A loss of heat ..."."""
_NOW = word_set("is are has have do does")
"""Before a participle they tell of the present."""
_OPENING = frozenset("([{\"'“‘*_")
_WE = word_set("we i they you")


def is_fragment(told: Told) -> bool:
    """Return whether no clause is left that stands by itself, or nothing but a thing."""
    said = Sentence(told.text)
    if said.low(0) == "when" and told.sentence.low(0).endswith("ing"):
        return True
    if said.low(0) in lexicon().among("determiners") and not _verbs(said):
        begun = told.sentence.words(0, _BEGINNING)
        return said.words(0, _BEGINNING) != begun or _verbs(told.sentence) > 0
    opens = said.low(0) in _OPENS | _FIRST and said.low(0) != told.sentence.low(0)
    return _main_verbs(said) < 1 and (opens or _main_verbs(told.sentence) >= 1)


def _main_verbs(sentence: Sentence) -> int:
    """Return how many finite verbs are more than the clauses that lean on others."""
    words = sentence.words(0, len(sentence.tokens))
    leaning = sum(word in _OPENS for word in words) + (words[:1] != () and words[0] in _FIRST)
    return _verbs(sentence) - leaning


def _verbs(sentence: Sentence) -> int:
    """Return how many finite verbs there are."""
    words, known = sentence.words(0, len(sentence.tokens)), lexicon()
    finite = known.among("finite")
    return sum(
        word in finite
        or (
            (word in known.past_forms or word.endswith("ed"))
            and words[place - 1 : place] not in _BEFORE_PARTICIPLES
        )
        for place, word in enumerate(words)
    )


def is_garbled(told: Told) -> bool:
    """Return whether no clause begins so, or two verbs stand side by side without "and"."""
    if _drops_joint(told) or _is_bare(told):
        return True
    said = {match.group().lower() for match in _GARBLED.finditer(told.text)}
    return bool(said - {match.group().lower() for match in _GARBLED.finditer(told.sentence.text)})


def _is_bare(told: Told) -> bool:
    """Return whether a verb stands behind "was" as it stands in a demand: "was think"."""
    irregular, said = lexicon().table("irregular"), Sentence(told.text)
    source = told.sentence.text.lower()
    for place, token in enumerate(said.tokens):
        verb = said.low(place + 1 + (said.low(place + 1) == "not"))
        forms = irregular.get(verb, (verb,))
        if token.low in _BEEN and verb not in forms and f"{token.low} {verb}" not in source:
            return True
    return False


def _drops_joint(told: Told) -> bool:
    """Return whether "rang at noon and was not heard" became "rang at noon was not heard"."""
    for place, token in enumerate(told.sentence.tokens):
        if token.low not in ("and", "but") or place in told.copied or place - 1 not in told.copied:
            continue
        before = next(n for n, step in enumerate(told.steps) if _is_copy(step, place - 1))
        acted = any(
            lexicon().of_past(told.sentence.low(one)) for one in told.copied[:before] if one < place
        )
        if acted and (*told.steps[before + 1 : before + 2],) in (("was",), ("were",)):
            return True
    return False


def _is_copy(step: Step, place: int) -> bool:
    return isinstance(step, Copied) and step.place == place


def splits_pair(told: Told) -> bool:
    """Return whether "the key and the lock" became "the key was not checked and the lock"."""
    known = lexicon()
    for before, step in pairwise(told.steps):
        if not isinstance(step, Copied) or told.sentence.low(step.place) not in ("and", "or"):
            continue
        after = told.sentence.low(step.place + 1)
        acts = known.of_past(after) or after in known.among("finite") | known.among("adverbs")
        if not acts and not _is_copy(before, step.place - 1):
            return True
    return False


def dangles(told: Told) -> bool:
    """Return whether "not aware of it," is left before what nobody does any more."""
    begun = _KNOWING.match(told.text)
    return begun is not None and told.sentence.text.startswith(begun.group())


def is_now(told: Told) -> bool:
    """Return whether "is" stands before what the source tells of the past: "is changed"."""
    known = lexicon()
    for step, then in pairwise(told.steps):
        word = told.sentence.low(step.place) if isinstance(step, Copied) else step
        if word not in ("is", "are") or not isinstance(then, Copied):
            continue
        low, before = told.sentence.low(then.place), told.sentence.low(then.place - 1)
        if known.of_past(low) is not None and before not in _NOW:
            return True
    return False


def is_then(told: Told) -> bool:
    """Return whether "was" stands before what the source tells of the present: "as we run it"."""
    source, known = told.sentence, lexicon()
    now = [
        place
        for place, token in enumerate(source.tokens)
        if source.low(place - 1) in _WE
        and source.low(place - 2) not in known.among("finite")
        and _is_present(token.low)
    ]
    if not now:
        return False
    said = Sentence(told.text)
    passive = [
        said.low(place + 1)
        for place in range(len(said.tokens))
        if said.low(place) in ("was", "were")
    ]
    verbs = (known.of_past(token.low) for at, token in enumerate(source.tokens) if at not in now)
    before = [verb.participle for verb in verbs if verb]
    return any(
        passive.count(low) > before.count(low)
        for low in {forms_of(source.low(place))[PARTICIPLE] for place in now}
    )


def _is_present(low: str) -> bool:
    """Return whether a verb is no past: "run", "send", but not "put"."""
    irregular = lexicon().table("irregular")
    return irregular[low][0] != low if low in irregular else low in lexicon().base_verbs


def is_unglued(told: Told) -> bool:
    """Return whether what stood together is apart, or the other way round: ".env", "a->b"."""
    copied, tokens = told.copied, told.sentence.tokens
    for place, token in enumerate(tokens[:-1]):
        then = tokens[place + 1]
        glued = token.end == then.start and not _closes(told.sentence, place + 1)
        if not glued or token.text in _OPENING or not {place, place + 1} & {*copied}:
            continue
        if place not in copied or copied[copied.index(place) + 1 :][:1] != [place + 1]:
            return True
    return False


def _closes(sentence: Sentence, place: int) -> bool:
    """Return whether a mark ends a word or a clause here: space or nothing follows."""
    token = sentence.tokens[place]
    after = sentence.tokens[place + 1].start if place + 1 < len(sentence.tokens) else -1
    return token.kind == "mark" and after != token.end


def lacks_manner(told: Told) -> bool:
    """Return whether an adverb went without which a verb says nothing: "was worded"."""
    copied, known = set(told.copied), lexicon()
    sentence = told.sentence
    return any(
        ends_as_adverb(sentence.low(place))
        and place not in copied
        and any(
            at in copied
            and sentence.low(at) in known.among("manner_only")
            and _is_over(sentence, to)
            for at, to in ((place - 1, place + 1), (place + 1, place + 2))
        )
        for place in range(len(sentence.tokens))
    )


def _is_over(sentence: Sentence, place: int) -> bool:
    """Return whether nothing more is said of a verb at a place."""
    low, known = sentence.low(place), lexicon()
    ends = low in known.among("coordinators") or low in known.among("particles")
    return sentence.stops(place) or ends
