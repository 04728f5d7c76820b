"""Reads the words of a verb group and forms its passive: "did not check", "was not checked"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.coach.rewriting.lexicon import Verb, ends_as_adverb, lexicon, word_set

_MODALS = word_set("can could will would may might must shall should ought cannot")
_PAST_BE, _BE = word_set("was were"), word_set("was were is are am")
_HAVE = word_set("have has had having")
_DO = word_set("do does did")
_JOINS = word_set("and or then , & but")
_DENIED = word_set("not never neither nor")
_RAISING = word_set(
    "begin start continue cease use tend need have supposed mean meant expected due about going"
)
_NOTHING_MORE = word_set(
    "manage proceed go come help happen deign dare bother think choose elect opt prefer"
)
"""Verbs that say no more before another than that it was done."""
_OFTEN = word_set("hardly barely scarcely always often seldom rarely sometimes long first at least")
ENDS_IN_ING = word_set("bring ping string swing cling spring ring sing sting sling fling wring")
_HOW_SURE = word_set("clearly evidently obviously plainly")
"""How sure it is that something happened: a fact, whatever else it judges."""
_FIRST_HALVES = word_set(
    "back batch beta black bulk cherry code cold copy cross dark double dry dual fact fast fat"
    " field force fuzz hand hard health hot live load mass over peer pen penetration pressure"
    " proof rate regression reverse rubber sanity side smoke soft spot stress triple under unit"
)
"""First halves of verbs that are written as two words: "load tested"."""
_SILENT = word_set("all both each himself herself itself themselves ourselves myself yourself")
"""Words in a group that go with its subject."""
_DRAWN = {
    "shouldve": "should've",
    "couldve": "could've",
    "wouldve": "would've",
}
_WONT = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_EASE = word_set("easily so just simply really at least probably ideally perhaps maybe")
_OF_ALL = word_set("possibly probably presumably apparently evidently reportedly allegedly barely")
"""Adverbs that stand before the whole group: "had presumably been closed"."""
_INSTRUCTED = word_set("told asked instructed ordered advised warned reminded invited paid taught")
"""Who was "told to" do a thing may have done it or not."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a verb group says."""

    tense: str
    """past, present, past perfect, present perfect, past progressive, present progressive, base,
    gerund, perfect gerund, modal, modal perfect, or chained."""
    participles: tuple[str, ...]
    joins: tuple[str, ...] = ()
    """The words between several participles."""
    denied: bool = False
    never: bool = False
    finite: str = ""
    """The modal, or the words up to "to" of a chained group."""
    before: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    bases: frozenset[str] = frozenset()
    supposed: bool = False
    """Whether it should or could have been: what was not done, or was."""
    behind: bool = False
    """Whether the verb stands in its base form behind what denies it: "did not", "failed to"."""


def read_act(words: Sequence[str], *, base: bool = False, possible: bool = False) -> Act | None:
    """Read the words of a verb group in lower case; None where they are none.

    `base` says that "to" stands before it; `possible` that "could have" stays as it is.
    """
    core, denied, never, before, beside, after = _sorted_out(words)
    if not core:
        return None
    read = _behind_to(core) if base and core[0] != "have" else _of_core(core)
    if read is None:
        return None
    if read.tense == "modal perfect" and read.finite in ("should", "ought to", "needed to"):
        read, denied = replace(read, tense="past", finite="", supposed=True), not denied
        before, beside = _without_ease(before), _without_ease(beside)
    might = read.tense == "modal perfect" and read.finite in ("could", "might")
    if might and not possible:
        read, denied = replace(read, tense="past", finite="", supposed=True), True
        before, beside = _without_ease(before), _without_ease(beside)
    return replace(
        read,
        denied=denied,
        never=never,
        before=tuple(before),
        beside=tuple(beside),
        after=tuple(after),
    )


def _sorted_out(
    words: Sequence[str],
) -> tuple[list[str], bool, bool, list[str], list[str], list[str]]:
    core: list[str] = []
    before: list[str] = []
    beside: list[str] = []
    after: list[str] = []
    halves: list[str] = []
    denied = never = after_no = False
    words = [one for word in words for one in _apart(word)]
    last = len(words) - 1
    for place, word in enumerate(words):
        if word.endswith("n't") or word == "cannot":
            denied = not denied
            core.append(_WONT.get(word, word.removesuffix("n't")))
        elif word in _DENIED:
            before, beside, after_no = [*before, *beside], [], True
            denied, never = not denied, never or word == "never"
        elif word == "yet" and words[place + 1 : place + 2] == ["to"]:
            core.append(word)
        elif word in lexicon().among("judging") - _HOW_SURE or word in _SILENT:
            continue
        elif word == "ever" or (word == "once" and denied):
            never = True
        elif word in lexicon().table("not_right"):
            after.append(word)
        elif word in _FIRST_HALVES and place < last:
            halves.append(word)
        elif is_adverb(word) and not (place == last and not core):
            (beside if core or after_no else before).append(
                "mistakenly" if word == "wrongly" else word
            )
        else:
            core.append(word)
    return core, denied, never, before, [*beside, *halves], after


