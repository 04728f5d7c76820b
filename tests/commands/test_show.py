from itertools import pairwise

import pytest


def test_it_prints_the_document_as_markdown(run, begun):
    said = run("show", begun)
    assert said.code == 0
    assert said.out.startswith("---\n")
    assert "# Orders down after a pool size change" in said.out


def test_json_is_the_complete_form(run, begun):
    document = run("show", begun, "--format", "json").json
    assert document["meta"]["id"] == begun
    assert document["provenance"]


@pytest.mark.parametrize(
    "name", ["PM-1999-001", "../../etc/passwd", "\x1b[31mPM", "PM-2026-001'--"]
)
def test_an_unknown_id_is_refused_in_one_line(run, name):
    said = run("show", name)
    assert said.code == 2
    assert said.out == ""
    assert "unblame list" in said.line
    assert "\x1b" not in said.err


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_id_is_named_as_one(run, name):
    said = run("show", name)
    assert said.code == 2
    assert said.line == "unblame: The id is empty. See `unblame list` for the ids."


def test_scores_show_how_each_entry_differs_from_the_one_before(run, closed):
    scores = run("show", "PM-2026-001", "--scores", "--format", "json").json["scores"]
    assert len(scores) > 1
    assert scores[0]["delta"] is None
    for before, after in pairwise(scores):
        assert after["delta"] == pytest.approx(after["overall"] - before["overall"], abs=1e-4)
    shown = run("show", "PM-2026-001", "--scores").out
    assert all(one["at"][:16] in shown for one in scores)


def test_a_postmortem_without_a_score_says_so(run, begun):
    assert run("show", begun, "--scores").out.startswith("No score yet")
