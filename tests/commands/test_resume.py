NOW = ("--now", "2026-04-15T09:00Z")


def test_it_goes_on_with_the_one_worked_on_last(run, begun, answers):
    path = answers("answers: {TR-02a: 'yes'}")
    said = run("resume", "--answers", path, *NOW, "--format", "json")
    assert said.code == 1
    assert said.json["id"] == begun
    assert "TR-02a" not in said.json["unanswered"]
    assert "TR-04" in said.json["unanswered"]


def test_playing_the_same_file_again_changes_nothing(run, begun, tmp_path):
    before = run("show", begun, "--format", "json").json
    run("resume", begun, "--answers", tmp_path / "answers.yaml", *NOW)
    assert run("show", begun, "--format", "json").json == before


def test_an_answer_that_cannot_be_read_keeps_what_came_before(run, begun, answers):
    said = run("resume", begun, "--answers", answers("answers:\n  TR-09: lots\n"), *NOW)
    assert said.code == 2
    assert run("show", begun, "--format", "json").json["meta"]["title"]


def test_an_unknown_id_is_refused(run, answers):
    said = run("resume", "PM-1999-001", "--answers", answers("answers: {TR-13: a}"))
    assert said.code == 2
    assert "PM-1999-001" in said.line
    assert "unblame list" in said.line


def test_nothing_to_resume_says_how_to_begin(run, answers):
    said = run("resume", "--answers", answers("answers: {TR-13: a}"))
    assert said.code == 2
    assert "unblame new" in said.line


def test_without_a_terminal_it_asks_for_answers(process, begun):
    said = process("resume", begun)
    assert said.code == 2
    assert "--answers" in said.line


def test_a_closed_one_stays_closed(run, closed, certificate):
    said = run("resume", "PM-2026-001", "--answers", certificate, "--format", "json", *NOW)
    assert said.code == 0
    assert said.json["state"] == "CLOSED"
    assert said.json["unanswered"] == []


def test_an_answer_that_differs_replaces_the_former_one_and_says_so(run, begun, answers):
    said = run("resume", begun, "--answers", answers("answers: {TR-03: near_miss}"), *NOW)
    assert "TR-03" in said.err
    shown = run("show", begun, "--format", "json").json
    assert shown["meta"]["type"] == "near_miss"


def test_a_proposal_that_is_not_there_costs_the_exit_code(run, closed, certificate, tmp_path):
    text = certificate.read_text(encoding="utf-8")
    path = tmp_path / "astray.yaml"
    line = next(line for line in text.splitlines() if line.startswith("  TR-13: "))
    changed = line.replace("TR-13: ", "TR-13: {answer: ") + ", accept: [7]}"
    path.write_text(text.replace(line, changed), encoding="utf-8")
    said = run("resume", "PM-2026-001", "--answers", path, *NOW)
    assert said.code == 1
    assert "TR-13: no proposal 7" in said.err


def test_a_refused_one_is_gone_on_with_too(run, begun, answers):
    run("resume", begun, "--answers", answers("answers: {TR-02a: 'no'}"), *NOW)
    said = run("resume", "--answers", answers("answers: {TR-02a: 'yes'}"), *NOW, "--format", "json")
    assert (said.json["id"], said.json["state"]) == (begun, "TRIAGE")


def test_a_count_below_zero_is_refused_in_one_line(run, begun, answers):
    said = run("resume", begun, "--answers", answers("answers: {TR-09: -3}"), *NOW)
    assert said.code == 2
    assert "TR-09" in said.line
    assert "below zero" in said.line


def test_a_waiver_needs_its_reason(run, begun, answers):
    said = run("resume", begun, "--answers", answers("answers: {TK-05: waived}"), *NOW)
    assert said.code == 2
    assert "TK-05" in said.line
    assert "needs it" in said.line
