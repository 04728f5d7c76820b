"""Tells a passive without the people in it, and what is said of them as more of the story.

"Was closed in a minute by a lead who took it for noise" is "was closed in a minute and taken for
noise".
"""

import re
from collections.abc import Iterator

from agent.coach.rewriting.blamed import acted_by
from agent.coach.rewriting.following import settled
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.outsiders import told_of_it
from agent.coach.rewriting.owners import is_a_body
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_BE = word_set("was were been")
_BELIEVED = word_set("thought believed assumed supposed presumed")
_PASSING_OVER = word_set(
    "skip ignore misread overlook miss disregard misunderstand bypass override"
)
_FEW_WORDS = 5
_INTRODUCING = word_set(
    "introduce write approve make add build create merge open start own run maintain"
)
_RESPONSIBLE = word_set("responsible concerned involved in present assigned")
_APART = word_set(
    "contrary despite without although though even because against before after when while"
)
"""Behind a comma these begin what is said of the act, not of those who did it."""
_PRESENT = word_set("own run share use maintain operate")
_OF_THEM = word_set("he she they him her them his their himself herself themselves")
JUDGED = re.compile(
    r"^(?:(?:really |clearly )?(?:should|ought to) (?:have )?know(?:n)? better"
    r"|knew (?:far |much )?better|has (?:yet|still) to come forward"
    r"|(?:was|were) (?:clearly |evidently )?(?:not paying (?:any |enough )?attention"
    r"|not concentrating|careless|distracted|in (?:too much of )?a (?:hurry|rush)|asleep)"
    r"|(?:did not|didn't) (?:really )?care(?: about [^,;.]{2,30})?"
    r"|(?:has|have|had) (?:since|now) left(?: (?:us|the (?:company|team|firm)))?"
    r"|no longer works? (?:here|for us)|(?:was|were) supposed to [^,;.]{2,50}"
    r"|(?:could not|couldn't) be bothered)[.!]*$",
    re.IGNORECASE,
)
"""What only judges those who did it, or tells what became of them."""


def without_agent(sentence: Sentence) -> Iterator[Version]:
    """Yield versions of a passive without "by the night shift"."""
    for place in range(2, len(sentence.tokens) - 1):
        if sentence.low(place) != "by" or not _acts_before(sentence, place):
            continue
        phrase = _people_at(sentence, place + 1) or _unknown_at(sentence, place + 1)
        if phrase is None:
            continue
        others = {"other", "another"} & set(sentence.words(phrase.start, phrase.head))
        if others or is_a_body(sentence, phrase) or told_of_it(sentence, phrase):
            continue
        rest = _rest(sentence, place, phrase.end)
        if rest is not None:
            lead = sentence.text[: sentence.tokens[place - 1].end]
            relative = sentence.low(phrase.end) in ("who", "that")
            gone = sentence.between(place + 1, len(sentence.tokens) if relative else phrase.end)
            yield Version(f"{lead}{rest}", "SHIFT", gone)


def _people_at(sentence: Sentence, start: int) -> Phrase | None:
    """Read "the night shift", "those responsible" or the "whoever" before its clause."""
    low, after = sentence.low(start), sentence.low(start + 1)
    if low == "whoever":
        return Phrase(start, start, start + 1, plural=False)
    if low in ("those", "all", "everyone", "everybody", "people", "anybody", "anyone"):
        longer = 3 if sentence.words(start + 1, start + 3) == ("in", "charge") else 2
        end = start + (longer if after in _RESPONSIBLE else 1)
        plain = end > start + 1 or after == "who" or sentence.stops(end)
        return Phrase(start, start, end, plural=True) if plain else None
    phrase = phrase_at(sentence, start)
    return phrase if phrase is not None and is_people(sentence, phrase.head) else None


def _unknown_at(sentence: Sentence, start: int) -> Phrase | None:
    """Read a person or a group that no list knows, up to the end of the clause."""
    end = acted_by(sentence, start)
    return Phrase(start, end - 1, end, plural=False) if end else None


def _acts_before(sentence: Sentence, place: int) -> bool:
    """Return whether "was closed", and at most when or how, stands before "by"."""
    for verb in range(place - 1, 0, -1):
        if sentence.stops(verb) or sentence.low(verb) in lexicon().among("subordinators"):
            return False
        act = lexicon().of_past(sentence.low(verb))
        if act is None or _BE.isdisjoint(sentence.words(verb - 3, verb)):
            continue
        said = {"can", "may", "could", "must", "should", "being"}
        return not act.among("needs_doer") and not said & set(sentence.words(verb - 5, verb))
    return False


