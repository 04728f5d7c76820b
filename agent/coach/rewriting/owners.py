"""Rewrites what names whose it was: "the team's failure to", "by the vendor", "his change"."""

from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import rest_of, settled, verb_after
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_MARKS = word_set("poor bad botched sloppy weak careless reckless clumsy hasty own shoddy")
"""Judgements before what somebody did or has; "incorrect" and "late" are facts."""
_VERDICTS = word_set(
    "fault mistake error errors mistakes responsibility negligence carelessness attitude job duty "
    "problem incompetence laziness ignorance arrogance ego blunder oversight inattention hands "
    "head eyes mind fingers indecision hurry rush"
)
_DOINGS = word_set(
    "mistake error oversight failure change decision work assumption choice action commit "
    "release edit "
    "handling attempt planning"
)
_CAUSING = word_set("caused triggered broke crashed delayed")
_PARTING = word_set(", : ; and or included include were was")


def without_owner(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that do not say whose failure, change or mistake it was."""
    yield from _failure_of(sentence)
    yield from _caused_by_doing(sentence)
    yield from _by_people(sentence)
    yield from _possessed(sentence)


def _failure_of(sentence: Sentence) -> Iterator[Version]:
    """Turn "the team's failure to notice it" into "it was not noticed" or "the failure to"."""
    for place, token in enumerate(sentence.tokens):
        if token.low not in ("failure", "inability") or not _has_infinitive(sentence, place):
            continue
        owner = _owner(sentence, place)
        if owner is None:
            continue
        start, to = owner
        gone = sentence.between(start, place) or sentence.between(place + 1, to)
        whole = start == 0 and token.low == "failure"
        fragment = _undone(sentence, to + 1) if whole else None
        if fragment is not None:
            yield Version(fragment, "SHIFT", gone)
        article = "" if start == place else "the "
        words = f"{article}{token.text} to"
        lead = sentence.before(start)
        kept = words if lead.strip() else capitalised(words)
        gone = f"{gone} {sentence.between(place + 1, to)}"
        yield Version(f"{lead}{kept}{sentence.after(to + 1)}", "SHIFT", gone)


def _has_infinitive(sentence: Sentence, place: int) -> bool:
    return "to" in sentence.words(place + 1, place + 10)


def _owner(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return where the words for whose failure it was begin, and the "to" after them."""
    if sentence.low(place + 1) == "to":
        start = possessor(sentence, place)
        return None if start is None else (start, place + 1)
    if sentence.low(place + 1) not in ("of", "by"):
        return None
    phrase = phrase_at(sentence, place + 2)
    if phrase is None or sentence.low(phrase.end) != "to":
        return None
    if not is_people(sentence, phrase.head):
        return None
    start = place - 1 if sentence.low(place - 1) in ("the", "a") else place
    return start, phrase.end


def possessor(sentence: Sentence, place: int) -> int | None:
    """Return where "the night shift's" or "our" begins before a noun."""
    last = place - 1
    if last < 0:
        return None
    low = sentence.low(last)
    if low in ("our", "my", "his", "her", "their"):
        return last
    if not low.endswith(("'s", "s'")) or not _owns(sentence, last):
        return None
    start = last
    while start > 0 and not _parts(sentence.low(start - 1)):
        start -= 1
        if sentence.low(start) in lexicon().among("determiners"):
            break
    return start


def _parts(low: str) -> bool:
    """Return whether a word stands between a phrase and what comes before it."""
    words = lexicon()
    lists = ("prepositions", "finite", "subordinators")
    return (
        low in _PARTING
        or any(low in words.among(name) for name in lists)
        or words.of_past(low) is not None
    )


def _owns(sentence: Sentence, place: int) -> bool:
    """Return whether a word with "'s" is for people."""
    token = sentence.tokens[place]
    bare = token.low.removesuffix("'s").removesuffix("'")
    return token.agent or bare in lexicon().among("people")


def _undone(sentence: Sentence, place: int) -> str | None:
    """Tell what was not done as a clause: the note consists of nothing else."""
    main = place + sentence.low(place).endswith("ly")
    beside = tuple(token.text for token in sentence.tokens[place:main])
    verb = lexicon().of_base(sentence.low(main))
    group = Group(place, main + 1, verb, "undone", denied=True, beside=beside, main=main)
    clause = told(sentence, group, denied=True, own=True)
    if clause is None or verb_after(sentence, group.end):
        return None
    rest = rest_of(sentence, clause.end, group)
    return None if rest is None else f"{capitalised(clause.words)}{rest}"


def _caused_by_doing(sentence: Sentence) -> Iterator[Version]:
    """Turn "the team caused the outage by changing x" into "changing x caused the outage"."""
    for place, token in enumerate(sentence.tokens):
        if token.low in _CAUSING and _whole_subject(sentence, place):
            text = _doing_first(sentence, place)
            if text is not None:
                yield Version(text, "SHIFT")


def _doing_first(sentence: Sentence, place: int) -> str | None:
    """Put what was done before "caused the outage", which stands at a place."""
    thing = phrase_at(sentence, place + 1)
    end = len(sentence.tokens)
    while end > place and sentence.stops(end - 1):
        end -= 1
    if thing is None or "by" not in sentence.words(thing.end, end):
        return None
    by = thing.end + sentence.words(thing.end, end).index("by")
    doing = sentence.between(by + 1, end)
    if lexicon().of_ing(sentence.low(by + 1)) is None or set(",;:") & set(doing):
        return None
    return f"{capitalised(doing)} {sentence.between(place, by)}{sentence.after(end)}"


def _whole_subject(sentence: Sentence, place: int) -> bool:
    """Return whether one phrase for people is all that stands before a verb."""
    phrase = phrase_at(sentence.up_to(place), 0)
    return phrase is not None and phrase.end == place and is_people(sentence, phrase.head)


def _by_people(sentence: Sentence) -> Iterator[Version]:
    """Leave "by the night technician" out behind a verb that stands without it."""
    for place, token in enumerate(sentence.tokens):
        if token.low not in ("by", "from"):
            continue
        phrase = phrase_at(sentence, place + 1)
        if phrase is None or place == 0 or not _stands_without(sentence, place):
            continue
        if {"other", "another"} & set(sentence.words(phrase.start, phrase.head)):
            continue
        if not is_people(sentence, phrase.head) and not _is_trait(sentence, phrase):
            continue
        end = _with_relative(sentence, phrase)
        rest = None if end is None else settled(sentence.after(end))
        if end is None or rest is None or sentence.words(end, end + 2)[-1:] == ("who",):
            continue
        if _says_of_people(sentence, end):
            continue
        text = sentence.text[: sentence.tokens[place - 1].end] + rest
        yield Version(text, "SHIFT", sentence.between(place + 1, end))


def _says_of_people(sentence: Sentence, place: int) -> bool:
    """Return whether bare words such as "on loan" follow, which tell of the people left out."""
    bare = sentence.low(place) in ("on", "in", "for", "with", "under", "of")
    after = sentence.words(place + 1, place + 2)
    named = bool(after) and (not after[0].isalpha() or after[0] in lexicon().among("determiners"))
    return bare and bool(after) and not named and not sentence.tokens[place + 1].text[:1].isupper()


def _stands_without(sentence: Sentence, place: int) -> bool:
    """Return whether what stands before "by" or "from" is whole without it."""
    before, words = sentence.low(place - 1), lexicon()
    if words.of_past(before) is not None or before in words.among("particles"):
        return True
    return sentence.low(place) == "from" or before in _DOINGS


def _is_trait(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether it is "a contractor's carelessness"."""
    owned = phrase.head > phrase.start and _owns(sentence, phrase.head - 1)
    return owned and sentence.low(phrase.head) in _VERDICTS


def _with_relative(sentence: Sentence, phrase: Phrase) -> int | None:
    """Return where people and what is said of them end."""
    end = phrase.end
    while sentence.low(end) in ("of", "from"):
        more = phrase_at(sentence, end + 1)
        if more is None or not is_people(sentence, more.head):
            return None
        end = more.end
    if sentence.low(end) in ("who", "that", "whose"):
        while not sentence.stops(end):
            end += 1
        return end if end >= len(sentence.tokens) - 1 else None
    return end


def _possessed(sentence: Sentence) -> Iterator[Version]:
    """Turn "the vendor's migration" into "the migration"."""
    for place in range(1, len(sentence.tokens)):
        start = possessor(sentence, place)
        if start is None or sentence.low(place - 1) in ("our", "my", "their"):
            continue
        if sentence.low(start - 1) in ("and", "or"):
            continue
        if sentence.low(place) in lexicon().among("prepositions") | lexicon().among("coordinators"):
            continue
        thing = place
        while sentence.low(thing) in _MARKS:
            thing += 1
        if sentence.low(thing) in _VERDICTS or _is_of_people(sentence, thing):
            continue
        gone = sentence.between(start, thing)
        lead = sentence.before(start)
        article = _article(sentence, start, thing)
        kept = article if lead.strip() else capitalised(article)
        yield Version(f"{lead}{kept} {sentence.text[sentence.tokens[thing].start :]}", "ROLE", gone)


def _is_of_people(sentence: Sentence, thing: int) -> bool:
    """Return whether what is owned is people: "the customer's purchasing department"."""
    phrase = phrase_at(sentence, thing)
    return phrase is None or is_people(sentence, phrase.head)


def _article(sentence: Sentence, start: int, place: int) -> str:
    """Return what stands in place of "an engineer's" or "the vendor's"."""
    if sentence.low(start) not in ("a", "an"):
        return "the"
    return "an" if sentence.low(place)[:1] in tuple("aeio") else "a"
