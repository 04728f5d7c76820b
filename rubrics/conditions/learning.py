"""C7: what is checked about learning and sharing."""

import re
from collections.abc import Mapping

from rubrics.conditions import coverage
from rubrics.conditions.case import Case, Check, Seen, ids, share
from rubrics.conditions.reading import (
    Json,
    at,
    distinct,
    has_figure,
    items,
    listed,
    moment,
    text,
    texts,
    words,
)
from rubrics.patterns import regex

LESSONS = "learning.lessons"
EVENTS = "sharing.events"
_NEAR_MISS = "near_miss"
_INCLUDES: Mapping[str, tuple[str, ...]] = {
    "team": ("team",),
    "stakeholders": ("stakeholders",),
    "related_teams": ("related_teams",),
    "org": ("org", "team", "related_teams", "stakeholders"),
    "company": ("company", "org", "team", "related_teams", "stakeholders"),
}
_TOGETHER = ("meeting", "all_hands", "training")
_IDENTIFIER = regex(
    r"\b[A-Z]{1,6}-\d+\b|#\d{2,}|\b[A-Z]{1,2}\d+\b|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}:\d{2}\b|https?://"
)


def lessons(case: Case, *, at_least: Mapping[str, int], fewer: bool = False) -> Seen:
    """Enough lessons; fewer do when each deeper cause stands behind one."""
    found = len(distinct((text(lesson, "text") for lesson in case.lessons), least_words=4))
    needed = at_least[_NEAR_MISS] if case.type == _NEAR_MISS else case.by_severity(at_least)
    complete = fewer and found > 0 and coverage.taught(case)
    note = ", one behind each deeper cause" if complete else ""
    return Seen(found >= needed or complete, f"{found} lessons{note}", (LESSONS,))


def reached(case: Case, *, audiences: Mapping[str, tuple[str, ...]]) -> Seen:
    """The people who should read it are reached, or it is planned that they are."""
    wanted = case.by_severity(audiences)
    have = {name for event in _shares(case) for name in _INCLUDES.get(text(event, "audience"), ())}
    missing = tuple(name for name in wanted if name not in have)
    told = listed(dict.fromkeys(text(event, "audience") for event in _shares(case)))
    observed = f"{told or 'nobody'}; missing: {listed(missing)}" if missing else told
    return Seen(not missing, observed.replace("_", " "), (EVENTS,))


def archived(case: Case) -> Seen:
    """It is known where the document is kept."""
    place = text(case.facts, "sharing.archive")
    return Seen(bool(place), "known" if place else "not known", ("sharing.archive",))


def generalised(case: Case, *, at_least: float) -> Seen:
    """Lessons are told so that a team that has never heard of the service can use them."""
    bound = tuple(lesson for lesson in case.lessons if not _general(case, lesson))
    part = len(case.lessons) - len(bound)
    observed = f"{part} of {len(case.lessons)} hold for others"
    fields = tuple(f"{LESSONS}.{name}.principle" for name in ids(bound))
    return Seen(
        bool(case.lessons) and share(part, len(case.lessons)) >= at_least,
        observed,
        fields or (LESSONS,),
    )


def presented(case: Case) -> Seen:
    """It was talked about in a meeting, or a meeting is set."""
    met = tuple(event for event in _shares(case) if text(event, "channel") in _TOGETHER)
    return Seen(bool(met), f"{len(met)} meetings", (EVENTS,))


def findable(case: Case) -> Seen:
    """Category, service and severity are set, so that it can be found."""
    tags = tuple(tag.lower() for tag in texts(case.facts, "meta.tags"))
    there = {
        "analysis.causes": any(text(cause, "category") for cause in case.causes),
        "meta.services": bool(texts(case.facts, "meta.services") or tags),
        "meta.severity": bool(case.severity),
    }
    missing = tuple(path for path, known in there.items() if not known)
    names = {"analysis.causes": "category", "meta.services": "service", "meta.severity": "severity"}
    observed = f"missing: {listed(names[path] for path in missing)}" if missing else "all three"
    return Seen(not missing, observed, missing, missing)


