"""Joins the parts of a telling: spaces, commas, capitals, articles."""

import re
from collections.abc import Mapping, Sequence

from agent.coach.grammar import capitalised, with_article
from agent.coach.rewriting.lexicon import word_set
from agent.coach.rewriting.parts.marks import DOER, KEPT, LEFT_OUT, Part
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.tokens import Sentence

DETERMINERS = word_set("the a an every its their his her our my your no")
JOINS = word_set("and or then but , &")
_OWNERS = word_set("our my his her their")
_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:!?](?:\s|$))")
_BEGUN = re.compile(r"[.!?]\s+$")
_LIST_MARK = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_PLAIN_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")
_COMMAS = re.compile(r"(?:,\s*)+,|(?<=[;:]),|,(?=\s*[.;:!?](?:\s|$))")
_OPENING = re.compile(r"^[\s,;:–—-]+")


def put_together(sentence: Sentence, parts: Sequence[Part], out: Mapping[int, str]) -> str:
    """Return a sentence with what is said in place of some of its parts, by their numbers."""
    text, place = "", 0
    for number, part in enumerate(parts):
        start = sentence.tokens[part.start].start
        text += sentence.text[place:start]
        bare = _leaves_bare(sentence, parts, number)
        said = "the" if bare else out.get(number, sentence.between(part.start, part.end))
        if said:
            told = bare or number in out or _began_with_capital(sentence, parts, number)
            begins = told and _BEGUN.search(text) and _is_plain(said)
            text += capitalised(said) if begins else said
        elif (
            text[-1:] in ("", " ") and sentence.text[sentence.tokens[part.end - 1].end :][:1] == " "
        ):
            text = text[:-1]
        place = sentence.tokens[part.end - 1].end
    return _tidy(sentence.text, text + sentence.text[place:])


def _began_with_capital(sentence: Sentence, parts: Sequence[Part], number: int) -> bool:
    """Return whether what goes before a part began with a capital; chats begin without one."""
    if number == 0 or parts[number - 1].mark not in LEFT_OUT:
        return False
    return sentence.text[sentence.tokens[parts[number - 1].start].start].isupper()


def _leaves_bare(sentence: Sentence, parts: Sequence[Part], number: int) -> bool:
    """Return whether one thing is left without its owner, and so without any determiner."""
    part = parts[number]
    last = sentence.low(part.end - 1)
    opens = part.start == 0 or sentence.low(part.start - 1) in ("by", "and", "but")
    owns = last.endswith(("'s", "’s", "s'", "s’")) or (opens and last in _OWNERS)
    if part.mark != DOER or not owns or sentence.stops(part.end):
        return False
    then = sentence.low(part.end)
    bare = then in ("not", "own") or then.endswith("ing")
    if sentence.low(part.start - 1) in DETERMINERS or bare:
        return False
    after = parts[number + 1] if number + 1 < len(parts) else None
    owned = phrase_at(sentence, part.end)
    return owned is not None and not owned.plural and after is not None and after.mark == KEPT


def _tidy(source: str, text: str) -> str:
    text = _COMMAS.sub(
        lambda match: "," if match.group().endswith(",") and len(match.group()) > 1 else "", text
    )
    text = _SPACE_BEFORE.sub("", text.replace(" \b,", ",").replace("\b", "")).rstrip()
    mark = _LIST_MARK.match(source)
    opening = mark.group() if mark else ""
    said = text.removeprefix(opening) if opening else text
    said = with_article(_OPENING.sub("", said), source)
    began = source[len(opening) :][:1]
    formal = began.isupper() or (not began.islower() and source.rstrip().endswith("."))
    return opening + (capitalised(said) if formal and _is_plain(said) else said)


def _is_plain(words: str) -> bool:
    """Return whether words begin with a word that may take a capital: no code, no identifier."""
    first = words.split(" ", 1)[0].strip(",.;:'’")
    return first.islower() and _PLAIN_WORD.fullmatch(first) is not None
