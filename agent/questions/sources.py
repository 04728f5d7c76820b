"""Evidence as people name it: an id, a title, a link, or something not listed yet."""

import re
from dataclasses import dataclass

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from agent.postmortem.people import Evidence
from agent.postmortem.record import Postmortem
from agent.postmortem.values import EvidenceKind
from rubrics.patterns import regex

MACHINE_KINDS: frozenset[EvidenceKind] = frozenset({"log", "metric", "alert", "deploy", "ticket"})
"""Kinds of evidence that machines record (method, C1)."""

_ID = regex(r"[Rr]\d{1,6}", re.ASCII)
_IDS = regex(r"[Rr]\d{1,6}(?:\s*,\s*[Rr]\d{1,6})*", re.ASCII)
_URL = regex(r"<?(https?://[^\s<>|]*[^\s<>|.,;:)\]])>?", re.IGNORECASE)
_NO_NAME = {"see", "on", "at", "in", "no", "not", "after", "before", "by", "for", "with", "without"}
_MARKDOWN_LINK = regex(r"\[([^\]]+)\]\(([^\s()]+)\)")
_WORDS: tuple[tuple[EvidenceKind, str], ...] = (
    ("status_page", r"status ?page"),
    ("survey", r"survey|questionnaire"),
    ("interview", r"interview|conversation|recollection|account of"),
    ("customer", r"customer|complaint|social media|tweet"),
    ("alert", r"alert|pager|page|pagerduty|opsgenie|alarm|alertmanager"),
    ("deploy", r"deploy|deployment|release|rollout|pipeline|ci|commit|git|change record"),
    ("dashboard", r"dashboard|grafana|graph|chart|panel"),
    ("metric", r"metric|prometheus|counter|telemetry|trace|monitoring"),
    ("log", r"log|logfile|syslog|journal|audit trail|stack ?trace|cloudtrail"),
    ("chat", r"chat|slack|channel|irc|thread|message"),
    ("ticket", r"ticket|jira|zendesk|case|bug"),
    ("call", r"call|bridge|meeting|recording|zoom|phone"),
    ("document", r"document|doc|runbook|wiki|plan|report|e-?mail|mail|contract|minutes|note"),
)
_KINDS: list[tuple[EvidenceKind, re.Pattern[str]]] = [
    (kind, regex(rf"\b(?:{words})s?\b", re.IGNORECASE)) for kind, words in _WORDS
]


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A record that the document doesn't list yet."""

    title: str
    kind: EvidenceKind = "other"
    locator: str = ""

    @property
    def machine(self) -> bool:
        """Return whether a machine recorded it, by its kind."""
        return self.kind in MACHINE_KINDS


def read_refs(text: str, document: Postmortem | None) -> tuple[str | NewEvidence, ...]:
    """Return ids of evidence, and what is not listed yet, from a text with commas."""
    found = (_ref(part, document) for part in _parts(text, document))
    return tuple(dict.fromkeys(ref for ref in found if ref))


def read_evidence(text: str) -> NewEvidence:
    """Return a record by its title, its link and its kind as guessed from its words."""
    title, locator = _linked(one_line(text))
    return NewEvidence(title or locator, guess_kind(f"{title} {locator}"), locator)


def guess_kind(text: str) -> EvidenceKind:
    """Return the kind of evidence that the words speak of; `other` when they don't."""
    for kind, words in _KINDS:
        if words.search(text):
            return kind
    return "other"


def names_evidence(words: str) -> bool:
    """Return whether a few words name a record: an id, a link, "deploy log", "alert 5521"."""
    if _IDS.fullmatch(words) or "://" in words:
        return True
    nouns = [word for word in words.split() if not re.search(r"\d", word)]
    if not nouns or len(nouns) > 3 or nouns[0].lower() in _NO_NAME:
        return False
    return any(k.fullmatch(nouns[-1]) for _, k in _KINDS)


def find_evidence(wanted: NewEvidence, evidence: tuple[Evidence, ...]) -> str:
    """Return the id of the evidence with this link or title; empty when there is none."""
    for item in evidence:
        same_place = wanted.locator and wanted.locator == item.locator
        if same_place or (item.title and item.title.casefold() == wanted.title.casefold()):
            return item.id
    return ""


def _parts(text: str, document: Postmortem | None) -> list[str]:
    """Split at commas, but for a title of the document that holds one."""
    whole = one_line(text)
    known = document.evidence if document else ()
    if any(item.title.casefold() == whole.casefold() for item in known if item.title):
        return [whole]
    return [one_line(part) for part in re.split(r"[\n;]|,(?=\s|$)|,(?=[Rr]\d+\b)", text)]


def _ref(part: str, document: Postmortem | None) -> str | NewEvidence:
    part = part.strip("“”\"' ")
    if not part:
        return ""
    if _ID.fullmatch(part):
        return _known_id(part.upper(), document)
    wanted = read_evidence(part)
    return find_evidence(wanted, document.evidence if document else ()) or wanted


def _known_id(ref: str, document: Postmortem | None) -> str:
    if document is None or any(item.id == ref for item in document.evidence):
        return ref
    raise AnswerError(f"There is no evidence {ref}.", "Name it by its title to add it.")


def _linked(line: str) -> tuple[str, str]:
    link = _MARKDOWN_LINK.search(line)
    if link is not None:
        title = f"{line[: link.start()]} {link[1]} {line[link.end() :]}"
        return shorten(_trimmed(title), 300), link[2]
    url = _URL.search(line)
    if url is None:
        return _trimmed(line), ""
    return _trimmed(f"{line[: url.start()]} {line[url.end() :]}"), url[1]


def _trimmed(title: str) -> str:
    return one_line(re.sub(r"\(\s*\)|\[\s*\]", "", title)).strip(" -–—:|,;")
