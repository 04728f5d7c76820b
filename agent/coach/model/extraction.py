"""Events from a long record: cut between entries, read in parallel, within what may be spent.

What there is no money for is left out whole: the pieces that say least about an incident first,
and among equals the oldest. It is counted, and said.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.coach.model.catalogue import catalogue
from agent.coach.model.errors import ModelError
from agent.coach.model.prompts import stance
from agent.coach.model.rounds import Rounds
from agent.coach.model.tasks.events import EXTRACT
from agent.coach.model.tokens import estimate
from agent.coach.protocol import ExtractEvents
from agent.dialogue import Proposal
from agent.hygiene import clean
from agent.postmortem.record import Postmortem

AT_ONCE = 4
"""Pieces read at the same time."""
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

Advance = Callable[[int, int], None]
"""Hears how many pieces are done, of how many."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What came of a record."""

    proposals: tuple[Proposal, ...]
    """Events in the order of the record."""
    pieces: int
    """Pieces the record was cut into."""
    left_out: int
    """Pieces there was no budget for."""
    failed: int
    """Pieces the model gave no usable answer to."""
    characters_left_out: int

    @property
    def told(self) -> str:
        """Return what came of it, in a line; nothing that was left out goes unsaid."""
        read = self.pieces - self.left_out - self.failed
        words = f"{len(self.proposals)} events in {read} of {self.pieces} pieces."
        if self.left_out:
            words += f" {self.left_out} pieces ({self.characters_left_out:,} characters) that say"
            words += " least were left out: what a session may spend is limited."
        if self.failed:
            words += f" {self.failed} pieces could not be read."
        return words


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of whole entries of a record."""

    text: str
    size: int
    """Its tokens, as estimated."""

    @property
    def weight(self) -> float:
        """Return how much it says about an incident: signs by size."""
        return len(_SIGNS.findall(self.text)) / max(self.size, 1)


async def extract(
    text: str, source: str, document: Postmortem, rounds: Rounds, advance: Advance
) -> Extraction:
    """Return the events of a record. Raises ModelError when nothing of it can be read."""
    pieces = await asyncio.to_thread(cut, text, rounds.budget.facts.tokens)
    chosen = affordable(pieces, rounds)
    results = await _read_all([pieces[at] for at in chosen], source, document, rounds, advance)
    failures = [one for one in results if isinstance(one, ModelError)]
    if failures and len(failures) == len(results):
        raise failures[0]
    found = [proposal for one in results if not isinstance(one, ModelError) for proposal in one]
    gone = [piece for at, piece in enumerate(pieces) if at not in set(chosen)]
    return Extraction(
        proposals=tuple({(one.text, one.reason): one for one in found}.values()),
        pieces=len(pieces),
        left_out=len(gone),
        failed=len(failures),
        characters_left_out=sum(len(piece.text) for piece in gone),
    )


def cut(text: str, factor: float) -> tuple[Piece, ...]:
    """Return a record in pieces that each fit a question, cut between entries."""
    most = catalogue().question * 3 // 4
    pieces: list[Piece] = []
    held: list[str] = []
    size = 0
    for entry in _entries(clean(text), most):
        more = estimate(entry, factor)
        if held and size + more > most:
            pieces.append(Piece("".join(held), size))
            held, size = [], 0
        held.append(entry)
        size += more
    if "".join(held).strip():
        pieces.append(Piece("".join(held), size))
    return tuple(pieces)


def affordable(pieces: Sequence[Piece], rounds: Rounds) -> tuple[int, ...]:
    """Return the places of the pieces that may be paid for, in the order of the record."""
    budget = rounds.budget
    prefix = estimate(stance(), budget.facts.tokens)
    longest = EXTRACT.longest + budget.facts.thinking
    ranked = sorted(range(len(pieces)), key=lambda at: (-pieces[at].weight, -at))
    chosen: list[int] = []
    sizes = 0
    for at in ranked:
        size = pieces[at].size + prefix
        if not budget.allows(sizes + size, longest * (len(chosen) + 1)):
            break
        chosen.append(at)
        sizes += size
    return tuple(sorted(chosen))


async def _read_all(
    pieces: Sequence[Piece],
    source: str,
    document: Postmortem,
    rounds: Rounds,
    advance: Advance,
) -> "list[tuple[Proposal, ...] | ModelError]":
    """Return what each piece held, a few at a time; stop asking after a failure that would stay."""
    slots = asyncio.Semaphore(AT_ONCE)
    stopped: list[ModelError] = []
    done = 0

    async def read(piece: Piece) -> tuple[Proposal, ...] | ModelError:
        nonlocal done
        async with slots:
            if stopped:
                return stopped[0]
            try:
                return await _read(piece, source, document, rounds)
            except ModelError as error:
                if error.why in _GIVE_UP:
                    stopped.append(error)
                return error
            finally:
                done += 1
                advance(done, len(pieces))

    advance(0, len(pieces))
    async with asyncio.TaskGroup() as group:
        reading = [group.create_task(read(piece)) for piece in pieces]
    return [one.result() for one in reading]


async def _read(
    piece: Piece, source: str, document: Postmortem, rounds: Rounds
) -> tuple[Proposal, ...]:
    question = await rounds.question(ExtractEvents(piece.text, source), document)
    if question is None:
        return ()
    answered = await rounds.answered(question, document, lambda _: None)
    made, _ = rounds.proposals(answered.answer, question, document)
    return made


def _entries(text: str, most: int) -> Iterator[str]:
    """Yield the entries of a record, which together are the record; none longer than a piece."""
    starts = [0, *(match.start() for match in _ENTRY.finditer(text) if match.start()), len(text)]
    for start, end in pairwise(starts):
        for at in range(start, end, most):
            yield text[at : min(at + most, end)]
