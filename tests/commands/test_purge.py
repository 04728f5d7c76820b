import pytest

SECRET = "A pool size of 10"


def _bytes(home):
    files = [path for path in home.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def test_a_field_is_gone_for_good_and_the_rest_stays(run, begun, tmp_path):
    said = run("purge", begun, "--field", "summary.text")
    document = run("show", begun, "--format", "json").json
    assert said.code == 0
    assert SECRET not in document["summary"]["text"]
    assert document["meta"]["title"]
    assert SECRET.encode() not in _bytes(tmp_path / "home")


def test_all_of_it_is_gone_and_a_tombstone_stays(run, begun):
    assert run("purge", begun, "--format", "json").json == {"id": begun, "purged": "everything"}
    said = run("show", begun)
    assert said.code == 2
    assert begun in said.line
    assert run("list", "--format", "json").json["postmortems"][0]["purged"]


def test_purging_a_finished_one_takes_it_out_of_the_library(run, closed):
    assert run("library", "list", "--format", "json").json["entries"]
    run("purge", "PM-2026-001")
    assert run("library", "list", "--format", "json").json["entries"] == []


@pytest.mark.parametrize("name", ["PM-1999-001", "../../escape"])
def test_an_unknown_id_is_refused_and_leaves_nothing_behind(run, tmp_path, name):
    said = run("purge", name)
    assert said.code == 2
    assert name in said.line
    assert not [path for path in tmp_path.rglob("*") if "escape" in path.name]


@pytest.mark.parametrize("field", ["nothing.here", "summary", "../x", "timeline.events.E99.text"])
def test_a_field_that_does_not_exist_is_refused(run, begun, field):
    before = run("show", begun, "--format", "json").json
    said = run("purge", begun, "--field", field)
    assert said.code in {0, 2}
    if said.code == 2:
        assert field in said.line
        assert run("show", begun, "--format", "json").json == before
