"""Tells a sentence from the side of the things, by the marks of its parts.

Words are only left out, moved and inflected: nothing is added but "was", "not" and their like.
"""

import re
from dataclasses import dataclass, field, replace

from agent.coach.rewriting.lexicon import ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.parts.denials import NOBODY, by_nobody, is_plain_denial, tense_of
from agent.coach.rewriting.parts.joined import DETERMINERS, put_together
from agent.coach.rewriting.parts.marks import (
    ACT,
    ACTS,
    CLAUSE,
    DOER,
    KEPT,
    LATE,
    LEFT_OUT,
    RELATIVE,
    RELATIVES,
    THING,
    THINGS,
    UNDONE,
    Part,
    parts_of,
)
from agent.coach.rewriting.parts.verb_group import ENDS_IN_ING, Act, passive, read_act
from agent.coach.rewriting.tokens import Sentence

_TIMES = word_set("before after when while since until once whilst")
_JOINS = word_set("and or then but , &")
_WHO = {"them": "they", "him": "he", "her": "she", "me": "I", "us": "we"}
_LETTING = word_set("let make see watch hear")
_NO_VERBS = word_set("so again twice once here there then now alone too also not never late anyway")
"""Words behind what was let, made or seen that are no verb: "let it in again"."""
_UNDONE = re.compile(
    r"\b(?:fail\w*|forg\w+|neglect\w*|omi[ts]\w*|refus\w+|declin\w+|overlook\w*|unable|not|never"
    r"|nobody|none|no(?! (?:business|right))|neither|nor|without|miss\w*|inabil\w+|unwilling\w*"
    r"|reluctan\w+|noone|cannot)\b|n't\b"
)
_LATE = re.compile(r"\b(?:slow|late|long|ages|quick|early|soon|fast|hasty|hurry|enough)\b")
_NOUNS = word_set("failure failures inability omission refusal neglect reluctance unwillingness")
_CAUSING = word_set(
    "led caused cost meant left took resulted contributed made allowed turned delayed brought let"
    " put prevented triggered kept added exposed forced created set became tripped leads causes"
    " means costs broke shut stopped sent hid ended"
)
_ALONE = word_set("this that these those him her them all both it")
_ANYBODY = word_set("a an any anyone anybody")
_GIVEN = word_set("if otherwise unless without with then were")
"""With these "would have" tells what came of it, not what should have been done."""
_IF = word_set("if unless otherwise")
_STAYS = word_set("also initially apparently presumably probably")
"""Words before "failed to" that go with the act: "was also not read"."""
_TRYING = word_set("try tried attempt attempted")
_ABOUT = word_set("about around over nearly almost roughly")
"""Words before a number: "about forty minutes"."""
_MOST_BETWEEN = 3
_MANY = 4
"""So many words can be a thing with a clause about it: "the line that was drawn through"."""
_OWN = word_set("his her their its")
_WHOM = {said: word for word, said in _WHO.items()}
_PARTING = word_set("that which who while because as although though until before after if how why")
_RELATED = word_set("who which that whose where")
_MADE = word_set("clear open slow free dry clean empty complete secure live public")
"""What a thing can be made: "did not make it clear"."""
_MADE_TO = word_set("depend reboot seem appear believe redo repeat rely crash wait behave")
_FINITE = word_set("was were is are had has have would could should might did does will can")
_THINKING = word_set("assume think believe expect suppose hope feel guess decide claim say figure")
"""Behind these a clause reads well without "that"."""
_OPENERS = word_set("that this what which who whose whether how why where when if these those")
_NONE = {"anything": "nothing", "anyone": "no one", "anybody": "nobody", "either": "neither"}


@dataclass(slots=True)
class _Teller:
    sentence: Sentence
    parts: list[Part]
    out: dict[int, str] = field(default_factory=dict[int, str])
    """What is said in place of a part."""
    waiting: list[tuple[int, Act]] = field(default_factory=list[tuple[int, Act]])
    """Acts whose object has not come yet."""
    refusal: int | None = None
    """The part that says that the next act was not done, or late."""
    last: tuple[int, Act] | None = None
    """The act before, and its part."""
    done: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """The parts that became subjects, and how they are said."""
    denied: bool | None = None
    """Whether the act told last was denied."""


