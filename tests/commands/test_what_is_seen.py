"""What `check` says of a stranger's page is true, and stands at its line."""

import pytest

from tui.checking.explaining import explain
from tui.commands.reports import report

HEAD = "# Depots stood still\n\n## Summary\n\nNo depot could print for 55 minutes.\n\n"


def told(text: str) -> dict:
    return report("page.md", HEAD + text, None, None)


def found(text: str, rule: str) -> list[dict]:
    return [one for one in told(text)["findings"] if one["rule"] == rule]


def condition(text: str, name: str) -> dict:
    criteria = told(text)["criteria"]
    return next(one for all_ in criteria for one in all_["conditions"] if one["id"] == name)


@pytest.mark.parametrize(
    "placeholder", ["[insert the cause]", "(Mara to fill in the number)", "{{ name }}", "TBD"]
)
def test_a_placeholder_is_shown_where_it_stands(placeholder: str):
    text = f"## Root cause\n\nThe limit was read as zero by every depot.\nIt came from {placeholder}.\n"
    (one,) = found(text, "X71")
    assert (one["line"], one["column"], one["end_column"]) == (10, 14, 14 + len(placeholder))


def test_days_have_no_clock_that_could_disagree():
    text = (
        "## Timeline\n\n- 2026-01-02: the token is made\n- 2026-01-03: an image holds it\n"
        "- 2026-01-05 7:09 AM Eastern: it is reported\n- 2026-01-05 7:26 AM Eastern: it is revoked\n"
    )
    assert found(text, "X06") == []


def test_times_of_two_zones_disagree():
    text = (
        "## Timeline\n\n- 2026-01-05 7:09 AM Eastern: it is reported\n"
        "- 2026-01-05 14:26 UTC: it is revoked\n"
    )
    (one,) = found(text, "X06")
    assert one["line"] in (9, 10)


def test_the_parts_that_are_not_found_are_named_and_asked_for():
    one = condition("## Timeline\n\n- 10:05 fails\n- 10:59 prints\n", "C8.K4.all_parts")
    assert one["observed"].endswith("not found: summary, impact, causes, actions, learning")
    assert one["questions"][:5] == ("TR-01", "IM-01", "CA-16", "AC-14", "LE-01")


def test_too_many_actions_are_told_as_such():
    actions = "".join(f"- Reject the file of depot number {one}\n" for one in range(12))
    one = condition(f"## Action items\n\n{actions}", "C4.K3.enough")
    assert not one["ok"]
    assert one["observed"].endswith("more than 10")
    assert one["line"] == 7


@pytest.mark.parametrize(
    ("actions", "question"),
    [("", "AC-14"), ("## Action items\n\n- Be more careful with limits\n", "AC-04b")],
)
def test_a_question_about_an_action_needs_an_action(actions: str, question: str):
    criteria = told(actions)["criteria"]
    explain(criteria)
    step = next(one for one in criteria if one["id"] == "C4")["next"]
    assert (step["condition"], step["question"]) == ("C4.K2.specific", question)


def test_a_condition_without_a_line_is_explained_without_one(run, tmp_path):
    (tmp_path / "page.md").write_text(HEAD, encoding="utf-8")
    assert "None" not in run("check", tmp_path / "page.md", "--explain").out


def test_no_step_is_told_twice():
    steps = [one["do"] for one in told("The lazy operator forgot it. Sloppy work.\n")["next"]]
    assert len(steps) == len({step.rstrip("s.") for step in steps})
