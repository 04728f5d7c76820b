"""What crosses between a session and a front end: questions, proposals, replies, events."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.postmortem.record import StateName
from agent.premortem.record import PremortemState

AnyState = StateName | PremortemState
"""A state of a postmortem or of a pre-mortem."""


class Message(BaseModel):
    """A frozen value that crosses to a front end and back."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# --- forms: what an answer to a question looks like ------------------------------------------

FieldKind = Literal[
    "text",  # one line or several
    "choice",  # one of `options`
    "choices",  # several of `options`
    "number",  # 50000, 50K, 1.2M
    "integer",
    "percent",  # 20, 20 %
    "fraction",  # 0.999, 99.9 %
    "minutes",  # 118, 1h58m, 2 hours
    "time",  # 2026-03-03 14:05, 14:05, 14:05:10Z, with +- minutes
    "date",  # 2026-03-15, 15 March, Mar 15, end of Q2
    "timezone",  # UTC, Europe/Berlin, +02:00
    "money",  # 20000 USD, $20K
    "person",  # a name or an id of `people`; an unknown name is added to `people`
    "refs",  # ids or titles of evidence, comma separated; an unknown title is added to `evidence`
    "ids",  # ids of things in the document, comma separated
    "id",  # one id of a thing in the document
    "words",  # a comma-separated list of words
    "tri",  # yes, no, unknown
]


class Option(Message):
    """One choice."""

    value: str
    """The value stored."""
    label: str
    """The words shown."""


class FormField(Message):
    """One value asked for: the only one of a question, a cell of a row, or a line of a form."""

    name: str
    """The key in the answer."""
    label: str
    """The words shown beside it."""
    kind: FieldKind = "text"
    """What is read."""
    options: tuple[Option, ...] = ()
    """For choices."""
    required: bool = False
    """Whether a row or a form without it is refused."""
    hint: str = ""
    """An example of what fits."""
    signed: bool = False
    """Whether a number may lie below zero: a measure may, a count may not."""
    least: int | None = None
    """The smallest number that makes sense."""
    most: int | None = None
    """The largest number that makes sense."""


class TextForm(Message):
    """One free text, or one value of another kind."""

    kind: Literal["text"] = "text"
    field: FormField
    """What is read."""


class ListForm(Message):
    """Several texts, one a line."""

    kind: Literal["list"] = "list"
    field: FormField
    """What each line is."""


class RecordForm(Message):
    """Several named values, asked together since they belong together (an impact grid)."""

    kind: Literal["record"] = "record"
    fields: tuple[FormField, ...]
    """The lines of the form."""


class RowsForm(Message):
    """A table. `layout` says how it is best shown; `lines` which pasted lines are understood."""

    kind: Literal["rows"] = "rows"
    columns: tuple[FormField, ...]
    """The columns."""
    layout: Literal["table", "tree"] = "table"
    """A tree has a `parent` column with the id of the parent row."""
    lines: Literal["", "timeline", "actions", "people", "evidence"] = ""
    """The shape of pasted lines: "14:05 deploy started", "- Do X (Owner: Ana, Due: 15 March)"."""
    list_path: str = ""
    """The list of the document the rows go to, so that a front end can show the rows there."""
    where: dict[str, str] = {}
    """What a row of that list must hold to be shown: each person rates without seeing others."""


Form = Annotated[TextForm | ListForm | RecordForm | RowsForm, Field(discriminator="kind")]
Scalar = str | int | float | bool | date | datetime | None
Row = dict[str, "Scalar | list[str]"]
AnswerValue = "Scalar | list[str] | Row | list[Row]"


