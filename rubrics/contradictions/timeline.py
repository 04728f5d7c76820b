"""Checks of the timeline: order, duplicates, zones, gaps, targets, updates (X01-X11)."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import combinations, pairwise

from rubrics.conditions.reading import at, items, number, same, text
from rubrics.contradictions.dossier import Dossier, TimedEvent, amount, clock, length
from rubrics.contradictions.rules import Clash, Clashes, clash
from rubrics.contradictions.zones import has_zone, local_trouble, offset_in, zone_named

_A_DAY = timedelta(hours=23)
_AHEAD = frozenset({"deadline", "plan_set", "committed", "replanned"})
_AFTERWARDS = frozenset({"all_clear", "comms_internal", "comms_external", "comms_exec", "other"})
_NATURAL_ORDER = (
    ("hazard_open", "trigger"),
    ("trigger", "barrier_held"),
    ("plan_set", "committed"),
    ("go_decision", "launched"),
    ("launched", "outcome_measured"),
    ("process_start", "breakdown"),
    ("contained", "eradicated"),
    ("eradicated", "resolved"),
)


def stored_order(dossier: Dossier) -> Clashes:
    """X01: an event is stored before one that surely came earlier."""
    for upper, lower in pairwise(dossier.stored_events):
        if lower.surely_before(upper):
            yield clash(lower.path, upper=upper.told, lower=lower.told)
            return


def impossible_order(dossier: Dossier) -> Clashes:
    """X02: what must come first came later. One clash per misplaced event."""
    reported = set[str]()
    for earlier, later in _ordered_pairs(dossier):
        if later.surely_before(earlier) and later.id not in reported:
            reported.add(later.id)
            yield clash(later.path, earlier=earlier.told, later=later.told)


def _ordered_pairs(dossier: Dossier) -> Iterator[tuple[TimedEvent, TimedEvent]]:
    start, detect = dossier.role("START"), dossier.role("DETECT")
    stop, end = dossier.role("STOP"), dossier.role("END")
    ack, signal = dossier.first("ack"), dossier.first("alert_fired", "reported", "detected")
    begun = None if dossier.type == "project_failure" else start
    seen_early = dossier.type == "near_miss" or _flagged(detect, "predicted")
    unanswered = ack is not None and signal is not None and ack.surely_before(signal)
    pairs = [
        (detect, end),
        (begun, end),
        (stop, end),
        (begun, stop),
        (None if _flagged(stop, "automatic") else detect, stop),
        (None if seen_early else begun, detect),
        (None if unanswered else detect, ack),
    ]
    pairs.extend((dossier.first(a), dossier.first(b)) for a, b in _NATURAL_ORDER)
    for earlier, later in pairs:
        if earlier is not None and later is not None:
            yield earlier, later


def _flagged(event: TimedEvent | None, flag: str) -> bool:
    return event is not None and flag in (event.data.get("flags") or ())


def early_ack(dossier: Dossier) -> Clashes:
    """X03: an acknowledgement before there was anything to acknowledge."""
    ack, signal = dossier.first("ack"), dossier.first("alert_fired", "reported", "detected")
    if ack is not None and signal is not None and ack.surely_before(signal):
        yield clash(ack.path, ack=ack.told, signal=signal.told)


def in_the_future(dossier: Dossier) -> Clashes:
    """X04: an event lies after the moment of writing."""
    for event in dossier.events:
        if event.earliest > dossier.now and event.kind not in _AHEAD:
            yield clash(event.path, event=event.told, written=clock(dossier.now))
        elif event.earliest > dossier.written_at and event.kind not in _AHEAD | _AFTERWARDS:
            yield clash(event.path, event=event.told, written=clock(dossier.written_at))


def told_twice(dossier: Dossier) -> Clashes:
    """X05: two events of a kind that occurs once, with nothing to tell them apart.

    It is about the one that is out of place: the earlier of two ends, else the later one.
    """
    unique = {e.kind for r in ("START", "DETECT", "END") if (e := dossier.role(r)) is not None}
    end = dossier.role("END")
    for kind in sorted(unique):
        for one, other in combinations(dossier.of_kind(kind), 2):
            if text(one.data, "phase_label") == text(other.data, "phase_label"):
                odd = one if end is not None and kind == end.kind else other
                yield clash(f"timeline.events.{odd.id}", one=one.told, other=other.told)
                break


def zones(dossier: Dossier) -> Clashes:
    """X06: no zone, several zones, or times that the clock change skipped or repeated."""
    if not dossier.events:
        return
    declared = text(dossier.facts, "meta.timezone")
    zone = zone_named(declared)
    if not declared:
        yield clash("meta.timezone", trouble="no time zone is declared for the times given")
    elif zone is None:
        yield clash("meta.timezone", trouble=f"{declared!r} is not a time zone that is known")
    yield from _mixed_offsets(dossier, zone)
    if zone is not None:
        yield from _clock_changes(dossier, zone, declared)


def _mixed_offsets(dossier: Dossier, zone: tzinfo | None) -> Clashes:
    by_offset: dict[timedelta, TimedEvent] = {}
    for event in dossier.events:
        if event.latest - event.earliest >= _A_DAY:
            continue  # a day has no clock
        offset = event.at.utcoffset() or timedelta(0)
        if zone is None or offset_in(zone, event.at) != offset:
            by_offset.setdefault(offset, event)
        else:
            by_offset.setdefault(timedelta.max, event)
    if len(by_offset) > 1:
        one, other = list(by_offset.values())[:2]
        told = f"{one.id} is given at UTC{one.at:%z}, {other.id} at UTC{other.at:%z}"
        yield clash(other.path, trouble=told)


def _clock_changes(dossier: Dossier, zone: tzinfo, declared: str) -> Clashes:
    for event in dossier.events:
        if has_zone(text(event.data, "time.original_text")):
            continue
        trouble = local_trouble(event.at, zone)
        if trouble == "gap":
            told = f"{event.id} says {clock(event.at)}, an hour that {declared} skipped that day"
            yield clash(event.path, severity="error", trouble=told)
        elif trouble == "overlap":
            told = f"{event.id} says {clock(event.at)}, an hour that {declared} had twice that day"
            yield clash(event.path, trouble=told)


def silent_gap(dossier: Dossier) -> Clashes:
    """X07: a long stretch of the response with nothing recorded and no explanation."""
    span = at(dossier.facts, "computed.spans.gap_max")
    explained = any(
        text(seen, "metric").lower() in {"gap", "gap_max"} and text(seen, "explanation")
        for seen in items(dossier.facts, "timeline.observations")
    )
    if dossier.over_limit("gap_max") and span is not None and not explained:
        before, after = span["events"]
        limit = at(dossier.facts, "computed.phases.gap_max.limit")
        yield clash(
            f"timeline.events.{before}",
            before=before,
            after=after,
            gap=length(span["minutes"]),
            limit=length(limit),
        )


def over_or_not(dossier: Dossier) -> Clashes:
    """X08: said to be over without an end in the timeline, or ended and said to go on."""
    end, said = dossier.role("END"), text(dossier.facts, "intake.resolved")
    if end is not None and said == "no":
        seen = f"{end.told} ended it"
        yield clash("intake.resolved", said="the harm is said to go on", seen=seen)
    told = dossier.reached("IMPACT") and len(dossier.events) >= 3
    if end is None and said == "yes" and told:
        seen = "no event of the timeline with a time says when"
        yield clash("timeline.events", said="the harm is said to be over", seen=seen)


def duplicates(dossier: Dossier) -> Clashes:
    """X09: two lines of the same minute say the same, whatever kinds they go by.

    A line is told once, beside the first that says the same.
    """
    together: dict[datetime, list[TimedEvent]] = {}
    for event in dossier.events:
        firsts = together.setdefault(event.at.replace(second=0, microsecond=0), [])
        words = text(event.data, "text")
        first = next((one for one in firsts if same(text(one.data, "text"), words)), None)
        if first is None:
            firsts.append(event)
        else:
            yield clash(event.path, one=first.told, other=event.told)


def targets(dossier: Dossier) -> Clashes:
    """X10: acknowledging or resolving took longer than the severity allows."""
    if not dossier.told_in_minutes:
        return
    for metric, what in (("tta", "acknowledging it"), ("ttr", "resolving it")):
        took = dossier.minutes(metric)
        limit = number(at(dossier.facts, f"computed.targets.{metric}"))
        if took is not None and limit is not None and took > limit:
            yield clash(
                "timeline.events",
                what=what,
                took=length(took),
                limit=length(limit),
                severity_=dossier.severity,
            )


def updates(dossier: Dossier) -> Clashes:
    """X11: people inside, outside or at the top heard nothing for longer than agreed."""
    detect, end = dossier.role("DETECT"), dossier.role("END")
    on_the_clock = dossier.type in {"production_outage", "security_incident"} and dossier.major
    if detect is None or end is None or not on_the_clock:
        return
    channels = [("comms_internal", "colleagues", 30.0, 30.0), ("comms_exec", "leaders", 30.0, 60.0)]
    if dossier.type == "production_outage":
        channels.append(("comms_external", "customers", 60.0, 60.0))
    for kind, whom, first, between in channels:
        told = [e.at for e in dossier.of_kind(kind) if detect.at <= e.at <= end.at]
        yield from _silence(kind, whom, [detect.at, *told, end.at], first, between)


def _silence(
    kind: str, whom: str, moments: list[datetime], first: float, between: float
) -> Iterator[Clash]:
    for position, (before, after) in enumerate(pairwise(moments)):
        minutes, limit = (after - before).total_seconds() / 60, between if position else first
        if minutes > limit:
            yield clash(
                "timeline.events",
                whom=whom,
                since=f"{before:%H:%M}",
                until=f"{after:%H:%M}",
                gap=f"{amount(minutes)} min",
                limit=f"{amount(limit)} min",
                kind=kind,
            )
            return