def tell(sentence: Sentence, marks: tuple[str, ...]) -> str | None:
    """Return the sentence without its doers; None where its marks do not make a sentence."""
    parts = parts_of(marks)
    if all(part.mark == KEPT for part in parts):
        return None
    teller = _Teller(sentence, parts)
    for place, part in enumerate(parts):
        if not _take(teller, place, part):
            return None
    if teller.waiting or teller.refusal is not None:
        return None
    return put_together(sentence, parts, teller.out)


def gone(sentence: Sentence, marks: tuple[str, ...]) -> str:
    """Return the words for people, and what judges them, that a telling leaves out."""
    return " ".join(
        sentence.between(part.start, part.end) for part in parts_of(marks) if part.mark in LEFT_OUT
    )


def _take(teller: _Teller, place: int, part: Part) -> bool:
    words = teller.sentence.words(part.start, part.end)
    if part.mark == DOER:
        teller.out[place] = ""
        return True
    if part.mark in (UNDONE, LATE):
        says = (_UNDONE if part.mark == UNDONE else _LATE).search(" ".join(words))
        tries = not _TRYING.isdisjoint(words)  # who did not try may have done something else
        if teller.refusal is not None or teller.waiting or says is None or tries:
            return False
        teller.refusal = place
        teller.out[place] = ""
    elif part.mark in ACTS:
        return _take_act(teller, place, part)
    elif part.mark in (THING, THINGS):
        return _take_thing(teller, place, part)
    elif teller.refusal is not None and not teller.waiting:
        return all(_is_light(word) and word != "to" for word in words)
    return True


def _take_act(teller: _Teller, place: int, part: Part) -> bool:
    words = teller.sentence.words(part.start, part.end)
    relates = part.mark in (RELATIVE, RELATIVES)
    possible = relates or _is_supposal(teller, _IF)
    read = read_act(words, base=_follows_to(teller, place), possible=possible)
    change = _shared if teller.refusal is None else _refused
    act = read and change(teller, read, place)
    if act is None:
        return False
    act = _never_done(teller, place, act)
    teller.last = (place, act)
    return _take_told(teller, place, act) if part.mark == ACT else _take_clause(teller, place, act)


def _never_done(teller: _Teller, place: int, act: Act) -> Act:
    """Tell what "a prudent master would have done" as what was not done."""
    doer = teller.parts[place - 1] if place else None
    if act.finite != "would" or act.tense != "modal perfect" or doer is None or act.denied:
        return act
    anybody = doer.mark == DOER and teller.sentence.low(doer.start) in _ANYBODY
    if _is_supposal(teller, _GIVEN) or not anybody:
        return act
    return replace(act, tense="past", finite="", denied=True, supposed=True)


def _is_supposal(teller: _Teller, signs: frozenset[str]) -> bool:
    """Return whether a condition stands in the sentence: what "could have been" is its outcome."""
    given = signs & set(teller.sentence.words(0, len(teller.sentence.tokens)))
    doers = (part for part in teller.parts if part.mark in (DOER, UNDONE))
    return bool(given) or any(teller.sentence.low(part.start - 1) == "had" for part in doers)


def _take_told(teller: _Teller, place: int, act: Act) -> bool:
    if teller.waiting and not _joined(teller, place):
        return False
    _set_apart(teller, place)
    teller.waiting.append((place, act))
    return True


