"""Names of people in a text: by lists of names, and by the words around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.coach.privacy.frames import (
    does_what_machines_do,
    has_title,
    is_person_here,
    is_thing_here,
    may_be_person_here,
    owns,
)
from agent.coach.privacy.lexicon import (
    all_family,
    days,
    family,
    fold,
    given,
    is_rare,
    links,
    namesakes,
    raw_given,
    systems,
)
from agent.coach.privacy.lists import words
from agent.coach.privacy.words import LETTERS, Word, capitalised

_NAMELIKE = frozenset(["given", "family", "ambiguous", "rare", "initial", "capitals", "derived"])
_STARTS = re.compile(r"(?:^|[\n.!?:;|>•*_#(\[\"“]|[-–—])[\s*_>\"“'(\[-]*$")
_JOINS = re.compile(r"(?:,|,? (?:and|or|&|with)|/)[ \n]|,? & |\s?/\s?")
_NOT_LATIN = (
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f"
    "\u10a0-\u10ff\u1200-\u137f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u30fb\u200c\u200d]+"
)
_TURNED = re.compile(
    r"(?<![\w-])(?P<family>[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?), "
    r"(?:[A-ZÀ-Þ]\.[ -]?){1,3}(?!\w)"
)
_SMALL = re.compile(r"(?<![\w@./:$#=\\'’-])[^\W\d_]{3,40}(?![\w@(=/\\]|[-.:]\w)")
_SHORT = 3
"""Letters of a small word that is a name only where the words around it say so."""
_FOREIGN_WORD = re.compile(_NOT_LATIN)
_FOREIGN = re.compile(rf"{_NOT_LATIN}(?:[ ·-]{_NOT_LATIN}){{0,3}}(?![ ,]?{_NOT_LATIN})")

Place = tuple[int, int]


def names(text: str) -> Iterator[Place]:
    """Yield the places of names of people."""
    found: list[Place] = []
    doubtful: list[Place] = []
    for run in _runs(text, capitalised(text)):
        certain = _is_name(text, run)
        (found if certain else doubtful).append((run[0].start, run[-1].end))
    yield from found
    yield from _joined(text, found, doubtful)
    yield from _turned(text)
    yield from _small(text)
    yield from _foreign(text)


def _runs(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words that stand beside each other and may be one name."""
    run: list[Word] = []
    for word in words:
        if run and not _are_beside(text, run[-1], word):
            yield from _trimmed(text, run)
            run = []
        if _goes_on(text, run, word):
            run.append(word)
        else:
            yield from _trimmed(text, run)
            run = []
    yield from _trimmed(text, run)


def _goes_on(text: str, run: Sequence[Word], word: Word) -> bool:
    """Tell whether a word may be a part of the name that begins before it."""
    if word.kind in _NAMELIKE:
        return True
    if not run or word.kind == "link":
        return bool(run)
    if run[0].kind == "given" and word.folded in links():
        return True
    # A given name makes a name of the ordinary word behind it: "Philippa Greaves".
    begun = run[-1].folded in links() and run[0].kind == "given"
    named = begun or run[-1].kind == "given" or has_title(text, run[0].start)
    surname = named and word.kind == "ordinary" and word.folded not in days()
    return surname and not _is_heading(text, word.start)


def _are_beside(text: str, one: Word, other: Word) -> bool:
    between = text[one.end : other.start]
    if between == " ":
        return True
    kinds = {"initial": (". ", "."), "link": ("-",)}
    return between in kinds.get(one.kind, ())


def _trimmed(text: str, run: list[Word]) -> Iterator[list[Word]]:
    """Yield a run without what no name begins or ends with."""
    while run and run[0].kind in {"derived", "link"}:
        run = run[1:]
    while run and (run[-1].kind == "link" or (len(run) == 1 and run[0].kind == "initial")):
        run = run[:-1]
    if run:
        yield run[1:] if _only_begins(text, run) else run


def _only_begins(text: str, run: Sequence[Word]) -> bool:
    """Tell whether the first word only opens the sentence: "Will Maria see it?"."""
    if len(run) < 2 or run[0].kind != "ambiguous" or run[1].kind != "given":
        return False
    return run[1].folded not in all_family() and _starts(text, run[0])


def _is_name(text: str, run: Sequence[Word]) -> bool:
    if len(run) == 1:
        return _is_single_name(text, run[0])
    kinds = {word.kind for word in run}
    if "capitals" in kinds:
        return kinds == {"capitals"} and any(word.folded in given() for word in run)
    if "given" in kinds or _is_full_name(text, run):
        return True
    start, end = run[0].start, run[-1].end
    if is_person_here(text, start, end):
        return True
    return kinds != {"ambiguous"} and may_be_person_here(text, start, end)


