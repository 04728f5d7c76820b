def test_it_plays_from_raw_lines_to_the_scored_document_and_leaves_nothing(run, tmp_path):
    said = run("demo", "--plain")
    assert said.code == 0
    assert said.err == ""
    assert said.out.index("deploys.log") < said.out.index("proposed") < said.out.index("CLOSED")
    assert "## Quality sheet" in said.out
    assert not (tmp_path / "home").exists()


def test_json_stands_alone(run):
    said = run("demo", "--format", "json")
    assert said.json["state"] == "CLOSED"
    assert said.json["unanswered"] == []
