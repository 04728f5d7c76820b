import shutil

import pytest

from evals.__main__ import main
from evals.datasets import schema


@pytest.fixture
def run(tiny, tmp_path):
    def run(*words, environ=None):
        shown = []
        options = [*words, "--data", str(tiny), "--baselines", str(tmp_path / "baselines")]
        assert main(options, environ or {}, shown.append) == 0
        return "\n".join(shown)

    return run


def test_the_table_holds_figures_with_their_intervals_on_every_set(run):
    table = run()
    for heading in ("blame, own set", "actions, own set", "rewrites, own set"):
        assert heading in table
    line = next(line for line in table.splitlines() if line.startswith("  recall "))
    assert line.split() == ["recall", "1.000", "0.207", "-", "1.000", "1"]


def test_one_measurement_can_be_made_alone(run):
    table = run("--only", "rewrites")
    assert "rewrites: facts lost" in table
    assert "blame, own set" not in table


def test_the_same_run_gives_the_same_lines(run):
    assert run() == run()


def test_a_run_says_what_changed_since_the_baselines(run, tiny):
    assert "no baseline yet" in run("--only", "blame")
    run("--update-baselines")
    assert "nothing changed" in run("--only", "blame")
    path = tiny / "blame.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("a careless and stupid thing", "a thing"), encoding="utf-8")
    table = run("--only", "blame")
    assert "the data changed since the baseline" in table
    assert "recall: 1.000 -> 0.000 (-1.000, worse)" in table
    assert "wrong now: lift/1" in table


def test_without_a_key_the_scripted_server_answers_and_the_rest_is_not_measured(run, tiny):
    shutil.copy(schema.FOLDER / "coaching.yaml", tiny)
    shown = run("--only", "coaching", environ={"MODEL": "some-model"})
    assert "coaching, scripted server" in shown
    assert "no MODEL with a key: the scripted server answered" in shown
    line = next(line for line in shown.splitlines() if "stand every evaluator" in line)
    assert "1.000" in line


def test_outside_data_are_labelled_and_their_texts_are_stored_nowhere(run, outside, tmp_path):
    report = tmp_path / "report.txt"
    environ = {"UNBLAME_EVAL_DATA": str(outside)}
    table = run("--cases", "--update-baselines", "--report", str(report), environ=environ)
    for part in ("all", "real", "written"):
        assert f"blame, outside: {part}" in table
    stored = [report, *(tmp_path / "baselines").iterdir()]
    assert len(stored) > 4
    assert not [path for path in stored if "secret sentence" in path.read_text(encoding="utf-8")]


def test_a_folder_of_outside_data_that_is_not_there_costs_one_line(tiny, tmp_path, capsys):
    environ = {"UNBLAME_EVAL_DATA": str(tmp_path / "gone")}
    options = ["--data", str(tiny), "--baselines", str(tmp_path / "baselines"), "--only", "similar"]
    assert main(options, environ, lambda _: None) == 2
    assert "is no folder" in capsys.readouterr().err


def test_single_cases_are_listed_on_request_only(run):
    assert "case " not in run("--only", "rewrites")
    assert "case rewrite/1" in run("--only", "rewrites", "--cases")