def _take_clause(teller: _Teller, place: int, act: Act) -> bool:
    """Tell "we assumed that" as "it was assumed that", "he had set" as "that had been set"."""
    part = teller.parts[place]
    if teller.waiting or act.tense in ("gerund", "perfect gerund", "base"):
        return False
    if part.mark == CLAUSE:
        opener = _opener_of_clause(teller.sentence, part.end, act)
        if opener is None:
            return False
        inverted = _inverted(teller, place, act)
        if inverted == "no":
            return False
        took = "take" in act.bases and act.tense == "past" and not act.denied
        said = "took" if took else passive(_decided(act), plural=False)
        said = _been(said) if inverted else said
        if teller.done:
            _part_clauses(teller, place)
        teller.out[place] = f"it {said}{'' if took else opener}"
        refusal, teller.refusal = teller.refusal, None
        noun = refusal is not None and _is_noun(teller, refusal)
        return not noun or _as_clause_of_cause(teller, refusal or 0, place)
    verb = passive(act, plural=part.mark == RELATIVES)
    teller.out[place] = verb if _is_related(teller, place) else f"that {verb}"
    teller.refusal = None
    return True


def _opener_of_clause(sentence: Sentence, place: int, act: Act) -> str | None:
    """Return "that" where a clause begins without it, "" where it needs none.

    None where no clause begins: "we assumed it".
    """
    low, then = sentence.low(place), sentence.low(place + 1)
    if low in ("", ":"):
        return None
    if low == "it" and then not in _FINITE and lexicon().of_past(then) is None:
        return None
    thinks = not act.denied and not act.bases.isdisjoint(_THINKING)
    known = lexicon()
    names = ("determiners", "possessives", "pronouns")
    begins = any(low in known.among(name) for name in names) and low not in _OPENERS
    begins = begins and "that" not in sentence.words(place, place + _MOST_BETWEEN + 1)
    return " that" if low == "it" or (begins and not thinks) else ""


def _set_apart(teller: _Teller, place: int) -> None:
    """Set a comma before "and" behind a that-clause: what follows is no part of it."""
    if any(part.mark == CLAUSE for part in teller.parts[:place]):
        _part_clauses(teller, place)


def _part_clauses(teller: _Teller, place: int) -> None:
    """Set a comma before the "and" that ends the words before a part."""
    before = teller.parts[place - 1] if place else None
    if before is None or before.mark != KEPT:
        return
    words = teller.out.get(place - 1, teller.sentence.between(before.start, before.end))
    parted = re.sub(r"(?<=\w) (and|but)$", r", \1", words)
    teller.out[place - 1] = f"\b, {words}" if words in ("and", "but") else parted


def _shared(teller: _Teller, act: Act, place: int) -> Act | None:
    """Return an act with what it shares with the one before: "failed to stop it and warn us"."""
    before, joins = _low_before(teller, place), (_JOINS | {"nor"}) - {","}
    behind_to = before == "to"
    bare = act.tense == "present" and teller.sentence.low(teller.parts[place].start) in act.bases
    alone = teller.last is None or teller.parts[place - 1].mark != KEPT
    if teller.last and (teller.last[1].supposed or (bare and teller.last[1].behind)):
        joins |= {","}
    if teller.last is None or alone or not (behind_to or before in joins):
        return None if behind_to else act
    last = teller.last[1]
    if before == "but" and act.tense == "past":
        return act
    if before in ("or", "nor") and last.denied and not act.denied and act.tense == "past":
        return _denied_too(teller, place, replace(act, tense=last.tense, denied=True))
    kept = teller.sentence.words(teller.parts[place].start - 2, teller.parts[place].start)
    if behind_to and not (kept[:1] and kept[0] in joins):
        return None
    if last.supposed and act.tense == "past" and not act.denied and not act.supposed:
        return _denied_too(teller, place, replace(act, denied=last.denied, supposed=True))
    if bare and last.behind:
        return _denied_too(teller, place, replace(act, tense=last.tense, denied=last.denied))
    given = "if" in teller.sentence.words(0, teller.parts[place].start)
    if last.tense == "past perfect" and act.tense == "past" and given and not act.denied:
        return replace(act, tense="past perfect", denied=last.denied)
    perfect = last.tense in ("past perfect", "present perfect") and last.denied
    thinks = teller.parts[place].mark == CLAUSE
    parted = thinks or kept == (",", "and")
    unclear = perfect and act.tense == "past" and not act.denied and not parted
    return None if behind_to or bare or unclear else act


