"""C3: what is checked about the causes."""

import re
from collections.abc import Mapping

from rubrics.conditions.case import Case, Check, Seen, ids, unmet
from rubrics.conditions.coverage import actions_on
from rubrics.conditions.reading import Json, day, has_figure, items, listed, text, texts, words
from rubrics.conditions.trees import WhyTree, fault_tree_holds, judged_layers, used_bones
from rubrics.patterns import regex

CAUSES = "analysis.causes"
_DEEP = ("enabling", "systemic")
_SYMPTOM = regex(
    r"^(?:an? |the )?(?:bugs?|outage|config(?:uration)? errors?|vulnerabilit(?:y|ies)|"
    r"human errors?|poor planning|database failure|capacity(?: issues?)?|"
    r"networks?(?: issues?)?|it broke)\W*$",
    re.IGNORECASE,
)
_CAPTURE = regex(
    r"\b(?:captur|record|log|trace|tracing|instrument|collect|dump|sampl|measur|alert|keep)\w*",
    re.IGNORECASE,
)
_SEEN_FROM_SEAT = ("information_available", "goal", "pressure", "options", "expectation")


def stated(case: Case, *, least_words: int) -> Seen:
    """One cause is a statement, not the name of a symptom."""
    good = tuple(cause for cause in case.causes if _says(cause, least_words))
    observed = f"{len(case.causes)} causes, {len(good)} of them statements"
    return Seen(bool(good), observed, _paths(case.causes, "statement.cause") or (CAUSES,))


def problem(case: Case) -> Seen:
    """The problem is stated with a number."""
    parts = (
        text(case.facts, f"analysis.problem.{k}")
        for k in ("object", "deviation", "extent", "since")
    )
    told = f"{text(case.facts, 'analysis.problem.text')} {' '.join(parts)}".strip()
    known = has_figure(told) and len(words(told)) >= 5
    observed = "stated with a number" if known else ("no number in it" if told else "not stated")
    return Seen(known, observed, ("analysis.problem.extent", "analysis.problem.text"))


def path(case: Case, *, least: int, most: int) -> Seen:
    """A path of whys is deep enough and ends where something can be changed."""
    tree = WhyTree(case)
    good = tuple(n for n in tree.ends() if tree.ends_well(n) and least <= tree.depth(n) <= most)
    shallow = tuple(name for name in tree.ends() if name not in good)
    observed = f"{len(good)} of {len(tree.ends())} paths end at a condition {least}-{most} deep"
    return Seen(
        bool(good), observed, tuple(f"analysis.nodes.{n}" for n in shallow) or ("analysis.nodes",)
    )


def primary(case: Case, *, rules: tuple[str, ...]) -> Seen:
    """One primary cause, beyond the trigger, well stated."""
    if len(case.primaries) != 1:
        return unmet(f"{len(case.primaries)} primary causes", CAUSES)
    cause = case.primaries[0]
    broken = _broken(case, (cause,), rules)
    deep = text(cause, "level") in _DEEP
    seen = f"{cause.get('id')}, level {text(cause, 'level') or 'not set'}"
    seen += f", against {listed(broken)}" if broken else ""
    leaf = "statement" if deep else "level"
    filled = bool(text(cause, "statement.cause"))
    return Seen(deep and filled and not broken, seen, (f"{CAUSES}.{cause.get('id')}.{leaf}",))


def unnamed(case: Case) -> Seen:
    """No cause names a person."""
    fields = case.naming_people(f"{CAUSES}.")
    observed = f"{len(fields)} causes name a person" if case.causes else "no causes"
    return Seen(bool(case.causes) and not fields, observed, fields)


def several(case: Case, *, at_least: int) -> Seen:
    """More than one thing had to come together."""
    contributing = tuple(
        c for c in case.causes if c.get("role") == "contributing" and _statement(c)
    )
    return Seen(
        len(contributing) >= at_least, f"{len(contributing)} contributing causes", (CAUSES,)
    )


def domains(case: Case, *, domains: tuple[str, ...]) -> Seen:
    """Each domain has a cause, or was looked at without finding one."""
    looked = {
        text(i, "domain") for i in items(case.facts, "analysis.considered_none") if text(i, "note")
    }
    have = {text(cause, "domain") for cause in case.causes}
    missing = tuple(domain for domain in domains if domain not in have | looked)
    observed = f"not looked at: {listed(missing)}" if missing else "all looked at"
    return Seen(not missing, observed, ("analysis.considered_none",) if missing else ())


