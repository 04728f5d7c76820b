"""Why it was possible: why-tree, causes as statements, barriers, fishbone, fault tree."""

from datetime import date
from typing import Literal, get_args

from pydantic import Field

from agent.postmortem.values import Item, Tri, Value

Level = Literal["immediate", "enabling", "systemic"]
Domain = Literal["technical", "process", "organizational", "external"]
Phase = Literal["origin", "spread", "detection", "diagnosis", "recovery"]
Confidence = Literal["hypothesis", "supported", "confirmed", "rejected"]
NodeKind = Literal[
    "event", "condition", "decision", "human_action", "procedure_deviation", "omission"
]
CauseCategory = Literal[
    "human_action",
    "process_gap",
    "change_config",
    "defect",
    "capacity_scale",
    "architecture",
    "technical_debt",
    "detection_gap",
    "recovery_gap",
    "security_control",
    "external_dependency",
    "requirements_validation",
    "planning_estimation",
    "communication_coordination",
    "organizational",
    "unknown",
]
CAUSE_CATEGORIES: tuple[CauseCategory, ...] = get_args(CauseCategory)
BarrierLayer = Literal[
    "design",
    "change_control",
    "test",
    "review_approval",
    "training_knowledge",
    "access_control",
    "monitoring",
    "alert_response",
    "recovery",
    "communication",
    "supplier",
    "governance",
]
BarrierState = Literal["absent", "failed", "not_triggered", "bypassed", "unknown", "held"]
FishboneScheme = Literal["it", "6M", "8P", "4S", "4P"]


class Problem(Value):
    """The deviation under review, with its size."""

    object: str = ""
    """What deviated."""
    deviation: str = ""
    """How it deviated."""
    extent: str = ""
    """How far, with a number."""
    since: str = ""
    """From when to when."""
    text: str = ""
    """The problem in one sentence."""


class HumanAction(Value):
    """An action as it made sense from the seat it was done in. Never a name, only conditions."""

    role: str = ""
    """The role that acted."""
    information_available: str = ""
    """What was visible then."""
    goal: str = ""
    """What the action was for."""
    pressure: str = ""
    """What pushed."""
    options: str = ""
    """What else could be done."""
    expectation: str = ""
    """What was expected to happen."""
    substitution_test: Tri = "unknown"
    """Whether another competent colleague would plausibly have done the same."""
    deviation_type: Literal[
        "", "slip", "lapse", "rule_based", "knowledge_based", "routine_workaround", "none"
    ] = ""
    """The sort of deviation, after Reason and Rasmussen."""


class WhyNode(Item):
    """One answer to "what made this possible?". Ids: W1, W2 …."""

    parent: str = ""
    """The id of the node it explains; empty for the problem itself."""
    text: str
    """The answer."""
    kind: NodeKind = "condition"
    """What sort of thing it is. Only a condition can end a path."""
    level: Literal["", "immediate", "enabling", "systemic"] = ""
    """How far from the trigger it lies."""
    domain: Literal["", "technical", "process", "organizational", "external"] = ""
    """Where it lies."""
    category: Literal["", CauseCategory] = ""
    """Its root-cause category."""
    confidence: Confidence = "hypothesis"
    """How sure we are."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence."""
    lever: str = ""
    """What could be changed here, in the person's words: a path may end where a lever is named."""
    duty_ref: str = ""
    """For omissions: the rule, contract or runbook that asked for it at the time."""
    expected_because: str = ""
    """For absences: why it could be expected."""
    human: HumanAction | None = None
    """For human actions."""


class CausalStatement(Value):
    """Condition, effect and event, after the five rules of causation (VA NCPS, Marx)."""

    cause: str = ""
    """The condition."""
    effect: str = ""
    """What it made likelier."""
    event: str = ""
    """The problem or the event's id it led to."""


class AcceptedRisk(Value):
    """A cause that is knowingly left as it is."""

    reason: str
    """Why that is acceptable."""
    by: str = ""
    """The person who accepts it."""
    until: date | None = None
    """Until when."""


class Cause(Item):
    """A contributing factor. Ids: U1, U2 …."""

    role: Literal["primary", "contributing", "mitigating"] = "contributing"
    """At most one is primary. Mitigating ones limited the harm and are not counted as causes."""
    level: Literal["", "immediate", "enabling", "systemic"] = ""
    """How far from the trigger it lies."""
    domain: Literal["", "technical", "process", "organizational", "external"] = ""
    """Where it lies."""
    category: Literal["", CauseCategory] = ""
    """Its root-cause category."""
    phase: Literal["", "origin", "spread", "detection", "diagnosis", "recovery"] = ""
    """Which part of the incident it shaped."""
    statement: CausalStatement = CausalStatement()
    """The statement in three parts."""
    node_id: str = ""
    """The node of the why-tree it was drawn from."""
    techniques: tuple[str, ...] = ()
    """The techniques that found it."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence."""
    confidence: Confidence = "hypothesis"
    """How sure we are."""
    expected_because: str = ""
    """For absences: why the missing thing could be expected."""
    reject_reason: str = ""
    """For rejected causes: what ruled it out."""
    accepted_risk: AcceptedRisk | None = None
    """When nothing will be done about it."""
    second_look_on: date | None = None
    """For a cause of category unknown: when it will be looked at again."""