def _behind_to(core: list[str]) -> Act | None:
    """Read a verb behind "to": a base form, or "got round to monitoring"."""
    first = core[0]
    if first.endswith("ing") and first not in ENDS_IN_ING and first not in lexicon().base_verbs:
        return _named(_main(core, "base", ing=True), "")
    return _main(core, "base")


def _without_ease(words: list[str]) -> list[str]:
    return [word for word in words if word not in _EASE]


def _apart(word: str) -> list[str]:
    """Return "should've" as two words."""
    word = _DRAWN.get(word, word)
    return [word[:-3], "have"] if word.endswith("'ve") else [word]


def is_adverb(word: str) -> bool:
    """Return whether a word within a verb group goes with the verb."""
    return word in lexicon().among("adverbs") | _OFTEN or ends_as_adverb(word)


def _of_core(core: list[str]) -> Act | None:
    first, rest = core[0], core[1:]
    if first in ("being", "been", "be"):
        return None
    if not rest:
        return _alone(core)
    if first in _MODALS or (first == "needed" and rest[:2] == ["to", "have"]):
        return _supposed(first, rest)
    readers = dict.fromkeys(_HAVE, _had) | dict.fromkeys(_BE, _was)
    readers |= dict.fromkeys(_DO, _did) | {"to": _infinitive}
    return readers[first](first, rest) if first in readers else _alone(core)


def _infinitive(_: str, rest: list[str]) -> Act | None:
    return _main(rest, "base")


def _did(first: str, rest: list[str]) -> Act | None:
    act = _main(rest, "past" if first == "did" else "present")
    return act and replace(act, behind=True)


def _supposed(first: str, rest: list[str]) -> Act | None:
    """Read a modal: "should have checked", "ought to have checked", "may check"."""
    if first in ("ought", "needed") and rest[0] == "to":
        first, rest = f"{first} to", rest[1:]
    if rest[:2] == ["have", "been"] and len(rest) > 2:
        return _named(_main(rest[2:], "modal perfect", ing=True), first)
    if rest[:1] == ["have"] and len(rest) > 1:
        return _named(_main(rest[1:], "modal perfect", past=True), first)
    return _named(_main(rest, "modal"), first)


def _had(first: str, rest: list[str]) -> Act | None:
    if rest[0] == "to":
        return _chained([first], rest[1:]) if first != "having" else None
    tense = {"had": "past perfect", "having": "perfect gerund"}.get(first, "present perfect")
    if rest[:2] == ["yet", "to"]:
        return _chained([first, "yet"], rest[2:])
    if rest[0] == "been":
        return _main(rest[1:], tense, ing=True) if len(rest) > 1 else None
    if rest[0] in ("got", "gotten") and rest[1:2] == ["to"]:
        return _main(rest[2:], tense)
    if _is_of(rest[0], _NOTHING_MORE) and rest[1:2] == ["to"]:
        return _main(rest[2:], tense)
    return _main(rest, tense, past=True)


def _was(first: str, rest: list[str]) -> Act | None:
    if "to" in rest[:2]:
        place = rest.index("to")
        if rest[0] in _INSTRUCTED:
            return None
        return _chained([first, *rest[:place]], rest[place + 1 :])
    tense = "past progressive" if first in _PAST_BE else "present progressive"
    return _main(rest, tense, ing=True)


def _alone(core: list[str]) -> Act | None:
    first = core[0]
    if len(core) > 1 and (core[1] in ("to", "on") or core[1].endswith("ing")):
        return _in_chain(first, core)
    named = first.endswith("ing") and first not in ENDS_IN_ING
    if named and lexicon().of_ing(first, acts=True):
        return _main(core, "gerund", ing=True)
    if _past(first):
        return _main(core, "past", past=True)
    return _main(core, "present", present=True)


