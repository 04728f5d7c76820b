"""The actions of a document, from lists, tables and prose."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from agent.documents.reader.arrange import LEAD, Arranged, Section
from agent.documents.reader.fields import priority_of
from agent.documents.reader.labels import any_label
from agent.documents.reader.making import Making
from agent.documents.reader.markup import links_in
from agent.documents.reader.pieces import Piece
from agent.documents.reader.plan_words import (
    Said,
    horizon_of,
    is_tracker,
    key_of,
    period_of,
    say,
    status_of_words,
    system_of,
)
from agent.documents.reader.points import Point, has_list, is_template, points
from agent.documents.reader.promises import MOST, intentions, promised_points
from agent.documents.reader.sentences import paragraph_sentences
from agent.documents.reader.tables import cell, column_names, tables
from agent.errors import AnswerError
from agent.questions.days import read_day
from rubrics.deadlines import deadlines
from rubrics.doer_kinds import doer_kind
from rubrics.patterns import regex

_COLUMNS = {
    "tracker": r"\b(?:tickets?|issues?|jira|bugs?|links?|tracking|tracker|pr|reference|ref)\b",
    "owner": r"\b(?:owners?|assignees?|assigned(?: to)?|responsible|who|dri|lead|person|team)\b",
    "due": r"\b(?:due|deadline|by when|target|eta|when|date|timeline|completion)\b",
    "status": r"\b(?:status|state|done|progress|complete)\b",
    "priority": r"\b(?:priority|prio|severity|urgency)\b",
    "type": r"^(?:type|category|kind|area|theme|action type)$",
    "done_when": r"\b(?:done when|acceptance|definition of done|success|verification|measure)\b",
    "text": r"\b(?:actions?|items?|tasks?|what|descriptions?|summary|to-?do|follow-?ups?|improveme"
        r"nts?|remediations?|title|details?|measures?|steps?|work)\b",
}  # fmt: skip
_WILL = regex(
    r"\b(?:will|'ll|going to|plan(?:s|ned|ning)? to|intend(?:s)? to|need(?:s)? to|should"
    r"|must|have to|want to|aim(?:s|ing)? to"
    r"|working (?:on|to)|in the future|going forward|decided to|we (?:have )?(?:enabled"
    r"|added|changed|fixed|updated|implemented|created|introduced|improved|increased"
    r"|removed))\b",
    re.IGNORECASE,
)
_NOT_ACTION = regex(
    r"^no (?:\w+ ){0,2}(?:actions?|action items?|follow-?ups?|tasks?|next steps?|changes)\b.{0,30}$"
    r"|^\W*(?:none|nothing|n/?a|tbd|tba|todo)\b.{0,12}$"
    r"|^(?:link|owner|due|status|priority)s?:?$",
    re.IGNORECASE,
)
_DETAIL = {
    "owner": ("owner", "assignee", "assigned to", "who", "dri", "responsible", "lead"),
    "due": ("due", "due date", "deadline", "eta", "target", "by", "by when", "target date"),
    "status": ("status", "state"),
    "priority": ("priority", "prio"),
    "done_when": (
        "done when",
        "acceptance",
        "acceptance criteria",
        "definition of done",
        "success criteria",
    ),
}
_BOX = regex(r"^\[[ xX]\]\s+")
_ABOUT_THE_REPORT = regex(
    r"^\[[ xX]\]\s+(?=.*\b(?:sections?|report|post-?mortem|document|incident|action(?:able)? items"
    r"?)\b).{0,100}\b(?:is|are|has|have)\b.{0,40}\b(?:over|filled|cleaned|linked|completed?|reviewed"
    r"|published|shared|closed|created|dealt)\b",
    re.IGNORECASE,
)
"""What a template has its writer tick off."""
_BRACED = regex(r"\{\{\s*|\s*\}\}")
_ELSEWHERE = ("lessons", "resolution", "story", "poorly", "summary", "", LEAD)
"""Roles of other sections that may tell an action, the likeliest first."""
_LONGEST = 1_000


@dataclass(slots=True)
class _Under:
    """What the headings above say about an action."""

    heading: str
    status: str
    horizon: str
    period: str


_PLAIN = _Under("", "", "", "")


def read_plan(arranged: Arranged, making: Making, today: date | None) -> None:
    """Put the actions of a document into its plan.

    Args:
        arranged: The document's sections.
        making: The document in the making.
        today: The day from which dates without a year are read.
    """
    plan = _Plan(making, today)
    others = [section for section in arranged.sections if section.role in _ELSEWHERE]
    for section in arranged.sections:
        if section.role == "actions":
            plan.section(section)
        elif section.role in _ELSEWHERE:
            plan.promised(section)
    if making.count("actions") == 0:
        plan.intended(sorted(others, key=lambda section: _ELSEWHERE.index(section.role)))


class _Plan:
    """The plan in the making."""

    def __init__(self, making: Making, today: date | None) -> None:
        self._making = making
        self._today = today

    def section(self, section: Section) -> None:
        """Take a section about actions."""
        found = [one for one in points(section.pieces) if one.piece.text.strip()]
        listed = has_list(found) or any(piece.kind == "row" for piece in section.pieces)
        for rows in tables(section.pieces):
            self._table(rows, section)
        headed = _headed_prose(found)
        for point in found:
            under = _under(section, point)
            if not point.loose:
                self._point(point, under)
            elif point.heading in headed:
                self._headed(point, under, headed)
            else:
                self._prose(point, under, listed=listed)

    # --- other sections ------------------------------------------------------------------------

    def promised(self, section: Section) -> None:
        """Take the lists of another section that a promise opens."""
        found = list(promised_points(points(section.pieces), self._making))
        for point in found:
            self._point(point, _under(section, point))
        if found:
            self._tell(section, found[0].line)

    def intended(self, sections: Iterable[Section]) -> None:
        """Take sentences of intent, from the first sort of section that holds any."""
        role = ""
        for section in sections:
            if role and section.role != role:
                return
            found = list(islice(intentions(points(section.pieces), self._making), MOST))
            for sentence, point in found:
                self._store(say(point.piece.text, sentence, ()), point.piece, _PLAIN, [])
            if found:
                role = section.role
                self._tell(section, found[0][1].line)

    def _tell(self, section: Section, line: int) -> None:
        title = self._making.words(section.title) or "the text"
        self._making.complain(line, f"The actions were taken from “{title[:60]}”.")

    # --- lists ---------------------------------------------------------------------------------

    def _point(self, point: Point, under: _Under) -> None:
        making = self._making
        text = making.words(point.piece.text)
        if is_template(text) or _ABOUT_THE_REPORT.match(text):
            making.complain(point.line, "A line of a template is not taken over.")
            return
        children = [one for one in point.more if one.kind == "item"]
        if text.endswith(":") and children and not any(map(_is_detail, children)):
            for child in children:
                self._item(child, f"{making.words(child.text)}", under, [], prefix=text)
            return
        if re.fullmatch(r"(?:see )?(?:https?://\S+)", text):
            return
        self._item(point.piece, text, under, point.more)

    def _item(
        self, piece: Piece, text: str, under: _Under, more: list[Piece], prefix: str = ""
    ) -> None:
        making = self._making
        said = say(piece.text, text, links_in(piece.text, making.links))
        details = [one for one in more if one.kind in ("item", "paragraph")]
        rest = [one for one in details if not self._detail(one, said)]
        reason = _BOX.sub("", prefix).rstrip(": ")
        if prefix and len(said.text.split()) < 4:
            said.text, reason = f"{reason}: {said.text}", ""
        self._store(said, piece, under, rest, reason)

    def _detail(self, piece: Piece, said: Said) -> bool:
        """Take a line beneath an action: "Owner: Ana", a link."""
        text = self._making.words(piece.text)
        links = links_in(piece.text, self._making.links)
        label = any_label(self._making.plain(piece.text))
        name = next((n for n, words in _DETAIL.items() if label and label[0].lower() in words), "")
        if label and name:
            value = self._making.plain(piece.text)[label[1] :].strip()
            if name == "status":
                said.status = status_of_words(value) or said.status
            elif name == "priority":
                said.priority = priority_of(value) or said.priority
            elif not getattr(said, name):
                setattr(said, name, value)
            return True
        if links and len(text.split()) <= 3:
            said.links.extend(links)
            return True
        return False

    # --- prose ---------------------------------------------------------------------------------

    def _headed(self, point: Point, under: _Under, headed: dict[str, Point]) -> None:
        """Take a heading that is an action, with the reasons below it."""
        text = self._making.words(point.piece.text)
        if headed[point.heading] is point:
            said = Said(point.heading, links=list(links_in(point.piece.text, self._making.links)))
            self._store(said, point.piece, under, [point.piece])
        else:
            self._making.add("notes", {"question": "", "text": text[:2_000]}, point.line)

    def _prose(self, point: Point, under: _Under, *, listed: bool) -> None:
        text = self._making.words(point.piece.text)
        label = any_label(point.piece.text)
        if label and label[0].lower().startswith("action") and len(text) > len(label[0]) + 8:
            self._item(point.piece, self._making.words(point.piece.text[label[1] :]), under, [])
            return
        if _NOT_ACTION.match(text) or text.endswith(":") or is_template(text):
            return
        promised = [one for one in paragraph_sentences(text) if _WILL.search(one)]
        if (listed and not (promised and under.heading)) or not promised:
            self._making.add("notes", {"question": "", "text": text[:2_000]}, point.line)
            if not listed:
                self._making.complain(point.line, "No action is stated in this paragraph.")
            return
        for sentence in promised:
            self._store(say(point.piece.text, sentence, ()), point.piece, under, [])

    # --- tables --------------------------------------------------------------------------------

    def _table(self, rows: list[Piece], section: Section) -> None:
        names = column_names(rows, _COLUMNS)
        by_name = {name: place for place, name in reversed(names.items())}
        body = [row for row in rows if not row.head]
        width = max((len(row.cells) for row in rows), default=0)
        loose = [place for place in range(width) if place not in names]
        main = by_name.get("text")
        if main is None:
            pool = (
                loose or [by_name[name] for name in ("tracker", "type") if name in by_name] or [0]
            )
            main = max(pool, key=lambda place: sum(len(cell(row, place)) for row in body))
        under = _Under(
            section.title,
            status_of_words(section.title),
            horizon_of(section.title),
            period_of(section.title),
        )
        for row in body:
            raw = cell(row, main)
            text = self._making.words(raw)
            if not text:
                continue
            said = say(
                raw, text, links_in(" ".join(one.text for one in row.cells), self._making.links)
            )
            self._cells(row, by_name, said)
            self._store(said, row, under, [])

    def _cells(self, row: Piece, by_name: dict[str, int], said: Said) -> None:
        words = {name: self._making.words(cell(row, place)) for name, place in by_name.items()}
        said.owner = words.get("owner", "") or said.owner
        said.due = words.get("due", "") or said.due
        said.done_when = words.get("done_when", "") or said.done_when
        said.status = status_of_words(words.get("status", "")) or said.status
        said.priority = priority_of(words.get("priority", "")) or said.priority
        if not said.key and not said.links and re.search(r"\d", words.get("tracker", "")):
            said.key = words["tracker"][:60]

    # --- storing -------------------------------------------------------------------------------

    def _store(
        self, said: Said, piece: Piece, under: _Under, rest: list[Piece], reason: str = ""
    ) -> None:
        making = self._making
        text = _BRACED.sub("", said.text).strip()
        if len(text) < 3 or _NOT_ACTION.match(text):
            return
        line = piece.line
        due = self._due(said.due or under.period, line)
        if said.due in text and self._passed(due):
            due = {}
        if not due and said.due not in text and deadlines(said.due):
            text = said.undated or f"{text} (due: {said.due})"
        fields: dict[str, object] = {
            "text": text[:_LONGEST],
            "status": said.status or under.status or "accepted",
            "priority": said.priority,
            "stated_horizon": under.horizon,
            "done_when": said.done_when,
            "rationale": self._rationale(reason, rest),
            "tracker": self._tracker(said),
            **due,
        }
        owner = said.owner.split(" and ")[0] if "," in said.owner else said.owner
        several = doer_kind(owner) in ("role", "team")
        owner_id = making.person(owner, line, group=several) if owner else ""
        if owner_id:
            fields["owner"] = owner_id
        action_id = making.add("actions", fields, line)
        making.mark(piece, f"actions.{action_id}")

    def _rationale(self, reason: str, rest: list[Piece]) -> str:
        words = (self._making.words(one.text) for one in rest)
        return " ".join(filter(None, [reason, *words]))[:_LONGEST]

    def _tracker(self, said: Said) -> dict[str, str]:
        link = next((one for one in said.links if is_tracker(one.url)), None)
        if link is None:
            return {"system": "", "key": said.key, "url": ""}
        return {"system": system_of(link.url), "key": said.key or key_of(link.url), "url": link.url}

    def _due(self, words: str, line: int) -> dict[str, object]:
        words = words.strip(" .()[]*_")
        if not words or (self._today is None and not re.search(r"20\d\d", words)):
            return {}
        try:
            day = read_day(words, self._today or date(2000, 1, 1))
        except (AnswerError, ValueError, OverflowError):
            if re.search(r"\d", words) and not deadlines(words):
                self._making.complain(line, f"“{words[:60]}” is not read as a due date.")
            return {}
        return {"due": day.on, "due_coarse": day.coarse}

    def _passed(self, due: dict[str, object]) -> bool:
        """Tell whether a day named in the sentence lies before the document: told, not promised."""
        day = due.get("due")
        return isinstance(day, date) and self._today is not None and day < self._today


def _under(section: Section, point: Point) -> _Under:
    heading = point.heading
    both = f"{section.title} / {heading}"
    status = status_of_words(heading) if heading else status_of_words(section.title)
    status = status if status in ("done", "in_progress") else ""
    return _Under(
        heading, status, horizon_of(heading) or horizon_of(section.title), period_of(both)
    )


def _headed_prose(found: list[Point]) -> dict[str, Point]:
    """Return the headings below which there is nothing but prose, with its first paragraph."""
    lists = {point.heading for point in found if not point.loose}
    prose: dict[str, Point] = {}
    for point in found:
        if point.loose and point.heading and point.heading not in lists:
            prose.setdefault(point.heading, point)
    return prose


def _is_detail(piece: Piece) -> bool:
    label = any_label(piece.text)
    return label is not None and any(label[0].lower() in words for words in _DETAIL.values())
