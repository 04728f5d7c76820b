"""A long chat read by the coach: `python -m evals.long_record [CHARACTERS]`. Never a test.

The scripted server answers, so the figures are about the way there: calls, tokens, time, memory.
"""

import asyncio
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date

from agent.coach.claude import Claude, Endpoint
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import catalogue
from agent.coach.model.coach import ModelCoach
from agent.coach.model.rounds import Rounds
from agent.coach.model.tokens import estimate
from agent.coach.protocol import ExtractEvents
from agent.coach.rules import RulesCoach
from agent.dialogue import Coaching, Proposal, Remark
from agent.postmortem.record import Meta, Postmortem
from evals.scripted.chat import course, incident_chat
from evals.scripted.helpful import helpful
from evals.scripted.server import MessagesServer

_SIZE = 2_000_000
_DAY = date(2031, 5, 1)


def main(size: int) -> None:
    """Print the figures."""
    facts, ceilings = catalogue().facts(catalogue().default), catalogue().session
    with MessagesServer(helpful) as server:
        budget = Budget(facts, ceilings)
        endpoint = Endpoint(catalogue().default, server.key, server.url)
        coach = ModelCoach(Rounds(Claude(endpoint), budget), RulesCoach())
        text, said = incident_chat(size), list[Remark | Coaching]()
        document = Postmortem(meta=Meta(id="PM-2031-001", timezone="UTC", incident_date=_DAY))
        begun = time.perf_counter()
        found = asyncio.run(coach.propose(ExtractEvents(text, "R1"), document, said.append))
        seconds = time.perf_counter() - begun
        sizes = [estimate(call.system + call.prompt, facts.tokens) for call in server.calls]
        print(f"a chat of {len(text):,} characters, {text.count(chr(10)):,} lines")
        print(f"{len(sizes)} calls, at most {server.most_at_once} at once, {seconds:.1f} s")
        print(f"largest question {max(sizes):,} tokens, all {sum(sizes):,}, as estimated")
        print(f"spent {budget.tokens:,} of {ceilings.tokens:,} tokens, ${budget.cost:.2f}")
    for line in _told(found, said):
        print(line)


def _told(found: tuple[Proposal, ...], said: list[Remark | Coaching]) -> Iterator[str]:
    texts = [one.text for one in found]
    there = sum(any(text in one for one in texts) for text in course())
    yield f"{len(found)} events on offer; of the {len(course())} in the chat, {there}"
    yield from (f"said: {one.text}" for one in said if isinstance(one, Remark))
    yield f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _SIZE)
