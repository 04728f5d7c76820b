"""What the words of an action say about it: who, by when, how far, how urgent, where tracked."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from agent.documents.reader.fields import priority_of
from agent.documents.reader.markup import Link, struck
from agent.questions.lines import read_lines
from rubrics.deadlines import deadlines
from rubrics.doer_kinds import is_tag
from rubrics.doers import doer
from rubrics.patterns import regex

_BOX = regex(r"^\s*\[(?P<box>[ xX])\]\s+")
_DONE = regex(
    r"^\s*(?:✅|☑️?|✔️?|:white_check_mark:|:heavy_check_mark:)\s*|\s*[(\[]\s*(?:done"
    r"|completed?|finished|fixed|shipped|merged)\s*[!.]?\s*[)\]]"
    r"|^\s*(?:[Dd]one|DONE|[Cc]ompleted)\s*[:–—-]\s*|[.:–—-]?\s+DONE\b(?: in\b)?(?=\s|[.!]|$)",
)
_DOING = regex(
    r"\s*[(\[]\s*(?:in progress|wip|ongoing|started|under way|underway)\s*[)\]]|🚧|^\s*WIP:?\s",
    re.IGNORECASE,
)
_DROPPED = regex(
    r"\s*[(\[]\s*(?:won'?t fix|wontfix|declined|rejected|dropped|cancell?ed)\s*[)\]]", re.IGNORECASE
)
_PRIORITY = regex(
    r"\s*[(\[]?\b(?:prio(?:rity)?\s*[:=]?\s*)?(P[0-4])\b[)\]]?\s*[:–—-]?\s*|\s*[(\[](?:pri"
    r"o(?:rity)?\s*[:=]?\s*)?(high|medium|low|critical|urgent)(?: prio(?:rity)?)?[)\]]\s*"
    r"|\bprio(?:rity)?\s*[:=]\s*(high|medium|low|critical|urgent)\b",
    re.IGNORECASE,
)
_KEY = regex(
    r"(?<![\w/-])(?:[A-Z][A-Z\d]{1,9}-\d{1,6}|#\d{1,6}|[\w.-]{1,40}/[\w.-]{1,60}#\d{1,6})(?![\w-])"
)
_NAMED = regex(
    r"^\s*\[(?P<name>@?[A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{1,30}){0,2}|@[\w.-]{2,40})\]\s*["
    r":–—-]?\s+(?!\()|\s+\[(?P<last>@?[A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{1,30}){0,2}"
    r"|@[\w.-]{2,40})\]\s*\.?$"
)
_LINK_WORD = regex(
    r"\s*[(\[{]*\b(?:link to )?(?:github |jira |tracking )?"
    r"(?:issues?|tickets?|ticker|pull requests?|pr|pull|link)\b(?:\s?#?\d{1,6})?"
    r"[:#]?\s*[)\]}]*\s*[.,]?\s*$",
    re.IGNORECASE,
)
_TAIL = 120
"""Characters at the end of an action in which the name of its link stands."""
_ADDRESS = regex(r"\s*[(\[]?\bhttps?://[^\s)\]]{1,2000}[)\]]?")
_PIPE = regex(r"`[^`]*\|[^`]*`")
"""A pipe of a command is no border of cells."""
_CASE = regex(r"\s*(?:if|when|whenever|once|after)\b", re.IGNORECASE)
"""A time counted from a case that may come is no day of the calendar."""
_EMPTY = regex(r"\s*[(\[]\s*[,;]?\s*[)\]]")
_HORIZONS = (
    ("immediate", regex(r"\bimmediate|\bnow\b|right away|already|quick wins?", re.IGNORECASE)),
    (
        "short",
        regex(r"short[- ]term|next (?:week|2 weeks|sprint)|near[- ]term", re.IGNORECASE),
    ),
    (
        "long",
        regex(
            r"(?:long|medium|mid)(?:er)?[- ]term|future (?:work|improvement|organi)", re.IGNORECASE
        ),
    ),
)
_STATUSES = (
    ("declined", regex(r"\b(?:won'?t|declined|rejected|cancell?ed|dropped|wontfix)\b")),
    (
        "accepted",
        regex(
            r"\b(?:not (?:yet )?(?:done|started|complete)|open|to ?do|pending|planned|backlog"
            r"|new|incomplete)\b"
        ),
    ),
    (
        "in_progress",
        regex(
            r"\b(?:in progress|ongoing|started|doing|wip|in review|under way|underway|active)\b|🚧"
        ),
    ),
    ("blocked", regex("blocked")),
    (
        "done",
        regex(
            r"\b(?:done|completed?|closed|finished|fixed|resolved|merged|deployed|shipped"
            r"|implemented)\b|[✅✔☑]"
        ),
    ),
)
"""The words of each status of an action; the first that a text holds counts."""
_PERIOD = regex(
    r"\b(?:Q[1-4][ /-]?(?:20\d\d)?|20\d\d[ /-]?Q[1-4]|end of (?:\w+ )?20\d\d)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Said:
    """What one action says."""

    text: str
    owner: str = ""
    due: str = ""
    undated: str = ""
    """The text with the words of its due date, for when no day can be made of them."""
    done_when: str = ""
    status: str = ""
    priority: str = ""
    links: list[Link] = field(default_factory=list[Link])
    key: str = ""


def say(raw: str, plain_text: str, links: tuple[Link, ...]) -> Said:
    """Take an action apart.

    Args:
        raw: Its Markdown.
        plain_text: Its words on one line.
        links: Its links.
    """
    text, status = _status(raw, plain_text)
    said = Said(text, status=status, links=list(links))
    _take_priority(said)
    _take_key(said)
    _take_name(said)
    _take_fields(said, raw, plain_text)
    if any(is_tracker(link.url) for link in links):
        said.text = _ADDRESS.sub("", said.text).strip()
    for _ in range(3):
        before = said.text
        said.text = _EMPTY.sub("", _without_link_word(before, links)).strip()
        if said.text == before:
            break
    return said


def _take_fields(said: Said, raw: str, plain_text: str) -> None:
    """Take owner, due date and check out of a text; read from its sentence what stands there."""
    whole = said.text
    rows = () if _PIPE.search(raw) else read_lines("actions", f"- {whole}").rows
    if rows and len(rows) == 1:
        row = rows[0]
        said.text = row.get("text", whole)
        said.owner = said.owner or _owner(row.get("owner", ""), plain_text)
        said.due, said.done_when = row.get("due", ""), row.get("done_when", "")
    if said.due and deadlines(said.due):
        said.undated = whole
    found = None if said.owner else doer(whole)
    said.owner = found.name if found else said.owner
    dated = () if said.due or _CASE.match(whole) else deadlines(said.text)
    said.due = dated[0].words if dated else said.due


def _without_link_word(text: str, links: tuple[Link, ...]) -> str:
    """Return a text without the "issue" or "PR" at its end that only names its link."""
    match = _LINK_WORD.search(text, max(0, len(text) - _TAIL)) if links else None
    if match is None:
        return text
    words = match.group().strip(" ()[]{}.,:#").lower()
    apart = match.group().strip()[:1] in "([{" or text[: match.start()].endswith(
        (":", "-", "–", ".")
    )
    named = any(link.text.strip(" ()[]#.,:").lower() == words for link in links)
    return text[: match.start()] if apart or named else text


def _owner(name: str, text: str) -> str:
    """Return a name as it was written, as a handle if it was one."""
    return f"@{name}" if name and f"@{name}" in text else name


def horizon_of(heading: str) -> str:
    """Return the horizon that a heading puts its actions under."""
    return next((name for name, words in _HORIZONS if words.search(heading)), "")


def period_of(heading: str) -> str:
    """Return the last quarter that a heading gives its actions."""
    found = _PERIOD.findall(heading)
    return found[-1] if found else ""


def status_of_words(words: str) -> str:
    """Return the status that a cell or a heading states."""
    low = f" {words.lower()} "
    return next((status for status, pattern in _STATUSES if pattern.search(low)), "")


def system_of(url: str) -> str:
    """Return the tracker behind a link."""
    host = urlsplit(url).hostname or "" if "://" in url else ""
    known = (
        "github",
        "gitlab",
        "jira",
        "linear",
        "asana",
        "trello",
        "bitbucket",
        "bugzilla",
        "shortcut",
        "youtrack",
        "redmine",
    )
    found = next((name for name in known if name in host), "")
    return found or ("jira" if "/browse/" in url or "atlassian" in host else host)


def is_tracker(url: str) -> bool:
    """Tell whether a link leads to a tracked piece of work."""
    return (
        re.search(
            r"/(?:issues|pull|merge_requests|browse|tickets?|issue|tasks?|cards?)/[\w-]*\d"
            r"|show_bug\.cgi|linear\.app|trello\.com/c/|asana\.com/",
            url,
        )
        is not None
    )


def key_of(url: str) -> str:
    """Return the key of the work behind a link: #12, OPS-34."""
    match = re.search(r"/browse/([A-Z][A-Z\d]*-\d+)|linear\.app/[^/]+/issue/([A-Z]+-\d+)", url)
    if match:
        return match[1] or match[2]
    match = re.search(r"/(?:issues|pull|merge_requests|issue|tickets?)/(\d+)", url)
    return f"#{match[1]}" if match else ""


