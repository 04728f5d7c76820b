"""Reads verb groups: "failed to renew", "did not even check", "should have tested"."""

from collections.abc import Iterator
from dataclasses import replace

from agent.coach.rewriting.lexicon import Verb, lexicon
from agent.coach.rewriting.readings import Group, Sort, Time, adverbs, is_adverb, of_base
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.verdicts import after_verdict, in_verdict

_FAILED = frozenset({"failed", "forgot", "neglected", "omitted", "refused", "declined"})
_FAILS = {"fail", "fails", "forget", "forgets", "neglect", "neglects", "omit", "omits"}
_FAILED_PARTS = frozenset({"failed", "forgotten", "neglected", "omitted"})
_DENIED: dict[str, Time] = {
    "didn't": "past",
    "did": "past",
    "don't": "present",
    "do": "present",
    "doesn't": "present",
    "does": "present",
}
_HAVE: dict[str, Time] = {
    "had": "past perfect",
    "hadn't": "past perfect",
    "has": "present perfect",
    "hasn't": "present perfect",
    "have": "present perfect",
    "haven't": "present perfect",
}
_NOBODY = frozenset({"nobody", "one", "no-one", "us"})
_SET_OUT = frozenset({"remembered", "managed", "went", "cared"})
_WAYS = frozenset({"down", "up", "over", "out", "back", "in", "there", "across"})
_LEFT_LYING = frozenset({"it", "them", "this", "ticket", "request"})
_SHOULD = frozenset({"should", "shouldn't", "could", "couldn't", "ought"})


def group_at(sentence: Sentence, start: int) -> Group | None:
    """Read the verb group that begins at a token; None when there is none of a known kind."""
    before, place, judged = adverbs(sentence, start)
    act = after_verdict(sentence, place)
    if act is not None:
        group = group_at(sentence, act)
        return group and replace(group, start=start, judged=True, human=True)
    for read in (
        in_verdict,
        _failed,
        _forgot_about,
        _denied,
        _should,
        _mistake_of,
        _unaware,
        _had,
        _was_doing,
        _kept_doing,
        _did,
    ):
        group = read(sentence, place)
        if group is not None:
            return replace(
                group,
                start=start,
                before=before if group.denied else (),
                beside=group.beside if group.denied else (*before, *group.beside),
                judged=judged or group.judged,
                never=group.denied and "never" in sentence.words(place, group.main),
            )
    return None


def _failed(sentence: Sentence, place: int) -> Group | None:
    low = sentence.low(place)
    if sentence.low(place + 1) != "to" or low not in _FAILED | _FAILS:
        return None
    group = of_base(sentence, place, place + 2)
    human = low in ("forgot", "neglected", "refused", "declined")
    return group and replace(
        group, time="past" if low in _FAILED else "present", human=group.human or human
    )


def _forgot_about(sentence: Sentence, place: int) -> Group | None:
    """Read "forgot about the freeze" as "did not consider the freeze".

    What was begun and left is no such thing: "opened a ticket and forgot about it".
    """
    left = _LEFT_LYING.intersection(sentence.words(place + 2, place + 4))
    if sentence.words(place, place + 2) != ("forgot", "about") or left:
        return None
    verb = lexicon().of_base("consider")
    return Group(place, place + 2, verb, "undone", denied=True, main=place, human=True)


def _denied(sentence: Sentence, place: int) -> Group | None:
    low = sentence.low(place)
    if low == "never":
        return _never(sentence, place)
    time = _DENIED.get(low)
    if time is None:
        return None
    if low in ("did", "do", "does"):
        if sentence.low(place + 1) not in ("not", "never"):
            return None
        place += 1
    if sentence.low(place + 1) in ("simply", "merely"):
        return None
    group = of_base(sentence, place, place + 1)
    return group and replace(group, time=time)


def _never(sentence: Sentence, place: int) -> Group | None:
    beside, after, judged = adverbs(sentence, place + 1)
    verb = lexicon().of_past(sentence.low(after))
    if verb is None:
        return None
    if sentence.low(after) in ("bothered", "thought") and sentence.low(after + 1) == "to":
        return of_base(sentence, place, after + 2)
    return Group(
        place, after + 1, verb, "undone", denied=True, beside=beside, judged=judged, main=after
    )


def _should(sentence: Sentence, place: int) -> Group | None:
    low = sentence.low(place)
    if low not in _SHOULD:
        return None
    place_of_have, not_done = place + 1, low.endswith("n't")
    beside: tuple[str, ...] = ()
    while sentence.low(place_of_have) in ("not", "never", "to") or is_adverb(
        sentence.low(place_of_have)
    ):
        word = sentence.low(place_of_have)
        not_done = not_done or word in ("not", "never")
        beside += (sentence.tokens[place_of_have].text,) if word in ("also", "only") else ()
        place_of_have += 1
    if sentence.low(place_of_have) != "have" or (low.startswith("could") and not_done):
        return None
    more, after, judged = adverbs(sentence, place_of_have + 1)
    more = tuple(word for word in more if word.lower() not in ("just", "simply", "at", "easily"))
    verb = lexicon().of_past(sentence.low(after))
    if verb is None:
        return None
    return Group(
        place,
        after + 1,
        verb,
        "counterfactual",
        not not_done,
        "past",
        beside,
        more,
        judged,
        after,
    )


