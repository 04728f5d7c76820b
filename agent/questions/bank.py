"""The question bank: typed questions read once from the YAML files beside this module."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, cast, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator

from agent import dialogue
from agent.dialogue import AnyState, FormField, Message, Option
from agent.errors import InputError
from agent.hygiene import one_line, shorten
from agent.postmortem.record import Depth, IncidentType, StateName
from agent.postmortem.wording import value_words
from agent.premortem.record import PREMORTEM_STATES
from rubrics.package_data import read_yaml

DocumentKind = Literal["postmortem", "premortem"]
SECTIONS: Final[tuple[StateName, ...]] = tuple(
    name for name in get_args(StateName) if name not in {"LIGHT", "CLOSED"}
)
"""The sections of a postmortem's bank in the order of the process, one file each."""
_FILES: Final[Mapping[DocumentKind, tuple[str, ...]]] = {
    "postmortem": tuple(f"{name.lower()}.yaml" for name in SECTIONS),
    "premortem": tuple(
        f"premortem/{name.lower()}.yaml" for name in PREMORTEM_STATES if name != "CLOSED"
    ),
}

CoachTask = Literal[
    "next_why",
    "neutralise",
    "sharpen_action",
    "climb_hierarchy",
    "generalise_lesson",
    "summarise_incident",
    "state_cause",
    "more_candidates",
    "more_faults",
    "extract_events",
    "cluster_reasons",
    "explain_score",
    "explain_similarity",
]
SubjectKind = Literal[
    "",
    "action",
    "open_action",
    "unlinked_action",
    "vague_action",
    "measured_action",
    "stalled_action",
    "cause",
    "primary_cause",
    "uncovered_cause",
    "unproven_absence",
    "unknown_cause",
    "open_end",
    "node",
    "why",
    "omission",
    "human_node",
    "event",
    "acting_event",
    "coarse_event",
    "decision",
    "repeated_event",
    "spine",
    "gap",
    "phase",
    "dimension",
    "money",
    "estimate",
    "barrier",
    "holed_barrier",
    "domain",
    "candidate",
    "lesson",
    "person",
    "responder",
    "evidence",
    "term",
    "parked",
    "planned_share",
    "passage",
    "writer",
    "rater",
    "rater_again",
    "unread_reason",
    "loose_reason",
    "missing_lens",
    "prior",
    "mode",
    "mode_apart",
    "mode_fallen",
    "due_signal",
    "assumption",
]
"""What a question can be about. `relevance.subjects` lists them for one document."""

_ITEM: Final = re.compile(r"(?!P\d)[A-Z]{1,2}\d+")
"""The number of an item. People go by their names alone."""

Scalar = str | int | float | bool | None
Constant = Scalar | list[str] | dict[str, str]
"""A value that the bank itself puts. "{now}" and "{about}" stand for the moment and the subject."""

NOTE: Final = "note"
"""The `to` of a field that is kept as a note."""


class BankField(FormField):
    """A field of a form, and where in the document its value goes."""

    to: str = ""
    """A path, a field of the new item, `role:owner`, or `note`. Empty is the same as `note`."""
    put: Constant = None
    """For a `to` with `{each}`: what is put there for each id in the answer."""
    required_if: dict[str, tuple[str, ...]] = Field(default_factory=dict[str, tuple[str, ...]])
    """Required beside these values of other fields of the row: a waiver needs its reason."""
    exclusive: bool = False
    """With `put`: no other item of the list keeps the same value."""

    @field_validator("options", mode="before")
    @classmethod
    def _spell_out(cls, options: object, info: ValidationInfo) -> object:
        """Read the short spellings: a mapping of values to words, or plain values."""
        if isinstance(options, Mapping):
            pairs = cast("Mapping[str, str]", options).items()
            return tuple(Option(value=value, label=label) for value, label in pairs)
        if isinstance(options, list):
            name = str(info.data.get("name", ""))
            return tuple(_option(name, entry) for entry in cast("list[object]", options))
        return options


def _option(field: str, entry: object) -> object:
    if not isinstance(entry, str):
        return entry
    label = value_words(field, entry)
    return Option(value=entry, label=label[:1].upper() + label[1:])


class _BankForm(Message):
    also: dict[str, Constant] = Field(default_factory=dict[str, Constant])
    """Paths that get a constant whenever the answer stored something."""


