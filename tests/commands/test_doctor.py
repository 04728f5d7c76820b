def _lines(said):
    return {line["name"]: line for line in said.json["lines"]}


def test_a_fresh_machine_is_well_and_nothing_is_made(run, tmp_path):
    said = run("doctor", "--format", "json")
    assert said.code == 0
    assert _lines(said)["records"]["text"] == "none yet"
    assert not (tmp_path / "home").exists()


def test_no_secret_is_printed(run, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", "a-very-secret-key")
    said = run("doctor")
    assert "a-very-secret-key" not in said.out + said.err
    assert "a key is set" in said.out


def test_damaged_records_are_a_problem(run, begun, tmp_path):
    (tmp_path / "home" / "data" / "unblame.db").write_bytes(b"no database at all")
    said = run("doctor", "--format", "json")
    assert said.code == 1
    assert _lines(said)["records"]["status"] == "problem"


def test_a_home_that_is_a_file_is_a_problem(run, tmp_path, monkeypatch):
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "data").write_text("")
    monkeypatch.setenv("UNBLAME_HOME", str(tmp_path / "file"))
    said = run("doctor", "--format", "json")
    assert said.code == 1
    assert _lines(said)["data"]["status"] == "problem"
