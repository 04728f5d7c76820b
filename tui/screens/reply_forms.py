"""Replies that need a few words first, as small forms: what is asked and the reply it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from agent.dialogue import (
    Dispute,
    DontKnow,
    Edit,
    Flag,
    FormField,
    Override,
    Park,
    Proposal,
    Reopen,
    Reply,
    Skip,
)
from agent.errors import AnswerError
from tui.plain import one_line
from tui.records import read_record
from tui.screens.asking import FieldsModal

_FACTS = 6


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """A small form and the reply it makes of what was typed."""

    title: str
    fields: tuple[FormField, ...]
    reply: Callable[[Mapping[str, str]], Reply]
    """Raises AnswerError when what was typed can't be read."""
    note: str = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    tall: frozenset[str] = frozenset()

    def modal(self) -> FieldsModal:
        """Return the form as a screen."""
        return FieldsModal(
            self.title, self.fields, note=self.note, values=self.values, tall=self.tall
        )


def skip() -> ReplyForm:
    """Skip a question, for now or for good."""
    return ReplyForm(
        "Skip this question",
        (
            FormField(name="reason", label="Why"),
            FormField(name="never", label="Does not apply", kind="tri"),
        ),
        lambda v: Skip(reason=v["reason"], not_applicable=v["never"] == "yes"),
        note="Left for now, unless it does not apply at all: that needs a reason.",
    )


def away() -> ReplyForm:
    """Leave out a person who is not here."""
    return ReplyForm(
        "Leave this person out",
        (FormField(name="reason", label="Why", required=True, hint="ill today"),),
        lambda v: Skip(reason=v["reason"], not_applicable=True),
        note="The document will show the reason. Esc goes back to the turn.",
    )


def park() -> ReplyForm:
    """Put a thought aside."""
    return ReplyForm(
        "Park a thought",
        (FormField(name="text", label="Thought", required=True),),
        lambda v: Park(text=v["text"]),
        note="It is kept for later. The question stays open.",
    )


def record() -> ReplyForm:
    """Import a file."""
    return ReplyForm(
        "Import a record",
        (FormField(name="path", label="File", required=True, hint="incident-channel.txt"),),
        lambda v: read_record(v["path"]),
        note="A chat export, a log, notes. It becomes evidence; the events found in it are only "
        "proposed.",
    )


def follow_up() -> ReplyForm:
    """Store that nobody knows, with who could find out."""
    return ReplyForm(
        "Who could find out?",
        (
            FormField(name="owner", label="Who could know", kind="person"),
            FormField(name="by", label="By when", hint="2026-03-15"),
        ),
        lambda v: DontKnow(follow_up_owner=v["owner"], by=_day(v["by"])),
        note="The answer is stored as unknown.",
    )


def override(missing: tuple[str, ...]) -> ReplyForm:
    """Go on although facts are missing."""
    facts = "\n".join(f"- {one_line(fact)}" for fact in missing[:_FACTS])
    return ReplyForm(
        "Go on without what is missing",
        (
            FormField(name="reason", label="Why", required=True),
            FormField(name="by", label="Who decides", required=True, hint="a name or a role"),
        ),
        lambda v: Override(reason=v["reason"], by=v["by"]),
        note=f"The document will show it.\n{facts}".strip(),
    )


def reopen() -> ReplyForm:
    """Open again what is closed."""
    return ReplyForm(
        "Open it again",
        (FormField(name="reason", label="Why", required=True),),
        lambda v: Reopen(reason=v["reason"]),
        note="The action did not hold, or it happened again.",
    )


def dispute(flag: Flag) -> ReplyForm:
    """Say why a finding or a condition is wrong here."""
    place = f" in {one_line(flag.field)}" if flag.field else ""
    return ReplyForm(
        "What is wrong about this here?",
        (
            FormField(name="reason", label="Why it is wrong", required=True),
            FormField(name="by", label="Who says so", hint="a name or a role"),
        ),
        lambda v: Dispute(rule=flag.rule, field=flag.field, reason=v["reason"], by=v["by"]),
        note=(
            f"{one_line(flag.text)} ({one_line(flag.rule)}{place})\n"
            "It then counts as met. The document will show the reason."
        ),
    )


def edit(proposal: Proposal) -> ReplyForm:
    """Take a proposal in other words."""
    return ReplyForm(
        one_line(proposal.label),
        (FormField(name="text", label="In your words", required=True),),
        lambda v: Edit(proposal=proposal.id, text=v["text"]),
        values={"text": proposal.text},
        tall=frozenset({"text"}),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        problem = f"“{one_line(text)}” is not a date."
        raise AnswerError(problem, "Write it as 2026-03-15.") from error
