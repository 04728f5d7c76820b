import json
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from agent.errors import StoreError
from agent.home import Home
from agent.library.search import Library
from agent.library.vectors import WordLlamaEncoder
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem

PAST = {
    "pool": (
        "Payments refused for an hour",
        "The pool of database connections ran dry after the primary failed over.",
    ),
    "cert": (
        "Partners could not call us",
        "The certificate of the partner gateway expired on a Sunday.",
    ),
    "disk": (
        "Log collector stopped",
        "The disk of the collector filled with debug logs and it stopped.",
    ),
    "retry": (
        "Search overloaded itself",
        "Clients retried without a pause, and the retries kept search down.",
    ),
}


def _past(entry_id: str, title: str = "", **meta: object) -> Postmortem:
    return Postmortem(meta=Meta(id=entry_id, title=title, **meta))


@pytest.fixture
def filled(library):
    for name, (title, text) in PAST.items():
        assert (
            library.put(_past(name, title), f"# {title}\n\n{text}", f"/docs/{name}.md", name)
            == "added"
        )
    return library


class NoModel:
    """An encoder on a machine where the model can't be loaded."""

    name = "none"

    def encode(self, texts):
        raise StoreError("The sentence vectors can't be loaded (gone).", "Install it again.")


def test_an_empty_library_has_nothing_alike(library):
    assert library.similar("connections exhausted after failover") == ()
    assert library.entries() == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("connections exhausted after failover", "pool"),
        ("TLS certificate expired", "cert"),
        ("no space left on device, logging daemon down", "disk"),
        ("thundering herd of clients retrying", "retry"),
    ],
)
def test_the_incident_that_is_alike_comes_first(filled, query, expected):
    hits = filled.similar(query, 3)
    assert hits[0].id == expected
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 < hit.score <= 1 and hit.score == round(hit.score, 4) for hit in hits)
    assert filled.notice == ""


def test_it_says_what_is_shared_and_what_the_cause_was(library, now):
    draft = Draft(_past("PM-2026-001", "Payments refused"))
    draft.set("summary.text", "The pool of database connections ran dry.")
    draft.add("analysis.causes", {"category": "detection_gap", "role": "contributing"})
    draft.add("analysis.causes", {"category": "capacity_scale", "role": "primary"})
    draft.add("analysis.causes", {"category": "defect", "confidence": "rejected"})
    draft.add("actions", {"text": "Bound the pool"})
    draft.add("actions", {"text": "Alert on its use", "status": "done"})
    library.put(draft.finish())
    (hit,) = library.similar("all connections of the database are gone")
    assert hit.why == "shares connections, database; its cause was capacity or scale"
    assert hit.open_actions == 1
    assert library.entries()[0].causes == ("capacity_scale", "detection_gap")


def test_with_no_word_in_common_it_says_so(filled):
    hits = filled.similar("MySQL clients starved when the replica was promoted")
    assert any(hit.why == "told in other words" for hit in hits)


def test_open_actions_of_ones_own_are_as_they_stand_today(library, records, begun, edited, now):
    draft = Draft(begun)
    draft.add("actions", {"text": "Bound the pool"})
    document = draft.finish()
    records.amend(document, now, based_on=1)
    library.put(document)
    assert library.similar("checkout slow")[0].open_actions == 1
    records.amend(edited(document, {"actions.A1.status": "done"}), now, based_on=2)
    assert library.similar("checkout slow")[0].open_actions == 0


def test_the_incident_itself_can_be_left_out(filled):
    assert "pool" not in [
        hit.id for hit in filled.similar("connections exhausted", 5, exclude="pool")
    ]
    assert len(filled.similar("connections exhausted", 2, exclude="pool")) == 2


@pytest.mark.parametrize("k", [0, -1])
def test_asking_for_none_gives_none(filled, k):
    assert filled.similar("certificate", k) == ()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   \n",
        "the of and",
        "\u200b",
        "\x00\x1b[31m",
        "';DROP TABLE library;--",
        "<script>",
        "*" * 1000,
        "支付失败",
        "\ud800x",
    ],
)
def test_odd_queries_do_no_harm(filled, query):
    assert all(hit.id in PAST for hit in filled.similar(query))


@pytest.mark.parametrize("query", ["certificate " * 450_000, "x" * 5_000_000])
def test_a_query_of_five_megabytes_is_answered(filled, query):
    assert all(hit.id in PAST for hit in filled.similar(query))


def test_a_text_of_five_megabytes_with_no_spaces_is_taken_in(library):
    library.put(_past("big", "Big"), "y" * 5_000_000, "/docs/big.md", "1")
    assert [hit.id for hit in library.similar("Big")] == ["big"]


def test_equal_incidents_stand_in_the_order_of_their_ids(library):
    for name in ("b", "c", "a"):
        library.put(_past(name, "Same"), "The queue filled up.", f"/docs/{name}.md", name)
    hits = library.similar("queue filled")
    assert [hit.id for hit in hits] == ["a", "b", "c"]
    assert len({hit.score for hit in hits}) == 1


def test_the_same_question_gets_the_same_answer_from_a_new_index(filled, records, home):
    query = "connections refused after expired certificate filled the disk"
    first = filled.similar(query)
    assert filled.rebuild() == len(PAST)
    assert filled.similar(query) == first
    assert Library(records, home).similar(query) == first


