"""A small review, a scripted server, and a coach that talks to it over real HTTP."""

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from agent.coach.claude import Claude, Endpoint
from agent.coach.model.budget import Budget
from agent.coach.model.catalogue import Ceilings, catalogue
from agent.coach.model.coach import ModelCoach
from agent.coach.model.rounds import Rounds
from agent.coach.rules import RulesCoach
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from evals.scripted.server import MessagesServer

MODEL = "claude-sonnet-5-5"
BLAMING = "The fitter carelessly left valve V-7 open for 40 minutes."
NEUTRAL = "Valve V-7 stayed open for 40 minutes."


@pytest.fixture
def review() -> Postmortem:
    """A bottling line that stopped: something of every section a model is asked about."""
    meta = Meta(
        id="PM-2031-001",
        title="The bottling line stood still",
        timezone="UTC",
        incident_date=date(2031, 5, 1),
    )
    draft = Draft(Postmortem(meta=meta))
    draft.add("people", {"display": "Nadia Berg"})
    draft.set("analysis.problem.text", "Line 3 filled 4,200 bottles with rinse water from 06:10.")
    draft.set("impact.users.affected", 4200)
    draft.set("impact.users.unit", "bottles")
    draft.add("analysis.nodes", {"text": "The valve panel shows V-7 and V-8 in the same colour."})
    draft.add(
        "analysis.nodes",
        {"parent": "W1", "text": "The panel was drawn before V-8 was fitted."},
    )
    draft.add(
        "analysis.causes",
        {
            "role": "primary",
            "statement": {"cause": "The valve panel shows V-7 and V-8 in the same colour"},
        },
    )
    draft.add(
        "actions",
        {"text": "Remind all fitters to look at the label of V-7", "cause_ids": ["U1"]},
    )
    draft.add("learning.lessons", {"text": "On line 3 nobody sees which valve the panel means."})
    for bone, text in (
        ("machine", "Same colour"),
        ("method", "Check by eye"),
        ("machine", "Glare"),
    ):
        draft.add("analysis.fishbone.items", {"bone": bone, "text": text})
    for item in (
        {"text": "Rinse water in bottles", "gate": "AND", "inputs": ["T2", "T3"]},
        {"text": "V-7 open"},
        {"text": "No sensor on the outlet"},
    ):
        draft.add("analysis.fault_tree.nodes", item)
    return draft.finish()


class Bench:
    """A coach and the server it talks to."""

    def __init__(self, server, ceilings=None, seconds=5.0):
        self.server = server
        self.budget = Budget(
            catalogue().facts(MODEL), ceilings or Ceilings(tokens=400_000, cost=Decimal(2))
        )
        endpoint = Endpoint(MODEL, server.key, server.url, seconds, effort="low")
        rounds = Rounds(Claude(endpoint), self.budget)
        self.coach = ModelCoach(rounds, RulesCoach())
        self.told = []

    def propose(self, task, document):
        return asyncio.run(self.coach.propose(task, document, self.told.append))

    @property
    def remarks(self):
        return [one for one in self.told if one.kind == "remark"]

    @property
    def doings(self):
        return [one.doing for one in self.told if one.kind == "coaching"]


@pytest.fixture
def bench():
    """A maker of benches; the server stops with the test."""
    servers = []

    def make(*behaviours, answering=None, **options):
        server = MessagesServer(answering or behaviours).__enter__()
        servers.append(server)
        return Bench(server, **options)

    yield make
    for server in servers:
        server.__exit__(None, None, None)
