"""Judges what stands around a rewritten clause: verbs of the same doer, pronouns, participles."""

from itertools import pairwise, product

from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.participles import told_of_things
from agent.coach.rewriting.passive import Told, told
from agent.coach.rewriting.phrases import begins_verb, phrase_at
from agent.coach.rewriting.readings import Group, Time, is_adverb, of_base
from agent.coach.rewriting.subjects import Subject
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.within import told_within

_BACK = word_set("he she him his her hers himself herself they them themselves ourselves")
_ITS_REASON = frozenset(product(("because", "since", "as", "although", "though"), ("it", "its")))
"""What speaks of a company that is no longer named: "because it underestimated the work"."""
_TURNED = (
    ("would", "have"),
    ("could", "have"),
    ("might", "have"),
    ("instead", "of"),
    ("rather", "than"),
    ("as", "well"),
    (",", "not"),
)
"""What speaks of another course of things, which a plain denial would turn round."""
_GROUP_ACTS = word_set(
    "knew knows promised said says chose thought wanted decided owns owned put had has believed "
    "expected meant claimed refused asked offered calls called"
)
_TIMES = word_set("while whilst when after before")
_FINITE_STARTS = word_set("did didn't failed forgot neglected never")


def rest_of(sentence: Sentence, start: int, group: Group, again: str = "") -> str | None:
    """Return the text after a clause, told without its doer as well; None if that is unsafe."""
    supposed = group.sort == "counterfactual"
    told_so = sentence if supposed else told_within(sentence, start)
    rest = _rest(told_so, start, group, again)
    return None if rest is None else settled(f" {rest}" if rest[:1].isalpha() else rest)


def settled(rest: str) -> str | None:
    """Return the end of a sentence with no participle that needs a doer; None if one stays."""
    return told_of_things(Sentence(f"It{rest}"), 1)


def _rest(sentence: Sentence, start: int, group: Group, again: str) -> str | None:
    """Return the text after a clause, with verbs that share its doer rewritten; None if unsafe."""
    if group.sort == "counterfactual" and turns(sentence, start):
        return None
    inside = False
    for place in range(start, len(sentence.tokens)):
        low = sentence.low(place)
        aside = low in ("and", "but", "yet") and _acts_after_aside(sentence, place + 1)
        if aside or (not inside and _goes_on_apart(sentence, place)):
            return None
        if low in lexicon().among("subordinators") | {";", ":", "—", "–"}:
            inside = True
        joins = _joins(sentence, place) and begins_verb(sentence, place + 1)
        apart = not inside or (low == "nor" and sentence.low(place - 1) == ",")
        nor = _nor_did_we(sentence, start, place) if joins and apart else None
        if nor is not None:
            return nor
        if not joins or _has_own_subject(sentence, place):
            continue
        if not inside:
            supposed = _reaches_on(sentence, group, place) and _is_participle(sentence, place + 1)
            return None if supposed else _joined(sentence, start, place, again)
        if _may_be_of_doer(sentence, place):
            return None
        break
    return sentence.after(start)


def _joins(sentence: Sentence, place: int) -> bool:
    """Return whether a word may join one more verb: not the "then" of "was then done"."""
    low = sentence.low(place)
    inside = low == "then" and sentence.low(place - 1) in lexicon().among("finite")
    return not inside and low in ("and", "but", "or", "nor", "then", "yet")


def _reaches_on(sentence: Sentence, group: Group, place: int) -> bool:
    """Return whether the denial of a verb may be of the next one too.

    "Should have tested it and told us", "nobody tested it and told us", "never tested and told".
    """
    apart = sentence.low(place - 1) == ","
    never = not apart and "never" in sentence.words(group.start, group.main)
    perfect = group.denied and group.time in ("past perfect", "present perfect")
    nobody = {"nobody", "none", "neither"} & set(sentence.words(0, group.start))
    no_one = ("no", "one") in pairwise(sentence.words(0, group.start))
    return group.sort == "counterfactual" or never or perfect or bool(nobody) or no_one


def _is_participle(sentence: Sentence, place: int) -> bool:
    """Return whether "and told" may go with "should have": then it was not done either."""
    while is_adverb(sentence.low(place)):
        place += 1
    verb = lexicon().of_past(sentence.low(place))
    return verb is not None and verb.participle == sentence.low(place)


