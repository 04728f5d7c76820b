import re


def test_it_plays_from_raw_lines_to_the_scored_document_and_leaves_nothing(run, tmp_path):
    said = run("demo", "--plain")
    assert said.code == 0
    assert said.err == ""
    assert said.out.index("deploys.log") < said.out.index("proposed") < said.out.index("CLOSED")
    assert "## Quality sheet" in said.out
    assert not (tmp_path / "home").exists()


def test_an_answer_stands_in_words_and_never_in_the_values_that_are_stored(run):
    for words in (("demo", "--plain"), ("demo", "--plain", "--premortem")):
        said = re.findall(r"^> (.+(?:\n  \S.*)*)", run(*words).out, re.MULTILINE)
        assert len(said) > 20
        stored = re.compile(r"\b[a-z]+_[a-z_]+\b(?!:)")
        assert {found for answer in said for found in stored.findall(answer)} <= {
            "pool_size",
            "change_config",
        }


def test_json_stands_alone(run):
    said = run("demo", "--format", "json")
    assert said.json["state"] == "CLOSED"
    assert said.json["unanswered"] == []


def test_each_prompt_stands_in_words_and_names_what_it_is_about(run):
    prompts = re.findall(r"^\? (.+(?:\n  \S.*)*)", run("demo", "--plain").out, re.MULTILINE)
    assert len(prompts) > 100
    for prompt in prompts:
        place, _, words = prompt.partition("  ")
        assert words.strip(), prompt
        about = re.search(r"\[([A-Z]+[0-9]+)\]", place)
        assert about is None or re.search(rf"\b{about[1]} \S|^“", words), prompt
        assert ": ?" not in words