def _denied_too(teller: _Teller, place: int, act: Act) -> Act:
    """Say "and" for "or" before a second thing that was not done, and no "to"."""
    number = next(n for n in range(place - 1, -1, -1) if teller.parts[n].mark == KEPT)
    part = teller.parts[number]
    words = teller.out.get(number, teller.sentence.between(part.start, part.end))
    words = re.sub(r" ?\bto$", "", words)
    teller.out[number] = re.sub(r"\b(?:or|nor)$", "or" if teller.waiting else "and", words)
    return replace(act, behind=True)


def _follows_to(teller: _Teller, place: int) -> bool:
    """Return whether "to" stands before this act, at the end of what goes."""
    before = teller.parts[place - 1] if place else None
    going = before is not None and before.mark in (DOER, UNDONE, LATE)
    return going and before is not None and teller.sentence.low(before.end - 1) == "to"


def _is_related(teller: _Teller, place: int) -> bool:
    """Return whether a relative clause has its opener already: "which", "what", "whose wiring"."""
    if _low_before(teller, place) in ("that", "which", "what", "whatever", "as", "than"):
        return True
    start = teller.parts[place].start
    return "whose" in teller.sentence.words(start - 5, start)


def _decided(act: Act) -> Act:
    if "choose" in act.bases:
        return replace(act, participles=("decided",))
    return act


def _refused(teller: _Teller, act: Act, place: int) -> Act | None:
    """Return an act with what was said before it: "failed to", "nobody", "were slow to"."""
    if teller.refusal is None:
        return act
    part = teller.parts[teller.refusal]
    words = teller.sentence.words(part.start, part.end)
    if part.mark == LATE:
        tense = tense_of(words)
        if teller.parts[place].mark != ACT:
            return None
        if act.tense not in ("base", "present", "past", "gerund"):
            return None
        return replace(act, tense=tense)
    if words[0] in NOBODY or words[:2] in (("not", "one"), ("not", "a")):
        return by_nobody(act, words)
    denied = sum(w in ("not", "never", "nobody") or w.endswith("n't") for w in words)
    does_not = is_plain_denial(words)
    no = True if does_not else denied % 2 == 0
    if act.denied:
        no = not no
    tense = tense_of(words)
    before = tuple(word for word in words if word in _STAYS)
    beside, never = (*act.before, *act.beside), "never" in words and no
    return replace(
        act, tense=tense, denied=no, never=never, behind=True, before=before, beside=beside
    )


def _joined(teller: _Teller, place: int) -> bool:
    """Return whether only "and" stands between this act and the one that waits."""
    last = teller.waiting[-1][0]
    between = [
        word
        for part in teller.parts[last + 1 : place]
        if part.mark == KEPT
        for word in teller.sentence.words(part.start, part.end)
    ]
    only_kept = all(part.mark in (KEPT, DOER) for part in teller.parts[last + 1 : place])
    light = all(word in _JOINS or _is_light(word) for word in between)
    return only_kept and light and any(word in _JOINS for word in between)


def _take_thing(teller: _Teller, place: int, part: Part) -> bool:
    if not teller.waiting or not _is_object(teller, place, part):
        return False
    (first, act), *others = teller.waiting
    teller.waiting = []
    start = teller.refusal if teller.refusal is not None else first
    teller.refusal = None
    late = start != first and teller.parts[start].mark == LATE
    inverted = _inverted(teller, first, act)
    if inverted == "no" or (late and teller.sentence.low(part.start) == "it"):
        return False
    if "have" in act.bases and not _is_done_next(teller.sentence, part.end):
        return False
    act = _of_thing(teller, place, act, _when(teller, start) if late else "")
    subject, verb = _subject_and_verb(teller, part, act, start=start, first=first)
    verb = _been(verb) if inverted else verb
    subject = _with_only(teller, place, subject)
    alone = _is_same(teller, part, first, subject) and teller.denied in (None, act.denied)
    teller.denied = act.denied
    teller.out[first] = verb if alone else f"{subject} {verb}"
    plural = _is_plural(subject, part)
    for other, more in others:
        same = more.tense == act.tense and more.denied == act.denied
        words = " ".join((*more.before, *more.beside, more.participles[0], *more.after))
        teller.out[other] = words if same else passive(more, plural=plural)
    teller.done.append((place, subject))
    noun = start != first and _is_noun(teller, start)
    return not noun or _as_clause_of_cause(teller, start, place)