def _goes_on_apart(sentence: Sentence, place: int) -> bool:
    """Return whether ", deleted them, and ..." or "and when ..." follows.

    One more act of the doer who is gone is told there, out of reach.
    """
    low, after = sentence.low(place), sentence.low(place + 1)
    if low == "and" and after in ("when", "if", "once", "after"):
        return True
    if low != ",":
        return False
    acts = lexicon().of_past(after) is not None and after not in ("led", "caused", "due")
    return acts and begins_verb(sentence, place + 1)


def _acts_after_aside(sentence: Sentence, place: int) -> bool:
    """Return whether ", when pressed, blamed" or "in the review offered" follows "and"."""
    after = sentence.low(place)
    if after == ",":
        close = next(
            (n for n in range(place + 1, len(sentence.tokens)) if sentence.low(n) == ","), None
        )
        return close is not None and begins_verb(sentence, close + 1)
    if after not in lexicon().among("prepositions"):
        return False
    while after in lexicon().among("prepositions"):
        phrase = phrase_at(sentence, place + 1)
        if phrase is None:
            return False
        place, after = phrase.end, sentence.low(phrase.end)
    return begins_verb(sentence, place)


def _may_be_of_doer(sentence: Sentence, place: int) -> bool:
    """Return whether a verb after "and" in a clause within may speak of the doer who is gone."""
    following = place + 1
    while is_adverb(sentence.low(following)):
        following += 1
    after = sentence.low(following)
    acts = lexicon().of_past(after) is not None and sentence.low(place) != "or"
    return acts or after in _FINITE_STARTS


def _has_own_subject(sentence: Sentence, place: int) -> bool:
    """Return whether "nor did we" begins a clause of its own."""
    return sentence.low(place) == "nor" and sentence.low(place + 2) in ("we", "i", "it", "they")


def _nor_did_we(sentence: Sentence, start: int, place: int) -> str | None:
    """Tell ", nor did we update the page" as ", and the page was not updated"."""
    who = sentence.low(place + 2)
    if sentence.words(place, place + 2) != ("nor", "did") or who not in ("we", "i", "they"):
        return None
    group = of_base(sentence, place + 3, place + 3)
    if sentence.low(place + 3) == "have" and sentence.low(place + 4) in ("a", "an", "any"):
        between = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place].start]
        return f"{between}and there was no{sentence.after(place + 5)}"
    clause = None if group is None else told(sentence, group, denied=True, own=True)
    rest = None if clause is None or group is None else _rest(sentence, clause.end, group, "")
    if clause is None or rest is None:
        return None
    between = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place].start]
    return f"{between}and {clause.words}{rest}"


def _joined(sentence: Sentence, start: int, place: int, again: str) -> str | None:
    """Rewrite "and told nobody" after a clause that lost its doer."""
    second = group_at(sentence, place + 1)
    if second is None or sentence.low(place) in ("nor", "or"):
        return None
    again_done = _done_to_them(sentence, start, place, second)
    if again_done is not None:
        return again_done
    came = _came_of_it(sentence, start, place, second)
    if came is not None:
        return came
    between = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place].end]
    clause = told(sentence, second, denied=second.denied, own=True)
    rest = None if clause is None else _rest(sentence, clause.end, second, again)
    if clause is not None and rest is not None:
        # "Told that it worked and it was not tried" would be a part of what was told.
        within = clause.words.startswith("it ") and "that" in sentence.words(start, place)
        return None if within else f"{between} {clause.words}{rest}"
    if again and second.sort == "done":
        return f"{between} {again}{sentence.after(place + 1)}"
    return None


def _done_to_them(sentence: Sentence, start: int, place: int, second: Group) -> str | None:
    """Tell "and never turned them back on" as "and never turned back on": of the same things."""
    if sentence.low(second.end) != "them" or second.verb.among("no_passive"):
        return None
    if second.time != "past" or second.sort == "counterfactual":
        return None
    end = second.end + 1
    if not (sentence.stops(end) or sentence.low(end) in lexicon().among("after_object")):
        return None
    between = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place].end]
    adverbs = " ".join(word.lower() for word in (*second.before, *second.beside))
    said = " ".join(
        word
        for word in ("were", "not" if second.denied else "", adverbs, second.verb.participle)
        if word
    )
    rest = _rest(sentence, end, second, "")
    return None if rest is None else f"{between} {said}{rest}"


