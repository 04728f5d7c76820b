"""The coach's tasks with a model behind them: checks first, a judge second, beside the rules coach.

With `MODEL` and a key the model is asked. Without them the scripted server answers as the cases
say: that measures the way there and the checks, and nothing about a model.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict
from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import Evaluator, EvaluatorContext

from agent.coach.claude import Claude, Endpoint
from agent.coach.key import find_key
from agent.coach.model.asking import Model
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import Ceilings, catalogue
from agent.coach.model.coach import ModelCoach
from agent.coach.model.composing import endpoint_of
from agent.coach.model.prompts import fingerprint
from agent.coach.model.rounds import Rounds
from agent.coach.model.tasks.registry import RECIPES
from agent.coach.protocol import (
    ClimbHierarchy,
    ClusterReasons,
    ExplainScore,
    ExplainSimilarity,
    ExtractEvents,
    GeneraliseLesson,
    MoreCandidates,
    MoreFaults,
    Neutralise,
    NextWhy,
    SharpenAction,
    StateCause,
    SummariseIncident,
    Task,
)
from agent.coach.rules import RulesCoach
from agent.dialogue import Proposal
from agent.home import Home
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.premortem.record import AnyDocument, Premortem
from agent.premortem.record import Meta as PremortemMeta
from agent.questions.bank import CoachTask
from agent.settings import Settings
from evals.figures import Figure, Section, share
from evals.judge import judged
from evals.scripted.behaviour import says
from evals.scripted.server import MessagesServer

FILE = "coaching.yaml"
_USEFUL = (
    "proposals that a judge finds useful",
    "the rules coach's that a judge finds useful",
)
_WIDE = Ceilings(tokens=5_000_000, cost=Decimal(20))
_EMPTY: Mapping[type[AnyDocument], AnyDocument] = {
    Postmortem: Postmortem(meta=Meta(id="PM-2031-001")),
    Premortem: Premortem(meta=PremortemMeta(id="PRE-2031-001", state="CLUSTER")),
}
"""What a case fills."""


class CoachingCase(BaseModel):
    """One task on one small document."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    task: CoachTask
    id: str = ""
    text: str = ""
    asks: dict[str, str | tuple[str, ...]] = {}
    """What an explanation is about: the fields of its task."""
    items: tuple[tuple[str, dict[str, Any]], ...] = ()
    sets: dict[str, str] = {}
    scripted: dict[str, Any]
    expect: str
    keeps: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def document(self) -> AnyDocument:
        """Return the document the task is about."""
        draft: Draft[Any] = Draft(_EMPTY[RECIPES[self.task].about])
        for path, value in self.sets.items():
            draft.set(path, value)
        for path, item in self.items:
            draft.add(path, item)
        return draft.finish()

    def asked(self) -> Task:
        """Return the task."""
        told: dict[str, Any] = dict(self.asks)
        about: Mapping[CoachTask, Callable[[], Task]] = {
            "next_why": lambda: NextWhy(self.id),
            "neutralise": lambda: Neutralise("timeline.events.E1.text", self.text),
            "sharpen_action": lambda: SharpenAction(self.id),
            "climb_hierarchy": lambda: ClimbHierarchy(self.id),
            "generalise_lesson": lambda: GeneraliseLesson(self.id),
            "summarise_incident": SummariseIncident,
            "state_cause": lambda: StateCause(self.id),
            "more_candidates": MoreCandidates,
            "more_faults": MoreFaults,
            "extract_events": lambda: ExtractEvents(self.text),
            "explain_score": lambda: ExplainScore(**told),
            "explain_similarity": lambda: ExplainSimilarity(**told),
            "cluster_reasons": ClusterReasons,
        }
        return about[self.task]()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    became: str
    """offered, abstained, or the word for why the model's answer was not used."""
    texts: tuple[str, ...]
    ruled: tuple[str, ...]
    """What the rules coach offers for the same case."""
    seconds: float
    cost: float


@dataclass
class AsExpected(Evaluator[CoachingCase, Outcome, None]):
    """The scripted answer became what the case says."""

    def evaluate(self, ctx: EvaluatorContext[CoachingCase, Outcome, None]) -> bool:
        """Return whether it did."""
        return ctx.output.became == ctx.inputs.expect


@dataclass
class SaysWhatItMust(Evaluator[CoachingCase, Outcome, None]):
    """A model's proposal keeps what the case names, and says nothing that it forbids."""

    def evaluate(self, ctx: EvaluatorContext[CoachingCase, Outcome, None]) -> bool:
        """Return whether it does; trivially so when nothing of a model is shown."""
        if ctx.output.became != "offered":
            return True
        shown = "\n".join(ctx.output.texts)
        kept = all(words in shown for words in ctx.inputs.keeps)
        return kept and not any(words in shown for words in ctx.inputs.never)


def cases(folder: Path) -> tuple[CoachingCase, ...]:
    """Return the data set; none when the folder has no such file."""
    path = folder / FILE
    found = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"] if path.exists() else ()
    return tuple(CoachingCase.model_validate(one) for one in found)


def texts(data: Sequence[CoachingCase]) -> list[str]:
    """Return what the figures are made on: the cases and the prompts they go through."""
    return [f"{fingerprint(one.task)} {one.model_dump_json()}" for one in data]


