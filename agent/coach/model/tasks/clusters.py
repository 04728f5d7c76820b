"""Failure modes of a pre-mortem: reasons that people left alone, put together by how they fail."""

from collections.abc import Iterable, Iterator, Sequence

from agent.coach.clusters import joins, new_mode, open_reasons
from agent.coach.model.answers import Group, Groups
from agent.coach.model.checks import Check, Complaint, not_said, nothing_new, speaks_of
from agent.coach.model.prompts import Brief, section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent
from agent.coach.protocol import ClusterReasons
from agent.premortem.modes import Mode
from agent.premortem.record import Premortem

_WORDS = 12
_FEWEST = 2
"""Reasons that can be put together at all."""


def _brief(task: ClusterReasons, document: Premortem) -> Brief | None:
    """Show the words of reasons alone: who wrote them is in the store and stays there."""
    del task
    reasons = open_reasons(document)
    if len(reasons) < _FEWEST:
        return None
    return Brief(
        "cluster_reasons",
        (
            section("Failure modes made already", *(f"{m.id} {m.text}" for m in document.modes)),
            section("Reasons", *(f"{n} {one.text}" for n, one in enumerate(reasons, start=1))),
        ),
        {"words": str(_WORDS)},
    )


def _drafts(answer: Groups, task: ClusterReasons, document: Premortem) -> Iterator[Draft]:
    """Offer the largest groups first; an answer that loses or invents a reason offers nothing."""
    brief, reasons = _brief(task, document), open_reasons(document)
    if brief is None:
        return
    modes = {mode.id: mode for mode in document.modes}
    once = _each_once(answer.groups, len(reasons))
    for group in sorted(answer.groups, key=lambda one: -len(one.reasons)):
        mine = [reasons[n - 1] for n in group.reasons if 0 < n <= len(reasons)]
        name = group.name.strip()
        if (mode := _made(name, modes.values())) is not None:
            for reason in mine:
                yield Draft(joins(reason, mode, "They may fail by the same mechanism."), (once,))
            continue
        told = "\n".join(one.text for one in mine)
        checks = (
            *decent(document, _WORDS, fewest=2),
            nothing_new(brief.source),
            speaks_of(told),
            not_said([mode.text for mode in modes.values()]),
        )
        offer = new_mode(name, mine, "They may fail by the same mechanism.")
        yield Draft(offer, (once, *checks))


def _made(name: str, modes: Iterable[Mode]) -> Mode | None:
    """Return the mode of the people's that a group is named after, by its id or its words."""
    first = name.split(" ", maxsplit=1)[0].strip(".:,")
    return next((mode for mode in modes if first == mode.id or name == mode.text.strip()), None)


def _each_once(groups: Sequence[Group], count: int) -> Check:
    """Every reason stands in exactly one group, and no group holds another number."""
    told = [number for group in groups for number in group.reasons]
    lost = [n for n in range(1, count + 1) if n not in told]
    more = sorted({n for n in told if told.count(n) > 1 or not 0 < n <= count})

    def check(text: str) -> Complaint | None:
        del text
        if not lost and not more:
            return None
        return Complaint("facts", f"Numbers in no group: {lost}; twice or of nothing: {more}.")

    return check


CLUSTER = Recipe(
    Groups, _brief, _drafts, "which reasons fail in one way", about=Premortem, longest=1_500
)
