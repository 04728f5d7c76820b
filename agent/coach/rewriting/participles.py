"""Tells participles that need a doer: "before giving the dose" as "before the dose was given".

A sentence that lost its doer must not leave such a participle hanging in the air.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.coach.rewriting.belonging import SPELLS
from agent.coach.rewriting.lexicon import Verb, ends_as_adverb, lexicon, word_set
from agent.coach.rewriting.passive import told
from agent.coach.rewriting.phrases import begins_object, is_contracted
from agent.coach.rewriting.readings import Group, Time
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_RESULTS = word_set(
    "causing leading resulting leaving making allowing preventing meaning triggering breaking "
    "including affecting exposing stopping blocking bringing costing delaying rendering forcing "
    "locking dropping starting ending wiping erasing destroying overwriting corrupting "
    "disconnecting cutting flooding amplifying worsening aggravating exacerbating compounding "
    "intensifying complicating prolonging lengthening extending doubling tripling quadrupling "
    "multiplying increasing decreasing reducing lowering invalidating violating overwhelming "
    "overloading saturating hampering hindering impeding impacting disrupting degrading "
    "interrupting crashing masking hiding slowing undermining jeopardising jeopardizing "
    "endangering threatening widening inducing creating producing introducing generating "
    "turning keeping highlighting raising adding revealing "
    "compromising contaminating damaging injuring killing stranding trapping severing derailing"
)
"""What may follow a comma without a doer: it tells what came of it."""
_LED = word_set("leading causing prompting forcing making")
_ACTORS = word_set("we i he she they you")
_NO_SUBJECT = word_set("we i he she they any none nobody nothing no")
_THEM = word_set("us them him her me")
_AROUND = word_set("before after while whilst when")
_BETWEEN = word_set("not never then still even once ever first actually so")
_NO_ACTS = word_set("during nothing something anything everything morning evening")
_WHILE = word_set("while whilst")
_NOUNS_ALONE = word_set("warning testing planning training monitoring")
_ING_NOUNS = word_set("landing testing debugging troubleshooting boarding taxiing packing loading")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in place of the tokens from `start` up to `end`."""

    start: int
    end: int
    words: str


_PROCESSES = word_set(
    "flushing cleaning testing welding painting loading unloading charging mixing docking landing"
    " boarding washing packing commissioning servicing sampling filling draining"
)


def hanging(sentence: Sentence) -> bool:
    """Return whether a participle speaks of a doer: "before merging", "ignoring the rule"."""
    return any(
        _needs_doer(sentence, place)
        and sentence.low(place) != "being"
        and not _is_process(sentence, place)
        for place in range(1, len(sentence.tokens))
        if sentence.low(place) not in lexicon().among("not_ing") or _verb(sentence, place)
    )


def _is_process(sentence: Sentence, place: int) -> bool:
    """Return whether "after flushing" names a process, which goes on whoever does it."""
    when = sentence.low(place - 1) in ("after", "before", "during")
    return when and sentence.low(place) in _PROCESSES and sentence.stops(place + 1)


def told_of_things(sentence: Sentence, start: int) -> str | None:
    """Return the text from a token on with its participles told of their things.

    None when one of them would be left without a doer.
    """
    text, place, done = "", start, start
    while place < len(sentence.tokens):
        if _lost_its_thing(sentence, place, start):
            return None
        if not _needs_doer(sentence, place):
            place += 1
            continue
        piece = _piece(sentence, place)
        if piece is None:
            return None
        text += _as_written(sentence, done, piece.start) + piece.words
        done, place = piece.end, piece.end
    return text + sentence.after(done)


def which_came_of_it(sentence: Sentence) -> Iterator[Version]:
    """Tell ", amplifying the noise" as ", which amplified the noise", where nobody is left.

    It is no strategy of its own: a rewrite that does no more has none.
    """
    people = _ACTORS | lexicon().among("people") | lexicon().among("doers")
    if any(token.agent or token.low in people for token in sentence.tokens):
        return
    for place in range(2, len(sentence.tokens)):
        verb, opener = _verb(sentence, place), _opener(sentence, place)
        if verb is None or sentence.low(opener) != "," or sentence.low(place) not in _RESULTS:
            continue
        beside = [token.text for token in sentence.tokens[opener + 1 : place]]
        words = " ".join(["which", *beside, lexicon().past(verb)])
        yield Version(f"{sentence.before(opener + 1)}{words}{sentence.after(place + 1)}", "")


def _lost_its_thing(sentence: Sentence, place: int, start: int) -> bool:
    """Return whether "trying to enter" after "on the next day" was said of what went before."""
    before = sentence.low(place - 1)
    a_time = before in SPELLS or before[-1:].isdigit() or before in ("yesterday", "today")
    return place > start and a_time and _verb(sentence, place) is not None