class Question(Message):
    """One question, as asked now."""

    id: str
    """The id in the question bank: TL-04."""
    about: str = ""
    """The id of what it is about: A1, U2, E3."""
    text: str
    """The words."""
    hint: str = ""
    """A line of help."""
    form: Form
    """What an answer looks like."""
    state: AnyState
    """The state it belongs to."""
    reason: str = ""
    """Why it is asked now: the missing fact or the condition it fills."""
    required: bool = False
    """True when the step can't be left without it."""
    private: bool = False
    """True when the answer is stored without a name."""
    advice: bool = False
    """True when the hint is advice, not an example of an answer."""
    turn: int = 0
    """The turn it opens. The reply carries it back."""
    former: str = ""
    """After going back: the answer as it stands."""
    alone: str = ""
    """The id of the one person who may see this question's screen; empty: everybody may.

    A front end hides the screen until that person says that nobody else sees it, and asks for
    what the person wrote before only then (`Session.draft`, `Session.written_by`).
    """
    until: datetime | None = None
    """When the time for it is over; empty: it takes as long as it takes."""


# --- proposals -------------------------------------------------------------------------------


class PutText(Message):
    """Accepting puts the text at a path of the document."""

    kind: Literal["put"] = "put"
    path: str
    """The path."""


class AddItem(Message):
    """Accepting adds an item to a list of the document; the text goes into `text_field`."""

    kind: Literal["add"] = "add"
    list_path: str
    """The list."""
    text_field: str = "text"
    """The field of the item that takes the text."""
    fields: dict[str, Scalar | list[str] | dict[str, str]] = {}
    """The other fields."""


class AskNext(Message):
    """Accepting asks a question of the bank next, in the proposal's words."""

    kind: Literal["ask"] = "ask"
    question: str
    """The id of the question."""
    about: str = ""
    """What it is about."""
    in_its_words: bool = True
    """False when the proposal explains something and the bank's own words are asked."""


Effect = Annotated[PutText | AddItem | AskNext, Field(discriminator="kind")]


class Proposal(Message):
    """Something the coach offers after an answer. It is data only once a person took it."""

    id: str
    """Unique within the session: 12.1 is the first of turn 12."""
    label: str
    """What it is: "neutral version", "next why", "one level up"."""
    text: str
    """The proposal. An edit replaces these words."""
    reason: str = ""
    """Why it is offered, in a sentence."""
    coach: str = "rules"
    """Who made it, with the prompt's fingerprint when a model did."""
    line: int = 0
    """The line of an imported record in which it was found; 0 for what comes from elsewhere."""
    effect: Effect
    """What accepting it does."""


# --- replies: what a front end sends ---------------------------------------------------------


class Answer(Message):
    """An answer to the open question."""

    kind: Literal["answer"] = "answer"
    value: Scalar | list[str] | Row | list[Row]
    """Text, a list of lines, a record or rows, as the question's form asks."""
    who: str = ""
    """The role or the id of the person who speaks, in group mode."""
    question: str = ""
    """The id of another question than the open one, when the answer is to that."""
    about: str = ""
    """What that other question is about."""
    replaces: bool = False
    """True when it takes the place of the former answer: what only that one added goes out."""
    as_is: bool = False
    """True when it is taken in these words although they say too little."""


class DontKnow(Message):
    """Nobody here knows. The second time, the field is stored as unknown with a follow-up."""

    kind: Literal["dont_know"] = "dont_know"
    follow_up_owner: str = ""
    """Who could find out."""
    by: date | None = None
    """By when."""


class Skip(Message):
    """Leave the question for now."""

    kind: Literal["skip"] = "skip"
    reason: str = ""
    """Why; for a dimension that doesn't apply it is the reason stored."""
    not_applicable: bool = False
    """True when the question does not apply; needs a reason."""


class Park(Message):
    """Put a thought into the parking lot and keep the question open."""

    kind: Literal["park"] = "park"
    text: str
    """The thought."""


class Back(Message):
    """Go back to an earlier question. Nothing is deleted."""

    kind: Literal["back"] = "back"
    to: int | None = None
    """The turn to go back to; the last one when empty."""
    state: AnyState | None = None
    """Or the state to go back to."""


