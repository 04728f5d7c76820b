"""Judges what stands around a rewritten clause: verbs of the same doer, pronouns, participles."""

from itertools import pairwise, product

from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.participles import told_of_things
from agent.coach.rewriting.passive import Told, told
from agent.coach.rewriting.phrases import begins_verb
from agent.coach.rewriting.readings import Group, Time, is_adverb, of_base
from agent.coach.rewriting.same_doer import (
    acts_after_aside,
    goes_on_apart,
    is_of_doer,
    is_participle,
    joins,
    may_be_of_doer,
    next_act,
    reaches_on,
)
from agent.coach.rewriting.subjects import Subject, verb_between
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
    ("and", "not"),
    ("least", "once"),
    ("long", "ago"),
)
"""What speaks of another course of things, which a plain denial would turn round."""
_GROUP_ACTS = word_set(
    "knew knows promised said says chose thought wanted decided owns owned put had has believed "
    "expected meant claimed refused asked offered calls called"
)
_TIMES = word_set("while whilst when after before")


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
    turned = group.sort == "counterfactual" and turns(sentence, start)
    inside = False
    for place in range(start, len(sentence.tokens)):
        low = sentence.low(place)
        aside = low in ("and", "but", "yet") and acts_after_aside(sentence, place + 1)
        if turned or aside:
            return None
        if not inside and goes_on_apart(sentence, place):
            return _listed(sentence, start, place, group) if low == "," else None
        opens = low in {";", ":", "—", "–"} or _opens_clause(sentence, place)
        inside = inside or (opens and sentence.words(place - 1, place + 1) != ("at", "once"))
        if not joins(sentence, place) or not begins_verb(sentence, place + 1):
            continue
        apart = not inside or (low == "nor" and sentence.low(place - 1) == ",")
        nor = _nor_did_we(sentence, start, place) if apart else None
        if nor is not None:
            return nor
        if _has_own_subject(sentence, place):
            continue
        if inside:
            return _after_belief(sentence, start, place, again)
        return _next_of_doer(sentence, start, place, group, again)
    return sentence.after(start)


def _opens_clause(sentence: Sentence, place: int) -> bool:
    """Return whether a clause with a verb begins here: "as it failed", but not "as a duplicate"."""
    low = sentence.low(place)
    if low not in ("as", "after", "before", "until", "since"):
        return low in lexicon().among("subordinators")
    if low == "as" and sentence.low(place + 1) not in ("a", "an"):
        return True
    end = place + 1
    while not sentence.stops(end) and sentence.low(end) not in ("and", "but"):
        end += 1
    return sentence.low(end) not in ("and", "but") or verb_between(sentence, place + 1, end)


def _next_of_doer(
    sentence: Sentence, start: int, place: int, group: Group, again: str
) -> str | None:
    """Tell the next act of the doer, unless the denial of the first one may reach it."""
    supposed = reaches_on(sentence, group, place) and is_participle(sentence, place + 1)
    return None if supposed else _joined(sentence, start, place, again)


def _after_belief(sentence: Sentence, start: int, place: int, again: str) -> str | None:
    """Tell "and ran it" after "that it was idle" as ", and it was run"; None where it is unsafe."""
    if is_of_doer(sentence, start, place):
        joined = _joined(sentence, start, place, again, apart=True)
        comma = "" if sentence.low(place - 1) == "," else ","
        return joined and _with_comma(sentence, start, place, joined, comma)
    return None if may_be_of_doer(sentence, place) else sentence.after(start)


def _listed(sentence: Sentence, start: int, place: int, group: Group) -> str | None:
    """Tell ", confirmed it, and left it" after an act: each of the acts by its own thing."""
    second = group_at(sentence, place + 1)
    plain = group.sort == "done" and group.time == "past" and not group.denied
    if second is None or not plain or second.sort == "counterfactual" or second.time != "past":
        return None
    clause = told(sentence, second, denied=second.denied, own=True)
    end = None if clause is None else next_act(sentence, clause.end)
    rest = None if clause is None or end is None else _rest(sentence, clause.end, second, "")
    if clause is None or rest is None or clause.words.startswith("there "):
        return None
    between = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place].end]
    return f"{between} {clause.words}{rest}"


