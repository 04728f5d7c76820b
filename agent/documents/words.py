"""Numbers, spans and keys in words for people."""

from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal

METRICS = (
    ("ttd", "From the beginning to detection"),
    ("tta", "From the first signal to an answer"),
    ("tti", "From the answer to knowing the mechanism"),
    ("t_known", "Known, but not yet stopped"),
    ("ttm", "From the beginning to containment"),
    ("ttr", "From detection to the end"),
    ("t_verify", "From containment to the end"),
    ("impact_duration", "Impact, from beginning to end"),
    ("dwell", "From the intrusion to detection"),
    ("contain", "From detection to containment"),
    ("eradicate", "From containment to eradication"),
    ("response_lag", "From detection to a decision"),
    ("slip", "Slip against the first promise"),
    ("warning_lead", "Warning before the deadline"),
    ("exposure", "Exposure to the hazard"),
    ("removal", "From detection to removal of the hazard"),
    ("comms_first", "From detection to the first word outside"),
    ("gap_max", "Longest stretch with nothing recorded"),
)
"""Computed durations in the order in which they are shown."""

TYPE_NAMES = {
    "production_outage": "Production outage",
    "security_incident": "Security incident",
    "product_failure": "Product failure",
    "project_failure": "Project failure",
    "process_failure": "Process failure",
    "near_miss": "Near miss",
}


def words(key: str) -> str:
    """Return a key as words: `t_known` becomes `t known`."""
    return key.replace("_", " ")


def count(number: int, thing: str) -> str:
    """Return `1 action`, `2 actions`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def duration(minutes: float) -> str:
    """Return a span of minutes as people say it: `1 h 58 min`, `3 d 4 h`, `20 s`."""
    seconds = round(abs(minutes) * 60)
    sign = "-" if minutes < 0 and seconds else ""
    if seconds < 60:
        return f"{sign}{seconds} s" if seconds else "0 min"
    whole = seconds // 60
    days, hours, rest = whole // 1440, whole // 60 % 24, whole % 60
    parts = [
        f"{days} d" if days else "",
        f"{hours} h" if hours else "",
        f"{rest} min" if rest else "",
    ]
    return sign + " ".join([part for part in parts if part][:2])


def figure(number: float, places: int = 1) -> str:
    """Return a number with at most so many places and grouped thousands."""
    return f"{number:,.{places}f}".rstrip("0").rstrip(".") if places else f"{number:,.0f}"


def score_figure(score: float | None) -> str:
    """Return a score with two places, floored: 3.496 shows 3.49 and never rounds up to a pass."""
    if score is None:
        return "not known"
    return str(Decimal(repr(score)).quantize(Decimal("0.01"), rounding=ROUND_FLOOR))


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment."""
    return None if moment is None else moment.date()