def _in_chain(first: str, core: list[str]) -> Act | None:
    """Read "continued to tune", "went on tuning", "kept tuning"; "managed to tune" is "tuned"."""
    goes_on = core[1] == "on"
    if core[1] == "to":
        if _is_of(first, _NOTHING_MORE):
            return _main(core[2:], "past" if _past(first) else "present")
        if first in ("mean", "meant"):
            return _chained(["was", "meant"], core[2:])
        return _chained([first], core[2:]) if _is_of(first, _RAISING) else None
    known = word_set("go carry keep") if goes_on else word_set("keep start continue begin stop")
    act = _main(core[1 + goes_on :], "chained", ing=True) if _is_of(first, known) else None
    return act and replace(act, finite="continued ing" if goes_on else f"{first} ing")


def _past(word: str) -> bool:
    return lexicon().of_past(word) is not None


def _is_of(word: str, bases: frozenset[str]) -> bool:
    verb = lexicon().of_past(word) or lexicon().of_ing(word)
    return word in bases or (verb is not None and not verb.bases.isdisjoint(bases))


def _named(act: Act | None, finite: str) -> Act | None:
    return act and replace(act, finite=finite)


def _chained(finite: list[str], rest: list[str]) -> Act | None:
    act = _main(rest, "chained")
    return act and replace(act, finite=" ".join(finite))


def _main(
    words: list[str], tense: str, *, past: bool = False, ing: bool = False, present: bool = False
) -> Act | None:
    """Read the main verb, or several of them joined by "and"."""
    if not words or words[0] in _JOINS:
        return None  # "did not, it appears, switch"
    participles: list[str] = []
    joins: list[str] = []
    bases: frozenset[str] = frozenset()
    for word in words:
        if word in _JOINS:
            joins.append(word)
            continue
        verb = _verb(word, past=past, ing=ing, present=present)
        if verb is None:
            return None
        participles.append(verb.participle)
        bases |= verb.bases
    if not participles or len(joins) < len(participles) - 1:
        return None
    return Act(tense, tuple(participles), tuple(joins), bases=bases)


def _verb(word: str, *, past: bool, ing: bool, present: bool) -> Verb | None:
    if not word.replace("-", "").isalpha():
        return None
    if past:
        return lexicon().of_past(word)
    if ing:
        return lexicon().of_ing(word, acts=True)
    if present and word not in lexicon().base_verbs and not word.endswith("s"):
        return None
    if present and word.endswith("s") and not word.endswith("ss"):
        return lexicon().of_base(_base_of_present(word))
    return lexicon().of_base(word)


def _base_of_present(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    for end in ("sses", "shes", "ches", "xes", "zes", "oes"):
        if word.endswith(end):
            return word[:-2]
    return word[:-1]


def passive(act: Act, *, plural: bool, first: bool = False) -> str:
    """Return the passive of an act, agreeing with what it was done to."""
    was, has = ("were", "have") if plural else ("was", "has")
    present = "are" if plural else ("am" if first else "is")
    start, end = {
        "past": (was, ""),
        "base": (was, ""),
        "present": (present, ""),
        "past perfect": ("had", "been"),
        "present perfect": (has, "been"),
        "past progressive": (was, "being"),
        "present progressive": (present, "being"),
        "modal": (act.finite, "be"),
        "modal perfect": (act.finite, "have been"),
        "gerund": ("", "being"),
        "perfect gerund": ("", "having been"),
        "chained": (_agreeing(act.finite, was, present, has), ""),
    }[act.tense]
    refusal = ("never" if act.never else "not") if act.denied else ""
    manner = [word for word in act.beside if _tells_how(word)]
    early = [word for word in act.beside if word not in manner]
    behind = [word for word in act.before if not start and ends_as_adverb(word)]
    before = [word for word in act.before if word not in behind]
    words = [start, *before, refusal, *early, end, *behind, *manner, _joined(act), *act.after]
    return " ".join(word for word in words if word)


def _tells_how(word: str) -> bool:
    """Return whether a word stands at the participle: "had been badly scaled", "load tested"."""
    return (ends_as_adverb(word) and word not in _OF_ALL) or word in _FIRST_HALVES


def _joined(act: Act) -> str:
    words = act.participles[0]
    for join, participle in zip(act.joins, act.participles[1:], strict=False):
        words += f"{join} {participle}" if join == "," else f" {join} {participle}"
    return words


def _agreeing(finite: str, was: str, present: str, has: str) -> str:
    first, _, rest = finite.partition(" ")
    agreeing = {"was": was, "were": was, "is": present, "are": present, "am": present}
    if rest == "ing":
        if first == "keep" and present == "is":
            return "keeps being"
        if _is_of(first, word_set("keep stop")):
            return f"{first} being"
        return f"{first} to be"
    said = agreeing.get(first, has if first in ("has", "have") else first)
    return f"{said} {rest} to be" if rest else f"{said} to be"
