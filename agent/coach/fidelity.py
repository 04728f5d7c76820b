"""Checks that a rewrite keeps every fact of its source and adds none.

Facts are numbers, times, identifiers, names of systems, code, links and negations. Names of people
may go: that is what a neutral version is for.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from rubrics.language import agents_in


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CODE = re.compile(r"(`{1,3})(?!`)(.{1,400}?)\1", re.DOTALL)
_LINK = re.compile(r"\b(?:https?|ftp)://[^\s<>)\]]{1,2000}")
_NUMBER = re.compile(r"(?<![\w.])[-+±]?\d[\d.,:/-]{0,40}\d|(?<![\w.])[-+±]?\d")
_IDENTIFIER = re.compile(
    r"(?<![\w@])(?:"
    r"[A-Za-z]{1,30}(?:[-_.][A-Za-z]{1,20}){0,4}[-_#/.]?\d(?:[\w./-]{0,60}\w)?"  # R-7, db-eu-2
    r"|#\d+|\d{1,6}[A-Za-z]\w*"  # #7, 40ms
    r"|[a-z\d]{1,30}(?:[-_./][a-z\d]{1,30}){0,4}_[a-z\d]{1,30}(?:[-_./][a-z\d]{1,30}){0,4}"  # a_b
    r"|[a-z]{1,30}[A-Z]\w+|[A-Z][a-z]{1,30}[A-Z]\w+"  # camelCase, PascalCase
    r"|(?:/[\w.-]{1,80}){2,20}"  # /etc/hosts
    r"|[\w-]{1,60}\.[a-z]{2,5}(?![\w.])"  # app.yaml, example.org
    r"|[a-z]{2,30}(?:-[a-z]{2,30}){1,4}(?![\w-])"  # billing-worker
    r"|[A-Z]{2,}s?(?!\w)"  # DNS
    r")"
)
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{1,30}\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\W*|[\"“(]\s*)$")
_WORD = re.compile(r"[\w'-]+")
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|without|neither|nor|cannot|unable|lack(?:ed|s|ing)?"
    r"|absent"
    r"|unaware|neglect(?:ed|s|ing)?|ignor(?:e[ds]?|ing)|disregard(?:ed|s|ing)?|overlook(?:ed|s)?"
    r"|misjudged|misjudge?ments? of|ignorance of"
    r"|miss(?:ed|es)?|left (?:(?!to\b)[^\s,;.]{1,30} ){0,4}?out"
    r"|incorrect(?:ly)?|improper(?:ly)?|inadequately|insufficiently"
    r"|inappropriate(?:ly)?|inaccurately|incompletely"
    r"|(?:did|do|does|was|were|had|has|have|could|should|would)nt)\b"
    r"|n't\b|\btoo much (?:to ask|trouble|effort)\b|\basking too much\b|\b(?:slept"
    r"|sat) through\b|\b(?:refused|declined) to\b|\b(?:fail(?:ed|s|ing)?|forgets?|forgot(?:ten)?"
    r"|omit(?:ted|s)?) (?:to"
    r"|about)\b"
    r"|\bforgot\b|\b(?:was|were|been|being) (?:\w+ly )?(?:forgotten|skipped over)\b|\b(?:failure"
    r"|inability|omission)(?: (?:of|by)(?: [\w'-]{1,30}){1,4}?)? to\b"
    r"|\b(?:shrugged|brushed|laughed|waved|blew)(?: [\w'-]{1,30}){0,6}? (?:off|aside|away)\b"
    r"|\bturned a (?:blind eye|deaf ear) to\b|\b(?:kept|left)(?: [\w'-]{1,30}){1,4}? in the dark\b"
    r"|\bkept(?: [\w'-]{1,30}){1,8}? to (?:it|him|her|my|them|our)sel(?:f|ves)\b"
    r"|\b(?:went|gone) (?:unheeded|neglected)\b|\bunnecessary to\b|\bstonewalled\b"
    r"|\bsat on (?:its|his|her|their|our) hands\b|\bleft it at that\b"
    r"|\bclosed (?:its|his|her|their|our) eyes to\b|\bleft(?: [\w'-]{1,30}){1,3}? guessing\b"
    r"|\blooked the other way\b"
    r"|\bhushed up\b|\bkept (?:quiet|mum) about\b",
    re.IGNORECASE,
)
_SHOULD_HAVE = re.compile(
    r"\b(?:should|could|ought(?: to)?)(?P<not>n't)?"
    r"(?P<between>(?: (?:not|never|so|[a-z]{2,14}ly|also|at least|just|even|only|perhaps"
    r"|maybe)){0,3})"
    r"(?: to)? have\b"
    r"(?![^.;\n]{1,200}(?:\b(?:instead of|rather than)\b|, not \S{1,30}[.!]*$))",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\b(?!half-)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty"
    r"|dozens?|hundreds?|thousands?|millions?|once|twice|half|double|triple|(?<!at )all|every|each"
    r"|both|only"
    r"|most|some|several|few|many|first|second|third|last|next)\b",
    re.IGNORECASE,
)
_ORDINARY = frozenset(
    [
        "on-call",
        "night-shift",
        "so-called",
        "fat-fingered",
        "ham-fisted",
        "ham-handed",
        "cack-handed",
        "hare-brained",
        "half-baked",
        "ill-considered",
        "no-one",
        "half-finished",
        "half-done",
        "double-checking",
        "double-checked",
        "double-check",
        "post-mortem",
        "half-hearted",
        "short-sighted",
        "over-cautious",
        "well-advised",
        "ill-advised",
        "rubber-stamped",
        "rubber-stamp",
    ]
)
"""Words with a hyphen that name nothing."""
_COMPOUND = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20})+")
_ENDING = re.compile(r"(?:ed|ing|s|e)$")
_PARTICLES = frozenset({"off", "up", "over", "out", "in", "down", "back"})
_AGAIN = re.compile(r"(?:re|un)-[a-z]{3,20}")
"""Verbs that say that something is done again: "re-enable" and "re-enabled" name nothing."""
_HEDGE = re.compile(
    r"\b(?:may|might|probably|possibly|perhaps|maybe|likely|unlikely|apparently|presumably"
    r"|reportedly"
    r"|allegedly|seems?|seemed|appears?|appeared|suspect(?:ed|s)?|about(?= [\d~])"
    r"|approximately|roughly"
    r"|around(?= [\d~])|almost|nearly|at least|at most|up to(?= \d)|more than|less than"
    r"|fewer than)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:january|february|april|june|july|august"
    r"|september|october|november|december|noon|midnight|yesterday|today|tomorrow)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?<=\d) ?(?:%|percent\b|[kKMGT]i?B\b|[kKMGT]bps\b|ms\b|secs?\b|seconds?\b|s\b|mins?\b"
    r"|minutes?\b|h\b"
    r"|hours?\b|days?\b|weeks?\b|months?\b|years?\b|mg\b|ml\b|kg\b|km\b|EUR\b|USD\b|GBP\b|[€$£]"
    r"|Nm\b"
    r"|UTC\b|(?i:[ap]\.?m)\b)"
)
_NO_ONE = re.compile(r"\bno one\b|\bnot one of\b|\bnot (?:even )?once\b", re.IGNORECASE)
"""Denials in two words, of which the second counts nothing."""
_JUDGED = re.compile(
    r"\bnot (?:really )?(?:paying (?:any |enough )?attention|concentrating|thinking)\b"
    r"|\bno excuse\b|\bnothing short of\b|\bbecause why not\b"
    r"|\bwithout (?:even |really )?thinking(?= twice| first"
    r"|[.!]*$)"
    r"|\b(?:could not|couldn't) be bothered\b(?! to\b)"
    r"|\b(?:lack|lacks|lacked|lacking) (?:of |in )?(?:any )?(?:attention|care|diligence|discipline"
    r"|concentration|ownership|vigilance|professionalism|foresight|commitment)\b"
    r"|\b(?:could|would|might) have (?:been )?(?:avoided|prevented)\b"
    r"|\b(?:would|might) (?:not|never) have (?:happened|occurred)\b"
    r"|\b(?:we|i) would(?: not|n't) be (?:writing|here|having|talking|sitting|in this)\b",
    re.IGNORECASE,
)
"""Denials that judge and tell no fact."""
_IF_HAD = re.compile(
    r"(?:\bif (?:[\w'@.-]+ ){0,6}?|(?:^|[.!?;,] )(?=had (?:[^.;]{1,300}? )?(?:have|be)\b))had"
    r"(?: (?!not\b|never\b)[\w'@.-]+){0,4}?(?P<not>n't| not\b| never\b)?(?= )(?! to\b)",
    re.IGNORECASE,
)
"""What is only supposed says of people and things that it was not so."""
_WOULD_HAVE = re.compile(
    r"\b(?:would|might)(?P<not>n't| not| never)?(?: [a-z]{2,12}ly| also| at least)? have"
    r"(?P<late> never| not)?\b",
    re.IGNORECASE,
)
_HAD_BEHIND = re.compile(
    r"\b(?:would|could|might)\b[^.;\n]{0,20} have\b[^.;\n]{1,200}?(?:, had|(?<=\w) had(?= (?:[\w'-]"
    r"{1,30} ){1,4}?[a-z]{2,14}(?:ed|en|wn|ne|ept|ght|ead|un)\b))"
    r"(?= (?:we|they|he|she|i|you|it|any(?:one|body)?|some(?:one|body)|one of|the|an?|our|their|his"
    r"|her|its|(?-i:[A-Z@][\w-]{1,30}))\b)(?P<not>(?: (?!not\b|never\b)[\w'@.-]{1,30}){1,4}?"
    r" (?:not|never)\b)?",
    re.IGNORECASE,
)
"""What is supposed behind what would have come of it: "would have stopped, had we asked"."""
_BY_DOING = re.compile(
    r"\b(?:could|might)(?: easily)? have\b[^.,;:\n]{3,160} by (?:simply |just )?[a-z]{2,20}ing\b",
    re.IGNORECASE,
)
"""It was possible by an act that was not done either: a rewrite may deny the one or both."""
_IN_PLACE = re.compile(
    r"\b(?:should|could|ought to)(?: \w+){0,2} have\b[^.;\n]{3,200} (?:instead of|rather than) "
    r"[a-z]{2,20}ing\b",
    re.IGNORECASE,
)
"""What was done in place of an act is told, so that its denial may be told beside it."""
_AND_ALSO = re.compile(
    r"\b(?:should|could|would|ought to)(?: \w+){0,2} have (?:\w+ly )?\w+[^.;:\n]{1,160}?"
    r" and (?=\w+(?:ed|en|ought|aught)\b|put|set|read|sent|told|run|kept|made|left|held|built)",
    re.IGNORECASE,
)
"""A second act that should have been done: "should have sifted it and weighed the salt"."""
_TOLD_THAT = re.compile(
    r"\b(?:should|could|ought to)(?: \w+){0,2} have \w+ (?:that|how|whether)\b[^.;\n]{1,200}"
    r"\b(?:instead of|rather than)\b",
    re.IGNORECASE,
)
"""The choice is told of what should have been noticed, and not of the noticing."""
_CHOICE = re.compile(r"\b(?:instead of|rather than)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\bthough it could(?: easily)? have been(?=[.,;:!]|$| [–—-]| with )", re.IGNORECASE
)
"""Of what was just said not to have been done, this says that it was possible."""
_HAVE = re.compile(r"(?:(?<=should)|(?<=could)|(?<=would))'ve\b", re.IGNORECASE)
_WOULD = re.compile(r"(?<=\w)'d(?= (?:[a-z]+ly |not |never )?have\b)", re.IGNORECASE)
_IF_HE_HAD = re.compile(r"(?P<if>\bif (?:we|they|he|she|i|you|anyone|someone))'d\b", re.IGNORECASE)
_SECOND_THOUGHT = re.compile(
    r"\bsecond(?= thoughts?\b)"
    r"|\b(?:this|that) one (?:is|was) (?:all |entirely )?(?:on|down to) (?:me|us)\b",
    re.IGNORECASE,
)
"""Here "second" and "one" count nothing."""
_WISH = re.compile(r"\bif (?:(?:[\w'-]{1,30} ){1,4}had )?only\b", re.IGNORECASE)
"""Here "only" wishes and counts nothing."""
_REPROACHING = (
    (re.compile(r"\b(?:might|could) at least have\b|\bmight have at least\b", re.I), "could have"),
    (
        re.compile(
            r"\b(?:maybe|perhaps|probably|possibly|arguably) (?=(?:[\w'@-]{1,30} ){1,4}"
            r"(?:should|ought to) have\b)"
            r"|(?<=should )(?:maybe|perhaps|probably|possibly|arguably) (?=have\b)"
            r"|\b(?:maybe|perhaps|probably|possibly|arguably) (?=(?:should|ought to) have\b)",
            re.I,
        ),
        "",
    ),
    (re.compile(r"\bone (?=(?:would|might|could|can) (?:have )?(?:expect|think|hope))", re.I), ""),
    (
        re.compile(r"\ball (?:that )?(?:[\w@'-]{1,30} ){1,6}?(?:had|needed) to do was\b", re.I),
        "only",
    ),
)
"""Hedges of a duty or a reproach, which say nothing of what was or was not done."""
_WISHED = re.compile(
    r"\b(?:wish(?:es|ed)?|wishing)(?: that)? (?:[\w'@.-]{1,30} ){1,6}?had\b(?P<not> not| never)?"
    r"|\b(?:you|one|i|we|anyone)(?:'d| would| might| could)(?: \w+ly)? (?:have )?expect(?:ed)? "
    r"(?:[\w'@.-]{1,30} ){1,6}?(?P<no>not )?to\b"
    r"|\b(?:could|might)(?: \w+ly)? have been expected (?P<none>not )?to\b"
    r"|\b(?:only|just|merely) (?:had|needed) to\b|\b(?:had|needed) (?:only|merely|just) to\b"
    r"|\ball (?:that )?(?:[\w@'-]{1,30} ){1,6}?(?:had|needed) to do was\b",
    re.IGNORECASE,
)
"""What was wished, expected, or all that had to be done: it says that it was not done."""
_LEANING = re.compile(
    r"(?:,|\b(?:and|but|as|which|though)) (?:[\w']+ ){0,3}(?:should|ought to) have(?: done| been)?"
    r"(?: so)?(?=[.!,;]|$)"
    r"|\b(?:would|might) have been (?:nice|good|great|better|best|wise|wiser|helpful|prudent)"
    r" (?=if\b)"
    r"|(?P<duty>\b(?:should|ought to|could) have\b[^.;\n]{3,300}?)(?:,? (?:and|but) (?:(?:he|she"
    r"|they|we|i|it) )?(?:did not|didn't|never did)(?=[.!]*$)"
    r"|(?=,? (?:and )?not (?:only|just|merely) \w+))"
    r"(?:,? (?:and )?not (?=(?:only|just|merely) ))?",
    re.IGNORECASE,
)
"""Says once more what "should have" says already: "and we really should have", "and did not"."""
_TOO = re.compile(
    r"\btoo (?!long|late|slow|much|many|few|little|quick|fast|hasty|eager|ready)"
    r"[a-z]{3,16}(?:(?: and"
    r"|,) [a-z]{3,16})? to\b(?! (?:the|a|an|our|my|it|this|that)\b)"
)
"""Before an act, this says that it was not done."""
_INTENT = {
    "that it was not meant": re.compile(
        r"\b(?:accidental(?:ly)?|inadvertent(?:ly)?|unintentional(?:ly)?|unintended(?:ly)?"
        r"|unknowingly|unwitting(?:ly)?|mistaken(?:ly)?|erroneous(?:ly)?|wrongly"
        r"|by (?:mistake|accident)|in error)\b",
        re.IGNORECASE,
    ),
    "that it was meant": re.compile(
        r"\b(?:(?<!un)intentional(?:ly)?|deliberate(?:ly)?|on purpose|purpose(?:ly|fully)"
        r"|(?<!un)knowingly|conscious(?:ly)?|wil[l]?fully?)\b",
        re.IGNORECASE,
    ),
}
"""Whether something was meant is a fact: without its word it is told as the contrary."""
_WRONG = re.compile(
    r"\b(?:wrong|incorrect|not (?:been )?correct|mistake|error|blunder|slip|oversight|lapse"
    r"|careless|negligen|inattenti)",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"\"([^\"\n]{2,400}? [^\"\n]{1,400}?)\"")
_POSSESSOR = re.compile(r"(?<![\w@'-])([a-z][a-z-]{2,30})'s (?=[a-z\d`])")
_NO_OWNER = _words(
    "beginner rookie newbie that there here what who how where let one nobody somebody anybody "
    "everyone someone today yesterday week month year quarter morning night weekend it she"
)
"""Words before "'s" that own nothing: a contraction, or a time."""
_STEM = 4
"""Letters by which two words count as forms of one."""
_FEW_LOST, _MOST_LOST = 3, 0.6
"""A rewrite is emptied when it loses more words than these and more than this share."""
_NO_CONTENT = _words(
    "have been were that this with from which when what they them their there then than because "
    "should could would ought didn't wasn't weren't into only even also just very failed forgot "
    "forgotten neglected human error mistake fault blame careless carelessly"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def preserved(source: str, rewrite: str, *, people: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what is missing from a rewrite or invented in it; empty when it is faithful.

    Each entry names the fact: "missing: 14:05", "invented: 12", "negations: 1 became 0".
    """
    source, rewrite = source.translate(_PLAIN), rewrite.translate(_PLAIN)
    before, after = Counter(facts(source)), Counter(facts(rewrite))
    names = {part.lower() for name in people for part in (name, *name.split())}
    lost = [fact for fact in before - after if fact.lower() not in names]
    added = list(after - before)
    lost = [fact for fact in lost if not _is_inflected(fact, added)]
    added = [fact for fact in added if not _is_inflected(fact, list(before - after))]
    told = [f"missing: {fact}" for fact in lost if not _said(fact, before, after, rewrite)]
    told += [
        f"invented: {fact}"
        for fact in added
        if not _said(fact, after, before, source) and not _is_joined(fact, source)
    ]
    told += [f"missing: {what}" for what in _unsaid(source, rewrite, names)]
    had, has = denials(source), denials(rewrite)
    if not had <= has <= had + _further_denials(source, rewrite):
        told.append(f"negations: {had} became {has}")
    return tuple(told)


