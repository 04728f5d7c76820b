import pytest


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
