"""Events from a long record: cut between entries, read in parallel, within what may be spent.

The pieces that say most about an incident are read first, and among equals the newest: what there
is no money for, or what nobody waits for, is left out whole. It is counted, and said.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from agent.coach.model.asking import Usage
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import catalogue
from agent.coach.model.errors import ModelError
from agent.coach.model.prompts import stance
from agent.coach.model.rounds import Rounds
from agent.coach.model.tokens import estimate
from agent.coach.protocol import ExtractEvents
from agent.dialogue import Proposal
from agent.errors import StoreError
from agent.hygiene import clean
from agent.postmortem.record import Postmortem

AT_ONCE = 4
"""Pieces read at the same time."""
_SHARE = 2
"""One record may use this part of what is left, so that the rest of the review has some."""
_LIKELY = 1_000
"""Tokens that an answer about a piece is expected to have; the longest is held while it runs."""
_ENTRY = re.compile(
    r"^(?:\[?\(?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d|\s*$|\{|<\d|\d{10})", re.MULTILINE
)
_SIGNS = re.compile(
    r"\b(?:alert|alarm|page[drs]?|firing|resolved|error|errors|fail(?:ed|ing|s|ure)?|down|outage"
    r"|deploy(?:ed|ing|ment)?|release[ds]?|roll(?:ed|ing)? ?back|restart(?:ed|ing)?|revert(?:ed)?"
    r"|timeouts?|latency|degraded|incident|sev ?\d|escalat\w+|customers?|mitigat\w+|fixed|cause"
    r"|config\w*|disk|memory|database|queue|certificate|failover|status ?page)\b",
    re.IGNORECASE,
)
_GIVE_UP = frozenset({"refused-key", "refused-request", "unreachable", "budget", "unmasked"})
"""Failures that the next piece would meet too."""

_PATIENCE = 4
"""Pieces that may fail one after the other before the rest is given up."""

Advance = Callable[[int, int], None]
"""Hears how many pieces are done, of how many."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of a record."""

    proposals: tuple[Proposal, ...]
    """Events in the order of the record."""
    pieces: int
    """Pieces the record was cut into."""
    read: int
    """Pieces that were read."""
    failed: int
    """Pieces the model gave no usable answer to."""
    left_out: int
    """Pieces that were not asked about."""
    characters_left_out: int
    why: str
    """Why some were left out, in words."""

    @property
    def told(self) -> str:
        """Return what came of it, in a line; nothing that was left out goes unsaid."""
        words = f"{_counted(len(self.proposals), 'event')} in {self.read} of "
        words += f"{_counted(self.pieces, 'piece')}."
        if self.left_out:
            words += (
                f" {_counted(self.left_out, 'piece')} ({self.characters_left_out:,} characters)"
            )
            words += f" that say least were left out: {self.why}"
        if self.failed:
            words += f" {_counted(self.failed, 'piece')} could not be read."
        return words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole entries of a record."""

    text: str
    size: int
    """Its tokens, as estimated."""
    line: int = 1
    """The number of its first line in the record."""


class Reading:
    """One record being read. What was found stays when it is stopped in the middle."""

    def __init__(
        self, task: ExtractEvents, document: Postmortem, rounds: Rounds, advance: Advance
    ) -> None:
        """Take the record, the document as it is, the way to the model, and who hears of it."""
        self._task = task
        self._document = document
        self._rounds = rounds
        self._advance = advance
        self._pieces: tuple[Piece, ...] = ()
        self._chosen: tuple[int, ...] = ()
        self._found: dict[int, tuple[Proposal, ...]] = {}
        self._failed: dict[int, ModelError] = {}
        self._stopped: ModelError | None = None
        self._in_a_row = 0

    async def run(self) -> None:
        """Read what may be paid for, a few pieces at a time.

        Raises ModelError when nothing can be read, StoreError when spending can't be kept.
        """
        budget = self._rounds.budget
        self._pieces = await asyncio.to_thread(cut, self._task.text, budget.facts.tokens)
        self._chosen = await asyncio.to_thread(affordable, self._pieces, budget)
        if self._pieces and not self._chosen:
            raise budget.exhausted()
        slots = asyncio.Semaphore(AT_ONCE)
        self._advance(0, len(self._chosen))
        try:
            async with asyncio.TaskGroup() as group:
                for at in self._chosen:
                    group.create_task(self._read(at, slots))
        except* StoreError as several:
            raise several.exceptions[0] from None
        if self._failed and not self._found:
            raise next(iter(self._failed.values()))
        if self._stopped is not None and not self._found:
            raise self._stopped

    @property
    def came(self) -> Extraction:
        """What came of it so far."""
        seen = self._found.keys() | self._failed.keys()
        gone = [piece for at, piece in enumerate(self._pieces) if at not in seen]
        found = [one for at in sorted(self._found) for one in self._found[at]]
        return Extraction(
            proposals=tuple({(one.text, one.reason): one for one in found}.values()),
            pieces=len(self._pieces),
            read=len(self._found),
            failed=len(self._failed),
            left_out=len(gone),
            characters_left_out=sum(len(piece.text) for piece in gone),
            why=self._why(len(seen)),
        )

    def _why(self, seen: int) -> str:
        if self._stopped is not None and self._stopped.why != "budget":
            return str(self._stopped)
        if self._stopped is None and seen < len(self._chosen):
            return "it was stopped."
        return "what a session may spend is limited."

    async def _read(self, at: int, slots: asyncio.Semaphore) -> None:
        """Read one piece; stop asking after a failure that would stay."""
        async with slots:
            if self._stopped is not None:
                return
            try:
                self._found[at] = await self._answer(self._pieces[at])
                self._in_a_row = 0
            except ModelError as error:
                self._fail(at, error)
            self._advance(len(self._found) + len(self._failed), len(self._chosen))

    def _fail(self, at: int, error: ModelError) -> None:
        """Note a piece without an answer, and give up when the next would have none either."""
        self._in_a_row += 1
        if error.why not in _GIVE_UP:
            self._failed[at] = error
        if error.why in _GIVE_UP or self._in_a_row >= _PATIENCE:
            self._stopped = self._stopped or error

    async def _answer(self, piece: Piece) -> tuple[Proposal, ...]:
        task = ExtractEvents(piece.text, self._task.source, self._task.line + piece.line - 1)
        question = await self._rounds.question(task, self._document)
        if question is None:
            return ()
        answered = await self._rounds.answered(question, self._document, lambda _: None)
        made, _ = self._rounds.proposals(answered.answer, question, self._document)
        return made


def cut(text: str, factor: float) -> tuple[Piece, ...]:
    """Return a record in pieces that each fit a question, cut between entries."""
    most = catalogue().question * 3 // 4
    pieces: list[Piece] = []
    held: list[str] = []
    size, line = 0, 1
    for entry in _entries(clean(text), most):
        more = estimate(entry, factor)
        if held and size + more > most:
            pieces.append(Piece("".join(held), size, line))
            line += pieces[-1].text.count("\n")
            held, size = [], 0
        held.append(entry)
        size += more
    if "".join(held).strip():
        pieces.append(Piece("".join(held), size, line))
    return tuple(pieces)


def affordable(pieces: Sequence[Piece], budget: Budget) -> tuple[int, ...]:
    """Return the places of the pieces to read, the one that says most first.

    A session's ceilings hold for each question by itself. This is about how many are begun.
    """
    prefix = estimate(stance(), budget.facts.tokens)
    weights = _weights(pieces)
    ranked = sorted(range(len(pieces)), key=lambda at: (-weights[at], -at))
    chosen: list[int] = []
    size = 0
    for at in ranked:
        size += pieces[at].size + prefix
        if chosen and not _within(budget, size, _LIKELY * (len(chosen) + 1)):
            break
        chosen.append(at)
    return tuple(chosen)


def _weights(pieces: Sequence[Piece]) -> list[float]:
    """Return how much each piece says about an incident: the rarer its signs, the more."""
    signs = [{sign.lower() for sign in _SIGNS.findall(piece.text)} for piece in pieces]
    common = Counter(sign for one in signs for sign in one)
    rarity = {sign: log((1 + len(pieces)) / count) for sign, count in common.items()}
    return [sum(rarity[sign] for sign in sorted(one)) for one in signs]


def _within(budget: Budget, size: int, out: int) -> bool:
    cost, left = budget.facts.cost(Usage(fresh=size, out=out)), budget.cost_left
    affordable = cost is None or left is None or cost <= left / _SHARE
    return affordable and size + out <= budget.tokens_left // _SHARE


def _entries(text: str, most: int) -> Iterator[str]:
    """Yield the entries of a record, which together are the record; none longer than a piece."""
    starts = [0, *(match.start() for match in _ENTRY.finditer(text) if match.start()), len(text)]
    for start, end in pairwise(starts):
        for at in range(start, end, most):
            yield text[at : min(at + most, end)]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