def _is_single_name(text: str, word: Word) -> bool:
    """Judge one word that stands alone."""
    if is_thing_here(text, word.start, word.end):
        return False
    certain = word.kind == "given" or (word.kind == "family" and is_rare(word.folded))
    if certain or has_title(text, word.start):
        return True
    if word.kind == "capitals":
        return False
    return is_person_here(text, word.start, word.end) or _may_be_single_name(text, word)


def _may_be_single_name(text: str, word: Word) -> bool:
    """Judge one word that is a name only where the words around it lean that way."""
    start, end = word.start, word.end
    if word.folded in namesakes():
        return not does_what_machines_do(text, end) and may_be_person_here(text, start, end)
    if word.kind == "ambiguous" and (word.folded in systems() or _starts(text, word)):
        return word.folded not in systems() and owns(text, end)
    return may_be_person_here(text, start, end, whatever=word.kind == "rare")


def _is_full_name(text: str, run: Sequence[Word]) -> bool:
    """Judge two words and more of which none is surely a given name."""
    first, last = run[0], run[-1]
    kinds = [word.kind for word in run]
    if first.kind == "initial":
        return last.kind in {"family", "rare", "ambiguous"} and len(last.folded) > 2
    if "family" in kinds and first.kind != "ambiguous":
        return True
    if first.kind == "ambiguous" and last.kind in {"family", "rare"}:
        return first.folded in raw_given() and not _is_heading(text, first.start)
    if first.kind == "ambiguous":
        is_system = first.folded in systems() or last.folded in systems()
        return first.folded in raw_given() and not is_system and not _starts(text, first)
    return set(kinds) <= {"rare", "link"} and not _is_heading(text, first.start)


def _starts(text: str, word: Word) -> bool:
    """Tell whether a word stands at the start of a sentence, where every word has a capital."""
    return _STARTS.search(text, max(0, word.start - 12), word.start) is not None


def _is_heading(text: str, place: int) -> bool:
    """Tell whether a line writes most of its words with a capital."""
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)][:400]
    return line.lstrip().startswith("#") or len(re.findall(r"(?<![\w-])[a-z]{2,}", line)) < 2


def _joined(text: str, found: Sequence[Place], doubtful: Sequence[Place]) -> Iterator[Place]:
    """Yield doubtful names that stand in one list with a certain one: "Priya and Zanele"."""
    certain = set(found)
    places = sorted([*found, *doubtful])
    pairs = [
        pair
        for pair in pairwise(places)
        if 0 < pair[1][0] - pair[0][1] < 8 and _JOINS.fullmatch(text, pair[0][1], pair[1][0])
    ]
    for one, other in (*pairs, *((b, a) for a, b in reversed(pairs))):
        if one in certain and other not in certain:
            certain.add(other)
            yield other


def _turned(text: str) -> Iterator[Place]:
    """Yield names that are written the other way round: "Okoro, J. R."."""
    for match in _TURNED.finditer(text):
        word = fold(match["family"])
        if word not in systems() and (word in all_family() or is_rare(word)):
            yield match.span()


def _small(text: str) -> Iterator[Place]:
    """Yield names in small letters, as people write them in a chat: "ask chidi"."""
    last: re.Match[str] | None = None
    for match in _SMALL.finditer(text):
        word = match.group()
        if last is not None and fold(word) in family() and match.start() == last.end() + 1:
            yield last.start(), match.end()
        last = match if word.islower() and _is_small_name(text, match) else None
        if last is not None:
            yield match.span()


def _is_small_name(text: str, match: re.Match[str]) -> bool:
    word = fold(match.group())
    if word not in given() or word in systems() or word in words("never_small"):
        return False
    start, end = match.span()
    if len(word) > _SHORT:
        return not is_thing_here(text, start, end)
    return is_person_here(text, start, end) or may_be_person_here(text, start, end)


def _foreign(text: str) -> Iterator[Place]:
    """Yield short runs in another script: in a text in Latin letters they are mostly names."""
    if _FOREIGN_WORD.search(text) is None:
        return
    if len(_FOREIGN_WORD.findall(text)) * 2 <= len(LETTERS.findall(text)) + 1:
        yield from (match.span() for match in _FOREIGN.finditer(text) if len(match.group()) > 1)
