import pytest

LONG_AGO = ("--now", "2026-04-14T12:00Z")


@pytest.fixture
def document(closed):
    """The Markdown of a closed postmortem."""
    return closed


def test_a_document_gets_the_score_that_it_states(run, document):
    said = run("check", document, "--format", "json")
    (report,) = said.json["files"]
    stated = next(line for line in document.read_text().splitlines() if line.startswith("score:"))
    assert said.code == 0
    assert report["passed"]
    assert abs(report["overall"] - float(stated.split()[1])) < 0.01
    assert report["mode"] == "final"
    assert report["unplaced"] == []


def test_the_keys_are_those_of_the_contract(run, document):
    (report,) = run("check", document, "--format", "json").json["files"]
    assert set(report) >= {
        "path", "title", "type", "severity", "verdict", "overall", "minimum", "mode",
        "criteria", "findings", "actions", "timeline", "next",
    }  # fmt: skip
    criterion = report["criteria"][0]
    assert set(criterion) == {"id", "name", "score", "weight", "minimum", "conditions"}
    assert {"id", "level", "ok", "observed", "needed", "line"} <= set(criterion["conditions"][0])
    assert {"rule", "category", "severity", "line", "column", "end_line", "end_column", "text",
            "message", "suggestion"} <= set(report["findings"][0])  # fmt: skip
    assert {"line", "text", "owner", "due", "specific", "measurable", "assigned",
            "owner_is_person", "realistic", "time_bound", "control", "strength", "intent",
            "horizon", "quadrant", "reasons", "strict"} == set(report["actions"][0])  # fmt: skip
    assert report["timeline"] == {
        "events": 14, "ttd_min": 6, "tta_min": 3, "ttm_min": 41, "ttr_min": 41,
    }  # fmt: skip


def test_lines_point_at_what_they_name(run, document):
    (report,) = run("check", document, "--format", "json").json["files"]
    lines = document.read_text().splitlines()
    for action in report["actions"]:
        assert action["text"] in lines[action["line"] - 1]
    for finding in report["findings"]:
        assert 1 <= finding["line"] <= len(lines)
        if finding["field"].startswith("actions.A"):
            assert f"| {finding['field'].split('.')[1]} |" in lines[finding["line"] - 1]


def test_a_blaming_sentence_is_found_at_its_place(run, document):
    blaming = "The engineer carelessly ignored the warning."
    text = document.read_text()
    shown = "The browser showed a warning page with no way on"
    document.write_text(text.replace(shown, blaming))
    (report,) = run("check", document, "--format", "json").json["files"]
    (found, *_) = [one for one in report["findings"] if one["category"] == "blame"]
    line = document.read_text().splitlines()[found["line"] - 1]
    assert blaming in line
    assert line[found["column"] - 1 : found["end_column"] - 1] == found["text"]


def test_a_higher_minimum_is_not_met(run, document):
    said = run("check", document, "--min", "4.9")
    assert said.code == 1
    assert "does not pass" in said.out


@pytest.mark.parametrize("value", ["9", "nan", "0", "much"])
def test_a_senseless_minimum_is_refused(run, document, value):
    said = run("check", document, "--min", value)
    assert said.code == 2
    assert "--min" in said.line


def test_the_score_does_not_depend_on_the_day_of_the_check(run, document):
    said = run("check", document, "--format", "json")
    assert said == run("check", document, "--format", "json", "--now", "2026-05-14T10:00Z")
    assert said != run("check", document, "--format", "json", *LONG_AGO)


def test_standard_input_is_read_and_several_files_are(process, document):
    said = process("check", "-", document, "--format", "json", stdin=document.read_bytes())
    assert [one["path"] for one in said.json["files"]] == ["-", str(document)]
    assert said.code == 0
    assert said.err == ""


def test_a_strangers_document_is_scored_and_says_what_was_not_placed(run, tmp_path):
    stranger = tmp_path / "stranger.md"
    stranger.write_text(
        "# Search down\n\nDate: 2026-03-02\n\n## Timeline\n\n- 14:05 UTC index job deployed\n"
        "- 14:20 UTC on-call paged\n- 15:00 UTC resolved\n\n## Zorgle\n\nA line of no section.\n\n"
        "## Action items\n\n- [ ] Reject empty indexes in the deploy job (Owner: Ana, Due: 2026-03-20)\n"
    )
    said = run("check", stranger, "--format", "json")
    assert said.code == 1
    (one,) = said.json["files"]
    assert one["timeline"]["events"] == 3
    (action,) = one["actions"]
    assert (action["line"], action["owner"], action["due"]) == (17, "Ana", "2026-03-20")
    assert any(part["line"] for part in one["unplaced"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "can't be read"),
        (b"# caf\xe9", "line 1: this is not UTF-8"),
        (b"\x00\xff\xfe", "UTF-8"),
        (b"a\nb\x00c", "line 2: this is no text"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(run, tmp_path, content, words):
    path = tmp_path / "broken.md"
    if content is not None:
        path.write_bytes(content)
    said = run("check", path)
    assert said.code == 2
    assert said.out == ""
    assert words in said.line
    assert "broken.md" in said.line


def test_escapes_in_a_document_do_not_reach_the_terminal(run, document):
    text = document.read_text().replace("Internal gateway refuses", "\x1b[31mInternal\x07 \x9b1m")
    document.write_text(text)
    said = run("check", document)
    assert "Internal" in run("check", document, "--format", "json").json["files"][0]["title"]
    assert not any(mark in said.out + said.err for mark in "\x1b\x07\x9b")


def test_text_that_has_no_place_is_told_with_its_line(run, document):
    document.write_text(document.read_text() + "\n## Shopping\n\nmilk\n")
    (report,) = run("check", document, "--format", "json").json["files"]
    assert [one["line"] for one in report["unplaced"]] == [
        len(document.read_text().splitlines()) - 2
    ]
