"""Documents drawn at random: any value of any model, with texts that Markdown could trip over."""

import types
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime

from agent.postmortem.actions import Action
from agent.postmortem.causes import FaultNode, FishboneItem
from agent.postmortem.impact import Impact
from agent.postmortem.values import Item, Money, TimePoint, Value
from agent.premortem.modes import Rating
from agent.premortem.reasons import Prior
from agent.premortem.record import Meta as PremortemMeta
from agent.premortem.record import Plan

HOSTILE = (
    "| a | b |", "# heading", "- item", "+ item", "* item", "1. one", "2) two", "> quote", "```", "~~~", "`code`",
    "`a|b`", "` x", "``", "\\", "\\\\", "\\|", "\\n", "<script>alert(1)</script>", "<br>", "<br/>", "<!-- -->", "&amp;", "&#10;",
    "&lt;b&gt;", "AT&T", "**bold**", "*it*", "_x_", "__x__", "snake_case", "[a](b)", "![a](b)", "[a]: b", "---", "===", "***",
    "*Not recorded yet.*", "*none*", "**W1** text", "*Kind:* event", " · *Kind:* event", "**Label:** x", "a; b", "a;", "(b", "b)", "a (b)",
    "± 3 min", "to the hour", "said: x", "estimated", "1 to 2", "\n", "\n\n", "\n\n\n", " ", "  ", "\t", "    code", "a\nb", "é", "日本語", "🚀",
    "\u2028", "\u00a0", "\u3000", "\x1b[31m", "\x00", "\r\n", "$x$", "~x~", "{{ x }}", "https://a.b/c_d?e=f&g=h", "P1", "x (P1)", ": :", "yes", "null",
    "2026-05-01", "|", "||", "\u202e", "\ufeff", ":::", "^1", "@all", "#12", "- **A1**", "…",
)  # fmt: skip

words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
texts = st.lists(words, max_size=4).map("".join)
zones = st.sampled_from(
    [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-9, minutes=-30))]
)
moments = st.builds(
    lambda seconds, zone: (
        datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ).astimezone(zone),
    st.one_of(st.integers(0, 10**9), st.floats(0, 1e9)),
    zones,
)
dates = st.dates(date(1990, 1, 1), date(2090, 1, 1))
LIMITED: dict[tuple[Any, str], Any] = {
    (TimePoint, "plus_minus_min"): st.floats(0, 1e6),
    (Impact, "degraded_fraction"): st.floats(0, 1),
    (FaultNode, "p"): st.floats(0, 1),
    (FishboneItem, "votes"): st.integers(0, 99),
    (Action, "impact"): st.integers(1, 5),
    (Action, "effort"): st.integers(1, 5),
    (Money, "currency"): st.sampled_from(["", "EUR", "USD"]),
    (Rating, "severity"): st.integers(1, 10),
    (Rating, "occurrence"): st.one_of(st.none(), st.integers(1, 10)),
    (Rating, "detection"): st.one_of(st.none(), st.integers(1, 10)),
    (Rating, "probability_pct"): st.one_of(st.none(), st.floats(0, 100)),
    (Prior, "similarity"): st.floats(0, 1),
    (PremortemMeta, "silent_minutes"): st.integers(1, 60),
    (PremortemMeta, "silent_reasons"): st.integers(1, 20),
    (Plan, "success_pct"): st.one_of(st.none(), st.floats(0, 100)),
}


PLAIN = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(-(10**9), 10**9),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=3),
    date: dates,
    datetime: moments,
    AwareDatetime: moments,
    type(None): st.none(),
}


def values(annotation: Any) -> Any:
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation in PLAIN:
        return PLAIN[annotation]
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(arg) for arg in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        listed = isinstance(args[0], type) and issubclass(args[0], Item)
        return items(args[0]) if listed else st.lists(values(args[0]), max_size=2).map(tuple)
    return models(annotation)


def models(model: Any, **given_fields: Any) -> Any:
    fields = dict(given_fields)
    for name, info in model.model_fields.items():
        if name not in fields:
            limited = (model, name) in LIMITED
            fields[name] = LIMITED[model, name] if limited else values(info.annotation)
        if not info.is_required():
            default = info.get_default(call_default_factory=True)
            fields[name] = st.one_of(st.just(default), fields[name])
    return st.builds(model, **fields)


def items(model: Any) -> Any:
    extra = (
        {"parent": st.sampled_from(["", "I1", "I2", "I3", "odd"])}
        if "parent" in model.model_fields
        else {}
    )
    return st.lists(models(model, id=st.just("x"), **extra), max_size=3).map(
        lambda found: tuple(
            one.model_copy(update={"id": f"I{n}"}) for n, one in enumerate(found, 1)
        )
    )


def differences(one: Any, other: Any, place: str = "") -> list[str]:
    """Name the places where two documents differ: a whole document is too much to read."""
    if isinstance(one, Value) and isinstance(other, Value):
        names = type(one).model_fields
        return [
            d
            for name in names
            for d in differences(getattr(one, name), getattr(other, name), f"{place}.{name}")
        ]
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return [
            d
            for n, pair in enumerate(zip(one, other, strict=True))
            for d in differences(*pair, f"{place}.{n}")
        ]
    return [] if one == other else [f"{place}: {one!r} is not {other!r}"]


RELAXED = settings(max_examples=150, suppress_health_check=list(HealthCheck))
