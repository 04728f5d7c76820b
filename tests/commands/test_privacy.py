import pytest

TEXT = """# Orders down

Owner: Quill Brevoort

[10:02] Quill Brevoort: rolling back from 10.1.2.3
The dump had password=blue42sky in it.
"""


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_would_be_sent_is_shown_and_what_was_taken_out_is_listed(run, draft):
    said = run("privacy", draft)
    assert said.code == 0
    assert not said.err
    sent, _, taken = said.out.partition("-" * 72)
    assert "[10:02] [PERSON_1]: rolling back from [IP_1]" in sent
    assert "password=[SECRET_1] in it." in sent
    assert "taken out: 1 IP address, 2 people, 1 secret" in taken
    assert "[PERSON_1] Quill Brevoort (x2)" in taken
    assert "[SECRET_1] removed for good" in taken


def test_as_json_the_text_is_exact_and_a_secret_has_no_value(run, draft):
    said = run("privacy", draft, "--format", "json").json
    assert said["text"].endswith("The dump had password=[SECRET_1] in it.\n")
    assert {"kind": "secret", "placeholder": "[SECRET_1]", "value": None, "count": 1} in said[
        "taken"
    ]
    assert said["taken"][0]["value"] == "Quill Brevoort"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_part_of_a_secret_is_printed(run, draft, form):
    said = run("privacy", draft, "--format", form)
    for part in ("blue42sky", "blue", "42sky"):
        assert part not in said.out + said.err


def test_it_reads_standard_input_and_a_text_with_nothing_to_hide(process):
    said = process("privacy", "-", stdin=b"the queue was full\n")
    assert said.code == 0
    assert said.out.startswith("the queue was full\n")
    assert said.out.rstrip().endswith("taken out: nothing")


def test_the_people_of_its_own_documents_are_known(run, begun, tmp_path):
    path = tmp_path / "own.md"
    assert run("export", begun, "-o", path).code == 0
    text = path.read_text(encoding="utf-8").replace("authors: []", "authors: [Zed Norrin]")
    path.write_text(f"{text}\nThe night before, Norrin went home early.\n", encoding="utf-8")
    assert "Norrin" not in run("privacy", path).out.split("-" * 72)[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "no such file"), (b"\xff", "not UTF-8"), (b"a\x00b", "no text"), (b" \n", "is empty")],
)
def test_what_cannot_be_read_is_said_in_one_line(run, tmp_path, data, words):
    path = tmp_path / "draft.md"
    if data is not None:
        path.write_bytes(data)
    said = run("privacy", path)
    assert said.code == 2
    assert words in said.line
    assert not said.out


def test_without_the_app_extra_nothing_is_shown_as_safe(process, blocked, draft):
    said = process("privacy", draft, before=blocked)
    assert said.code == 2
    assert "unblame[app]" in said.line
    assert not said.out


def test_escapes_in_the_text_reach_no_terminal(run, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text("a \x1b[31mred\x1b[0m word\n", encoding="utf-8")
    said = run("privacy", path)
    assert "\x1b" not in said.out
    assert said.out.startswith("a red word\n")
