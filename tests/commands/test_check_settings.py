"""What a repository sets in `.unblame.toml`."""

import json

import jsonschema
import pytest


@pytest.fixture
def settings(tmp_path):
    """Write a settings file beside the documents."""

    def write(text, name=".unblame.toml"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


@pytest.fixture
def report(run, stranger):
    """The report of a stranger's document, by its text and the options of the call."""

    def check(*options, text=None):
        if text is not None:
            stranger.write_text(text)
        return run("check", "stranger.md", *options, "--format", "json").json["files"][0]

    return check


def rules(report):
    return [one["rule"] for one in report["findings"]]


def blamed(report):
    return [one["text"] for one in report["findings"] if one["category"] == "blame"]


def test_weights_and_minima_take_the_place_of_the_methods(report, settings):
    before = report()
    settings("[weights]\nC1 = 5.5\n[minima]\nC5 = 4.5\n")
    after = report()
    by_id = {one["id"]: one for one in after["criteria"]}
    assert by_id["C1"]["weight"] == pytest.approx(5.5 * 1.3)
    assert by_id["C5"]["minimum"] == 4.5
    assert by_id["C2"] == next(one for one in before["criteria"] if one["id"] == "C2")
    assert after["overall"] != before["overall"]
    assert "C5 below 4.5" in after["label"]


def test_a_minimum_of_the_house_counts_when_the_severity_is_unknown(report, settings, stranger):
    settings("[minima]\nC5 = 5\n")
    text = stranger.read_text().replace("Severity: sev3\n", "")
    assert [one["minimum"] for one in report(text=text)["criteria"]] == [None] * 4 + [5] + [
        None
    ] * 3


def test_the_overall_asked_for_is_the_calls_else_the_repositorys(report, settings):
    settings("min = 2.25\n")
    assert report()["minimum"] == 2.25
    assert report("--min", "4")["minimum"] == 4


def test_type_and_severity_fill_what_a_document_does_not_state(report, settings, stranger):
    settings('type = "process_failure"\nseverity = "sev1"\n')
    stated = report()
    assert (stated["type"], stated["severity"]) == ("process_failure", "sev3")
    silent = report(text=stranger.read_text().replace("Severity: sev3\n", ""))
    assert silent["severity"] == "sev1"
    named = report(text=stranger.read_text().replace("Date:", "Type: near miss\nDate:"))
    assert named["type"] == "near_miss"
    assert report("--type", "product_failure")["type"] == "product_failure"


def test_a_word_for_a_role_makes_a_sentence_about_people(report, settings, stranger):
    text = stranger.read_text().replace("Kim forgot", "The wrangler forgot")
    assert "BP05" not in rules(report(text=text))
    settings('[roles]\nroles = ["wrangler"]\n')
    found = next(one for one in report()["findings"] if one["rule"] == "BP05")
    assert found["text"].startswith("The wrangler forgot")
    assert "wrangler" in found["message"]


@pytest.mark.parametrize("kind", ["people", "teams", "vendors"])
def test_names_of_people_and_groups_are_taken_as_such(report, settings, stranger, kind):
    text = stranger.read_text().replace("Kim forgot to look at", "Zorvex ignored the alert about")
    assert not any(one.startswith("BP") for one in rules(report(text=text)))
    settings(f'[roles]\n{kind} = ["Zorvex"]\n')
    assert any(said.startswith("Zorvex ignored the alert") for said in blamed(report()))
    assert any(one.startswith("BP") for one in rules(report()))


def test_the_name_of_a_system_is_never_a_person(report, settings):
    assert "BP05" in rules(report())
    settings('[roles]\nsystems = ["Kim"]\n')
    assert "BP05" not in rules(report())


def test_an_accepted_wording_is_not_flagged_unless_it_accuses(report, settings, stranger):
    text = stranger.read_text().replace("Kim forgot", "Kim carelessly forgot")
    before = report(text=text)
    assert {"VI01", "BP03"} <= set(rules(before))
    settings('accepted = ["many  orders", "carelessly"]\n')
    assert "VI01" not in rules(report())
    assert "BP03" in rules(report())


def test_ignored_paths_are_left_out_and_a_named_one_is_said(run, settings, stranger, tmp_path):
    settings('ignore = ["stranger.md"]\n')
    (tmp_path / "other.md").write_text(stranger.read_text())
    said = run("check", ".", "--format", "json")
    assert [one["path"] for one in said.json["files"]] == ["other.md"]
    assert said.err == ""
    said = run("check", "stranger.md")
    assert (said.code, said.out) == (0, "")
    assert said.line == "unblame: stranger.md is left out: .unblame.toml ignores it."


def test_the_nearest_file_above_a_document_counts_and_a_named_one_before_it(
    run, settings, stranger, tmp_path
):
    settings("min = 2\n")
    named = settings("min = 4\n", "other.toml")
    inner = tmp_path / "team" / "deep"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(stranger.read_text())
    (tmp_path / "team" / ".unblame.toml").write_text("min = 3\n")
    said = run("check", "stranger.md", "team", "--format", "json")
    assert [one["minimum"] for one in said.json["files"]] == [2, 3]
    said = run("check", "stranger.md", "team", "--config", named, "--format", "json")
    assert [one["minimum"] for one in said.json["files"]] == [4, 4]


def test_standard_input_has_the_settings_of_the_current_folder(process, settings, stranger):
    settings("min = 2\n")
    said = process(
        "check", "-", "--format", "json", stdin=stranger.read_bytes(),
        before=f"import os; os.chdir({str(stranger.parent)!r})",
    )  # fmt: skip
    assert said.json["files"][0]["minimum"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("minn = 3", "`minn`: there is no such key"),
        ("min = 9", "`min`: input should be less than or equal to 5"),
        ("min = nan", "`min`:"),
        ("[weights]\nC9 = 1", "`weights.C9`:"),
        ("[weights]\nC1 = -1", "`weights.C1`: input should be greater than 0"),
        ("[minima]\nC1 = true", "`minima.C1`:"),
        ('[roles]\nteam = ["x"]', "`roles.team`: there is no such key"),
        ('type = "flood"', "`type`:"),
        ('accepted = [" x "]', "`accepted.0`:"),
        ("a = 1\nb = x\n", "line 2, column 5"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_with_file_and_key(
    run, settings, stranger, text, words
):
    path = settings(text)
    said = run("check", "stranger.md")
    assert (said.code, said.out) == (2, "")
    assert words in said.line
    assert str(path) in said.line or path.name in said.line


def test_settings_that_cannot_be_read_are_told(run, stranger):
    assert "no such file" in run("check", "stranger.md", "--config", "gone.toml").line
    assert "is a directory" in run("check", "stranger.md", "--config", ".").line


def test_the_published_schema_agrees_with_what_is_read(run, settings):
    schema = run("schema", "settings").json
    good = {"min": 3.5, "weights": {"C1": 2}, "roles": {"systems": ["Kim"]}, "ignore": ["drafts/"]}
    jsonschema.validate(good, schema)
    for bad in ({"minn": 3}, {"min": 6}, {"roles": {"x": []}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)
    assert json.dumps(schema).count("description") > 10