class BankText(_BankForm):
    """One value."""

    kind: Literal["text"] = "text"
    field: BankField
    """The value."""


class _Listed(_BankForm):
    list_path: str = ""
    """The list of the document that new items go to."""
    fixed: dict[str, Constant] = Field(default_factory=dict[str, Constant])
    """Fields of each new item unless the answer gives them."""
    none_path: str = ""
    """The path that is set to true by the answer "none"."""


class BankList(_Listed):
    """Several texts, one a line."""

    kind: Literal["list"] = "list"
    field: BankField
    """What each line is."""


class BankRecord(_Listed):
    """Several named values. With a `list_path` they make one item together."""

    kind: Literal["record"] = "record"
    fields: tuple[BankField, ...] = Field(min_length=1)
    """The lines of the form."""


class BankRows(_Listed):
    """A table: each row makes one item of `list_path`."""

    kind: Literal["rows"] = "rows"
    columns: tuple[BankField, ...] = Field(min_length=1)
    """The columns."""
    layout: Literal["table", "tree"] = "table"
    """How it is best shown."""
    lines: Literal["", "timeline", "actions", "people", "evidence"] = ""
    """The shape of pasted lines."""
    apart: tuple[str, ...] = ()
    """Those of the fixed fields by which the rows of one answer are kept from the others' sight."""

    @model_validator(mode="after")
    def _has_a_list(self) -> "BankRows":
        if not self.list_path:
            raise ValueError("rows need a list_path")
        return self


BankForm = Annotated[BankText | BankList | BankRecord | BankRows, Field(discriminator="kind")]


class BankQuestion(Message):
    """One question of the bank."""

    id: str = Field(pattern=r"^[A-Z]{2}-([OSPJBN][1-9]|[0-9]{2})[a-z]?$")
    """TL-04, TR-O1 (typed), TR-02a (one part of a double question)."""
    state: AnyState
    """The section it belongs to."""
    text: str
    """The words; `{text}` stands for the subject's words."""
    hint: str
    """An example of an answer, which is read as one; or advice."""
    advice: bool = False
    """True when the hint is advice and no example."""
    form: BankForm
    """What an answer looks like and where it goes."""
    about: SubjectKind = ""
    """What it is asked about, once for each such thing; empty: the whole."""
    types: tuple[IncidentType, ...] = ()
    """The types of incident it applies to; empty: all."""
    depth: Depth = "standard"
    """The shallowest depth at which it is asked without a gap that calls for it."""
    private: bool = False
    """True when the answer is stored without a name."""
    when: str = ""
    """The predicate of `agent.questions.relevance` that must hold."""
    repeats: bool = False
    """True when it may be asked again."""
    in_full: bool = False
    """True when the words of what it is about stand in it in full."""
    alone: bool = False
    """True when only the person it is about may see the screen."""
    stored: str = ""
    """What is said of a stored answer instead of what it holds, where that is for nobody else."""
    of_the_moment: bool = False
    """True when its answer says how things are just then: nobody goes back to it."""
    asks_why: bool = False
    """True when an answer has to name a condition: one that names none is asked about first."""
    unsaid: str = ""
    """What an answers file that says nothing about it stands for; empty: nothing."""
    coach: tuple[CoachTask, ...] = ()
    """What the coach is asked to do with the answer."""

    @property
    def fields(self) -> tuple[BankField, ...]:
        """Return the fields of the form, whatever its kind."""
        match self.form:
            case BankText(field=field) | BankList(field=field):
                return (field,)
            case BankRecord(fields=fields):
                return fields
            case BankRows(columns=columns):
                return columns


def whole_of(question_id: str) -> str:
    """Return the id of a double question from that of one of its parts: TL-10 for TL-10b."""
    return question_id.rstrip("abcdefgh")


