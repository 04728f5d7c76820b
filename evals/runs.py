"""Which measurements there are, and what each is made on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from agent.coach.rules import RulesCoach
from evals import actions, blame, coaching, density, privacy, rewrites, scores, similar
from evals.baselines import fingerprint
from evals.datasets.schema import OwnData
from evals.figures import Section
from evals.labels import LabelledAction, Sentence
from evals.outside import OutsideData

OWN, FRESH = "own set", "fresh set"
QUIET = "quiet set"
PUBLISHED = "in the manner of published postmortems"


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement that is about to be made."""

    about: str
    texts: Sequence[str]
    """What it is made on; the fingerprint is taken of it."""
    measure: Callable[[], Section]

    @property
    def mark(self) -> str:
        """Return the fingerprint of the data."""
        return fingerprint(self.texts)


def coach_runs(folder: Path, environ: Mapping[str, str]) -> Iterator[Run]:
    """Yield the measurement of the coach's tasks, where the folder has a set for it."""
    if found := coaching.cases(folder):
        yield Run("coaching", coaching.texts(found), partial(coaching.measure, found, environ))


def own_runs(data: OwnData) -> Iterator[Run]:
    """Yield the measurements on the project's own sets."""
    sentences, listed, cases = data.blame.sentences(), data.actions.labelled(), data.rewrites
    told = [f"{one.kind} {one.borderline} {one.text}" for one in sentences]
    yield Run("blame", told, lambda: blame.measure(sentences, OWN, "own"))
    sets = ((FRESH, "fresh", data.fresh), (QUIET, "quiet", data.quiet))
    unseen = [(name, found.labelled(short)) for name, short, found in sets if found]
    for name, found in unseen:
        yield Run("blame", _kinds_and_texts(found), partial(blame.measure, found, name, "kinds"))
    yield from _own_actions(listed)
    yield Run(
        "rewrites",
        [case.model_dump_json() for case in cases.rewrites],
        lambda: rewrites.measure(cases.rewrites, RulesCoach(), OWN),
    )
    yield Run("rewrites", told, lambda: _offers(sentences, "sentences of the own blame set"))
    for name, found in unseen:
        said = f"sentences of the {name}"
        yield Run("rewrites", _kinds_and_texts(found), partial(_offers, found, said))
    if blind := data.blind.labelled("blind") if data.blind else ():
        texts = _kinds_and_texts(blind)
        yield Run("rewrites", texts, lambda: _offers(blind, "sentences written blind"))
    if published := data.published:
        texts = [f"{one.blaming} {one.text}" for one in published]
        yield Run("blame", texts, lambda: blame.measure(published, PUBLISHED, "brief"))
        yield Run("rewrites", texts, lambda: _offers(published, PUBLISHED))
    if kept := data.privacy:
        documents = privacy.documents(kept, [one.text for one in sentences])
        secrets = [one.text for one in documents]
        yield Run("privacy", secrets, lambda: privacy.measure_secrets(documents, "seeded secrets"))
        yield Run(
            "privacy", kept.sentences, lambda: privacy.measure_names(kept.sentences, "own names")
        )
    if (named := data.names) is not None:
        whole = named.sentences
        yield Run("privacy", whole, partial(privacy.measure_names, whole, "independent names"))


def _kinds_and_texts(sentences: Sequence[Sentence]) -> list[str]:
    return [f"{one.kind} {one.text}" for one in sentences]


def _own_actions(listed: Sequence[LabelledAction]) -> Iterator[Run]:
    """Yield all actions, then each half: what holds on the open one only was fitted to it."""
    for part, name in (("", OWN), ("half open", f"{OWN}: open"), ("half closed", f"{OWN}: closed")):
        mine = [one for one in listed if part in ("", *one.tags)]
        if mine:
            marked = [f"{sorted(one.holds)} {one.control} {one.text}" for one in mine]
            yield Run("actions", marked, partial(actions.measure, mine, name))


def outside_runs(data: OutsideData) -> Iterator[Run]:
    """Yield the measurements on data outside; what the folder lacks is left out."""
    sentences = data.sentences()
    yield from _outside_blame(sentences)
    if pages := data.pages():
        yield Run("blame", pages, lambda: density.measure(pages, "outside: whole postmortems"))
    if listed := data.actions():
        texts = [one.text for one in listed]
        yield Run("actions", texts, lambda: actions.measure(listed, "outside"))
    if sentences:
        texts = [one.text for one in sentences]
        yield Run("rewrites", texts, lambda: _offers(sentences, "outside: blame sentences"))
    yield from _scores(data)
    if (incidents := data.incidents()) and (queries := data.queries()):
        texts = [*(one.text for one in incidents), *(one.text for one in queries)]
        yield Run("similar", texts, lambda: similar.measure(incidents, queries, "outside"))


def _scores(data: OutsideData) -> Iterator[Run]:
    """Yield the scores of whole postmortems: against careful readers, and their order."""
    if rated := data.rated_pages():
        texts = [f"{page.text} {sorted(page.scores.items())}" for page in rated]
        yield Run("scores", texts, lambda: scores.measure(rated, "outside: rated by two readers"))
    if named := data.named_pages():
        texts = list(named.values())
        yield Run("scores", texts, lambda: scores.order(named, "outside: all, the best first"))


def _outside_blame(sentences: Sequence[Sentence]) -> Iterator[Run]:
    """Yield all sentences, then real and written ones apart."""
    for part in ("all", *sorted({tag for one in sentences for tag in one.tags})):
        mine = [one for one in sentences if part in ("all", *one.tags)]
        if mine:
            yield Run("blame", [one.text for one in mine], _judging(mine, part))


def _judging(sentences: Sequence[Sentence], part: str) -> Callable[[], Section]:
    detail: blame.Detail = "kinds" if part == "all" else "brief"
    return lambda: blame.measure(sentences, f"outside: {part}", detail)


def _offers(sentences: Sequence[Sentence], data: str) -> Section:
    return rewrites.measure_sentences(sentences, RulesCoach(), data)
