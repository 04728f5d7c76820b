from rubrics.score import floor2


def test_an_empty_home_says_how_to_begin(run):
    assert "unblame new" in run("list").out
    assert run("list", "--format", "json").json == {"postmortems": [], "premortems": []}


def test_each_postmortem_is_a_line(run, begun):
    said = run("list")
    assert said.code == 0
    assert said.out.startswith(f"{begun}  TRIAGE")


def test_json_has_stable_keys_and_times_that_other_tools_read(run, begun):
    (one,) = run("list", "--format", "json").json["postmortems"]
    assert {"id", "title", "type", "severity", "state", "overall", "open_actions"} <= set(one)
    assert one["created_at"] == "2026-04-15T08:00:00+00:00"


def test_a_purged_one_is_a_tombstone(run, begun):
    run("purge", begun)
    assert run("list").out == f"{begun}  purged\n"


def test_the_score_is_that_of_the_document_as_it_stands(run, begun, answers):
    played = run("resume", begun, "--answers", answers("answers: {TR-02a: 'yes'}"))
    score = run("list", "--format", "json").json["postmortems"][0]["overall"]
    assert score is not None
    assert f"score {floor2(score)}" in played.out


def test_the_score_is_called_the_stored_one_and_help_says_what_that_is(run, begun):
    assert run("list").out.startswith(f"{begun}  TRIAGE    stored score ")
    assert "The stored score is the one of the last change." in run("list", "--help").out
