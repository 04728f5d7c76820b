"""Rewrites what names whose it was: "the team's failure to", "by the vendor", "his change"."""

from collections.abc import Iterator

from agent.coach.grammar import capitalised, with_article
from agent.coach.rewriting.following import settled
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.outsiders import told_of_it
from agent.coach.rewriting.phrases import Phrase, phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_VERDICTS = word_set(
    "fault mistake error errors mistakes responsibility negligence carelessness attitude job duty "
    "problem incompetence laziness ignorance arrogance ego blunder oversight inattention hands "
    "head eyes mind fingers indecision hurry rush"
)
_ONE_OF_SEVERAL = word_set(
    "first second third other former latter new old previous next day night late early senior "
    "primary secondary junior lead both each"
)
_BY_ITSELF = word_set("decision decisions choice assumption judgement judgment idea attempt")
_TITLED = frozenset({"officer's", "mate's", "engineer's"})
"""After "first" these are titles: a first officer is no one of several."""
_OF_THEM = word_set("concerned involved responsible affected assigned present alone themselves")
_THEIRS = word_set("its their his her")
_CAUSING = word_set("caused triggered broke crashed delayed")
_BODIES = word_set(
    "vendor provider supplier carrier registrar host hoster partner agency company customer client "
    "team contractor bank network platform dealer distributor integrator retailer airline operator"
)
"""Before a noun these tell of a body: "the vendor migration"; "the clerk edit" is no English."""
_BE = word_set("was were is are be been being get gets got wasn't weren't")
_NAME_OF_A_BODY = 2
"""So many words with a capital, none of them a person, name a body."""
_PARTING = word_set(", : ; and or included include were was")


def without_owner(sentence: Sentence) -> Iterator[Version]:
    """Yield versions that do not say whose failure, change or mistake it was."""
    yield from _caused_by_doing(sentence)
    yield from _by_people(sentence)
    yield from _possessed(sentence)


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
        one_of = 2 * (sentence.words(place + 1, place + 3) == ("one", "of"))
        phrase = phrase_at(sentence, place + 1 + one_of)
        if phrase is None or place == 0 or not _stands_without(sentence, place):
            continue
        if {"other", "another"} & set(sentence.words(phrase.start, phrase.head)):
            continue
        if is_a_body(sentence, phrase) or _is_about(sentence, phrase):
            continue
        if told_of_it(sentence, phrase):
            continue
        us = token.low == "by" and sentence.low(phrase.head) in ("us", "me")
        if not (us or is_people(sentence, phrase.head) or _is_trait(sentence, phrase)):
            continue
        end = _with_relative(sentence, phrase)
        rest = None if end is None else settled(sentence.after(end))
        if end is None or rest is None or sentence.words(end, end + 2)[-1:] == ("who",):
            continue
        if _says_of_people(sentence, end) or is_told_of(sentence, end):
            continue
        made = sentence.low(place - 1) == "made" and sentence.low(place - 2) in lexicon().among(
            "doings"
        )
        text = sentence.text[: sentence.tokens[place - 1 - made].end] + rest
        yield Version(text, "SHIFT", sentence.between(place + 1, end))