class Bank:
    """All questions, in the order of the process."""

    def __init__(self, questions: tuple[BankQuestion, ...]) -> None:
        """Index the questions by id, by the id of a double question, and by section."""
        self._all = questions
        self._by_id = {question.id: question for question in questions}
        self._parts: dict[str, tuple[BankQuestion, ...]] = {}
        self._by_state: dict[str, tuple[BankQuestion, ...]] = {}
        for question in questions:
            whole = whole_of(question.id)
            self._parts[whole] = (*self._parts.get(whole, ()), question)
            self._by_state[question.state] = (*self._by_state.get(question.state, ()), question)

    def all(self) -> tuple[BankQuestion, ...]:
        """Return every question."""
        return self._all

    def find(self, question_id: str) -> BankQuestion | None:
        """Return a question, the first part of a split one, or None."""
        exact = self._by_id.get(question_id)
        return exact or next(iter(self._parts.get(question_id, ())), None)

    def by_id(self, question_id: str) -> BankQuestion:
        """Return a question. Raises InputError when there is none."""
        question = self.find(question_id)
        if question is None:
            raise InputError(
                f"There is no question {question_id!r}.", "`unblame questions` lists them."
            )
        return question

    def parts(self, question_id: str) -> tuple[BankQuestion, ...]:
        """Return the parts of a double question: TL-10 gives TL-10a, TL-10b and TL-10c."""
        exact = self._by_id.get(question_id)
        return (exact,) if exact else self._parts.get(question_id, ())

    def for_state(self, section: str) -> tuple[BankQuestion, ...]:
        """Return the questions of one section in the order of its file."""
        return self._by_state.get(section, ())


@lru_cache(maxsize=2)
def load_bank(kind: DocumentKind = "postmortem") -> Bank:
    """Return the bank of a kind of document, read from the package on the first call."""
    return Bank(tuple(question for name in _FILES[kind] for question in _section(name)))


def _section(name: str) -> tuple[BankQuestion, ...]:
    tree: dict[str, Any] = read_yaml("agent.questions", name)
    shared = (load_bank().by_id(question) for question in tree.get("from_postmortem", ()))
    return (
        *(
            BankQuestion.model_validate({**entry, "state": tree["state"]})
            for entry in tree["questions"]
        ),
        *(question.model_copy(update={"state": tree["state"]}) for question in shared),
    )


def to_form(question: BankQuestion, about: str = "") -> dialogue.Form:
    """Return the form that a front end shows, without what only the bank needs to know."""
    match question.form:
        case BankText(field=field):
            return dialogue.TextForm(field=_shown(field))
        case BankList(field=field):
            return dialogue.ListForm(field=_shown(field))
        case BankRecord(fields=fields):
            return dialogue.RecordForm(fields=tuple(map(_shown, fields)))
        case BankRows() as rows:
            return dialogue.RowsForm(
                columns=tuple(map(_shown, rows.columns)),
                layout=rows.layout,
                lines=rows.lines,
                list_path=rows.list_path.replace("{about}", about),
                where={to: str(rows.fixed[to]).replace("{about}", about) for to in rows.apart},
            )


def _shown(field: BankField) -> FormField:
    return FormField(
        name=field.name,
        label=field.label,
        kind=field.kind,
        options=field.options,
        required=field.required,
        hint=field.hint,
        signed=field.signed,
        least=field.least,
        most=field.most,
    )


def render(question: BankQuestion, about: str, about_text: str, why: str = "") -> str:
    """Return the words of a question about one subject: an item by its number and words.

    What is wrong with the subject, where that is told, stands behind it.
    """
    subject = about_text or about
    subject = one_line(subject) if question.in_full else shorten(subject)
    if about_text and _ITEM.fullmatch(about):
        subject = f"{about} {subject}"
    subject += f" ({why})" if why else ""
    return question.text.replace("{text}", subject).replace("{gap}", subject)


_MARKED: Final[Mapping[str, str]] = {"timeline.events": "timeline"}
"""The rubric looks for a kind of event that does not apply at `timeline.<kind>`."""


def targets(question: BankQuestion, about: str = "") -> tuple[str, ...]:
    """Return the paths that an answer fills, or under which "unknown" is remembered.

    A table has no field of its own, so it gets a mark below its list: by the subject, or by the
    constant that tells its rows apart (`timeline.missed_signal`).
    """
    form = question.form
    if not isinstance(form, BankText) and form.list_path:
        mark = about or _constant(form.fixed)
        path = form.list_path.replace("{about}", about)
        return (f"{_MARKED.get(path, path)}.{mark}" if mark else path,)
    places = (field.to.replace("{about}", about) for field in question.fields)
    return tuple(place for place in places if _is_path(place))


def _is_path(place: str) -> bool:
    return place not in {"", NOTE} and "{each}" not in place and ":" not in place


def _constant(fixed: Mapping[str, Constant]) -> str:
    words = (value for value in fixed.values() if isinstance(value, str))
    return next((word for word in words if word and "{" not in word), "")