class Advance(Message):
    """Go on to the next step. Refused, with the missing facts, while the guard isn't met."""

    kind: Literal["advance"] = "advance"


class Override(Message):
    """Go on to the next step although the guard isn't met. Shown in the document."""

    kind: Literal["override"] = "override"
    reason: str
    """Why."""
    by: str
    """Who decides it."""


class Accept(Message):
    """Take a proposal as it stands."""

    kind: Literal["accept"] = "accept"
    proposal: str
    """Its id."""


class Edit(Message):
    """Take a proposal in other words."""

    kind: Literal["edit"] = "edit"
    proposal: str
    """Its id."""
    text: str
    """The words."""


class Reject(Message):
    """Leave a proposal."""

    kind: Literal["reject"] = "reject"
    proposal: str
    """Its id, or `all`."""
    reason: str = ""
    """Why."""


class EditField(Message):
    """Change any field of the document, from the document screen."""

    kind: Literal["edit_field"] = "edit_field"
    path: str
    """The path of the field."""
    value: Scalar | list[str]
    """The new value, as text or typed."""


class RemoveItem(Message):
    """Take an item out of a list of the document. Earlier revisions keep it."""

    kind: Literal["remove_item"] = "remove_item"
    path: str
    """Its path: `timeline.events.E3`."""


class Dispute(Message):
    """Say that a finding or a condition is wrong here. It counts as met and stands in the document.

    `Session.flags` lists what can be disputed. Refused without a reason, and where nothing of
    that name stands.
    """

    kind: Literal["dispute"] = "dispute"
    rule: str
    """The rule, check or condition: BP05, X02, C5.K2.no_accusation."""
    reason: str
    """Why it does not hold here."""
    by: str = ""
    """Who says so."""
    field: str = ""
    """The path it is about; empty: wherever the rule finds something."""


class Ask(Message):
    """Open a chosen question of the bank next."""

    kind: Literal["ask"] = "ask"
    question: str
    """Its id."""
    about: str = ""
    """What it is about."""


class Import(Message):
    """Read a record of what happened: chat, log, notes. It becomes evidence of the review.

    The events found in it are proposed. None is data before a person took it.
    """

    kind: Literal["import"] = "import"
    title: str
    """What a reader knows it by, such as the name of its file."""
    text: str
    """The record as it is."""


class Reopen(Message):
    """Open what is closed again."""

    kind: Literal["reopen"] = "reopen"
    reason: str
    """Why: the action did not hold, or it happened again."""


Reply = Annotated[
    Answer
    | DontKnow
    | Skip
    | Park
    | Back
    | Advance
    | Override
    | Accept
    | Edit
    | Reject
    | EditField
    | RemoveItem
    | Dispute
    | Ask
    | Import
    | Reopen,
    Field(discriminator="kind"),
]


# --- events: what a turn tells a front end ---------------------------------------------------


class Asked(Message):
    """A question is open."""

    kind: Literal["asked"] = "asked"
    question: Question
    """The question."""


class Proposed(Message):
    """Proposals are open: accept, edit or reject each, or answer nothing and go on."""

    kind: Literal["proposed"] = "proposed"
    proposals: tuple[Proposal, ...]
    """The proposals still open."""


class Stored(Message):
    """The reply is on disk."""

    kind: Literal["stored"] = "stored"
    revision: int
    """The revision of the document it made."""
    changed: tuple[str, ...] = ()
    """The paths that changed."""
    summary: str = ""
    """What was stored, in a line."""


class Remark(Message):
    """What the facilitator says between questions: an acknowledgement, a finding, a hint."""

    kind: Literal["remark"] = "remark"
    tone: Literal["info", "notice", "warning", "error"] = "info"
    """How it is shown."""
    text: str
    """The words."""
    rule: str = ""
    """The rule or check behind it: BP05, X02, conduct:remedy."""


