"""The page of a document: everything escaped, nothing loaded."""

from html.parser import HTMLParser

import pytest

from agent.documents.html import to_html
from agent.documents.sections.order import SECTIONS
from agent.postmortem.record import Meta, Postmortem

VOID = {"meta", "br", "rect", "line", "link", "img"}
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</style></title></svg>"


class Reading(HTMLParser):
    """Collects tags and attributes, and checks that tags close in order."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.open, self.ids = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def read(page):
    reading = Reading()
    reading.feed(page)
    reading.close()
    assert reading.open == []
    return reading


def test_a_page_is_well_formed_with_an_anchor_for_each_section(full, facts, scorecard):
    reading = read(to_html(full, facts, scorecard))

    assert len(reading.ids) == len(set(reading.ids))
    assert {"summary", "timeline", "actions", "quality-sheet"} <= set(reading.ids)
    assert reading.tags.count("h2") == len(SECTIONS)


def test_nothing_is_run_and_nothing_is_loaded(full, facts, scorecard):
    page = to_html(full, facts, scorecard)
    reading = read(page)

    assert page.startswith("<!DOCTYPE html>")
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(reading.tags)
    assert not [name for name in reading.attributes if name.startswith("on") or name == "src"]
    assert "default-src 'none'" in page
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize("where", ["title", "text", "list", "table", "detail", "picture", "figure"])
def test_hostile_words_cannot_break_out(full, facts, scorecard, where):
    tree = full.model_dump(mode="json")
    if where == "title":
        tree["meta"]["title"] = EVIL
    if where == "text":
        tree["summary"]["text"] = f"{EVIL}\n\n{EVIL}"
    if where == "list":
        tree["learning"]["lessons"][0]["text"] = tree["analysis"]["nodes"][3]["text"] = EVIL
    if where == "table":
        tree["actions"][0]["text"] = tree["evidence"][0]["locator"] = EVIL
    if where == "detail":
        tree["actions"][0]["rationale"] = tree["analysis"]["nodes"][2]["lever"] = EVIL
    if where == "picture":
        tree["timeline"]["events"][3]["text"] = tree["analysis"]["fishbone"]["items"][0]["bone"] = (
            EVIL
        )
    if where == "figure":
        tree["people"][0]["display"] = EVIL
    page = to_html(Postmortem.model_validate(tree), facts, scorecard)
    clean = read(to_html(full, facts, scorecard))

    assert read(page).tags == clean.tags
    assert "<script" not in page
    assert "{{ 7*7 }}" in page


def test_an_empty_document_says_so(scorecard):
    page = to_html(Postmortem(meta=Meta(id="PM-2026-001")), {}, None)

    read(page)
    assert page.count("Not recorded yet.") > 8


def test_the_same_document_gives_the_same_page(full, facts, scorecard):
    assert to_html(full, facts, scorecard) == to_html(full, facts, scorecard)


def test_the_lane_is_drawn_and_told_in_words(full, facts, scorecard):
    page = to_html(full, facts, scorecard)

    assert page.count('<rect class="phase') == 5
    assert 'aria-label="until it was seen 17 min' in page