def _is_done_next(sentence: Sentence, place: int) -> bool:
    """Return whether a participle stands there: "had the bridge inspected"."""
    low = sentence.low(place)
    return low.endswith(("ed", "en", "wn")) and lexicon().of_past(low) is not None


def _with_only(teller: _Teller, place: int, subject: str) -> str:
    """Say "only" of the thing that it stands before: "performed only a restart"."""
    before = teller.parts[place - 1]
    if before.mark != KEPT or teller.sentence.words(before.start, before.end) != ("only",):
        return subject
    teller.out[place - 1] = ""
    return f"only {subject}"


def _of_thing(teller: _Teller, place: int, act: Act, when: str) -> Act:
    """Put what stands behind the object in its place: "late", or "to" behind what was let."""
    teller.out[place] = when
    if act.bases & _LETTING and _acts_next(teller, teller.parts[place], act):
        teller.out[place] = f"{when} to".strip()
        instead = {"let": "allowed", "watch": "seen"}
        for base in act.bases & instead.keys():
            act = replace(act, participles=(instead[base],))
    return act


def _subject_and_verb(
    teller: _Teller, part: Part, act: Act, *, start: int, first: int
) -> tuple[str, str]:
    """Return the thing as a subject, with "when" or "without" before it, and its verb."""
    some = start != first and not is_plain_denial(teller.sentence.words(*_ends(teller, start)))
    thing, denied = _fronted(teller, part, act, some=some)
    if act.never and not denied and act.denied:
        act = replace(act, beside=("ever", *(w for w in act.beside if w != "ever")))
    opener = ""
    if act.tense in ("present", "base") and _low_before(teller, start) == "than":
        act = replace(act, tense="gerund")
    if act.tense in ("gerund", "perfect gerund"):
        act, opener, denied = _as_clause(teller, act, start, denied=act.denied)
        thing = _fronted(teller, part, replace(act, denied=denied), some=some)[0]
        if opener == "" and act.tense in ("gerund", "perfect gerund"):
            thing = _WHOM.get(thing, thing)
    plural = _is_plural(thing, part)
    if "have" in act.bases:
        act = replace(act, participles=("",))  # "did not have it inspected": it "was not" inspected
    return f"{opener}{thing}", passive(act, plural=plural, first=thing == "I", denied=denied)


def _is_plural(thing: str, part: Part) -> bool:
    return thing in ("we", "they") or (part.mark == THINGS and thing not in ("it", "I"))


def _is_noun(teller: _Teller, place: int) -> bool:
    """Return whether "failure to" stands there, which is no verb of a clause."""
    return bool(_NOUNS & set(teller.sentence.words(*_ends(teller, place))))


def _as_clause_of_cause(teller: _Teller, start: int, place: int) -> bool:
    """Say "which led" for "led" behind "X's failure to do it"; refuse a noun within a clause."""
    sentence, begin = teller.sentence, teller.parts[place].end
    before = _low_before(teller, start)
    if before not in ("", ",", ";", ":", "and") or (
        before not in ("", ":") and len(teller.done) < 2
    ):
        return False
    for at in range(begin, len(sentence.tokens)):
        low = sentence.low(at)
        if sentence.stops(at) or low in ("which", "that", "when", "because", "while", "who"):
            return True
        follows = at == begin and lexicon().of_past(low) is not None
        if follows or low in _CAUSING or low in ("was", "is", "were", "are", "had", "has"):
            part = next(n for n, one in enumerate(teller.parts) if one.start <= at < one.end)
            one = teller.parts[part]
            if one.mark != KEPT:
                return False
            ahead, rest = sentence.between(one.start, at), sentence.between(at, one.end)
            teller.out[part] = f"{ahead}, which {rest}" if ahead else f"\b, which {rest}"
            return True
    return True


