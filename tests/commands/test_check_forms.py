"""What `check` prints in each of its four forms."""

import json
import os
import re

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from tui.checking.text import Page


def test_text_is_grouped_by_file_and_shows_the_line_of_each_finding(run, stranger):
    said = run("check", "stranger.md")
    first, *rest = said.out.splitlines()
    assert first == "stranger.md"
    assert all(line.startswith("  ") for line in rest if line)
    found = next(n for n, line in enumerate(rest) if " BP05 " in line)
    assert re.match(r"  18:\d+ +warning BP05  ", rest[found])
    assert "18 | Kim forgot to look at the preview." in "\n".join(rest[found : found + 4])


def test_text_fits_eighty_columns_and_holds_no_colour_when_piped(run, document_of_long_lines):
    said = run("check", document_of_long_lines, "--explain")
    lines = said.out.splitlines()
    assert max(map(len, lines[1:])) <= 80
    assert "\x1b" not in said.out


@pytest.fixture
def document_of_long_lines(stranger):
    text = stranger.read_text()
    stranger.write_text(text.replace("Kim forgot", f"{'A long beginning, ' * 20}Kim forgot"))
    return stranger


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_colour_unless_it_is_unwanted(monkeypatch, environment, coloured):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main, other = os.openpty()
    with os.fdopen(other, "w") as terminal:
        monkeypatch.setattr("sys.stdout", terminal)
        assert Page().coloured is coloured
        assert ("\x1b[31m" in Page().tinted("error", "error")) is coloured
    os.close(main)


def test_an_ascii_output_gets_plain_signs(process, stranger):
    stranger.write_text(stranger.read_text().replace("preview.", "“preview” — naïve…"))
    said = process("check", stranger, env={"PYTHONIOENCODING": "ascii"})
    assert '"preview" - na?ve...' in said.out
    assert said.out.isascii()


def test_text_in_a_document_is_no_command_of_a_runner(run, stranger):
    text = stranger.read_text().replace("Kim forgot", "::error title=x::Kim forgot")
    stranger.write_text(text)
    said = run("check", "stranger.md")
    assert not any(line.strip().startswith("::") for line in said.out.splitlines())


def test_several_files_end_with_what_was_found_in_all(run, stranger, tmp_path):
    (tmp_path / "other.md").write_text(stranger.read_text())
    last = run("check", "stranger.md", "other.md").out.splitlines()[-1]
    assert re.fullmatch(r"2 files: 0 pass, 2 do not; \d+ errors, \d+ warnings\.", last)


def test_json_holds_a_line_for_each_file_and_nothing_else(run, stranger, tmp_path):
    (tmp_path / "other.md").write_text(stranger.read_text())
    said = run("check", "stranger.md", "other.md", "--format", "json")
    assert [one["path"] for one in said.json["files"]] == ["stranger.md", "other.md"]
    assert len(said.out.splitlines()) == 2


def test_the_same_finding_is_told_once(run, stranger):
    (report,) = run("check", "stranger.md", "--format", "json").json["files"]
    told = [(one["rule"], one["line"], one["column"], one["message"]) for one in report["findings"]]
    assert len(told) == len(set(told))


def test_explain_says_what_holds_and_the_words_of_the_question_that_is_next(run, stranger):
    (report,) = run("check", "stranger.md", "--explain", "--format", "json").json["files"]
    impact = next(one for one in report["criteria"] if one["id"] == "C2")
    assert all(
        any(c["id"] == name and c["ok"] for c in impact["conditions"]) for name in impact["held"]
    )
    step = impact["next"]
    assert {"condition", "level", "needed", "observed", "line", "question", "ask"} == set(step)
    assert step["ask"].endswith("?")
    shown = run("check", "stranger.md", "--explain").out
    assert " ".join(step["ask"].split()[:4]) in shown
    assert f"{step['condition']} at line {step['line']}" in shown
    plain = run("check", "stranger.md", "--format", "json").json["files"][0]["criteria"][0]
    assert "next" not in plain


def test_sarif_fits_the_official_schema(run, stranger):
    said = run("check", "stranger.md", "--format", "sarif")
    log = Sarif.model_validate(said.json).runs[0]
    assert said.code == 1
    assert log.tool.driver.name == "unblame"
    rules = [rule.id for rule in log.tool.driver.rules]
    assert rules == sorted(set(rules))
    for result in log.results:
        assert rules[result.ruleIndex] == result.ruleId
        assert result.locations[0].physicalLocation.artifactLocation.uri == "stranger.md"
    assert all(rule.help.text and rule.fullDescription.text for rule in log.tool.driver.rules)


def test_a_result_of_sarif_points_at_the_words(run, stranger):
    log = run("check", "stranger.md", "--format", "sarif").json["runs"][0]
    result = next(one for one in log["results"] if one["ruleId"] == "BP05")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert result["level"] == "warning"
    assert (region["startLine"], region["startColumn"]) == (18, 1)
    assert (
        region["snippet"]["text"]
        == stranger.read_text().splitlines()[17][: region["endColumn"] - 1]
    )


def test_fingerprints_stay_when_lines_are_put_in_above(run, stranger):
    def prints():
        log = run("check", "stranger.md", "--format", "sarif").json["runs"][0]
        return {one["partialFingerprints"]["finding/v1"]: one["ruleId"] for one in log["results"]}

    before = prints()
    stranger.write_text(stranger.read_text().replace("## Root cause", "\n\n## Root cause"))
    assert prints() == before
    log = run("check", "stranger.md", "--format", "sarif").json["runs"][0]
    assert len(before) == len(log["results"])


def test_sarif_names_the_file_that_could_not_be_read(run, stranger):
    said = run("check", "stranger.md", "gone.md", "--format", "sarif")
    (invocation,) = said.json["runs"][0]["invocations"]
    assert said.code == 2
    assert invocation["executionSuccessful"] is False
    assert "gone.md" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_annotations_escape_what_a_runner_would_take_apart(run, stranger, tmp_path):
    odd = tmp_path / "a,b:c%.md"
    odd.write_text(stranger.read_text().replace("Kim forgot", "Kim forgot 100%"))
    said = run("check", odd.name, "--format", "github")
    lines = said.out.splitlines()
    assert all(re.match(r"::(error|warning) file=a%2Cb%3Ac%25\.md,line=\d+", one) for one in lines)
    found = next(one for one in lines if "title=BP05::" in one)
    assert re.match(
        r"::warning file=[^:]+,line=18,endLine=18,col=1,endColumn=\d+,title=BP05::", found
    )
    assert "%0A" in found
    assert lines[0].startswith("::error file=a%2Cb%3Ac%25.md,line=1,title=Gate not met::")


def test_annotations_name_files_from_the_current_folder(run, stranger):
    assert "file=stranger.md," in run("check", stranger, "--format", "github").out


def test_a_passing_document_has_no_annotation_of_the_gate(run, closed):
    said = run("check", closed, "--format", "github")
    assert said.code == 0
    assert "Gate not met" not in said.out


def test_a_closed_pipe_is_no_trouble(process, stranger):
    said = process(
        "check", *[stranger] * 3, "--format", "json",
        before="import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1)",
    )  # fmt: skip
    assert "Traceback" not in said.err


def test_json_is_written_whole(run, stranger):
    said = run("check", "stranger.md", "--format", "json")
    assert json.loads(said.out)["files"][0]["passed"] is False