def _mistake_of(sentence: Sentence, place: int) -> Group | None:
    """Read "made the mistake of deleting"."""
    if sentence.low(place) != "made" or sentence.words(place + 2, place + 3) not in (
        ("mistake",),
        ("error",),
    ):
        return None
    if sentence.low(place + 3) not in ("of", "by", "in"):
        return None
    denied = sentence.low(place + 4) == "not"
    beside, after, _ = adverbs(sentence, place + 4 + denied)
    verb = lexicon().of_ing(sentence.low(after))
    if verb is None:
        return None
    return Group(
        place, after + 1, verb, "done", denied=denied, beside=beside, judged=True, main=after
    )


def _unaware(sentence: Sentence, place: int) -> Group | None:
    """Read "was unaware that" and "had no idea that" as "did not know that"."""
    words = sentence.words(place, place + 3)
    longer = words == ("had", "no", "idea") or words[1:] == ("not", "aware")
    length = 3 if longer else 2
    if longer and words[0] not in ("had", "was", "were"):
        return None
    if length == 2 and (words[:1] not in (("was",), ("were",)) or words[1:2] != ("unaware",)):
        return None
    verb = lexicon().of_base("know")
    return Group(place, place + length, verb, "undone", denied=True, main=place)


def _had(sentence: Sentence, place: int) -> Group | None:
    low = sentence.low(place)
    time = _HAVE.get(low)
    if time is None:
        return None
    denied, after = low.endswith("n't"), place + 1
    if sentence.low(after) in ("not", "never"):
        denied, after = True, after + 1
    after += denied and sentence.low(after) == "once"
    beside, after, judged = adverbs(sentence, after)
    if sentence.low(after) in _FAILED_PARTS and sentence.low(after + 1) == "to":
        group = None if denied else of_base(sentence, place, after + 2)
        return group and replace(group, time=time, before=beside)
    chained = sentence.low(after) in ("bothered", "thought", "troubled")
    if chained and sentence.low(after + 1) == "to":
        group = of_base(sentence, place, after + 2)
        sort: Sort = "undone" if denied else "done"
        return group and replace(group, time=time, sort=sort, denied=denied, human=True)
    verb = lexicon().of_past(sentence.low(after))
    if verb is None or "be" in verb.bases:
        return None
    sort = "undone" if denied else "done"
    return Group(place, after + 1, verb, sort, denied, time, (), beside, judged, after)


def _was_doing(sentence: Sentence, place: int) -> Group | None:
    low = sentence.low(place)
    if low not in ("was", "were", "wasn't", "weren't"):
        return None
    denied, after = low.endswith("n't"), place + 1
    if sentence.low(after) in ("not", "never"):
        denied, after = True, after + 1
    beside, after, judged = adverbs(sentence, after)
    verb = lexicon().of_ing(sentence.low(after))
    if verb is None:
        return None
    sort: Sort = "undone" if denied else "done"
    group = Group(
        place, after + 1, verb, sort, denied=denied, beside=beside, judged=judged, main=after
    )
    return replace(group, time="past progressive")


def _kept_doing(sentence: Sentence, place: int) -> Group | None:
    """Read "kept postponing", which is told as "kept being postponed"."""
    verb = lexicon().of_ing(sentence.low(place + 1))
    if sentence.low(place) != "kept" or verb is None:
        return None
    return Group(
        place, place + 2, verb, "done", denied=False, time="kept", judged=True, main=place + 1
    )


def _did(sentence: Sentence, place: int) -> Group | None:
    if sentence.low(place) in ("thought", "bothered") and sentence.low(place + 1) == "to":
        group = of_base(sentence, place, place + 2)
        return group and replace(group, sort="done", denied=False)
    low = sentence.low(place)
    if sentence.low(place - 1) in _NOBODY:
        undone = _by_nobody(sentence, place)
        if undone is not None:
            return undone
    verb = lexicon().of_past(low)
    if verb is None or not low or _passive_or_odd(verb) or low not in _pasts(verb):
        return None
    if sentence.low(place + 1) == "being":
        return None  # "kept being told": nobody did it
    return Group(place, place + 1, verb, "done", denied=False, main=place)


def _by_nobody(sentence: Sentence, place: int) -> Group | None:
    """Read "remembered to label it", "went down to look" and "did the sum" after "nobody"."""
    low, after = sentence.low(place), place + 1
    if sentence.low(place - 1) == "one" and sentence.low(place - 2) not in ("no", "not"):
        return None
    if low == "did" and sentence.low(after) in ("the", "a", "an", "any"):
        verb = lexicon().of_base("do")
        return Group(place, after, verb, "done", denied=False, main=place, human=True)
    if low not in _SET_OUT:
        return None
    while low == "went" and sentence.low(after) in _WAYS:
        after += 1
    if sentence.low(after) != "to" or sentence.low(after + 1) in lexicon().among("determiners"):
        return None
    group = of_base(sentence, place, after + 1)
    return group and replace(group, sort="done", denied=False, human=True)


def _pasts(verb: Verb) -> tuple[str, str]:
    """Return the past form, and the participle of a regular verb: "run" alone is no past form."""
    return lexicon().past(verb), verb.participle if verb.participle.endswith("ed") else ""


def _passive_or_odd(verb: Verb) -> bool:
    return not verb.bases.isdisjoint({"be", "have", "do"})


def groups(sentence: Sentence) -> Iterator[Group]:
    """Yield the verb groups of a sentence, in order."""
    place = 0
    while place < len(sentence.tokens):
        group = group_at(sentence, place)
        if group is not None:
            yield group
        place += 1
