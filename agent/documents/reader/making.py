"""A document in the making: ids, people, records and the place of each thing that was found."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from agent.documents.reader.collected import Collected
from agent.documents.reader.markup import Link, links_in, plain, words_of
from agent.documents.reader.pieces import Piece
from agent.hygiene import shorten
from agent.postmortem.record import PREFIXES
from agent.questions.naming import is_group, names_nobody
from agent.questions.sources import MACHINE_KINDS, guess_kind
from rubrics.patterns import regex

MOST = 1_000
"""Items of a list that are read; no postmortem has more."""
_NAME = regex(r"\s*[<(][^<>()]*@[^<>()]*[>)]|\s*\([^()]*\)$")
_LONGEST_NAME = 60
_MOST_WORDS_OF_NAME = 5
_TELLS = regex(r"(?<!\w)(?:to|was|were|is|are|did|had|has|not|it|we|they|that)(?!\w)")
"""Words that a sentence has and a name has not, even in a line of a few words."""
_NO_NAME = regex(
    r"(?:pr|pull requests?|issues?|tickets?|links?|see|https?:.*|[\W\d]+)\b", re.IGNORECASE
)


class Making:
    """What was found so far in a stranger's text."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
        self.collected = Collected()
        self.places: dict[tuple[int, int], str] = {}
        self.told_impact = False
        """Whether a section of its own tells of the impact."""
        self._counts: Counter[str] = Counter()
        self._words: dict[str, str] = {}
        self._records: dict[str, str] = {}
        self._people: dict[str, tuple[str, dict[str, Any]]] = {}

    # --- words ---------------------------------------------------------------------------------

    def words(self, text: str) -> str:
        """Return the plain words of a text on one line."""
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = words_of(text, self.links)
        return known

    def plain(self, text: str) -> str:
        """Return the plain words of a text, line by line."""
        return plain(text, self.links)

    def complain(self, line: int, message: str) -> None:
        """Note what could not be placed."""
        self.collected.complain(line, message)

    # --- values --------------------------------------------------------------------------------

    def put(self, path: str, value: object, line: int) -> None:
        """Put a value at a path."""
        self.collected.put(path, value, line)

    def add(self, list_path: str, fields: Mapping[str, object], line: int) -> str:
        """Add an item to a list; return its id, empty when the list is full."""
        self._counts[list_path] += 1
        if self._counts[list_path] > MOST:
            if self._counts[list_path] == MOST + 1:
                self.complain(line, f"Only the first {MOST:,} items of `{list_path}` were read.")
            return ""
        item_id = f"{PREFIXES[list_path]}{self._counts[list_path]}"
        self.collected.add_item(list_path, {"id": item_id, **fields}, line)
        return item_id

    def count(self, list_path: str) -> int:
        """Return how many items a list has."""
        return min(self._counts[list_path], MOST)

    def mark(self, piece: Piece, path: str) -> None:
        """Note where a piece went."""
        place = piece.places[0]
        self.places.setdefault((place.line, place.column), path)

    # --- people and records --------------------------------------------------------------------

    def person(
        self, name: str, line: int, *, review: str = "", incident: str = "", group: bool = False
    ) -> str:
        """Return the id of a person or a group by name; empty when the text names nobody."""
        shown = _NAME.sub("", self.words(name)).strip(" .,;:*_`\"'[]()")
        handle = shown.startswith("@")
        shown = shown.removeprefix("@").strip()
        nobody = not shown or names_nobody(shown) or _NO_NAME.match(shown) is not None
        if nobody or len(shown) > _LONGEST_NAME or _is_sentence(shown):
            return ""
        known = self._people.get(shown.casefold()) or self._by_first_name(shown)
        if known is None:
            known = self._new_person(shown, line, handle=handle, group=group or is_group(shown))
        person_id, item = known
        if review and review not in item["review_roles"]:
            roles = [role for role in item["review_roles"] if role != "participant"]
            item["review_roles"] = [*roles, review]
        if incident and item["role_in_incident"] == "none":
            item["role_in_incident"] = incident
        return person_id

    def _by_first_name(self, shown: str) -> tuple[str, dict[str, Any]] | None:
        """Return the only person of a first name."""
        found = [one for name, one in self._people.items() if name.split()[0] == shown.casefold()]
        return found[0] if len(found) == 1 else None

    def _new_person(
        self, shown: str, line: int, *, handle: bool, group: bool
    ) -> tuple[str, dict[str, Any]]:
        fields: dict[str, Any] = {
            "display": shown,
            "kind": "group" if group else "individual",
            "aliases": [f"@{shown}"] if handle else [],
            "role_in_incident": "none",
            "review_roles": ["participant"],
        }
        self._counts["people"] += 1
        person_id = f"P{self._counts['people']}"
        item, _ = self.collected.add_item("people", {"id": person_id, **fields}, line)
        self._people[shown.casefold()] = (person_id, item)
        return person_id, item

    def records(self, text: str, line: int) -> list[str]:
        """Return the ids of the records that a text links to, adding new ones."""
        found = (self.record(link, line) for link in links_in(text, self.links))
        return [record for record in dict.fromkeys(found) if record]

    def record(self, link: Link, line: int) -> str:
        """Return the id of the record behind a link; empty for a place within the text."""
        url = link.url.strip()
        if not url or url.startswith(("#", "mailto:")) or len(url) > 2_000:
            return ""
        if url not in self._records:
            kind = kind_of(link)
            title = link.text or shorten(re.sub(r"^\w+://", "", url), 80)
            fields = {
                "kind": kind, "title": title, "locator": url, "machine": kind in MACHINE_KINDS,
            }  # fmt: skip
            self._records[url] = self.add("evidence", fields, line)
        return self._records[url]


def kind_of(link: Link) -> str:
    """Return the kind of record behind a link, by its address and its words."""
    url = link.url.lower()
    for kind, pattern in _BY_ADDRESS:
        if pattern.search(url):
            return kind
    guessed = guess_kind(link.text)
    return guessed if guessed != "other" else guess_kind(re.sub(r"[/_.?=&#+-]", " ", url[:300]))


_BY_ADDRESS = tuple(
    (kind, regex(pattern))
    for kind, pattern in (
        ("status_page", r"//status\.|statuspage|githubstatus|/status/"),
        ("chat", r"slack\.com|discord|gitter\.im|teams\.microsoft|zulip|mattermost|/irc"),
        ("dashboard", r"grafana|datadoghq|kibana|/dashboards?/|looker|newrelic"),
        ("alert", r"pagerduty|opsgenie|victorops|/alerts?/"),
        ("deploy", r"/(?:pull|commit|compare|merge_requests|releases|builds?|actions/runs|pipeline)"
            r"/"
                   r"|travis-ci|circleci|jenkins"),
        ("ticket", r"/issues?/|/browse/[a-z]+-\d+|jira|zendesk|freshdesk|/tickets?/|linear\.app"
            r"|bugzilla"),
        ("log", r"/logs?/|cloudtrail|splunk"),
        ("call", r"zoom\.us|meet\.google|/recordings?/"),
        ("document", r"docs\.google|/wiki/|notion\.|confluence|/docs?/|/blog/|blog\.|\.md$|\.pdf$"),
    )
)  # fmt: skip


def _is_sentence(shown: str) -> bool:
    """Say whether words are more than a name; a page's names are left out of what is judged."""
    return len(shown.split()) > _MOST_WORDS_OF_NAME or _TELLS.search(shown) is not None
