"""How the rules coach words an offer: short, with a reason, quoting the person's own words."""

from dataclasses import dataclass

from agent.dialogue import AddItem, AskNext, Proposal, PutText
from agent.hygiene import shorten
from agent.postmortem.timeline import EventKind
from agent.postmortem.values import TimePoint

_LONGEST = 70
_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where in a record an event was found."""

    record: str
    """The id of the evidence; may be empty."""
    line: int
    quote: str
    """The words of the record, as they stand there."""


def event(text: str, kind: EventKind, time: TimePoint, seen: Sighting) -> Proposal:
    """Offer an event of the timeline, with the words of the record that show it."""
    first, last = seen.line, seen.line + seen.quote.count("\n")
    lines = f"Line {first}" if first == last else f"Lines {first}-{last}"
    place = f"{lines} of {seen.record}" if seen.record else lines
    return Proposal(
        id="",
        label="event",
        text=text,
        reason=f"{place}: “{shorten(seen.quote, _QUOTED)}”",
        line=first,
        effect=AddItem(
            list_path="timeline.events",
            fields={
                "kind": kind,
                "time": time.model_dump(mode="json", exclude_none=True),
                "sources": [seen.record] if seen.record else [],
            },
        ),
    )


def put(label: str, text: str, reason: str, path: str) -> Proposal:
    """Offer a text for a place of the document."""
    return Proposal(id="", label=label, text=text, reason=reason, effect=PutText(path=path))


def ask(label: str, question: str, reason: str, effect: AskNext) -> Proposal:
    """Offer a question to go on with."""
    return Proposal(id="", label=label, text=question, reason=reason, effect=effect)


def quoted(text: str) -> str:
    """Return the person's words in quotation marks, cut at a word when they are long."""
    words = " ".join(text.split()).strip(' ."“”')
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"“{words}”"