class Coaching(Message):
    """What the model behind the coach is doing, and what it has cost so far."""

    kind: Literal["coaching"] = "coaching"
    model: str
    """Its name."""
    allowed: bool = True
    """Whether the person has agreed that this session's texts are sent to it."""
    doing: str = ""
    """What it is asked just now, in words; empty when nothing is."""
    tokens: int = 0
    """Tokens used in this session."""
    tokens_left: int = 0
    """Tokens that this session may still use."""
    cost: Decimal | None = None
    """What they cost, in US dollars; empty when the price is not known."""
    cost_left: Decimal | None = None
    """What this session may still cost; empty when the price is not known."""
    done: int = 0
    """Pieces of a long record that were read so far."""
    of: int = 0
    """Pieces that are read of it; 0 while no record is read."""


class Explained(Message):
    """Why something that code computed is what it is. It is shown and never stored."""

    kind: Literal["explained"] = "explained"
    about: str
    """The criterion or the past incident."""
    title: str
    """Its name, in words."""
    facts: tuple[str, ...]
    """What rules say of it, a sentence each."""
    question: str = ""
    """The question of the bank that goes on from there."""
    item: str = ""
    """The item of the document that this question is about, if it is about one."""
    asks: str = ""
    """Its words."""
    words: str = ""
    """What a model says beneath, from those facts alone; empty without one."""
    coach: str = ""
    """Which model that is."""


class Moved(Message):
    """The session entered another state."""

    kind: Literal["moved"] = "moved"
    before: AnyState
    """The state left."""
    after: AnyState
    """The state entered."""


class Missing(Message):
    """A fact that a guard still needs."""

    fact: str
    """The fact, in words."""
    questions: tuple[str, ...] = ()
    """Questions that fill it, best first."""
    about: str = ""
    """What it is about."""
    rule: str = ""
    """The condition or check behind it."""


class Blocked(Message):
    """The guard of a state isn't met."""

    kind: Literal["blocked"] = "blocked"
    state: AnyState
    """The state that can't be left."""
    missing: tuple[Missing, ...]
    """What is missing."""


class CriterionScore(Message):
    """One line of the live score."""

    id: str
    """C1 … C8."""
    name: str
    """Its name."""
    score: float | None
    """1-5, or empty when it can't be known."""
    minimum: float | None = None
    """The minimum for the severity."""
    weight: float = 1.0
    """Weight times the multiplier of the type."""


class Flag(Message):
    """What a dispute can name: a finding that stands, or a condition that is not met."""

    rule: str
    """The rule, check or condition."""
    field: str = ""
    """The path it is about."""
    text: str
    """What was found, or what is needed."""
    severity: Literal["error", "warning", "info"] = "warning"
    """How grave it is."""


class Scored(Message):
    """The score as it stands."""

    kind: Literal["scored"] = "scored"
    overall: float | None
    """The weighted mean, floored to two decimals for display."""
    verdict: str
    """fail, basic, ready or excellent, with a label."""
    criteria: tuple[CriterionScore, ...]
    """The eight criteria."""
    next_step: str = ""
    """The next thing worth doing."""


class Step(Message):
    """One of the steps, for the panel on the left."""

    name: str
    """Its name."""
    status: Literal["done", "here", "open", "blocked"]
    """Where it stands."""
    blocked_by: tuple[str, ...] = ()
    """What blocks it."""


class Progress(Message):
    """Where the session stands."""

    kind: Literal["progress"] = "progress"
    state: AnyState
    """The state."""
    steps: tuple[Step, ...]
    """The steps, in order."""
    guard_met: bool
    """True when the step can be left."""
    turn: int
    """The number of turns so far."""
    offer_break: bool = False
    """True after every sixth turn."""


class Ended(Message):
    """Nothing is open: the document is closed or was refused."""

    kind: Literal["ended"] = "ended"
    state: AnyState
    """CLOSED or REFUSED."""


Event = Annotated[
    Asked | Proposed | Stored | Remark | Coaching | Moved | Blocked | Scored | Progress | Ended,
    Field(discriminator="kind"),
]
