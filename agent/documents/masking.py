"""What is taken out of a text before it goes outside: people, services, machines, secrets."""

import re
from functools import cache

from agent.documents.words import words
from agent.hygiene import clean
from agent.postmortem.people import Person
from agent.postmortem.record import Postmortem

_PATTERNS = (
    (re.compile(r"-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|\Z)", re.DOTALL), "[a key]"),
    (re.compile(r"\b[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE), "[a link]"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[a mail address]"),
    (
        re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?::\d{1,5})?(?![\w.]\d)"),
        "[an address]",
    ),
    (
        re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE),
        "[an address]",
    ),
    (
        re.compile(
            r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])", re.IGNORECASE
        ),
        "[an address]",
    ),
    (
        re.compile(
            r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}"
            r"|\bxox[abprs]-[\w-]{10,}|\bsk-[\w-]{16,}|\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"
        ),
        "[a key]",
    ),
    (
        re.compile(r"\b(?:password|passwd|secret|token|api[_-]?key)\s*[:=]\s*\S+", re.IGNORECASE),
        "[a key]",
    ),
    (re.compile(r"\b(?=[\w+/-]*\d)(?=[\w+/-]*[A-Za-z])[A-Za-z0-9+/_-]{32,}={0,2}"), "[a key]"),
    (
        re.compile(
            r"\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
            r"(?:internal|local|lan|corp|intra|svc|cluster|prod|test|example|com|net|org|io|dev|cloud|de|eu|app)\b",
            re.IGNORECASE,
        ),
        "[a host]",
    ),
    (re.compile(r"\b[a-z]+(?:-[a-z0-9]+)*-\d{1,3}[a-z]?\b"), "[a host]"),
    (re.compile(r"(?<!\w)@[A-Za-z][\w.-]*\w"), "[a person]"),
)


def mask(document: Postmortem, text: str) -> str:
    """Return the text with people as roles and without services, hosts, addresses and keys.

    Names of services stay when the document carries the tag `public`.
    """
    text = clean(text)
    for pattern, stand_in in _PATTERNS:
        text = pattern.sub(stand_in, text)
    for person in sorted(document.people, key=lambda one: (-len(one.display), one.id)):
        text = _without_person(text, person)
    if "public" not in document.meta.tags:
        for service in sorted(document.meta.services, key=lambda one: (-len(one), one)):
            text = _replaced(text, service, "the service")
    return re.sub(
        r"\b(?:the|a|an|our) (the|a|one of our) (?=\w)", r"\1 ", text, flags=re.IGNORECASE
    )


def _without_person(text: str, person: Person) -> str:
    role = _role(person)
    for name in (person.display, *person.aliases):
        text = _replaced(text, name, role)
    if person.kind == "individual":
        # Parts of a name may be words (Will, Mark, May): only capitalised ones are taken.
        for part in person.display.split():
            if len(part) > 2 and part[0].isupper():
                text = _part_pattern(clean(part)).sub(role, text)
    return text


def _role(person: Person) -> str:
    if person.kind == "group":
        return "one of our teams"
    if person.role_in_incident in ("none", "observer", "affected"):
        return "a colleague"
    return f"the {words(person.role_in_incident)}"


def _replaced(text: str, name: str, stand_in: str) -> str:
    return _name_pattern(clean(name)).sub(stand_in, text) if len(name.strip()) > 1 else text


@cache
def _part_pattern(part: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(part)}(?!\w)")


@cache
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name.strip())}(?!\w)", re.IGNORECASE)
