"""A document goes through its Markdown and comes back as it was seen."""

from typing import Any

from drawn import RELAXED, differences, models, texts, values, words
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.documents.json_form import from_json, to_json
from agent.documents.markdown import to_markdown
from agent.documents.reader.own import from_markdown
from agent.documents.visible import visible
from agent.hygiene import clean
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.values import Absence

SECTIONS = (
    "intake",
    "summary",
    "people",
    "ground_rules",
    "evidence",
    "timeline",
    "detection",
    "impact",
    "analysis",
    "actions",
    "learning",
    "parking_lot",
    "sharing",
    "followup",
    "notes",
    "waivers",
)
SECTION = {name: values(Postmortem.model_fields[name].annotation) for name in SECTIONS}
METAS = models(Meta, id=st.just("PM-2026-001"))
ABSENCES = st.dictionaries(texts.map(clean).filter(bool), models(Absence), max_size=2)


@st.composite
def documents(draw: Any) -> Postmortem:
    chosen = draw(st.lists(st.sampled_from(SECTIONS), max_size=4, unique=True))
    filled = {name: draw(SECTION[name]) for name in chosen}
    return Postmortem(meta=draw(METAS), absences=draw(ABSENCES), **filled)


@RELAXED
@given(documents())
def test_what_was_seen_comes_back(document):
    read = from_markdown(to_markdown(document, {}))

    assert read.problems == ()
    assert differences(visible(read.document), visible(document)) == []


@RELAXED
@given(documents())
def test_reading_and_writing_again_gives_the_same_bytes(document):
    once = to_markdown(from_markdown(to_markdown(document, {})).document, {})

    assert to_markdown(from_markdown(once).document, {}) == once


@RELAXED
@given(documents())
def test_json_is_the_complete_form(document):
    assert from_json(to_json(document)) == document


@settings(max_examples=300)
@given(st.lists(words, max_size=30).map("\n".join))
def test_no_text_makes_the_reader_fall_over(text):
    from_markdown(text)
    from_markdown(f"---\n{text}\n---\n## Actions\n{text}")


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fall_over(data):
    from_markdown(data.decode("utf-8", "replace"))
    from_markdown(data.decode("latin-1"))