def _inverted(teller: _Teller, first: int, act: Act) -> str:
    """Return "had" for "had we tested it"; "no" for other verbs before their doer."""
    before = teller.parts[first - 1] if first else None
    if before is None or before.mark not in (DOER, UNDONE) or first < 2:
        return ""
    low = teller.sentence.low(before.start - 1)
    if low not in ("had", "did", "have", "has", "do", "does", "would", "could", "should"):
        return ""
    plain = act.tense == "past" and not act.beside
    return "had" if low == "had" and plain else "no"


def _been(verb: str) -> str:
    """Return a passive behind "had": "was not closed" as "not been closed"."""
    _, denied, rest = verb.partition(" not ")
    return f"not been {rest}" if denied else f"been {verb.partition(' ')[2]}"


def _is_same(teller: _Teller, part: Part, first: int, thing: str) -> bool:
    """Return whether a subject may go unsaid: "was dropped and restored"."""
    if thing not in ("it", "they") or not teller.done:
        return False
    place, last = teller.done[-1]
    between = teller.sentence.words(teller.parts[place].end, teller.parts[first].start)
    same = teller.parts[place].mark == part.mark and last not in ("I", "we", "he", "she", "you")
    same = same and not last.startswith("no ") and " of " not in last
    parted = _PARTING & set(between) or teller.sentence.low(part.end) in ("that", "clear", "odd")
    return same and not parted and _low_before(teller, first) in _JOINS - {","}


def _as_clause(teller: _Teller, act: Act, start: int, *, denied: bool) -> tuple[Act, str, bool]:
    """Say when or how a thing came to it: "replaying the logs" is "when the logs were replayed"."""
    perfect = act.tense == "perfect gerund"
    past = replace(act, tense="past perfect" if perfect else "past")
    before = _low_before(teller, start)
    if before in ("while", "whilst") and not perfect:
        past = replace(act, tense="past progressive")
    if before in _TIMES:
        return past, "", denied
    if before not in (",", ""):
        return act, "", denied
    if before == ",":
        _cut_comma(teller, start)
    if denied:
        return act, "without ", False
    if perfect:
        return past, "after ", False
    return (past, "when ", False) if before == "" else (act, "with ", False)


def _when(teller: _Teller, place: int) -> str:
    """Return "late", or "too quickly" for what people were "too quick to" do."""
    words = set(teller.sentence.words(*_ends(teller, place)))
    if "enough" in words:
        return "late"
    if words & {"quick", "fast", "hasty", "quickly", "rushed", "hurried", "hurry"}:
        return "too quickly"
    if words & {"early", "soon"}:
        return f"too {'early' if 'early' in words else 'soon'}"
    return "late"


def _acts_next(teller: _Teller, part: Part, act: Act) -> bool:
    """Return whether a thing was let do something: "let the cars roll"."""
    low = teller.sentence.low(part.end)
    known = lexicon()
    other = ("particles", "prepositions", "states", "determiners", "subordinators", "coordinators")
    is_other = any(low in known.among(name) for name in other) or low in _NO_VERBS
    ends = low.endswith(("ly", "ing", "ed", "en")) and low not in ENDS_IN_ING
    past = known.of_past(low) and low not in known.table("irregular")
    if "let" not in act.bases:
        return low in known.base_verbs | _MADE_TO and low not in _MADE
    return low.isalpha() and not (is_other or ends or past)


def _ends(teller: _Teller, place: int) -> tuple[int, int]:
    return teller.parts[place].start, teller.parts[place].end


