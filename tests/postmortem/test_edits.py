"""Editing a document by path."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import DocumentError
from agent.postmortem.edits import Draft, value_at
from agent.postmortem.record import PREFIXES, Meta, Postmortem
from agent.postmortem.values import Absence, Provenance

_AT = datetime(2026, 3, 5, 10, tzinfo=UTC)


def _blank() -> Postmortem:
    return Postmortem(meta=Meta(id="PM-2026-001"))


def test_setting_a_field_leaves_the_old_document_as_it_was() -> None:
    before = _blank()
    draft = Draft(before)
    draft.set("summary.text", "Checkout was down.")
    assert draft.finish().summary.text == "Checkout was down."
    assert before.summary.text == ""


def test_every_change_records_where_it_came_from() -> None:
    draft = Draft(_blank())
    stamp = Provenance(origin="human", at=_AT, turn=3, question="AC-05")
    action = draft.add("actions", {"text": "Reject pools below 50"}, stamp)
    draft.set(f"actions.{action}.owner", "P1", stamp)
    document = draft.finish()
    assert document.provenance["actions.A1.text"].question == "AC-05"
    assert document.provenance["actions.A1.owner"].origin == "human"


@given(st.lists(st.booleans(), max_size=12))
def test_an_id_is_never_given_out_twice(additions: list[bool]) -> None:
    document, seen, present = _blank(), set(), []
    for add in additions:
        draft = Draft(document)
        if add or not present:
            new = draft.add("learning.lessons", {"text": "x"})
            assert new not in seen
            seen.add(new)
            present.append(new)
        else:
            draft.remove(f"learning.lessons.{present.pop()}")
        document = draft.finish()


def test_the_prefixes_of_ids_are_distinct() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_every_prefix_names_a_list_of_the_document() -> None:
    for path in PREFIXES:
        assert Draft(_blank()).get(path) == []


def test_a_path_that_leads_nowhere_is_refused() -> None:
    draft = Draft(_blank())
    with pytest.raises(DocumentError, match=r"summary\.txet"):
        draft.get("summary.txet")
    with pytest.raises(DocumentError, match="A7"):
        draft.set("actions.A7.owner", "P1")


def test_a_value_of_the_wrong_shape_names_its_field() -> None:
    draft = Draft(_blank())
    draft.set("meta.severity", "sev9")
    with pytest.raises(DocumentError, match=r"meta\.severity"):
        draft.finish()


def test_an_answer_clears_an_unknown() -> None:
    draft = Draft(_blank())
    draft.mark_absent("summary.text", Absence(kind="unknown"))
    assert draft.finish().absences["summary.text"].kind == "unknown"
    draft.set("summary.text", "Known now.")
    assert draft.finish().absences == {}


def test_keys_of_a_newer_version_are_kept() -> None:
    tree = _blank().model_dump(mode="json")
    tree["meta"]["mood"] = "calm"
    draft = Draft(Postmortem.model_validate(tree))
    draft.set("meta.title", "Pool")
    assert draft.finish().model_dump(mode="json")["meta"]["mood"] == "calm"


def test_a_value_is_found_by_its_path() -> None:
    draft = Draft(_blank())
    draft.add("actions", {"text": "Reject pools below 50"})
    document = draft.finish()
    assert value_at(document, "actions.A1.text") == "Reject pools below 50"
    assert value_at(document, "actions.A9.text") is None


def test_an_id_stays_unique_when_a_list_is_put_anew_between_two_additions():
    draft = Draft(_blank())
    first = draft.add("actions", {"text": "Refuse a pool below 20"})
    draft.set("actions", [{"id": "A7", "text": "Alert on a pool below 20"}])
    second = draft.add("actions", {"text": "Test the pool in staging"})
    assert (first, second) == ("A1", "A8")


def test_an_id_stays_unique_when_items_come_in_by_another_way():
    draft = Draft(_blank())
    draft.add("actions", {"text": "Refuse a pool below 20"})
    draft.get("actions").append({"id": "A4", "text": "Alert on a pool below 20"})
    assert draft.add("actions", {"text": "Test the pool in staging"}) == "A5"