def _as_written(sentence: Sentence, start: int, end: int) -> str:
    """Return the text after the token before `start` up to the token `end`."""
    if start >= end:
        return " "
    begin = sentence.tokens[start - 1].end if start else 0
    return sentence.text[begin : sentence.tokens[end].start]


def _needs_doer(sentence: Sentence, place: int) -> bool:
    """Return whether a participle at a place speaks of the one who did it."""
    low, before = sentence.low(place), sentence.low(place - 1)
    spite = sentence.words(place - 3, place) == ("in", "spite", "of")
    if (spite or before == "despite") and low.endswith("ing"):
        return True
    if _verb(sentence, place) is None or _is_subject(sentence, place):
        return False
    if sentence.words(place - 1, place + 2) == ("without", "waiting", "for"):
        return False
    if before == "without" and low in _NOUNS_ALONE and not begins_object(sentence, place + 1):
        return False
    opener = _opener(sentence, place)
    if sentence.low(opener) in _AROUND | {"without"} or _instead(sentence, place):
        return True
    plain_result = low in _RESULTS and not _led_them(sentence, place)
    return sentence.low(opener) == "," and not plain_result


def _is_subject(sentence: Sentence, place: int) -> bool:
    """Return whether "when flapping began" is a noun with its own verb."""
    after = sentence.low(place + 1)
    return after in lexicon().among("finite") or after in ("began", "started", "stopped", "went")


def _verb(sentence: Sentence, place: int) -> Verb | None:
    """Read a participle; "building" is one where an object follows."""
    behind = place + 1
    if sentence.low(behind) == "and" and lexicon().of_ing(sentence.low(place + 2), acts=True):
        behind = place + 3
    acts = begins_object(sentence, behind) and sentence.low(place) not in _NO_ACTS
    return lexicon().of_ing(sentence.low(place), acts=acts)


def _opener(sentence: Sentence, place: int) -> int:
    """Return the token before a participle, its "not" and its adverbs."""
    opener = place - 1
    while ends_as_adverb(sentence.low(opener)) or sentence.low(opener) in _BETWEEN:
        opener -= 1
    return opener


def _instead(sentence: Sentence, place: int) -> bool:
    return sentence.words(place - 2, place) in (("instead", "of"), ("rather", "than"))


def _led_them(sentence: Sentence, place: int) -> bool:
    return sentence.low(place) in _LED and sentence.low(place + 1) in _THEM


def _piece(sentence: Sentence, place: int) -> Piece | None:
    verb = _verb(sentence, place)
    if verb is None:
        return None
    opener = _opener(sentence, place)
    start, before = opener + 1, sentence.low(opener)
    if before == "," and _led_them(sentence, place):
        return _led(sentence, place)
    if before == ",":
        return _beside(sentence, start, place, verb)
    if before == "without" and start == place:
        as_noun = _without_thing(sentence, place, verb)
        if as_noun is not None:
            return as_noun
    if before == "without" or _instead(sentence, place):
        return _being(sentence, start, place, verb)
    return _around(sentence, start, place, verb)


def _led(sentence: Sentence, place: int) -> Piece | None:
    """Tell ", leading them to test half of it" as ", so half of it was tested"."""
    to = place + 2 + (sentence.low(place + 2) == "to")
    verb = lexicon().of_base(sentence.low(to))
    group = Group(to, to + 1, verb, "done", denied=False, main=to)
    clause = told(sentence, group, denied=False, own=True)
    return clause and Piece(place, clause.end, f"so {clause.words}")


def _beside(sentence: Sentence, start: int, place: int, verb: Verb) -> Piece | None:
    """Tell ", ignoring the rule" as ", and the rule was not followed"."""
    if start == place and sentence.low(place) == "having":
        return _had_done(sentence, place)
    clause = _clause(sentence, start, place, verb, "past")
    last = len(sentence.tokens)
    while last > 0 and sentence.low(last - 1) in (".", "!"):
        last -= 1
    if clause is None or clause.end != last:
        return None
    return Piece(start, clause.end, f"and {clause.words}")


def _had_done(sentence: Sentence, place: int) -> Piece | None:
    """Tell ", having promised a test" at the end as ", after a test had been promised"."""
    verb, last = lexicon().of_past(sentence.low(place + 1)), len(sentence.tokens)
    if verb is None or verb.among("no_passive"):
        return None
    group = Group(place, place + 2, verb, "done", denied=False, time="past perfect", main=place + 1)
    clause = told(sentence, group, denied=False, own=True)
    while last > 0 and sentence.low(last - 1) in (".", "!"):
        last -= 1
    if clause is None or clause.end != last or clause.words.startswith(("it ", "there ")):
        return None
    if {"rather", "instead"} & set(clause.words.split()):
        return None
    return Piece(place, clause.end, f"after {clause.words}")


