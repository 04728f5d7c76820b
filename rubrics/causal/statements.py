"""Rules on the wording of a cause: its three parts, its words, its subject (R1, R2, R6, R7, R9)."""

import re

from rubrics.conditions.reading import Json, alike, at, text, texts, words
from rubrics.contradictions.dossier import Dossier, quoted
from rubrics.contradictions.rules import Clash, Clashes, clash
from rubrics.patterns import regex
from rubrics.structure import begins_with_a_person, names_of
from rubrics.wording import wordings

_ID = regex(r"[A-Z]{1,2}\d+")
_NEGATIVE = regex(
    r"\b(?:poor(?:ly)?|inadequate(?:ly)?|insufficient(?:ly)?|bad(?:ly)?|improper(?:ly)?"
    r"|careless(?:ly|ness)?|complacen\w*|sloppy|substandard|suboptimal|ineffective|deficient|weak"
    r"|flawed|wrong(?:ly)?|fail(?:ed|ure|s)? to|not enough)\b(?P<after>[^.;]{0,80})",
    re.IGNORECASE,
)
_MEASURED = regex(r"^[^:]{0,40}:\s*[^.;]*\d")
_ABSENT = regex(
    r"\b(?:no|lack(?:s|ed|ing)?(?: of)?|missing|absent|absence of|without(?: any)?)\s+\w+",
    re.IGNORECASE,
)
_ARTICLES = regex(r"^(?:it was |there was |was )?(?:an? |the )?", re.IGNORECASE)
SYMPTOMS = frozenset(
    {
        "bug",
        "software bug",
        "outage",
        "config error",
        "configuration error",
        "misconfiguration",
        "bad config",
        "vulnerability",
        "human error",
        "operator error",
        "user error",
        "poor planning",
        "bad planning",
        "database failure",
        "database error",
        "hardware failure",
        "capacity",
        "network",
        "network issue",
        "network failure",
        "power outage",
        "it broke",
        "technical issue",
        "technical error",
    }
)
"""What is seen rather than what made it possible (method 3.3)."""


def parts(dossier: Dossier) -> Clashes:
    """R1: condition, effect and event are all there and differ from each other."""
    for cause in dossier.causes:
        trouble = _incomplete(dossier, cause)
        if trouble:
            yield _about(cause, trouble=trouble)


def _incomplete(dossier: Dossier, cause: Json) -> str:
    said = {part: text(cause, f"statement.{part}") for part in ("cause", "effect", "event")}
    missing = [part for part, words_ in said.items() if not words_]
    if missing:
        return f"its {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    if _ID.fullmatch(said["event"]) and not _exists(dossier, said["event"]):
        return f"its event {said['event']} is not in the timeline"
    short = [part for part in ("cause", "effect") if len(words(said[part])) < 4]
    if short:
        return f"its {short[0]} has fewer than four words: {quoted(said[short[0]])}"
    for one, other in (("cause", "effect"), ("effect", "event"), ("cause", "event")):
        if alike(said[one], said[other]) >= 0.7:
            return f"its {one} and its {other} say the same"
    return ""


def _exists(dossier: Dossier, name: str) -> bool:
    places = ("timeline.events", "analysis.fault_tree.nodes", "analysis.nodes")
    return any(at(dossier.facts, f"{place}.{name}") is not None for place in places)


def negative_words(dossier: Dossier) -> Clashes:
    """R2: a word that judges stands where a description belongs."""
    for cause in dossier.causes:
        for part in ("cause", "effect"):
            said = text(cause, f"statement.{part}")
            found = next(
                (m for m in _NEGATIVE.finditer(said) if not _MEASURED.match(m["after"])), None
            )
            if found is not None:
                judged = found.group()[: len(found.group()) - len(found["after"])]
                yield _about(cause, part, word=quoted(judged), said=quoted(said))


def absence(dossier: Dossier) -> Clashes:
    """R6: something is said to be missing, and nothing says why it could be expected."""
    for cause in dossier.causes:
        node = at(dossier.facts, f"analysis.nodes.{text(cause, 'node_id')}")
        expected = text(cause, "expected_because") or text(node, "expected_because")
        found = _ABSENT.search(text(cause, "statement.cause"))
        if found is not None and not expected:
            yield _about(cause, word=quoted(found.group()))


def person_as_subject(dossier: Dossier) -> Clashes:
    """R7: the subject is a person, or the wording puts the failure on people."""
    people = names_of(dossier.facts)
    for cause in dossier.causes:
        for part in ("cause", "effect"):
            said = text(cause, f"statement.{part}")
            seen = _on_people(said, people, dossier.blames_from)
            if seen:
                yield _about(cause, part, seen=seen)


def _on_people(said: str, people: tuple[str, ...], blames_from: float | None) -> str:
    if said and begins_with_a_person(said, people):
        return f"{quoted(said)} begins with a person"
    found = wordings(said, people=people, only=frozenset({"blame"}), blames_from=blames_from)
    graver = [finding for finding in found if finding.severity != "info"]
    return f"{quoted(graver[0].text)} is about people" if graver else ""


def symptom(dossier: Dossier) -> Clashes:
    """R9: the cause repeats the problem or names what was seen."""
    problem = text(dossier.facts, "analysis.problem.text")
    for cause in dossier.causes:
        said = text(cause, "statement.cause")
        bare = _ARTICLES.sub("", said.strip(" .!").lower())
        if bare in SYMPTOMS:
            yield _about(cause, seen=f"{quoted(said)} is what was seen")
        elif problem and said and alike(said, problem) >= 0.6:
            yield _about(cause, seen=f"{quoted(said)} repeats the problem {quoted(problem)}")


def no_evidence(dossier: Dossier) -> Clashes:
    """R10: more than a hypothesis, with nothing to show for it."""
    for cause in dossier.causes:
        confidence = text(cause, "confidence")
        if confidence not in {"", "hypothesis"} and not texts(cause, "evidence"):
            yield clash(
                f"analysis.causes.{text(cause, 'id')}.evidence",
                cause=text(cause, "id"),
                confidence=confidence,
            )


def _about(cause: Json, part: str = "cause", **facts: str) -> Clash:
    name = text(cause, "id")
    return Clash(f"analysis.causes.{name}.statement.{part}", {"cause": name, **facts})