def _is_inflected(fact: str, others: Sequence[str]) -> bool:
    """Return whether another form of a compound verb is there: "load-test", "load-tested"."""
    if not _COMPOUND.fullmatch(fact):
        return False
    return any(
        _COMPOUND.fullmatch(other) and _ENDING.sub("", other) == _ENDING.sub("", fact)
        for other in others
    )


def _is_joined(fact: str, source: str) -> bool:
    """Return whether "sign-off" only joins two words of the source: "signed off"."""
    verb, _, particle = fact.partition("-")
    if not (verb.isalpha() and verb.islower() and particle in _PARTICLES):
        return False
    return re.search(rf"\b{verb[:_STEM]}[a-z]{{0,6}} {particle}\b", source) is not None


def _unsaid(source: str, rewrite: str, people: Collection[str]) -> Iterator[str]:
    """Yield what else is missing: whether it was meant, whose it was, words in quotation marks."""
    for what, pattern in _INTENT.items():
        said = pattern.search(source)
        told_wrong = "not meant" in what and _WRONG.search(rewrite)
        if said and not told_wrong and not pattern.search(rewrite):
            yield f"{what} ({said.group().strip()})"
        added = pattern.search(rewrite)
        if added and not said and not _WRONG.search(source):
            yield f"no word of {added.group().strip()} in the source"
    flat = " ".join(rewrite.split())
    for match in _QUOTATION.finditer(source):
        words = " ".join(match.group(1).split())
        if words.strip(" .,;:!?") not in flat:
            yield f"“{words}”"
    yield from _whose(source, rewrite, people)
    lost = _lost(source, rewrite, people)
    if len(lost) > _FEW_LOST and len(lost) > _MOST_LOST * len(_content(source)):
        yield f"most of what it tells ({', '.join(lost[:4])})"