def _is_object(teller: _Teller, place: int, part: Part) -> bool:
    """Return whether a part can be the whole object of the act that waits."""
    act_end = teller.parts[teller.waiting[-1][0]].end
    between = teller.sentence.words(act_end, part.start)
    light = all(_is_light(word) for word in between) and len(between) <= _MOST_BETWEEN
    if teller.sentence.low(part.start) in _OWN and teller.sentence.low(part.start + 1) == "own":
        return False  # that somebody approved their own work is a fact
    inner = teller.sentence.words(part.start, part.end)
    if "/" in inner or (inner[0] in lexicon().base_verbs and set(inner[1:2]) & DETERMINERS):
        return False  # "test the page" is an act
    first, last = teller.sentence.low(part.start), teller.sentence.low(part.end - 1)
    count = part.end - part.start
    loose = DETERMINERS | _JOINS
    if count < _MANY:
        loose |= lexicon().among("prepositions")
    last = "" if teller.sentence.tokens[part.end - 1].text == "A" else last
    first = teller.sentence.low(part.start + 1) if first in _ABOUT and count > 2 else first
    alone = count == 1
    return (
        light
        and (last not in loose - {","} or (alone and last in _ALONE))
        and first not in (lexicon().among("prepositions") | _JOINS)
    )


def _is_light(word: str) -> bool:
    """Return whether a word may stand between a verb and its object: "looked again at"."""
    known = lexicon()
    names = ("prepositions", "particles", "adverbs", "states")
    return (
        word in ("past", "straight", "right")
        or any(word in known.among(name) for name in names)
        or ends_as_adverb(word)
    )


def _fronted(teller: _Teller, part: Part, act: Act, *, some: bool) -> tuple[str, bool]:
    """Return the thing as a subject, and whether the verb has still to deny."""
    sentence = teller.sentence
    words = sentence.between(part.start, part.end).strip()
    low, count = sentence.low(part.start), part.end - part.start
    rest = sentence.between(part.start + 1, part.end)
    if count == 1 and low in _WHO:
        return _WHO[low], act.denied
    of_thing = low == "its" and any(teller.parts[n].mark == THING for n, _ in teller.done)
    if low in _OWN and count > 1 and _has_doer(teller) and not of_thing:
        words = f"the {rest}"
    if act.denied:
        certain = low != "any" and (
            some or bool(_RELATED & set(sentence.words(part.start, part.end)))
        )
        if low in ("all", "every") and count > 1:
            return f"not {words}", False
        if low == "each" and count > 1:
            return (
                f"not {'every' if sentence.low(part.start + 1) != 'of' else 'each'} {rest}",
                False,
            )
        if low == "any" and rest.startswith("of "):
            return f"none {rest}", False
        if low in ("a", "an", "any") and count > 1 and not certain:
            return f"no {rest}", False
        if low in _NONE:
            said = f"{_NONE[low]} {rest}".strip()
            return (said.replace(" or ", " nor ") if low == "either" else said), False
    inside = set(sentence.words(part.start, part.end))
    joined = inside & {"and", "or"} or words[-1:] == ","
    apart = ("," in inside and not joined and not _is_list_of_traits(words)) or (
        ", wh" in words and inside & _RELATED
    )
    return (f"{words}," if apart else words), act.denied


def _is_list_of_traits(words: str) -> bool:
    """Return whether a comma stands between adjectives: "a second, older leak"."""
    after = words.partition(", ")[2].split(" ", 1)[0]
    known = lexicon()
    names = ("determiners", "possessives", "prepositions", "pronouns")
    begins = any(after in known.among(name) for name in names) or after in _RELATED
    return (
        words.count(",") == 1
        and after.islower()
        and after != "not"
        and not begins
        and not after.endswith("ed")
    )


def _has_doer(teller: _Teller) -> bool:
    return any(part.mark in (DOER, UNDONE) for part in teller.parts)


def _low_before(teller: _Teller, place: int) -> str:
    """Return the word before a part that is still there."""
    for part in reversed(teller.parts[:place]):
        if part.mark == KEPT:
            return teller.sentence.low(part.end - 1)
        if part.mark in (THING, THINGS) or part.mark in ACTS:
            return "<part>"
    return ""


def _cut_comma(teller: _Teller, place: int) -> None:
    for number in range(place - 1, -1, -1):
        part = teller.parts[number]
        if part.mark == KEPT:
            words = teller.sentence.between(part.start, part.end)
            if words.endswith(","):
                teller.out[number] = words[:-1]
            return