def _being(sentence: Sentence, start: int, place: int, verb: Verb) -> Piece | None:
    """Tell "without testing the index" as "without the index being tested"."""
    if sentence.low(place) == "having":
        return None
    if sentence.low(place + 1) in ("it", "them"):
        particle = sentence.low(place + 2) in lexicon().among("particles")
        end = place + 2 + particle
        tail = f" {sentence.low(place + 2)}" if particle else ""
        return Piece(start, end, f"being {verb.participle}{tail}")
    clause = _clause(sentence, start, place, verb, "past")
    if clause is None or clause.words.startswith(("it ", "there ")):
        return None
    if (
        sentence.low(place - 1) == "once"
        or clause.words.split(" ", 1)[0] in _NO_SUBJECT
        or " of " in f" {sentence.low(clause.end)} "
    ):
        return None
    for was in (" was ", " were "):
        if was in clause.words and " not " not in clause.words and "," not in clause.words:
            thing, done = clause.words.rsplit(was, 1)
            return Piece(start, clause.end, f"{thing} being {done}")
    return None


def _without_thing(sentence: Sentence, place: int, verb: Verb) -> Piece | None:
    """Tell "without investigating" as "without an investigation"; "without testing" may stay."""
    after = sentence.low(place + 1)
    if sentence.low(place) == "waiting" and after == "for":
        return Piece(place, place + 1, "a wait")
    ends = after in lexicon().among("prepositions") | {"and", "but"}
    if not (sentence.stops(place + 1) or ends):
        return None
    if sentence.low(place) in _NOUNS_ALONE:
        return Piece(place, place + 1, sentence.tokens[place].text)
    nouns = lexicon().table("nouns_of_acts") | lexicon().table("steps")
    for base in sorted(verb.bases):
        if base in nouns:
            noun = nouns[base][0]
            return Piece(place, place + 1, f"{'an' if noun[0] in 'aeio' else 'a'} {noun}")
    return None


def _around(sentence: Sentence, start: int, place: int, verb: Verb) -> Piece | None:
    """Tell "while editing the rule" as "while the rule was being edited"."""
    opener = sentence.low(start - 1)
    said = _said_as_noun(sentence, place)
    if said is not None:
        return said
    time: Time = "past progressive" if opener in _WHILE else "past"
    clause = _clause(sentence, start, place, verb, time)
    if clause is not None and not clause.words.startswith("there "):
        return Piece(start, clause.end, clause.words)
    return _as_noun(sentence, place, verb)


def _clause(sentence: Sentence, start: int, place: int, verb: Verb, time: Time) -> Piece | None:
    beside = tuple(
        token.text for token in sentence.tokens[start:place] if token.low not in ("not", "never")
    )
    denied = len(beside) < place - start
    sort = "undone" if denied else "done"
    group = Group(start, place + 1, verb, sort, denied, time, (), beside, main=place)
    clause = told(sentence, group, denied=denied, own=True)
    return clause and Piece(start, clause.end, clause.words)


def _said_as_noun(sentence: Sentence, place: int) -> Piece | None:
    """Tell "while trying to fix it" as "during an attempt to fix it"."""
    for row in lexicon().lines("during"):
        cut = row.index("=")
        words, noun = row[:cut], row[cut + 1 :]
        start = place - 1
        if sentence.low(start) in _WHILE and sentence.words(place, place + len(words)) == words:
            return Piece(start, place + len(words), " ".join(noun))
    return None


def _as_noun(sentence: Sentence, place: int, verb: Verb) -> Piece | None:
    """Tell "before merging" as "before the merge" where no thing follows."""
    end = place + 1
    while sentence.low(end) in lexicon().among("particles"):
        end += 1
    follows = sentence.low(end)
    has_object = not (sentence.stops(end) or follows in lexicon().among("prepositions"))
    if has_object or is_contracted(follows):
        return None
    opener = sentence.low(place - 1)
    particles = sentence.words(place + 1, end)
    nouns = lexicon().table("nouns_of_acts")
    for base in sorted(verb.bases):
        key = "-".join((base, *particles))
        if key in nouns:
            noun = " ".join(nouns[key])
            during = opener in _AROUND - {"before", "after"}
            words = f"during the {noun}" if during else f"{opener} the {noun}"
            return Piece(place - 1, end, words)
    if sentence.low(place) in _ING_NOUNS and opener in _WHILE:
        return Piece(place - 1, place + 1, f"during {sentence.low(place)}")
    return None