def linked(case: Case) -> Seen:
    """Each lesson points to the cause or the action behind it."""
    known = {text(t, "id") for t in (*case.causes, *case.actions)}
    bare = tuple(lesson for lesson in case.lessons if not known & set(texts(lesson, "links")))
    observed = f"{len(case.lessons) - len(bare)} of {len(case.lessons)} linked"
    fields = tuple(f"{LESSONS}.{name}.links" for name in ids(bare))
    return Seen(bool(case.lessons) and not bare, observed, fields or (LESSONS,))


def strengths_shared(case: Case) -> Seen:
    """What went well reaches more than the team itself."""
    told = any(text(item, "text") for item in items(case.facts, "learning.went_well"))
    beyond = any(text(event, "audience") != "team" for event in _shares(case))
    observed = "shared beyond the team" if beyond else "not shared beyond the team"
    return Seen(told and beyond, observed if told else "nothing that went well", (EVENTS,))


def channels(case: Case, *, at_least: int) -> Seen:
    """It is shared in several ways."""
    found = tuple(dict.fromkeys(text(event, "channel") for event in _shares(case)))
    observed = f"{len(found)} ways ({listed(found) or 'none'})".replace("_", " ")
    return Seen(len(found) >= at_least, observed, (EVENTS,))


def other_teams(case: Case) -> Seen:
    """Teams that should read it are named, or were looked for."""
    found = sum(bool(text(t, "team")) for t in items(case.facts, "sharing.cross_team"))
    looked = at(case.facts, "sharing.cross_team_searched") is True
    observed = f"{found} teams" if found else ("looked for, none" if looked else "not looked for")
    return Seen(found > 0 or looked, observed, ("sharing.cross_team",))


def compared(case: Case) -> Seen:
    """It was compared with an earlier incident, or the search that found none is stored."""
    judged = any(
        text(c, "confirmed") in ("yes", "no")
        for c in items(case.facts, "analysis.recurrence.candidates")
    )
    related = bool(texts(case.facts, "meta.related"))
    query = bool(text(case.facts, "analysis.recurrence.query"))
    none_found = query and not items(case.facts, "analysis.recurrence.candidates")
    observed = "compared" if judged or related else ("none found" if none_found else "not compared")
    return Seen(judged or related or none_found, observed, ("analysis.recurrence",))


def snapshot(case: Case) -> Seen:
    """How often this service fails is told."""
    place = "sharing.metrics_snapshot"
    parts = tuple(f"{place}.{k}" for k in ("frequency", "median_ttr_min", "repeat_share"))
    missing = tuple(path for path in parts if not case.covered(path))
    ok = not missing or case.not_applicable(place)
    return Seen(ok, f"{len(parts) - len(missing)} of {len(parts)} figures", missing)


def _shares(case: Case) -> tuple[Json, ...]:
    return tuple(event for event in items(case.facts, EVENTS) if _counts(case, event))


def _counts(case: Case, event: Json) -> bool:
    done = moment(event.get("at"))
    if done is not None and done <= case.now:
        return True
    return case.planning and (done is not None or bool(text(event, "planned_on")))


def _general(case: Case, lesson: Json) -> bool:
    principle = text(lesson, "principle")
    services = tuple(name.lower() for name in texts(case.facts, "meta.services"))
    lower = principle.lower()
    bound = (
        _IDENTIFIER.search(principle) is not None
        or has_figure(principle)
        or any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower) for name in services)
        or bool(case.naming_people(f"{LESSONS}.{lesson.get('id')}.principle"))
    )
    return len(words(principle)) >= 4 and not bound


CHECKS: Mapping[str, Check] = {
    "learning.lessons": lessons,
    "learning.reached": reached,
    "learning.archived": archived,
    "learning.generalised": generalised,
    "learning.presented": presented,
    "learning.findable": findable,
    "learning.linked": linked,
    "learning.strengths_shared": strengths_shared,
    "learning.channels": channels,
    "learning.other_teams": other_teams,
    "learning.compared": compared,
    "learning.snapshot": snapshot,
}
