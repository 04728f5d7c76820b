"""A workspace and sessions that follow a script, with fixed data and no clock of their own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from textual.app import App
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from agent.clock import SetClock
from agent.dialogue import (
    Asked,
    Coaching,
    Event,
    Explained,
    Flag,
    Progress,
    Proposal,
    Proposed,
    Question,
    Remark,
    Reply,
    Scored,
    Stored,
)
from agent.postmortem.causes import Analysis, FaultNode, FaultTree, Fishbone, FishboneItem, WhyNode
from agent.postmortem.record import Meta, Postmortem, Summary
from agent.postmortem.timeline import Event as TimelineEvent
from agent.postmortem.timeline import Timeline
from agent.postmortem.values import Provenance, TimePoint
from rubrics.findings import CriterionResult, Scorecard
from tui.app import UnblameApp

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
HOSTILE = "[bold]x[/bold] \x1b[31mred\x1b]0;title\x07"


def document(title: str = "Checkout down after a failover") -> Postmortem:
    """Return a small document."""
    return Postmortem(
        meta=Meta(id="PM-2026-001", title=title, type="production_outage", severity="sev2"),
        summary=Summary(text="Orders failed for 118 minutes after a failover."),
        timeline=Timeline(
            events=(
                TimelineEvent(
                    id="E1",
                    time=TimePoint(original_text="14:05"),
                    kind="change",
                    text="Deploy started",
                ),
                TimelineEvent(
                    id="E2",
                    time=TimePoint(original_text="14:10"),
                    kind="detected",
                    text="Pager: connection errors above 5 %",
                ),
            )
        ),
        provenance={
            "summary.text": Provenance(origin="proposed-edited", at=NOW),
            "timeline.events.E1.text": Provenance(origin="imported", at=NOW),
        },
    )


def drawn_document() -> Postmortem:
    """Return a document with something for every picture."""
    plain = document()
    moments = (NOW.replace(hour=10), NOW.replace(hour=11, minute=30))
    events = tuple(
        event.model_copy(update={"time": TimePoint(at=at, original_text=at.strftime("%H:%M"))})
        for event, at in zip(plain.timeline.events, moments, strict=True)
    )
    nodes = (
        WhyNode(id="W1", text="The pool ran [bold]empty[/bold]"),
        WhyNode(id="W2", parent="W1", text="The limit was 20"),
        WhyNode(id="W3", parent="W1", text="Nothing showed how many connections wait"),
    )
    items = (
        FishboneItem(id="F1", bone="method", text="Size not checked", votes=3),
        FishboneItem(id="F2", bone="machine", text="One pool for all orders"),
    )
    gates = (
        FaultNode(id="T1", text="Orders refused", gate="AND", inputs=("T2", "T3")),
        FaultNode(id="T2", text="Pool of 20"),
        FaultNode(id="T3", text="Failover"),
    )
    analysis = Analysis(
        nodes=nodes,
        fishbone=Fishbone(scheme="6M", items=items),
        fault_tree=FaultTree(top="T1", nodes=gates),
    )
    timeline = plain.timeline.model_copy(update={"events": events})
    return plain.model_copy(update={"timeline": timeline, "analysis": analysis})


def fixed_card(document: Postmortem, now: datetime) -> Scorecard:
    """Return the same score for every document, so that pictures of it change by design only."""
    del document
    scores = (("C1", "timeline", 4.0), ("C2", "impact", 2.5), ("C3", "root cause", None))
    return Scorecard(
        mode="provisional",
        at=now,
        overall=3.25,
        minimum=3.5,
        verdict="basic",
        label="basic: impact below 3.5",
        gate_passed=False,
        criteria=tuple(
            CriterionResult(id=c, name=name, score=score, weight=1, minimum=3.5, conditions=())
            for c, name, score in scores
        ),
        findings=(),
        next_steps=(),
    )


_SCENE = yaml.safe_load(Path(__file__).with_name("scene.yaml").read_text("utf-8"))
_QUESTIONS = {name: Question(**fields) for name, fields in _SCENE["questions"].items()}
TEXT, CHOICE, NUMBER = (_QUESTIONS[name] for name in ("text", "choice", "number"))
RECORD, ROWS, TREE = (_QUESTIONS[name] for name in ("record", "rows", "tree"))
PROPOSALS = tuple(Proposal(**fields) for fields in _SCENE["proposals"])
PROGRESS = Progress(**_SCENE["progress"])
SCORED = Scored(**_SCENE["scored"])
REMARK = Remark(text="Two lines taken from the chat export. Times are read in UTC.")

FLAGS = tuple(Flag(**fields) for fields in _SCENE["flags"])

Turn = tuple[Event | Exception, ...]


def opening(question: Question = TEXT, *, proposals: tuple[Proposal, ...] = ()) -> Turn:
    """Return what a session says when it is opened."""
    offered = (Proposed(proposals=proposals),) if proposals else ()
    return (REMARK, PROGRESS, SCORED, *offered, Asked(question=question))


def answered(question: Question, *more: Event) -> Turn:
    """Return the turn after an answer."""
    return (Stored(revision=2, summary="stored"), *more, Asked(question=question))


@dataclass
class ScriptedSession:
    """Says what its script says, turn by turn, and remembers what it was sent."""

    turns: list[Turn] = field(default_factory=list)
    id: str = "PM-2026-001"
    read_only: bool = False
    document: Postmortem = field(default_factory=document)
    kept: list[str] = field(default_factory=list)
    first_draft: str = ""
    replies: list[Reply] = field(default_factory=list)
    closed: bool = False
    gate: asyncio.Event | None = None
    asking: bool = False
    flags: tuple[Flag, ...] = ()
    explained: dict[str, tuple[Explained | Coaching | Remark, ...]] = field(default_factory=dict)

    def start(self) -> AsyncIterator[Event]:
        """Say the first turn."""
        return self._say(gated=False)

    def reply(self, reply: Reply) -> AsyncIterator[Event]:
        """Say the next turn."""
        self.replies.append(reply)
        return self._say(gated=True)

    async def _say(self, *, gated: bool) -> AsyncIterator[Event]:
        if gated and self.gate is not None:
            await self.gate.wait()
        for event in self.turns.pop(0) if self.turns else ():
            if isinstance(event, Exception):
                raise event
            yield event

    async def why(self, about: str) -> Explained | None:
        """Say the facts."""
        found = self.explained.get(about, ())
        return found[0] if found else None

    async def explain(self, about: str) -> AsyncIterator[Explained | Coaching | Remark]:
        """Say the facts, then what stands behind them in the script."""
        for one in self.explained.get(about, ()):
            yield one

    def stop_coach(self) -> bool:
        """Say whether a model was being asked, and ask it no more."""
        asked, self.asking = self.asking, False
        return asked

    def written_by(self, person: str) -> tuple[str, ...]:
        """Say that nobody wrote alone."""
        return ()

    def keep_draft(self, text: str) -> None:
        """Remember the draft."""
        self.kept.append(text)

    def draft(self) -> str:
        """Return the draft of before."""
        return self.first_draft

    async def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


@dataclass(frozen=True)
class FakeListing:
    id: str
    title: str
    state: str
    updated_at: datetime
    overall: float | None
    verdict: str
    open_actions: int
    kind: str = "postmortem"


@dataclass(frozen=True)
class FakeHit:
    id: str
    title: str
    score: float
    why: str
    open_actions: int


@dataclass(frozen=True)
class FakeAction:
    pm_id: str
    action_id: str
    text: str
    owner: str
    due: date | None
    status: str


LISTINGS = (
    FakeListing(
        "PM-2026-002",
        "Search slow",
        "TIMELINE",
        datetime(2026, 3, 5, 9, 0, tzinfo=UTC),
        2.874,
        "fail",
        0,
    ),
    FakeListing(
        "PM-2026-001",
        "Checkout down after a failover",
        "CLOSED",
        datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        3.9,
        "ready",
        2,
    ),
)
HITS = (FakeHit("INC-7", "Pool exhausted after failover", 0.82, "words: connections, failover", 2),)
ACTIONS = (
    FakeAction("PM-2026-001", "A1", "Limit connections", "Ana", date(2026, 3, 1), "in_progress"),
    FakeAction("PM-2026-001", "A2", "Alert on pool use", "", None, "accepted"),
)


@dataclass
class FakeWorkspace:
    """Hands out scripted sessions and fixed lists."""

    session: ScriptedSession = field(default_factory=ScriptedSession)
    own: tuple[FakeListing, ...] = ()
    hits: tuple[FakeHit, ...] = HITS
    actions: tuple[FakeAction, ...] = ()
    opened: list[str | None] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    exported: list[tuple[str, str, Path]] = field(default_factory=list)
    text: str = (
        "# Checkout down\n\n## Timeline\n\n- 14:05 Deploy started\n\n## Impact\n\nUnknown.\n"
    )
    warmed: bool = False
    clock: SetClock = field(default_factory=lambda: SetClock(NOW))
    problem: Exception | None = None
    defects: list[BaseException] = field(default_factory=list)

    def listings(self) -> tuple[FakeListing, ...]:
        return self.own

    async def new_session(self) -> ScriptedSession:
        return self._open(None)

    async def open_session(self, pm_id: str) -> ScriptedSession:
        return self._open(pm_id)

    def _open(self, pm_id: str | None) -> ScriptedSession:
        self.opened.append(pm_id)
        if self.problem is not None:
            raise self.problem
        return self.session

    def similar(self, query: str, k: int = 5) -> tuple[FakeHit, ...]:
        return self.hits[:k] if query else ()

    def allow_model(self, pm_id: str) -> None:
        self.allowed.append(pm_id)

    def warm_up(self) -> None:
        self.warmed = True

    def premortems(self) -> tuple[FakeListing, ...]:
        return ()

    def kind(self, pm_id: str) -> str:
        return "premortem" if pm_id.startswith("PRE-") else "postmortem"

    def rendered(self, document: Postmortem, to: str) -> str:
        return self.text or document.meta.title

    def export(self, pm_id: str, to: str, path: Path) -> Path:
        self.exported.append((pm_id, to, path))
        return path

    def open_actions(self) -> tuple[FakeAction, ...]:
        return self.actions

    def note_defect(self, defect: BaseException) -> Path:
        self.defects.append(defect)
        return Path("defects.log")


async def settle(pilot: Pilot[None]) -> None:
    """Wait until messages, workers and the messages they posted are done."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def words_on(app: App[None]) -> str:
    """Return what the screen shows, as text."""
    return "\n".join("".join(part.text for part in strip) for strip in strips_of(app))


