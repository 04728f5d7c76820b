"""Whether what the coach offers for a blaming text keeps its facts and loses its blame."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.coach.fidelity import preserved
from agent.coach.protocol import Coach, Neutralise
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.search import neutral_version
from agent.postmortem.record import Meta, Postmortem
from evals.blame import flagged_by
from evals.datasets.schema import RewriteCase
from evals.figures import Figure, Section, share
from evals.labels import Sentence
from rubrics.language import agents_in

Kind = Literal["rewrite", "question", "nothing"]
_PATH = "summary.text"
_NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|nothing|without|neither|nor|cannot|failure to|failed to)\b|n't\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,:]*\d|\d")
_ADDED = """
a an the and or but was were is are be been being not no nothing of by to at in on for it its
this that with there has had have did does do from as which when while during we one
though could possible otherwise
"""
_GRAMMAR = frozenset(_ADDED.split())
"""Words that a rewrite may add: they carry no fact."""
_SAID_AS = {
    "attended": ("ignor", "disregard"),
    "acted": ("ignor", "disregard"),
    "account": ("ignor", "disregard"),
    "taken": ("ignor", "disregard"),
    "noticed": ("overlook", "miss", "reali"),
    "considered": ("overlook", "miss", "forg"),
    "consideration": ("overlook", "account", "consider", "ignor", "forg"),
    "response": ("ignor", "slept", "sleep"),
    "followed": ("ignor", "disregard"),
    "met": ("miss",),
    "carried": ("overlook", "forg", "neglect"),
    "out": ("overlook", "forg", "neglect"),
    "correctly": ("incorrect", "misjudg"),
    "judged": ("misjudg",),
    "error": (
        "oversight",
        "mistake",
        "careless",
        "negligen",
        "lapse",
        "inattent",
        "attention",
        "care",
        "sloppi",
    ),
    "due": ("by", "through", "caus"),
    "because": ("caus", "due", "fault", "failure"),
    "happened": ("fault",),
    "factor": ("contribut",),
    "could": ("inabil",),
    "decided": ("decision",),
    "properly": ("improper",),
    "incorrect": ("mistaken", "erroneous"),
    "wrong": ("botch", "bungl", "fumbl", "mess", "screw", "drop", "wrongly", "mistaken"),
    "attempt": ("try",),
    "mistakenly": ("wrongly", "error", "mistake", "oversight", "lapse", "negligen"),
    "accident": ("accident", "inadvert", "unintent"),
    "occurred": ("due", "caus", "result", "error"),
    "went": ("botch", "bungl", "fumbl", "mess", "screw", "drop"),
    "waited": ("sat",),
    "waiting": ("sat", "sitting"),
    "late": ("long",),
    "slow": ("slowly",),
    "left": ("drove", "went", "walk", "let"),
    "nobody": ("one", "mention"),
    "reported": ("said", "say", "own", "mention", "speak"),
    "unreported": ("quiet", "silent"),
    "recorded": ("note", "wrote", "write", "log"),
    "told": ("mention",),
    "greater": ("underestimat",),
    "smaller": ("overestimat",),
    "longer": ("underestimat",),
    "than": ("underestimat", "overestimat"),
    "estimated": ("underestimat", "overestimat"),
    "known": ("aware", "unaware", "idea", "reali", "ignoran"),
    "so": ("lead", "caus", "forc", "prompt", "if", "had", "would"),
}
"""Words that say what other words of the source say, by the beginnings of those."""
_STEM = 4
"""Letters by which "closed" and "close" count as the same word; shorter ones must be equal."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a coach offered for a text."""

    kind: Kind
    text: str = ""


def offered(coach: Coach, text: str) -> Offer:
    """Ask a coach for a neutral version, as a session does; the document is empty."""
    document = Postmortem(meta=Meta(id="", title=""))
    found = asyncio.run(coach.propose(Neutralise(_PATH, text), document))
    if not found:
        return Offer("nothing")
    if found[0].effect.kind == "put":
        return Offer("rewrite", found[0].text)
    return Offer("question", found[0].text)


def measure(cases: Sequence[RewriteCase], coach: Coach, data: str) -> Section:
    """Judge each offer by what its text has to keep and must not hold."""
    offers = {f"rewrite/{n}": (case, offered(coach, case.text)) for n, case in enumerate(cases, 1)}
    made = {name: pair for name, pair in offers.items() if pair[1].kind == "rewrite"}
    figures = [*_kinds([offer for _, offer in offers.values()])]
    figures += _fresh([(case, offer) for case, offer in offers.values() if case.fresh])
    wrong: list[str] = []
    for problem, finder in _CHECKS:
        bad = [name for name, (case, offer) in made.items() if finder(case, offer.text)]
        figures.append(share(f"rewrites: {problem}", len(bad), len(made), lower_is_better=True))
        wrong += [f"{name} {problem}" for name in bad]
    wrong += [f"{name} no offer" for name, (_, offer) in offers.items() if offer.kind == "nothing"]
    shown = tuple(f"{name} {o.kind}: {case.text} => {o.text}" for name, (case, o) in offers.items())
    notes = (f"coach: {coach.name}",)
    return Section("rewrites", data, tuple(figures), tuple(wrong), notes, shown)