def _with_comma(sentence: Sentence, start: int, place: int, joined: str, comma: str) -> str:
    """Set a comma before the "and" that ends what was believed."""
    head = sentence.text[sentence.tokens[start - 1].end : sentence.tokens[place - 1].end]
    return f"{head}{comma}{joined[len(head) :]}" if joined.startswith(head) else joined


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


def _joined(
    sentence: Sentence, start: int, place: int, again: str, *, apart: bool = False
) -> str | None:
    """Rewrite "and told nobody" after a clause that lost its doer.

    `apart` says that a comma will part it from what was believed before.
    """
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
        within = within and not apart
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
    follows = lexicon().among("after_object") | lexicon().among("prepositions") | {"until"}
    if not (sentence.stops(end) or sentence.low(end) in follows):
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
    if words[:1] in (("that",), ("how",), ("whether",)):
        return "if" in words
    if "too" in words or "if" in words:
        return True
    plain = [word for word in words if not is_adverb(word)]
    by_doing = any(low == "by" and lexicon().of_ing(after) for low, after in pairwise(plain))
    return by_doing or any(pair in _TURNED for pair in pairwise(words))


def lead_of(sentence: Sentence, end: int) -> str | None:
    """Return the text before a clause, with "after deploying it," told without its doer.

    None when a participle would hang in the air.
    """
    if _is_left_undone(sentence):
        return None
    start = 0
    for place in range(end):
        verb = lexicon().of_ing(sentence.low(place), acts=sentence.low(place + 1) == "and")
        opener = sentence.low(place - 1)
        if verb is None or (place > 1 and not sentence.stops(place - 2)):
            continue
        subject = place == start == 0 and _is_subject(sentence, end)
        if opener in lexicon().among("prepositions") - _TIMES or (
            place == start == 0 and not subject
        ):
            return None
        if opener not in _TIMES:
            continue
        clause = _when_done(sentence, place, end)
        if clause is None:
            return None
        return f"{sentence.text[: sentence.tokens[place].start]}{clause}"
    return sentence.before(end)


def _is_left_undone(sentence: Sentence) -> bool:
    """Return whether "Rather than try it," opens the sentence: it hangs without its doer."""
    if sentence.words(0, 2) != ("rather", "than"):
        return False
    words = lexicon()
    things = words.among("determiners") | words.among("prepositions") | {"<atom>"}
    return sentence.low(2) not in things and not sentence.low(2)[:1].isdigit()


def _is_subject(sentence: Sentence, end: int) -> bool:
    """Return whether "restoring it took an hour because" opens with what took the hour."""
    joined = sentence.low(end - 1) in ("because", "since", "as", "and", "but")
    stopped = any(sentence.stops(place) for place in range(end))
    return joined and not stopped and verb_before(sentence, end)


def _when_done(sentence: Sentence, place: int, end: int) -> str | None:
    """Turn "deploying the code, " into "the code was deployed, "."""
    verb = lexicon().of_ing(sentence.low(place), acts=sentence.low(place + 1) == "and")
    if verb is None:
        return None
    goes_on = sentence.low(place - 1) in ("while", "whilst", "when")
    time: Time = "past progressive" if goes_on else "past"
    other = None
    if sentence.low(place + 1) == "and":  # "building and testing the tool"
        other = lexicon().of_ing(sentence.low(place + 2), acts=True)
    last = place + 2 if other else place
    group = Group(last, last + 1, other or verb, "done", denied=False, time=time)
    inner = sentence.up_to(end)
    clause = told(inner, group, denied=False, own=False)
    if clause is None or (other and not clause.words.endswith(f" {other.participle}")):
        return None
    words = clause.words
    if other:
        words = f"{words.removesuffix(other.participle)}{verb.participle} and {other.participle}"
    rest = sentence.text[sentence.tokens[clause.end - 1].end : sentence.tokens[end].start]
    return f"{words}{rest}"


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
    acts = any(one == "it" and two in _GROUP_ACTS for one, two in pairwise(left))
    owed = any(one in ("duty", "promise", "task") and two == "it" for one, two in pairwise(left))
    return acts or owed


def verb_before(sentence: Sentence, end: int) -> bool:
    """Return whether a verb stands before a place."""
    return verb_after(sentence.up_to(end), 1)


def verb_after(sentence: Sentence, place: int) -> bool:
    """Return whether a verb stands anywhere from a place on."""
    words = sentence.words(place, len(sentence.tokens))
    return any(
        word in lexicon().among("finite") or lexicon().of_past(word) is not None for word in words
    )