def is_a_body(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether it is "the Northern Rail Safety Board": which body it was, is a fact."""
    tokens = sentence.tokens[phrase.start : phrase.end]
    return sum(token.is_name and not token.agent for token in tokens) >= _NAME_OF_A_BODY


def is_told_of(sentence: Sentence, place: int) -> bool:
    """Return whether more is said of the people: ", whose change", "and not by", "concerned"."""
    low, after = sentence.words(place, place + 2) if place + 1 < len(sentence.tokens) else ("", "")
    relative = low == "," and after in ("who", "whose", "which", "whom")
    doing = lexicon().of_ing(low) is not None
    joined = low in ("and", "or", "but", ",") and "by" in sentence.words(place, place + 3)
    return (
        relative
        or doing
        or joined
        or low in _OF_THEM
        or bool(_THEIRS & set(sentence.words(place, place + 12)))
    )


def _says_of_people(sentence: Sentence, place: int) -> bool:
    """Return whether bare words such as "on loan" follow, which tell of the people left out."""
    bare = sentence.low(place) in ("on", "in", "for", "with", "under", "of")
    after = sentence.words(place + 1, place + 2)
    if sentence.words(place, place + 2) == ("with", "no"):
        return True
    named = bool(after) and (not after[0].isalpha() or after[0] in lexicon().among("determiners"))
    return bare and bool(after) and not named and not sentence.tokens[place + 1].text[:1].isupper()


def _stands_without(sentence: Sentence, place: int) -> bool:
    """Return whether what stands before "by" or "from" is whole without it."""
    before, words = sentence.low(place - 1), lexicon()
    if before == "made" and sentence.low(place - 2) in lexicon().among("doings"):
        return True
    named = sentence.low(place) == "by" and before.endswith(("tion", "ment", "ing", "sion"))
    if named and words.of_past(before) is None:
        return True
    if sentence.low(place) == "from":
        return before in lexicon().among("doings")
    if before in words.among("states") and words.of_past(sentence.low(place - 2)):
        return _is_verb(sentence, place - 1)
    if words.of_past(before) is not None or before in words.among("particles"):
        return _is_verb(sentence, place)
    return before in lexicon().among("doings")


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Return whether "was made" stands before "by", and not "requests made"."""
    verb = lexicon().of_past(sentence.low(place - 1))
    may = {"can", "may", "could", "cannot", "must", "should", "being"}
    if (verb and verb.among("needs_doer")) or may & set(sentence.words(place - 4, place)):
        return False
    if any(low in _BE for low in sentence.words(place - 5, place)):
        return True
    others = sentence.words(0, place - 1) + sentence.words(place + 1, len(sentence.tokens))
    return not any(
        low in lexicon().among("finite") or lexicon().of_past(low) is not None for low in others
    )


def _is_trait(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether it is "a contractor's carelessness"."""
    owned = phrase.head > phrase.start and _owns(sentence, phrase.head - 1)
    return owned and sentence.low(phrase.head) in _VERDICTS


def _is_about(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether "to the signal" goes on with "a driver's inattention"."""
    after = sentence.low(phrase.end)
    return _is_trait(sentence, phrase) and after in lexicon().among("prepositions")


def _with_relative(sentence: Sentence, phrase: Phrase) -> int | None:
    """Return where people and what is said of them end."""
    end = phrase.end
    while sentence.low(end) in ("of", "from"):
        more = phrase_at(sentence, end + 1)
        if more is None or not is_people(sentence, more.head):
            return None
        end = more.end
    if sentence.low(end) == "that" and sentence.low(end + 1) in lexicon().among("determiners"):
        return end  # "a belief by the team that the cache was shared": it is of the belief
    return None if sentence.low(end) in ("who", "that", "whose") else end


def _possessed(sentence: Sentence) -> Iterator[Version]:
    """Turn "the vendor's migration" into "the migration"."""
    for place in range(1, len(sentence.tokens)):
        start = possessor(sentence, place)
        if start is None or sentence.low(place - 1) in ("our", "my", "their"):
            continue
        reported = sentence.words(0, 2) == ("according", "to")  # "his" is who is quoted
        if sentence.low(start - 1) in ("and", "or") or reported:
            continue
        if sentence.low(place) in lexicon().among("prepositions") | lexicon().among("coordinators"):
            continue
        thing = place
        while sentence.low(thing) in lexicon().among("marks"):
            thing += 1
        hung = _hangs_on_judgement(sentence, thing)
        thing += 2 * hung
        if sentence.low(thing) in _VERDICTS or _is_of_people(sentence, thing):
            continue
        if not _is_done(sentence, place, thing):
            continue
        named = place - start > 1 or sentence.low(start) not in ("his", "her")
        if named and (
            tells_which(sentence, start, place)
            or (not hung and others_are_named(sentence, start, place))
        ):
            continue
        gone = sentence.between(start, thing)
        lead = sentence.before(start)
        yield from _by_kind(sentence, start, place, thing)
        if _says_which_group(sentence, start, place):
            continue
        article = _article(sentence, start, thing)
        kept = article if lead.strip() else capitalised(article)
        yield Version(f"{lead}{kept} {sentence.text[sentence.tokens[thing].start :]}", "ROLE", gone)


def _hangs_on_judgement(sentence: Sentence, place: int) -> bool:
    """Return whether "carelessly written" stands here, of which nothing is left to tell."""
    judges = sentence.low(place) in lexicon().among("judging")
    return judges and sentence.low(place + 1) in lexicon().among("manner_only")


def tells_which(sentence: Sentence, start: int, place: int) -> bool:
    """Return whether the owner is one of several: "the departing pilot's", "the second shift's"."""
    words = sentence.words(start, place)
    if words[-2:-1] in (("first",), ("second",), ("third",)) and words[-1] in _TITLED:
        words = words[:-2]
    return any(
        low in _ONE_OF_SEVERAL or low.endswith("ing") or (low.endswith("ed") and len(low) > 4)
        for low in words[:-1]
    )


def others_are_named(sentence: Sentence, start: int, place: int) -> bool:
    """Return whether other people are spoken of: then whose it was tells one from the other."""
    others = (*range(start), *range(place, len(sentence.tokens)))
    return any(
        sentence.tokens[other].agent or _owns(sentence, other) for other in others
    ) and not all(token.is_name for token in sentence.tokens[start:place])


def _says_which_group(sentence: Sentence, start: int, place: int) -> bool:
    """Return whether the owner is told by more than one word: "the upstream team's"."""
    words = [
        token
        for token in sentence.tokens[start:place]
        if token.low not in lexicon().among("determiners")
    ]
    return len(words) > 1 and not all(token.is_name for token in words)


def _by_kind(sentence: Sentence, start: int, place: int, thing: int) -> Iterator[Version]:
    """Turn "the vendor's migration" into "the vendor migration": whose it is, is a fact."""
    last = sentence.tokens[place - 1]
    bare = last.text.removesuffix("'s").removesuffix("’s")
    phrase = phrase_at(sentence, thing)
    described = phrase is not None and sentence.low(phrase.head) in _BY_ITSELF
    if described or sentence.low(thing) in _BY_ITSELF | lexicon().among("lacking"):
        return
    plain = (
        place - start == 2
        and bare in _BODIES
        and bare.isalpha()
        and bare.islower()
        and bare != last.text
    )
    if not plain or sentence.low(start) not in ("the", "our", "a", "an", "their"):
        return
    article = sentence.between(start, start + 1)
    rest = sentence.text[sentence.tokens[thing].start :]
    gone = sentence.between(place, thing)
    yield Version(f"{sentence.before(start)}{article} {bare} {rest}", "ROLE", gone)


def _is_done(sentence: Sentence, place: int, thing: int) -> bool:
    """Return whether a thing is what somebody did; what a group has is told by whose it is."""
    phrase = phrase_at(sentence, thing)
    judged = any(low != "own" for low in sentence.words(place, thing))
    if judged or phrase is None:
        return True
    acts = lexicon().among("doings") | lexicon().among("acts") | lexicon().among("acts_of_people")
    return any(noun in acts for noun in sentence.words(thing, phrase.head + 1))


def _is_of_people(sentence: Sentence, thing: int) -> bool:
    """Return whether what is owned is people: "the customer's purchasing department"."""
    phrase = phrase_at(sentence, thing)
    return phrase is None or is_people(sentence, phrase.head)


def _article(sentence: Sentence, start: int, place: int) -> str:
    """Return what stands in place of "an engineer's" or "the vendor's"."""
    phrase = phrase_at(sentence, place)
    if sentence.low(start) not in ("a", "an") or phrase is None or phrase.plural:
        return "the"
    return with_article(f"a {sentence.low(place)}").split()[0]