def _status(raw: str, text: str) -> tuple[str, str]:
    box = _BOX.match(text)
    status = ""
    if box is not None:
        text = text[box.end() :]
        status = "done" if box["box"].lower() == "x" else ""
    if struck(raw):
        status = "done"
    for pattern, name in ((_DONE, "done"), (_DOING, "in_progress"), (_DROPPED, "declined")):
        if pattern.search(text):
            text, status = pattern.sub(" ", text), name
    return " ".join(text.split()), status


def _take_priority(said: Said) -> None:
    match = _PRIORITY.search(said.text)
    if match is not None:
        said.priority = priority_of(match[1] or match[2] or match[3])
        said.text = f"{said.text[: match.start()]} {said.text[match.end() :]}".strip()


def _take_key(said: Said) -> None:
    match = _KEY.search(said.text)
    if match is None:
        return
    said.key = match[0]
    # Made of a person's words, it is kept for a while only.
    around = re.compile(
        rf"^\s*[\[(]?{re.escape(match[0])}[\])]?\s*[:–—-]\s*|\s*(?:ticket|ticker|issue"
        rf"|pr|see)?:?\s*[\[(]{{0,2}}{re.escape(match[0])}[\])]{{0,2}}\.?\s*$",
        re.IGNORECASE,
    )
    said.text = around.sub("", said.text).strip()


def _take_name(said: Said) -> None:
    match = _NAMED.search(said.text)
    if match is not None and not is_tag(match["name"] or match["last"]):
        said.owner = match["name"] or match["last"]
        said.text = f"{said.text[: match.start()]} {said.text[match.end() :]}".strip()
