import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from agent.errors import InputError, StoreError
from agent.library.records import Records
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.postmortem.values import Provenance

SECRET = "tok-9f31c6e2a7b84d05"


def _traces(folder: Path, secret: str = SECRET) -> list[str]:
    """Where a text is left: in the bytes of a file, or in anything packed inside them."""
    found: list[str] = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        if secret.encode() in content:
            found.append(f"{file.name}: plain")
        found += [
            f"{file.name}: packed at {at}"
            for at in _packed(content)
            if secret in _opened(content, at)
        ]
    return found


def _packed(content: bytes) -> list[int]:
    return [
        at
        for at in range(len(content))
        if content[at : at + 2] in (b"\x78\x9c", b"\x78\xda", b"\x78\x01")
    ]


def _opened(content: bytes, at: int) -> str:
    out, reader = b"", zlib.decompressobj()
    try:
        for start in range(at, len(content), 64):
            out += reader.decompress(content[start : start + 64])
    except zlib.error:
        pass
    return out.decode("utf-8", "replace")


@pytest.fixture
def leaked(records, library, begun, edited, turn, now):
    """A document whose summary once held a secret, said in every place that keeps text."""
    pm_id = begun.meta.id
    answer = json.dumps({"kind": "answer", "value": f"We used {SECRET} to log in."})
    records.stage(pm_id, 1, answer, now)
    draft = Draft(begun)
    origin = Provenance(
        origin="proposed-edited", at=now, turn=1, question="SU-01", proposal=f"Try {SECRET}."
    )
    draft.set("summary.text", f"We used {SECRET} to log in.", origin)
    draft.set("summary.background", "The vault was sealed.")
    document = draft.finish()
    records.put_proposals(pm_id, 1, [("1.1", json.dumps({"text": f"We used {SECRET} to log in."}))])
    records.commit_turn(turn(pm_id, 1), document, decisions={})
    records.stage(pm_id, 2, json.dumps({"kind": "answer", "value": "It was sealed."}), now)
    query = {"analysis.recurrence.query": f"used {SECRET}"}
    document = edited(document, query)
    records.commit_turn(turn(pm_id, 2), document, decisions={})
    records.keep_draft(pm_id, 3, f"as said: We used {SECRET} to log in.")
    library.put(document)
    return pm_id


def test_the_search_for_traces_finds_them_while_they_are_there(home, leaked):
    assert _traces(home.data)


def test_a_purged_document_leaves_its_id_and_the_time_and_nothing_else(
    home, records, library, leaked, begun, turn, now
):
    records.purge(leaked, None, now)
    assert _traces(home.data) == []
    assert _traces(home.data, "sealed") == []
    assert _traces(home.data, begun.meta.title) == []
    (line,) = records.list()
    assert (line.id, line.purged, line.title, line.turns) == (leaked, True, "", 0)
    assert library.entries() == ()
    for ask in (records.load, records.revisions):
        with pytest.raises(InputError, match="was purged on 2026-03-03"):
            ask(leaked)
    with pytest.raises(InputError):
        records.commit_turn(turn(leaked, 9), begun, decisions={})
    assert records.reply(leaked, 1) is None
    assert records.proposals(leaked, 1) == ()
    assert records.draft(leaked, 3) == ""
    records.close()
    assert _traces(home.data) == []


def test_a_purge_that_was_interrupted_can_be_repeated(records, leaked, now):
    records.purge(leaked, None, now)
    records.purge(leaked, None, now)
    assert records.list()[0].purged


def test_a_purged_field_leaves_the_rest_of_the_document(home, records, library, leaked, now):
    before = records.load(leaked).document
    records.purge(leaked, "summary.text", now)
    assert _traces(home.data) == []
    after = records.load(leaked).document
    assert after.summary.text == "[purged]"
    assert after.summary.background == before.summary.background
    assert after.meta == before.meta
    assert records.revisions(leaked)[0].revision == records.load(leaked).revision == 4
    assert len(records.revisions(leaked)) == 1
    assert records.at_revision(leaked, 4) == after
    with pytest.raises(InputError, match="no revision 2"):
        records.at_revision(leaked, 2)
    assert records.reply(leaked, 1) is None
    assert "sealed" in records.reply(leaked, 2)
    assert records.draft(leaked, 3) == ""
    assert records.proposals(leaked, 1) == ()
    assert len(records.turns(leaked)) == 2
    assert [entry.id for entry in library.entries()] == [leaked]


