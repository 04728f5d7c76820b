"""Events of a timeline, found in a record, each held by words that stand there."""

from collections.abc import Iterator

from agent.coach.model.answers import FoundEvent, FoundEvents
from agent.coach.model.checks import Complaint, is_in, not_said, nothing_new
from agent.coach.model.prompts import Brief, Line, Section
from agent.coach.model.tasks.recipe import Draft, Recipe, decent
from agent.coach.offers import Sighting
from agent.coach.offers import event as offer_event
from agent.coach.protocol import ExtractEvents
from agent.coach.records import moment
from agent.dialogue import Proposal
from agent.hygiene import clean
from agent.postmortem.record import Postmortem
from agent.postmortem.values import TimePoint
from agent.questions.moments import Setting

_WORDS = 40
_LONGEST_QUOTE = 400


def _brief(task: ExtractEvents, document: Postmortem) -> Brief | None:
    """Show the record as it is. It was cut into pieces before, so no line of it is left out."""
    del document
    text = clean(task.text).strip("\n")
    if not text.strip():
        return None
    record = Section("The record", tuple(Line(line) for line in text.split("\n")))
    return Brief("extract_events", (record,), {"words": str(_WORDS)})


def _drafts(answer: FoundEvents, task: ExtractEvents, document: Postmortem) -> Iterator[Draft]:
    source = clean(task.text)
    told = [event.text for event in document.timeline.events]
    for event in answer.events:
        quote = event.quote.strip()
        checks = (*decent(document, _WORDS, fewest=2), nothing_new(quote), not_said(told))
        span = (is_in(source), _short)
        offer = _offer(event, quote, source.find(quote), task, document)
        yield Draft(offer, checks, ((quote, span), (event.time.strip() or quote, (is_in(source),))))


def _short(text: str) -> Complaint | None:
    long = len(text) > _LONGEST_QUOTE
    return Complaint("length", "The quotation is too long.") if long else None


def _offer(
    event: FoundEvent, quote: str, place: int, task: ExtractEvents, document: Postmortem
) -> Proposal:
    line = task.line + clean(task.text).count("\n", 0, max(place, 0))
    seen = Sighting(task.source, line, quote)
    setting = Setting(zone=document.meta.timezone, day=document.meta.incident_date)
    time = moment(clean(event.time), setting) if event.time.strip() else TimePoint()
    return offer_event(event.text.strip(), event.kind, time, seen)


EXTRACT = Recipe(FoundEvents, _brief, _drafts, "the events in the record", longest=4_000)