def _rest(sentence: Sentence, place: int, end: int) -> str | None:
    """Return what follows the passive once the people are gone; None if that can't be told."""
    comma = sentence.low(end) == ","
    if sentence.low(end - 1) == "whoever":
        return _when_done(sentence, end)
    if sentence.low(end + comma) in ("who", "that"):
        return _of_them(sentence, place, end + comma + 1)
    after = sentence.low(end)
    goes_on = after in lexicon().among("prepositions") - {"of", "from", "at", "in", "on", "with"}
    if after == "following" or (comma and sentence.low(end + 1) in _APART):
        return settled(sentence.after(end))
    if comma or after in ("and", "or", "whose", "which") or lexicon().of_ing(after):
        return None
    if not (sentence.stops(end) or goes_on or after in ("when", "before", "after", "while")):
        return None
    return settled(sentence.after(end))


def _of_them(sentence: Sentence, place: int, start: int) -> str | None:
    """Tell the clause about the people who did it, where it ends the sentence."""
    last = len(sentence.tokens)
    while last > start and sentence.stops(last - 1):
        last -= 1
    end = sentence.after(last)
    words = sentence.text[sentence.tokens[start].start :]
    if set(sentence.words(start, last)) & {",", ";", "—", "–"}:
        return None
    if JUDGED.match(words) or _only_identifies(sentence, start, last):
        return end
    for tell in (_believed, _taken_for, _not_done, _left_undone):
        said = tell(sentence, start, last)
        if said is not None:
            return f"{said}{end}"
    return None


def _when_done(sentence: Sentence, start: int) -> str | None:
    """Tell "by whoever set up the cluster" as "when the cluster was set up"."""
    group = group_at(sentence, start)
    if group is None or group.denied or group.sort != "done" or group.time != "past":
        return None
    clause = told(sentence, group, denied=False, own=True)
    if clause is None or clause.words.startswith(("it ", "there ")) or " last " in clause.words:
        return None
    rest = settled(sentence.after(clause.end))
    return None if rest is None else f" when {clause.words}{rest}"


def _only_identifies(sentence: Sentence, start: int, last: int) -> bool:
    """Return whether "who approved the run" or "that owns it" only says who it was."""
    short = last - start <= _FEW_WORDS
    if not short or _OF_THEM & set(sentence.words(start, last)):
        return False
    if sentence.low(start) in _PRESENT or sentence.low(start).endswith("s"):
        return True
    group = group_at(sentence, start)
    return (
        group is not None and group.sort == "done" and not group.verb.bases.isdisjoint(_INTRODUCING)
    )


def _believed(sentence: Sentence, start: int, last: int) -> str | None:
    """Tell "who thought the job was idle" as "in the belief that the job was idle"."""
    if sentence.low(start) not in _BELIEVED or _OF_THEM & set(sentence.words(start, last)):
        return None
    clause = start + 1 + (sentence.low(start + 1) == "that")
    finite = lexicon().among("finite") & set(sentence.words(clause + 1, last))
    return f" in the belief that {sentence.between(clause, last)}" if finite else None


def _taken_for(sentence: Sentence, start: int, last: int) -> str | None:
    """Tell "who took it for noise" as "and taken for noise"."""
    thing, joint = sentence.low(start + 1), sentence.low(start + 2)
    if sentence.low(start) not in ("took", "mistook") or thing not in ("it", "them"):
        return None
    return f" and taken {sentence.between(start + 2, last)}" if joint in ("for", "as") else None


def _not_done(sentence: Sentence, start: int, last: int) -> str | None:
    """Tell "who had not read the ticket" as "; the ticket had not been read"."""
    group = group_at(sentence, start)
    if group is None or group.never or group.sort == "counterfactual":
        return None
    if not group.denied and group.verb.bases.isdisjoint(_PASSING_OVER):
        return None
    clause = told(sentence, group, denied=group.denied, own=True)
    if clause is None or clause.words.split(" ", 1)[0] in ("it", "they"):
        return None
    rest = sentence.between(clause.end, last)
    splits = sentence.low(clause.end) in ("with", "of", "for", "from")
    if splits or _OF_THEM & set(sentence.words(clause.end, last)):
        return None
    return f"; {clause.words} {rest}".rstrip()


def _left_undone(sentence: Sentence, start: int, last: int) -> str | None:
    """Tell "who forgot to turn it back on" as "and not turned back on"."""
    group = group_at(sentence, start)
    if group is None or not group.denied or group.time != "past" or group.verb.among("no_passive"):
        return None
    if sentence.low(group.end) not in ("it", "them"):
        return None
    refusal = "never" if group.never else "not"
    beside = " ".join(word.lower() for word in group.beside)
    rest = sentence.between(group.end + 1, last)
    words = (refusal, beside, group.verb.participle, rest)
    return f" and {' '.join(word for word in words if word)}"
