"""`unblame check` on a pre-mortem uses a rubric of its own, with lines and explained like the other."""

import json

import pytest
import searching

from agent.documents.layout import view_of
from agent.documents.markdown import written
from agent.documents.premortem.form import PREMORTEM
from tui.__main__ import main


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "move.md"
    file.write_text(written(view_of(searching.full(), {}), PREMORTEM), encoding="utf-8")
    return file


def test_the_report_has_the_keys_of_every_report_and_those_of_a_pre_mortem(page, capsys):
    assert main(["check", "--format", "json", str(page)]) == 1

    told = json.loads(capsys.readouterr().out)["files"][0]
    assert (told["type"], told["title"]) == ("premortem", "Move search to the new cluster")
    assert [one["id"] for one in told["criteria"]] == [f"P{n}" for n in range(1, 9)]
    assert told["modes"]["FM1"]["class"] == "H"
    assert told["chances"]["over_confident_by"] == 20
    assert told["unplaced"] == []
    assert told["actions"][0]["control"] == "engineering"


def test_a_finding_stands_on_its_line(page, capsys):
    main(["check", "--format", "json", str(page)])

    told = json.loads(capsys.readouterr().out)["files"][0]
    finding = next(one for one in told["findings"] if one["rule"] == "PX05")
    line = page.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert "Chance of success" in line


def test_explain_says_what_holds_and_what_is_next(page, capsys):
    main(["check", "--explain", str(page)])

    shown = capsys.readouterr().out
    assert "P5.K3.chains at line" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_a_note_leaves_a_finding_out_with_its_reason(page, capsys):
    text = page.read_text(encoding="utf-8").replace(
        "- **Chance of success",
        "<!-- unblame: ignore PX05 the steering group knows -->\n\n- **Chance of success",
    )
    page.write_text(text, encoding="utf-8")

    main(["check", "--format", "json", str(page)])

    told = json.loads(capsys.readouterr().out)["files"][0]
    finding = next(one for one in told["findings"] if one["rule"] == "PX05")
    assert (finding["suppressed"], finding["reason"]) == (True, "the steering group knows")


def test_the_overall_asked_for_takes_the_place_of_the_gate(page, capsys):
    main(["check", "--format", "json", "--min", "4.5", str(page)])

    told = json.loads(capsys.readouterr().out)["files"][0]
    assert (told["minimum"], told["passed"]) == (4.5, False)