def categories(case: Case) -> Seen:
    """Each cause has its category."""
    bare = tuple(cause for cause in case.causes if not text(cause, "category"))
    observed = f"{len(case.causes) - len(bare)} of {len(case.causes)} have a category"
    return Seen(bool(case.causes) and not bare, observed, _paths(bare, "category"))


def primary_evidence(case: Case) -> Seen:
    """Something recorded stands behind the primary cause."""
    bare = tuple(cause for cause in case.primaries if not texts(cause, "evidence"))
    if not case.primaries:
        return unmet("no primary cause", CAUSES)
    observed = "no evidence on it" if bare else "evidence on it"
    return Seen(not bare, observed, _paths(bare, "evidence"))


def branches(case: Case, *, branches: int, bones: int) -> Seen:
    """The search went more than one way."""
    ends, used = WhyTree(case).branches(), len(used_bones(case))
    observed = f"{ends} paths of whys, {used} bones"
    return Seen(ends >= branches or used >= bones, observed, ("analysis.nodes",))


def well_stated(case: Case) -> Seen:
    """No rule of causal statements is broken."""
    broken = _broken(case, case.causes, ())
    observed = f"against {listed(broken)}" if broken else "none broken"
    fields = tuple(
        f.field
        for f in case.findings
        if f.category == "cause" and f.severity == "error" and f.field
    )
    return Seen(bool(case.causes) and not broken, observed if case.causes else "no causes", fields)


def searched(case: Case) -> Seen:
    """Earlier incidents like this one were searched for."""
    when, query = (text(case.facts, f"analysis.recurrence.{k}") for k in ("searched_at", "query"))
    known = bool(when or query)
    return Seen(known, "searched" if known else "not searched", ("analysis.recurrence",))


def techniques(case: Case, *, at_least: int, layers: int, deep: int, bones: int) -> Seen:
    """Several techniques were used, the safeguards among them."""
    judged = len(judged_layers(case))
    loops = items(case.facts, "analysis.control_loops")
    used = {
        "safeguards": judged >= layers,
        "why-tree": WhyTree(case).deepest() >= deep,
        "fishbone": len(used_bones(case)) >= bones,
        "fault tree": fault_tree_holds(case),
        "control loop": any(text(loop, "controller") and text(loop, "feedback") for loop in loops),
        "contrast": bool(text(case.facts, "analysis.contrast")),
    }
    names = tuple(name for name, there in used.items() if there)
    observed = f"{listed(names, 6) or 'none'}; {judged} layers of safeguards judged"
    return Seen(used["safeguards"] and len(names) >= at_least, observed, ("analysis.barriers",))


def levels(case: Case, *, levels: tuple[str, ...]) -> Seen:
    """Causes lie at each distance from the trigger."""
    have = {text(cause, "level") for cause in case.causes}
    missing = tuple(level for level in levels if level not in have)
    observed = f"none {listed(missing)}" if missing else "all three"
    return Seen(not missing, observed, _paths(case.causes, "level") or (CAUSES,))


def founded(case: Case) -> Seen:
    """Each cause is supported by something recorded."""
    bare = tuple(
        cause
        for cause in case.causes
        if not texts(cause, "evidence") or cause.get("confidence") not in ("supported", "confirmed")
    )
    observed = f"{len(case.causes) - len(bare)} of {len(case.causes)} supported by evidence"
    return Seen(bool(case.causes) and not bare, observed, _paths(bare, "evidence"))


def why_now(case: Case) -> Seen:
    """It is told why it happened now."""
    told = case.covered("analysis.why_now")
    return Seen(told, "told" if told else "not told", ("analysis.why_now",))


def ruled_out(case: Case) -> Seen:
    """A hypothesis was ruled out by something recorded."""
    causes = [c for c in items(case.facts, "analysis.causes") if _rejected(c)]
    nodes = [n for n in case.nodes if _rejected(n)]
    bones = [
        i for i in items(case.facts, "analysis.fishbone.items") if i.get("status") == "rejected"
    ]
    events = [e for e in case.events if e.get("kind") == "hypothesis_rejected"]
    known = [i for i in (*causes, *nodes, *bones) if texts(i, "evidence")]
    known += [event for event in events if texts(event, "sources")]
    total = len(causes) + len(nodes) + len(bones) + len(events)
    return Seen(bool(known), f"{total} ruled out, {len(known)} by evidence", (CAUSES,))


