"""A pre-mortem goes through its Markdown and its JSON, and comes back as it was seen."""

from typing import Any

from drawn import RELAXED, differences, models, texts, values, words
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.documents.json_form import read_json, to_json
from agent.documents.layout import view_of
from agent.documents.markdown import written
from agent.documents.premortem.form import PREMORTEM
from agent.documents.premortem.reading import from_markdown, is_premortem
from agent.documents.premortem.visible import visible
from agent.hygiene import clean
from agent.postmortem.values import Absence
from agent.premortem.record import Meta, Premortem

PARTS = (
    "plan",
    "failure",
    "people",
    "reasons",
    "priors",
    "modes",
    "ratings",
    "actions",
    "signals",
    "readings",
    "decision",
    "reviews",
    "outcomes",
    "parking_lot",
    "notes",
    "waivers",
)
PART = {name: values(Premortem.model_fields[name].annotation) for name in PARTS}
METAS = models(Meta, id=st.just("PRE-2026-001"))
ABSENCES = st.dictionaries(texts.map(clean).filter(bool), models(Absence), max_size=2)


@st.composite
def premortems(draw: Any) -> Premortem:
    chosen = draw(st.lists(st.sampled_from(PARTS), max_size=4, unique=True))
    filled = {name: draw(PART[name]) for name in chosen}
    return Premortem(meta=draw(METAS), absences=draw(ABSENCES), **filled)


def to_markdown(document: Premortem) -> str:
    return written(view_of(document, {}), PREMORTEM)


@RELAXED
@given(premortems())
def test_what_was_seen_comes_back(document):
    text = to_markdown(document)
    read = from_markdown(text)

    assert is_premortem(text)
    assert read.problems == ()
    assert differences(visible(read.document), visible(document)) == []


@RELAXED
@given(premortems())
def test_reading_and_writing_again_gives_the_same_bytes(document):
    once = to_markdown(from_markdown(to_markdown(document)).document)

    assert to_markdown(from_markdown(once).document) == once


@RELAXED
@given(premortems())
def test_json_is_the_complete_form(document):
    assert read_json(to_json(document), Premortem, "pre-mortem") == document


@RELAXED
@given(premortems())
def test_no_document_tells_who_wrote_which_reason(document):
    reasons = tuple(
        reason.model_copy(
            update={
                "by": "P777",
                "wordings": tuple(w.model_copy(update={"by": "P777"}) for w in reason.wordings),
            }
        )
        for reason in document.reasons
    )

    assert "P777" not in to_markdown(document.model_copy(update={"reasons": reasons}))


@settings(max_examples=200)
@given(st.lists(words, max_size=30).map("\n".join))
def test_no_text_makes_the_reader_fall_over(text):
    from_markdown(text)
    from_markdown(f"---\nkind: premortem\nid: PRE-1\n{text}\n---\n## Failure modes\n{text}")