def _came_of_it(sentence: Sentence, start: int, place: int, second: Group) -> str | None:
    """Tell "and caused the delay" as "which caused the delay", and what was not noticed."""
    before = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place - 1].end]
    after = sentence.low(second.end)
    if sentence.low(place) == "but":
        return None
    plain = second.sort == "done" and not second.denied and second.time == "past"
    if plain and second.end == place + 2 and second.verb.among("causing"):
        return f"{before}, which{sentence.after(place + 1)}"
    unseen = second.denied and second.time == "past" and second.verb.among("noticing")
    if unseen and (after in ("for", "until", "before") or sentence.stops(second.end)):
        return f"{before}, and this was not {second.verb.participle}{sentence.after(second.end)}"
    return None


def turns(sentence: Sentence, start: int) -> bool:
    """Return whether another course of things is spoken of, which a denial would turn round."""
    words = sentence.words(start, len(sentence.tokens))
    if "too" in words or "if" in words:
        return True
    plain = [word for word in words if not is_adverb(word)]
    by_doing = any(low == "by" and lexicon().of_ing(after) for low, after in pairwise(plain))
    return by_doing or any(pair in _TURNED for pair in pairwise(words))


def lead_of(sentence: Sentence, end: int) -> str | None:
    """Return the text before a clause, with "after deploying it," told without its doer.

    None when a participle would hang in the air.
    """
    start = 0
    for place in range(end):
        verb = lexicon().of_ing(sentence.low(place))
        opener = sentence.low(place - 1)
        if verb is None or (place > 1 and not sentence.stops(place - 2)):
            continue
        if opener in lexicon().among("prepositions") - _TIMES or place == start == 0:
            return None
        if opener not in _TIMES:
            continue
        clause = _when_done(sentence, place, end)
        if clause is None:
            return None
        return f"{sentence.text[: sentence.tokens[place].start]}{clause}"
    return sentence.before(end)


def _when_done(sentence: Sentence, place: int, end: int) -> str | None:
    """Turn "deploying the code, " into "the code was deployed, "."""
    verb = lexicon().of_ing(sentence.low(place))
    if verb is None:
        return None
    goes_on = sentence.low(place - 1) in ("while", "whilst", "when")
    time: Time = "past progressive" if goes_on else "past"
    group = Group(place, place + 1, verb, "done", denied=False, time=time)
    inner = sentence.up_to(end)
    clause = told(inner, group, denied=False, own=False)
    if clause is None:
        return None
    rest = sentence.text[sentence.tokens[clause.end - 1].end : sentence.tokens[end].start]
    return f"{clause.words}{rest}"


def stands_alone(
    sentence: Sentence, subject: Subject, clause: Told, rest: str | None = None
) -> bool:
    """Return whether no pronoun is left that means the one who is no longer named.

    `rest` is what stands behind the clause where it was reworded.
    """
    left = sentence.words(clause.end, len(sentence.tokens))
    if rest is not None:
        reworded = Sentence(rest)
        left = reworded.words(0, len(reworded.tokens))
    if not subject.first_person and ("its" in left or _it_acts(left)):
        return False
    if not subject.first_person and _its_reason(left):
        return False
    left = _without_shares(left)
    if subject.first_person:
        return "ourselves" not in left and "myself" not in left
    if subject.end - subject.start > 1 or sentence.low(subject.start) not in ("he", "she", "they"):
        left += sentence.words(0, subject.start)
    if " were " in f" {clause.words} ":
        return not (_BACK - {"they", "them", "themselves"}) & set(left)
    return not (_BACK | {"their"}) & set(left)


def _without_shares(left: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out "them" of "only one of them": it means the things that were just named."""
    shares = ("one", "two", "some", "none", "any", "all", "half", "both", "most", "each", "either")
    return tuple(
        word
        for place, word in enumerate(left)
        if word != "them"
        or left[max(place - 1, 0)] != "of"
        or left[max(place - 2, 0)] not in shares
    )


def _its_reason(left: tuple[str, ...]) -> bool:
    """Return whether "because it" speaks of a company, and not of what "it was thought that"."""
    for place, pair in enumerate(pairwise(left)):
        if pair in _ITS_REASON and "that" not in left[place + 3 : place + 7]:
            return True
    return False


def _it_acts(left: tuple[str, ...]) -> bool:
    """Return whether "it" does what a group does: "the runbook it had been asked to write"."""
    return any(one == "it" and two in _GROUP_ACTS for one, two in pairwise(left)) or any(
        one in ("duty", "promise", "task") and two == "it" for one, two in pairwise(left)
    )


def verb_after(sentence: Sentence, place: int) -> bool:
    """Return whether a verb stands anywhere from a place on."""
    words = sentence.words(place, len(sentence.tokens))
    return any(
        word in lexicon().among("finite") or lexicon().of_past(word) is not None for word in words
    )