def test_a_text_that_was_replaced_before_the_purge_goes_too(
    home, records, leaked, edited, turn, now
):
    document = edited(records.load(leaked).document, {"summary.text": "We logged in."})
    records.commit_turn(turn(leaked, 4), document, decisions={})
    assert _traces(home.data)
    records.purge(leaked, "summary.text", now)
    assert _traces(home.data) == []


def test_work_goes_on_after_a_field_was_purged(records, leaked, edited, turn, now):
    records.purge(leaked, "summary.text", now)
    document = edited(records.load(leaked).document, {"summary.text": "We logged in again."})
    revision = records.commit_turn(turn(leaked, 5), document, decisions={})
    assert records.at_revision(leaked, revision) == document


@pytest.fixture
def rich(records, begun, turn, now):
    draft = Draft(begun)
    draft.add(
        "actions", {"text": f"Rotate {SECRET}", "owner": "P1", "due": "2026-03-15", "impact": 4}
    )
    draft.add("timeline.events", {"text": f"{SECRET} was used", "kind": "change"})
    draft.set("meta.tags", [SECRET, "login"])
    records.commit_turn(turn(begun.meta.id, 1), draft.finish(), decisions={})
    return begun.meta.id


@pytest.mark.parametrize("path", ["actions", "actions.A1", "actions.A1.text"])
def test_lists_items_and_texts_can_be_purged(records, rich, path, now):
    records.purge(rich, path, now)
    document = records.load(rich).document
    assert SECRET not in json.dumps([action.model_dump(mode="json") for action in document.actions])
    assert [action.id for action in document.actions] == ([] if path == "actions" else ["A1"])


def test_a_whole_section_can_be_purged(home, records, rich, now):
    for path in ("timeline", "meta.tags", "actions.A1"):
        records.purge(rich, path, now)
    assert _traces(home.data) == []
    document = records.load(rich).document
    assert document.timeline.events == ()
    assert document.meta.tags == ()
    assert document.meta.id == rich


def test_dates_and_numbers_become_empty(records, rich, now):
    records.purge(rich, "actions.A1.due", now)
    records.purge(rich, "actions.A1.impact", now)
    (action,) = records.load(rich).document.actions
    assert (action.due, action.impact) == (None, None)
    assert SECRET in action.text


@pytest.mark.parametrize(
    "path",
    [
        "actions.A9.text",
        "summary.nowhere",
        "",
        "timeline.events.E1.kind",
        "timeline.events.E1.id",
        "meta.id",
    ],
)
def test_a_field_that_is_not_there_or_holds_no_text_is_said(records, rich, path, now):
    before = records.load(rich)
    with pytest.raises(InputError):
        records.purge(rich, path, now)
    assert records.load(rich) == before


def test_a_short_word_takes_no_bystanders_with_it(records, begun, edited, turn, now):
    pm_id = begun.meta.id
    records.stage(pm_id, 1, json.dumps({"kind": "answer", "value": "yes"}), now)
    document = edited(begun, {"analysis.why_now": "yes", "summary.text": "yes, it was slow"})
    records.commit_turn(turn(pm_id, 3), document, decisions={})
    records.stage(pm_id, 4, json.dumps({"kind": "answer", "value": "yes and no"}), now)
    records.purge(pm_id, "analysis.why_now", now)
    assert records.reply(pm_id, 1) is None
    assert "yes and no" in records.reply(pm_id, 4)
    assert records.load(pm_id).document.summary.text == "yes, it was slow"


def test_a_purge_says_when_another_process_keeps_old_pages_alive(home, records, leaked, now):
    with records.database.read() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(home.data / "unblame.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchone()
        with pytest.raises(StoreError, match="locked by another process"):
            records.purge(leaked, None, now)
        reader.execute("COMMIT")
    records.purge(leaked, None, now)
    assert _traces(home.data) == []


def test_an_imported_incident_can_be_purged_too(home, records, library, now):
    library.put(
        Postmortem(meta=Meta(id="INC-7", title="Leak")), f"It said {SECRET}.", "/tmp/a.md", "ab"
    )
    records.purge("INC-7", None, now)
    assert library.entries() == ()
    assert _traces(home.data) == []


def test_purged_records_open_again(home, records, leaked, now):
    records.purge(leaked, None, now)
    records.close()
    again = Records.open(home.data)
    assert again.list()[0].purged
    again.close()
