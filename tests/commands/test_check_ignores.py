"""Notes in a text that leave a rule out, and what is said of those that can't."""

import pytest


@pytest.fixture
def findings(run, stranger):
    """The findings of a stranger's document after a replacement in its text, by rule."""

    def check(old="", new=""):
        stranger.write_text(stranger.read_text().replace(old, new))
        (report,) = run("check", "stranger.md", "--format", "json").json["files"]
        by_rule = {}
        for one in sorted(report["findings"], key=lambda one: one["line"]):
            by_rule.setdefault(one["rule"], []).append(one)
        return by_rule

    return check


NOTE = "<!-- unblame: ignore BP05 these are the words of the ticket -->"


@pytest.mark.parametrize(
    "text",
    [
        f"Kim forgot to look at the preview. {NOTE}",
        f"{NOTE}\nKim forgot to look at the preview.",
        f"{NOTE}\n\nKim forgot to look at the preview.",
        f"{NOTE} Kim forgot to look at the preview.",
    ],
)
def test_a_finding_is_left_out_with_its_reason_and_stays_to_be_seen(findings, stranger, text):
    (found,) = findings("Kim forgot to look at the preview.", text)["BP05"]
    assert found["suppressed"]
    assert found["severity"] == "info"
    assert found["reason"] == "these are the words of the ticket"
    assert found["text"] == "Kim forgot to"
    line = stranger.read_text().splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("Kim forgot to")


def test_a_finding_that_stands_is_not_suppressed(findings):
    (found,) = findings()["BP05"]
    assert (found["suppressed"], found["reason"]) == (False, "")


def test_a_note_reaches_no_further_than_its_paragraph(findings):
    text = f"{NOTE}\nThe preview was blank.\n\nKim forgot to look at the preview."
    found = findings("Kim forgot to look at the preview.", text)
    assert not found["BP05"][0]["suppressed"]
    assert "BP05 finds nothing here" in found["IG05"][0]["message"]


def test_a_note_in_a_list_is_about_its_point(findings):
    text = f"- Kim forgot the preview. {NOTE}\n- Kim forgot the template."
    told = findings("Kim forgot to look at the preview.", text)["BP05"]
    assert [one["suppressed"] for one in told] == [True, False]


def test_a_note_about_the_whole_file_reaches_everything(findings):
    found = findings(
        "## Summary", "<!-- unblame: ignore-file VI01 counted elsewhere -->\n\n## Summary"
    )
    assert all(one["suppressed"] for one in found["VI01"])


def test_what_is_left_out_costs_neither_score_nor_exit_code(run, closed):
    text = closed.read_text()
    blaming = text.replace(
        "The browser showed a warning page", "The engineer forgot the warning page"
    )
    assert blaming != text
    closed.write_text(blaming)
    (hurt,) = run("check", closed, "--format", "json").json["files"]
    closed.write_text(blaming.replace("The engineer forgot", f"{NOTE} The engineer forgot", 1))
    said = run("check", closed, "--format", "json")
    (report,) = said.json["files"]
    assert any(one["suppressed"] for one in report["findings"] if one["rule"] == "BP05")
    assert report["overall"] >= hurt["overall"]
    assert said.code == 0


def test_sarif_holds_it_as_a_suppression(run, stranger):
    stranger.write_text(stranger.read_text().replace("Kim forgot", f"{NOTE} Kim forgot"))
    log = run("check", "stranger.md", "--format", "sarif").json["runs"][0]
    held = [one for one in log["results"] if one.get("suppressions")]
    assert [one["ruleId"] for one in held] == ["BP05"]
    assert held[0]["suppressions"] == [
        {"kind": "inSource", "justification": "these are the words of the ticket"}
    ]
    assert "title=BP05" not in run("check", "stranger.md", "--format", "github").out


def test_text_names_what_was_left_out(run, stranger):
    stranger.write_text(stranger.read_text().replace("Kim forgot", f"{NOTE} Kim forgot"))
    said = run("check", "stranger.md").out
    assert "left:  BP05 at line 18: these are the words of the ticket" in said


def test_an_accusation_is_never_left_out(findings):
    text = "<!-- unblame: ignore BP03 we all agree -->\nKim carelessly set the preview."
    found = findings("Kim forgot to look at the preview.", text)
    assert found["BP03"][0]["severity"] == "error"
    assert not found["BP03"][0]["suppressed"]
    assert "accusation" in found["IG03"][0]["message"]


@pytest.mark.parametrize(
    ("note", "rule", "words"),
    [
        ("ignore BP05", "IG02", "BP05 is to be ignored for no reason"),
        ("ignore ZZ99 because", "IG01", "There is no rule ZZ99"),
        ("ignroe BP05 because", "IG01", "can't be read"),
        ("ignore", "IG01", "can't be read"),
    ],
)
def test_a_note_that_does_nothing_is_a_finding(findings, note, rule, words):
    found = findings("Kim forgot", f"<!-- unblame: {note} --> Kim forgot")
    (told,) = found[rule]
    assert words in told["message"]
    assert (told["severity"], told["line"]) == ("warning", 18)
    assert not found["BP05"][0]["suppressed"]


def test_three_findings_of_blame_can_be_left_out_and_no_more(findings):
    points = "\n".join(
        f"- Kim forgot the {what}. {NOTE}" for what in ("tray", "roll", "ink", "fan")
    )
    found = findings("Kim forgot to look at the preview.", points)
    assert sorted(one["suppressed"] for one in found["BP05"]) == [False, True, True, True]
    assert "3 findings of blame" in found["IG04"][0]["message"]


def test_a_note_shown_as_code_is_no_note(findings):
    found = findings("Kim forgot", f"Write `{NOTE}` where it belongs.\n\nKim forgot")
    assert not found["BP05"][0]["suppressed"]
    found = findings("## Root cause", f"## Notes\n\n```\n{NOTE}\n```\n\n## Root cause")
    assert not found["BP05"][0]["suppressed"]


def test_several_rules_go_with_one_reason(findings):
    note = "<!-- unblame: ignore BP05, R7 the words of the ticket -->"
    found = findings("Kim forgot", f"{note} Kim forgot")
    assert found["BP05"][0]["suppressed"]
    assert found["R7"][0]["suppressed"]