def measure(data: Sequence[CoachingCase], environ: Mapping[str, str]) -> Section:
    """Return the figures for the configured model, or for the scripted server."""
    real = _endpoint(environ)
    found = _outcomes(data, real)
    useful = asyncio.run(_judged(Claude(real), data, found)) if real else ()
    name = real.model if real else "scripted server"
    notes = (*_notes(real), *_by_task(data, found, measured=real is not None))
    wrong = tuple(one.name for one in data if not found[one.name][1])
    return Section("coaching", name, _figures(data, found, useful), wrong, notes)


def _endpoint(environ: Mapping[str, str]) -> Endpoint | None:
    """Return the model to measure: named by MODEL, with a key; None without either."""
    if not (model := environ.get("MODEL", "").strip()):
        return None
    home = Home.resolve(environ)
    key = find_key(home, environ)
    return endpoint_of(key, Settings(model=model), environ) if key else None


def _outcomes(
    data: Sequence[CoachingCase], real: Endpoint | None
) -> dict[str, tuple[Outcome, bool]]:
    """Run the cases through pydantic-evals; return each outcome and whether it stood."""
    evaluators = [SaysWhatItMust(), *([] if real else [AsExpected()])]
    dataset = Dataset(
        name="coaching",
        cases=[Case(name=one.name, inputs=one) for one in data],
        evaluators=evaluators,
    )

    async def one_case(case: CoachingCase) -> Outcome:
        if real is not None:
            return await _run(case, real)
        with MessagesServer([says(case.scripted)]) as server:
            return await _run(case, Endpoint("scripted", server.key, server.url))

    report = asyncio.run(dataset.evaluate(one_case, max_concurrency=1, progress=False))
    if report.failures:
        raise RuntimeError(report.failures[0].error_message)
    return {
        case.name: (case.output, all(one.value for one in case.assertions.values()))
        for case in report.cases
    }


async def _run(case: CoachingCase, endpoint: Endpoint) -> Outcome:
    facts = catalogue().facts(endpoint.model)
    budget = Budget(facts, _WIDE)
    coach = ModelCoach(Rounds(Claude(endpoint), budget), RulesCoach())
    document, task = case.document(), case.asked()
    begun = time.perf_counter()
    proposals = await coach.propose(task, document)
    seconds = time.perf_counter() - begun
    made = _texts([one for one in proposals if one.coach != "rules"])
    ruled = _texts(await RulesCoach().propose(task, document))
    tally = coach.tally
    became = next(iter(tally.fell_back), "offered" if tally.offered else "abstained")
    return Outcome(became, made, ruled, seconds, float(budget.cost or 0))


def _texts(proposals: Sequence[Proposal]) -> tuple[str, ...]:
    return tuple(one.text for one in proposals)


async def _judged(
    model: Model, data: Sequence[CoachingCase], found: Mapping[str, tuple[Outcome, bool]]
) -> tuple[Figure, Figure]:
    """Return what a judge finds useful of the model's proposals, and of the rules coach's."""
    told = {
        one.name: json.dumps(one.model_dump(include={"task", "text", "asks", "items", "sets"}))
        for one in data
    }
    by_model = [(told[n], "\n".join(one.texts)) for n, (one, _) in found.items() if one.texts]
    by_rules = [(told[n], "\n".join(one.ruled)) for n, (one, _) in found.items() if one.ruled]
    return (
        await judged(model, by_model, _USEFUL[0]),
        await judged(model, by_rules, _USEFUL[1]),
    )


def _figures(
    data: Sequence[CoachingCase],
    found: Mapping[str, tuple[Outcome, bool]],
    useful: Sequence[Figure],
) -> tuple[Figure, ...]:
    outcomes = [found[one.name][0] for one in data]
    count = len(outcomes)
    offered = sum(one.became == "offered" for one in outcomes)
    abstained = sum(one.became == "abstained" for one in outcomes)
    ruled = sum(bool(one.ruled) for one in outcomes)
    measured = bool(useful)
    seconds = sorted(one.seconds for one in outcomes)[count // 2]
    cost = sum(one.cost for one in outcomes) / count
    return (
        share("cases that stand every evaluator", sum(ok for _, ok in found.values()), count),
        share("cases with a proposal of the model", offered, count),
        share("cases in which it abstained", abstained, count),
        share("cases that fell back to the rules coach", count - offered - abstained, count),
        share("cases with an offer of the rules coach", ruled, count),
        *(useful or (Figure(name, None, 0) for name in _USEFUL)),
        Figure("seconds a case, median", seconds if measured else None, count),
        Figure("US dollars a case", cost if measured else None, count),
    )


def _by_task(
    data: Sequence[CoachingCase], found: Mapping[str, tuple[Outcome, bool]], *, measured: bool
) -> Iterator[str]:
    """Yield one line a task: what became of its cases, beside what the rules coach offers."""
    for task in RECIPES:
        mine = [found[one.name] for one in data if one.task == task]
        offered = sum(outcome.became == "offered" for outcome, _ in mine)
        stood = sum(ok for _, ok in mine)
        ruled = sum(bool(outcome.ruled) for outcome, _ in mine)
        told = f"{task:<19}{stood} of {len(mine)} stand; offers: model {offered}, rules {ruled}"
        seconds = sorted(outcome.seconds for outcome, _ in mine)[len(mine) // 2] if mine else 0
        cost = sum(outcome.cost for outcome, _ in mine) / max(1, len(mine))
        yield f"{told}; {seconds:.1f} s, {cost:.4f} US dollars a case" if measured else told


def _notes(real: Endpoint | None) -> tuple[str, ...]:
    if real is not None:
        return ()
    return (
        "no MODEL with a key: the scripted server answered; what needs a real model: not measured",
    )