def measure_sentences(sentences: Sequence[Sentence], coach: Coach, data: str) -> Section:
    """Judge offers for labelled sentences, of which nobody wrote down what they have to keep."""
    offers = {one.id: (one, offered(coach, one.text)) for one in sentences}
    blaming = [offer for one, offer in offers.values() if one.blaming]
    found = [offer for one, offer in offers.values() if one.blaming and flagged_by(one.text)]
    innocent = [offer for one, offer in offers.values() if not one.blaming]
    made = {name: pair for name, pair in offers.items() if pair[1].kind == "rewrite"}
    lost = [n for n, (one, o) in made.items() if lost_or_invented(one.text, o.text)]
    added = [n for n, (one, o) in made.items() if new_words(one.text, o.text)]
    unclean = [n for n, (_, o) in made.items() if flagged_by(o.text)]
    rewritten = sum(offer.kind == "rewrite" for offer in innocent)
    sayable = sum(_can_be_said(one.text) for one in sentences if one.blaming)
    figures = (
        *_kinds(blaming),
        *_kinds(found, "true positives: "),
        share("can be rewritten, flagged or not", sayable, len(blaming)),
        share("innocent: rewritten all the same", rewritten, len(innocent), lower_is_better=True),
        share("rewrites: facts lost or invented", len(lost), len(made), lower_is_better=True),
        share("rewrites: words of its own", len(added), len(made), lower_is_better=True),
        share("rewrites: not clean on re-check", len(unclean), len(made), lower_is_better=True),
    )
    return Section("rewrites", data, figures, (*lost, *added, *unclean), (f"coach: {coach.name}",))


def _can_be_said(text: str) -> bool:
    """Return whether a sentence that blames has a rewrite, even where no rule sees the blame."""
    return neutral_version(text, lambda words: words != text and not flagged_by(words)) is not None


def lost_or_invented(text: str, rewrite: str) -> tuple[str, ...]:
    """Return what the project's own check says is missing or new; who acted may go."""
    people = agents_in(text)
    named = "|".join(re.escape(one) for one in people) or "(?!)"
    counts = re.search(rf"\bone of (?:our|the|their) (?:[\w-]+ )?(?:{named})", text, re.IGNORECASE)
    return preserved(text, rewrite, people=(*people, "one") if counts else people)


def new_words(text: str, rewrite: str) -> tuple[str, ...]:
    """Return words and numbers of a rewrite that its source has in no form."""
    known = {word.lower() for word in _WORD.findall(text)}
    return tuple(
        word
        for word in _WORD.findall(rewrite)
        if word.lower() not in _GRAMMAR and not any(_akin(word.lower(), one) for one in known)
    )


def _kinds(offers: Sequence[Offer], of: str = "") -> Iterator[Figure]:
    for kind in ("rewrite", "question"):
        hits = sum(offer.kind == kind for offer in offers)
        yield share(f"{of}answered by a {kind}", hits, len(offers))
    nothing = sum(offer.kind == "nothing" for offer in offers)
    yield share(f"{of}answered by nothing", nothing, len(offers), lower_is_better=True)


def _fresh(offers: Sequence[tuple[RewriteCase, Offer]]) -> Iterator[Figure]:
    """Yield how many of the fresh texts that a rule flags are rewritten."""
    flagged = [offer for case, offer in offers if flagged_by(case.text)]
    if flagged:
        hits = sum(offer.kind == "rewrite" for offer in flagged)
        yield share("fresh and flagged: answered by a rewrite", hits, len(flagged))


def _akin(word: str, other: str) -> bool:
    """Return whether two words may be forms of one; numbers only when they are the same."""
    if word[0].isdigit() or other[0].isdigit():
        return word == other
    verb = lexicon().of_past(word) or lexicon().of_base(word)
    same = (lexicon().of_past(other) or lexicon().of_ing(other) or lexicon().of_base(other)).bases
    if min(len(word), len(other)) >= _STEM and word[:_STEM] == other[:_STEM]:
        return True
    meant = any(other.startswith(start) for start in _SAID_AS.get(word, ()))
    return word == other or meant or not verb.bases.isdisjoint(same)


def _lost(case: RewriteCase, rewrite: str) -> bool:
    return any(fact.lower() not in rewrite.lower() for fact in case.keep)


def _invented(case: RewriteCase, rewrite: str) -> bool:
    return bool(new_words(case.text, rewrite))


def _turned_round(case: RewriteCase, rewrite: str) -> bool:
    return bool(_NEGATION.search(rewrite)) != case.negated


def _still_there(case: RewriteCase, rewrite: str) -> bool:
    return any(_whole(word).search(rewrite) for word in case.banned)


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _unclean(_: RewriteCase, rewrite: str) -> bool:
    return bool(flagged_by(rewrite))


_CHECKS: tuple[tuple[str, Callable[[RewriteCase, str], bool]], ...] = (
    ("facts lost", _lost),
    ("words of its own", _invented),
    ("a denial lost or added", _turned_round),
    ("banned words kept", _still_there),
    ("not clean on re-check", _unclean),
)