def strips_of(app: App[None]) -> list[Strip]:
    """Return the lines of the screen with their styles."""
    return list(app.screen._compositor.render_strips())


@pytest.fixture
def script() -> ModuleType:
    """Return this module: its questions, events, fakes and `settle`."""
    return sys.modules[__name__]


@pytest.fixture
def make_app() -> Callable[..., App[None]]:
    """Return a maker of apps over a scripted session."""

    def make(*turns: Turn, open_id: str | None = "PM-2026-001", **workspace: object) -> UnblameApp:
        session = workspace.pop("session", None) or ScriptedSession(turns=list(turns))
        return UnblameApp(FakeWorkspace(session=session, **workspace), open_id=open_id)

    return make


class Opened:
    """An app opened on a scripted session, driven by keys."""

    def __init__(self, make_app, *turns, size=(80, 24), **session):
        self.session = ScriptedSession(turns=list(turns), **session)
        self.app = make_app(session=self.session)
        self.context = self.app.run_test(size=size)

    async def __aenter__(self):
        self.pilot = await self.context.__aenter__()
        await settle(self.pilot)
        return self

    async def __aexit__(self, *error):
        await self.context.__aexit__(*error)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def type(self, text):
        area = self.app.screen.query("AnswerForm TextArea, FieldLine TextArea").first(TextArea)
        area.load_text(text)
        await settle(self.pilot)

    async def fill(self, *values):
        for line, value in zip(self.app.screen.query(Input), values, strict=False):
            line.value = value
        await settle(self.pilot)

    @property
    def area(self):
        return self.app.screen.query("AnswerForm TextArea").first(TextArea)

    @property
    def text(self):
        return self.area.text

    @property
    def words(self):
        return words_on(self.app)


@pytest.fixture
def opened(make_app):
    """Return a maker of such contexts."""
    return partial(Opened, make_app)