def annotated(case: Case, *, substitution: bool) -> Seen:
    """Each human action is told as it made sense from its seat."""
    human = WhyTree(case).human()
    bare = tuple(node for node in human if not _told(node, substitution=substitution))
    observed = f"{len(human) - len(bare)} of {len(human)} told from the seat" if human else "none"
    fields = tuple(f"analysis.nodes.{name}.human" for name in ids(bare))
    searched_for = bool(case.causes or case.nodes)
    return Seen(searched_for and not bare, observed if searched_for else "no analysis", fields)


def not_established(case: Case) -> str:
    """Return when an honest "cause not established" gets its second look; empty when it isn't one.

    It takes hypotheses, what was looked at, an action that captures more next time, and a date.
    """
    cause = next((c for c in case.primaries if c.get("category") == "unknown"), None)
    if cause is None or len(case.primaries) != 1:
        return ""
    second = day(cause.get("second_look_on"))
    captures = any(_captures(action) for action in actions_on(case, text(cause, "id")))
    ready = _has_hypotheses(case, cause) and _looked(case, cause) and captures
    return second.isoformat() if second and ready else ""


def _has_hypotheses(case: Case, cause: Json) -> bool:
    others = [c for c in items(case.facts, "analysis.causes") if c is not cause and _statement(c)]
    guesses = [e for e in case.events if e.get("kind") in ("hypothesis", "hypothesis_rejected")]
    bones = items(case.facts, "analysis.fishbone.items")
    return bool(others or case.nodes or guesses or bones)


def _looked(case: Case, cause: Json) -> bool:
    noted = any(text(i, "note") for i in items(case.facts, "analysis.considered_none"))
    return noted or bool(texts(cause, "evidence")) or ruled_out(case).ok


def _captures(action: Json) -> bool:
    intent = text(action, "intent")
    said = f"{text(action, 'text')} {text(action, 'done_when')}"
    return intent in ("detect", "learn") or _CAPTURE.search(said) is not None


def _statement(cause: Json) -> str:
    return " ".join(filter(None, (text(cause, "statement.cause"), text(cause, "statement.effect"))))


def _says(cause: Json, least_words: int) -> bool:
    statement = _statement(cause)
    return len(words(statement)) >= least_words and not _SYMPTOM.match(
        text(cause, "statement.cause")
    )


def _rejected(thing: Json) -> bool:
    return thing.get("confidence") == "rejected"


def _told(node: Json, *, substitution: bool) -> bool:
    seat = all(text(node, f"human.{part}") for part in _SEEN_FROM_SEAT)
    tested = text(node, "human.substitution_test") in ("yes", "no")
    return seat and (tested if substitution else bool(text(node, "human.deviation_type")))


def _broken(case: Case, causes: tuple[Json, ...], rules: tuple[str, ...]) -> tuple[str, ...]:
    tree = WhyTree(case)
    places = [f"{CAUSES}.{name}" for name in ids(causes)]
    places += [f"analysis.nodes.{n}" for c in causes for n in tree.lineage(text(c, "node_id"))]
    return tuple(
        dict.fromkeys(
            f.rule
            for f in case.findings
            if f.category == "cause" and f.severity == "error" and (not rules or f.rule in rules)
            if any(f.field == place or f.field.startswith(f"{place}.") for place in places)
        )
    )


def _paths(causes: tuple[Json, ...], leaf: str) -> tuple[str, ...]:
    return tuple(f"{CAUSES}.{name}.{leaf}" for name in ids(causes))


CHECKS: Mapping[str, Check] = {
    "causes.stated": stated,
    "causes.problem": problem,
    "causes.path": path,
    "causes.primary": primary,
    "causes.unnamed": unnamed,
    "causes.several": several,
    "causes.domains": domains,
    "causes.categories": categories,
    "causes.primary_evidence": primary_evidence,
    "causes.branches": branches,
    "causes.well_stated": well_stated,
    "causes.searched": searched,
    "causes.techniques": techniques,
    "causes.levels": levels,
    "causes.founded": founded,
    "causes.why_now": why_now,
    "causes.ruled_out": ruled_out,
    "causes.annotated": annotated,
}