def test_an_own_postmortem_is_found_by_what_its_fields_say(library, begun, edited):
    document = edited(begun, {"summary.text": "Invoices were printed twice."})
    assert library.put(document) == "added"
    assert library.put(document) == "unchanged"
    assert library.put(document, raw_text="whatever it looks like as Markdown") == "unchanged"
    assert library.similar("printed twice")[0].id == begun.meta.id
    changed = edited(document, {"summary.text": "Invoices were lost in the mail."})
    assert library.put(changed) == "updated"
    assert library.similar("printed twice", exclude=None)[0].why != "shares printed, twice"
    (entry,) = library.entries()
    assert (entry.source, entry.path) == ("own", "")


def test_a_file_is_taken_once_and_again_when_it_changed(library):
    assert library.put(_past("INC-1", "A"), "text", "/docs/a.md", "1") == "added"
    assert library.put(_past("INC-1", "A"), "text", "/docs/a.md", "1") == "unchanged"
    assert library.put(_past("INC-1", "A"), "other text", "/docs/a.md", "2") == "updated"
    assert library.put(_past("INC-1", "A"), "other text", "/docs/copy.md", "2") == "unchanged"
    (entry,) = library.entries()
    assert (entry.id, entry.source, entry.path, entry.sha256) == (
        "INC-1",
        "imported",
        "/docs/a.md",
        "2",
    )


def test_a_file_keeps_its_entry_when_its_id_changes(library):
    library.put(_past("INC-1", "A"), "text", "/docs/a.md", "1")
    assert library.put(_past("INC-2", "A"), "text", "/docs/a.md", "2") == "updated"
    assert [entry.id for entry in library.entries()] == ["INC-1"]


def test_a_file_name_that_is_no_text_is_taken_in(library):
    assert library.put(_past("", "A"), "text", "/docs/caf\udce9.md", "1") == "added"
    assert library.entries()[0].path == "/docs/caf\\udce9.md"


def test_two_files_of_one_id_or_name_are_told_apart(library):
    library.put(_past("", "A"), "text", "/docs/a/README.md", "1")
    library.put(_past("", "B"), "other", "/docs/b/README.md", "2")
    first, second = (entry.id for entry in library.entries())
    assert first == "README"
    assert second.startswith("README~")


def test_ones_own_exported_document_is_not_taken_in_again(library, begun):
    assert library.put(begun, "# Checkout slow", "/docs/own.md", "1") == "unchanged"
    other = _past(begun.meta.id, "Another team's first")
    assert library.put(other, "text", "/docs/other.md", "2") == "added"
    assert [entry.id.startswith(f"{begun.meta.id}~") for entry in library.entries()] == [True]


def test_a_new_id_is_never_that_of_an_imported_incident(library, records):
    library.put(_past("PM-2026-001", "Theirs"), "text", "/docs/a.md", "1")
    assert records.new_id(2026) == "PM-2026-002"


def test_what_is_known_about_an_incident_is_kept(library):
    draft = Draft(_past("INC-1", "A", type="near_miss", severity="sev2"))
    draft.set("meta.incident_date", "2026-03-03")
    library.put(draft.finish(), "text", "/docs/a.md", "1")
    draft.add(
        "timeline.events",
        {"kind": "impact_start", "time": {"at": "2026-03-03T14:05:00+01:00"}, "text": "x"},
    )
    assert library.entries()[0].started_at == "2026-03-03"
    library.put(draft.finish(), "text", "/docs/a.md", "2")
    (entry,) = library.entries()
    assert (entry.type, entry.severity) == ("near_miss", "sev2")
    assert entry.started_at == "2026-03-03T14:05:00+01:00"
    assert json.dumps(entry.causes) == "[]"


def test_what_is_removed_is_not_found_again(filled, home):
    assert "cert" in [hit.id for hit in filled.similar("certificate")]
    filled.remove("cert")
    assert "cert" not in [hit.id for hit in filled.similar("certificate")]
    assert "cert" not in [entry.id for entry in filled.entries()]
    filled.remove("cert")


def test_what_another_process_adds_is_found(filled, records, home):
    other = Library(records, home)
    other.put(
        _past("dns", "Names not found"), "The resolver lost its upstream.", "/docs/dns.md", "9"
    )
    assert filled.similar("resolver upstream")[0].id == "dns"


def test_without_a_model_words_alone_are_compared_and_it_is_said(filled, records, home):
    alone = Library(records, home, encoder=NoModel())
    hits = alone.similar("certificate expired")
    assert [hit.id for hit in hits] == ["cert"]
    assert "words alone" in alone.notice
    assert "\n" not in alone.notice
    assert alone.similar("") == ()
    assert alone.notice == ""


def test_without_a_place_for_the_index_words_alone_are_compared(filled, records, home, tmp_path):
    (tmp_path / "blocked").write_text("a file")
    alone = Library(records, Home(home.data, home.config, tmp_path / "blocked"))
    assert [hit.id for hit in alone.similar("certificate expired")] == ["cert"]
    assert "words alone" in alone.notice


def test_searches_from_several_threads_agree(filled):
    queries = ["certificate expired", "connections exhausted"] * 6
    with ThreadPoolExecutor(4) as pool:
        found = [[hit.id for hit in hits] for hits in pool.map(filled.similar, queries)]
    assert found[::2] == [found[0]] * 6
    assert found[1::2] == [found[1]] * 6


def test_the_model_leaves_the_log_of_the_program_alone():
    before = (logging.getLogger().handlers[:], logging.getLogger().level)
    assert len(WordLlamaEncoder().encode(["hello", ""])) == 2
    assert (logging.getLogger().handlers, logging.getLogger().level) == before
