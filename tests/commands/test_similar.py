import pytest

from evals.scripted.behaviour import Fail, says
from evals.scripted.server import MessagesServer


def test_a_closed_postmortem_is_found_by_what_happened(run, closed):
    said = run("similar", "a certificate ran out", "--format", "json")
    (hit,) = said.json["hits"]
    assert hit["id"] == "PM-2026-001"
    assert 0 < hit["score"] <= 1
    assert hit["open_actions"] == 0


def test_the_query_may_stand_in_a_file_or_come_from_standard_input(run, process, closed, tmp_path):
    (tmp_path / "query.txt").write_text("gateway certificate")
    assert "PM-2026-001" in run("similar", f"@{tmp_path / 'query.txt'}").out
    assert "PM-2026-001" in process("similar", "-", stdin=b"gateway certificate").out


def test_an_empty_library_says_so(run):
    said = run("similar", "anything")
    assert said.code == 0
    assert "Nothing like it" in said.out
    assert run("similar", "anything", "--format", "json").json == {"hits": []}


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("",), "nothing to search for"),
        (("@/nowhere/file",), "/nowhere/file"),
        (("@/",), "directory"),
        (("x", "-k", "0"), "-k"),
        (("x", "-k", "many"), "-k"),
        ((), "QUERY"),
    ],
)
def test_a_wrong_query_is_refused_in_one_line(run, words, word):
    said = run("similar", *words)
    assert said.code == 2
    assert word in said.line


def test_why_each_was_found_is_explained_by_rule_without_a_model(run, closed):
    said = run("similar", "a certificate ran out", "--explain", "--format", "json")
    (hit,) = said.json["hits"]
    assert hit["explained"]["facts"][0].startswith("It shares")
    assert (hit["explained"]["words"], hit["explained"]["coach"]) == ("", "")
    assert "explained" not in run("similar", "certificate", "--format", "json").json["hits"][0]


def test_a_model_adds_its_words_when_they_are_asked_for_and_nothing_is_sent_otherwise(
    run, closed, monkeypatch
):
    words = "In both, the certificate of a gateway ran out before anybody saw it."
    with MessagesServer([says({"abstained": "", "text": words})]) as server:
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        query = "a certificate of Quill Brevoort ran out"
        run("similar", query)
        run("similar", query, "--explain", "--offline")
        assert not server.calls
        said = run("similar", query, "--explain")
        (call,) = server.calls
    assert words in said.out
    assert "In the words of claude-" in said.out
    assert "Brevoort" not in call.prompt


def test_a_model_that_fails_costs_one_line_beside_the_hits(run, closed, monkeypatch):
    with MessagesServer([Fail(400)]) as server:
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        said = run("similar", "a certificate ran out", "--explain")
    assert said.code == 0
    assert "PM-2026-001" in said.out
    assert "refused the request (400)" in said.err