class FishboneItem(Item):
    """A candidate on a bone. Ids: F1, F2 …."""

    bone: str
    """The bone of the scheme."""
    text: str
    """The candidate."""
    votes: int = Field(default=0, ge=0)
    """Votes, three a person."""
    status: Literal["candidate", "investigating", "supported", "rejected"] = "candidate"
    """What became of it."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence."""


class Fishbone(Value):
    """Candidates by category (Ishikawa)."""

    scheme: Literal["", "it", "6M", "8P", "4S", "4P"] = ""
    """The set of bones. One scheme a diagram."""
    items: tuple[FishboneItem, ...] = ()
    """The candidates."""


class FaultNode(Item):
    """A gate or a basic event of the fault tree. Ids: T1, T2 …."""

    text: str = ""
    """What it stands for."""
    gate: Literal["", "AND", "OR", "VOTE"] = ""
    """The gate; empty for a basic event."""
    k: int | None = None
    """For VOTE: how many inputs are needed."""
    inputs: tuple[str, ...] = ()
    """Ids of the inputs."""
    p: float | None = Field(default=None, ge=0, le=1)
    """Probability of a basic event."""


class FaultTree(Value):
    """What had to come together (IEC 61025)."""

    top: str = ""
    """The id of the top event."""
    nodes: tuple[FaultNode, ...] = ()
    """Gates and basic events."""


class Barrier(Item):
    """A safeguard and what it did (the Swiss-cheese model). Ids: B1, B2 …."""

    layer: BarrierLayer
    """The layer of defence."""
    name: str = ""
    """The safeguard."""
    state: BarrierState = "unknown"
    """What it did."""
    hole: str = ""
    """What let the harm through."""
    cause_id: str = ""
    """The cause behind the hole."""
    evidence: tuple[str, ...] = ()
    """Ids of the evidence."""


class ControlLoop(Item):
    """Who steered what with which feedback (CAST, Leveson). Ids: CL1, CL2 …."""

    controller: str = ""
    """Who or what steers."""
    process: str = ""
    """What is steered."""
    unsafe_action: str = ""
    """How the control action was unsafe."""
    feedback: str = ""
    """Feedback that was missing or late."""
    believed: str = ""
    """The state as believed."""
    actual: str = ""
    """The state as it was."""


class ConsideredNone(Item):
    """A domain that was looked at without finding a cause. Ids: X1, X2 …."""

    domain: Domain
    """The domain."""
    note: str = ""
    """What was looked at."""


class RecurrenceCandidate(Item):
    """An earlier incident that may be the same thing. Ids: Y1, Y2 …."""

    pm_id: str
    """The id of the earlier postmortem."""
    title: str = ""
    """Its title."""
    similarity: float = 0.0
    """Similarity by the hybrid index, 0-1."""
    confirmed: Tri = "unknown"
    """Whether people say that it is."""
    open_actions: int = 0
    """Actions of it that are not done."""


class Recurrence(Value):
    """The search for earlier incidents like this one."""

    searched_at: str = ""
    """When the search ran; empty when it has not."""
    query: str = ""
    """What was searched for."""
    candidates: tuple[RecurrenceCandidate, ...] = ()
    """What was found."""


class Analysis(Value):
    """Everything about why."""

    problem: Problem = Problem()
    """The deviation under review."""
    nodes: tuple[WhyNode, ...] = ()
    """The why-tree."""
    causes: tuple[Cause, ...] = ()
    """Causes as statements."""
    fishbone: Fishbone = Fishbone()
    """Candidates by category."""
    fault_tree: FaultTree = FaultTree()
    """What had to come together."""
    barriers: tuple[Barrier, ...] = ()
    """Safeguards and what they did."""
    control_loops: tuple[ControlLoop, ...] = ()
    """Who steered what."""
    why_now: str = ""
    """Why now and not last month."""
    contrast: str = ""
    """Where the same conditions exist without failing, and what differs there."""
    considered_none: tuple[ConsideredNone, ...] = ()
    """Domains looked at without finding a cause."""
    backlog_check: str = ""
    """Related work that was postponed, and what outranked it."""
    recurrence: Recurrence = Recurrence()
    """Earlier incidents like this one."""