def _whose(source: str, rewrite: str, people: Collection[str]) -> Iterator[str]:
    """Yield the things whose part or state is told of, where a rewrite no longer names them."""
    there = {word.lower() for word in _WORD.findall(rewrite)}
    bare = {word.removesuffix("'s").removesuffix("'") for word in there}
    for match in _POSSESSOR.finditer(source):
        owner = match.group(1)
        of_people = owner in people or any(owner in agent.split() for agent in agents_in(source))
        if owner in _NO_OWNER or of_people or WHEN.fullmatch(owner):
            continue
        if owner not in bare and f"{owner}s" not in bare:
            yield f"{owner}'s"


def _lost(source: str, rewrite: str, people: Collection[str]) -> list[str]:
    """Return the words with content of which a rewrite has no form."""
    there = {word[:_STEM] for word in _content(rewrite)}
    agents = {word.lower() for agent in agents_in(source) for word in agent.split()} | set(people)
    return [word for word in _content(source) if word[:_STEM] not in there and word not in agents]


def _content(text: str) -> list[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return [word for word in words if len(word) >= _STEM and word not in _NO_CONTENT]


def denials(text: str) -> int:
    """Return how many times a text denies; "should have" says that it was not done.

    "Should have used x instead of y" says what was done, too, and counts as no denial.
    """
    text = _IF_HE_HAD.sub(r"\g<if> had", _WOULD.sub(" would", _HAVE.sub(" have", text)))
    text = _POSSIBLE.sub("", _NO_ONE.sub("never", text))
    text = _LEANING.sub(lambda match: match["duty"] or "", text)
    supposed = sum(1 - bool(match["not"]) for match in _HAD_BEHIND.finditer(text))
    supposed += sum(not _turned(match) for match in _WISHED.finditer(text))
    text = _WISHED.sub("", text)
    for pattern in (_IF_HAD, _JUDGED, _SHOULD_HAVE, _WOULD_HAVE, _TOO):
        if pattern is not _JUDGED:
            supposed += sum(not _turned(match) for match in pattern.finditer(text))
        text = pattern.sub("", text)
    return len(_NEGATION.findall(text)) + supposed


def _further_denials(source: str, rewrite: str) -> int:
    """Return how many denials more a rewrite may tell than its source is counted to."""
    found = [*_BY_DOING.findall(source), *_IN_PLACE.findall(source), *_AND_ALSO.findall(source)]
    if _TOLD_THAT.search(source):
        return 1
    left = [*_BY_DOING.findall(rewrite), *_CHOICE.findall(rewrite)]
    return max(len(found) - len(left), 0)


def _turned(match: re.Match[str]) -> bool:
    """Return whether what is supposed is a denial: "should not have" says that it was done."""
    return bool(re.search(r"\b(?:not|never)\b|n't", match.group(), re.IGNORECASE))


def facts(text: str) -> Iterator[str]:
    """Yield the facts of a text that a rewrite must keep, in order."""
    rest = _SECOND_THOUGHT.sub("", _WISH.sub("if ", _NO_ONE.sub("never", text)))
    for pattern, plain in _REPROACHING:
        rest = pattern.sub(plain, rest)
    for match in _UNIT.finditer(rest):
        yield f"{_last_number(rest, match.start())} {match.group().strip()}"
    for pattern in (_CODE, _LINK, _IDENTIFIER, _NUMBER):
        for match in pattern.finditer(rest):
            if match.group() not in _ORDINARY and not _AGAIN.fullmatch(match.group()):
                yield match.group()
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    for pattern in (COUNTED, _HEDGE, WHEN):
        for match in pattern.finditer(rest):
            yield match.group().lower()
    rest = WHEN.sub(lambda match: " " * len(match.group()), rest)
    for match in _CAPITALISED.finditer(rest):
        if not _SENTENCE_START.search(rest, max(0, match.start() - 12), match.start()):
            yield match.group()


def _last_number(text: str, end: int) -> str:
    """Return the number that ends at a place, as far as its digits and points go back."""
    start = end
    while start > max(0, end - 30) and (text[start - 1].isdigit() or text[start - 1] in ".,:/"):
        start -= 1
    return text[start:end].lstrip(".,:/")


def _said(fact: str, there: Counter[str], here: Counter[str], text: str) -> bool:
    """Return whether a capitalised word is there all the same, at the start of a sentence.

    "Not one of them was read" counts as "did not read one of them".
    """
    if fact == "one" and "not one of" in text.lower():
        return True
    if not _CAPITALISED.fullmatch(fact) or there[fact] > here[fact] + 1:
        return False
    said = {word.lower().removesuffix("'s") for word in _WORD.findall(text)}
    return fact.lower() in said
