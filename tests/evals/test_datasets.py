from collections import Counter

import pytest
import yaml
from pydantic import ValidationError

from agent.coach.model.tasks.registry import RECIPES
from evals import coaching
from evals.datasets.schema import FOLDER, BlameSet, OwnData, RewriteSet
from evals.labels import BLAMING, CONTROLS, FLAGS, INNOCENT
from evals.privacy import documents, gets_out
from evals.training.texts import published


def test_the_blame_set_is_large_and_has_at_least_as_many_innocent_sentences_as_blaming_ones():
    sentences = OwnData().blame.sentences()
    blaming = sum(sentence.blaming for sentence in sentences)
    assert len(sentences) >= 400
    assert blaming * 2 <= len(sentences)


def test_the_fresh_set_has_at_least_as_many_innocent_sentences_as_blaming_ones():
    fresh = OwnData().fresh
    assert fresh is not None
    assert sum(one.kind in BLAMING for one in fresh.sentences) * 2 <= len(fresh.sentences)


@pytest.mark.parametrize("kept", ["fresh", "blind", "quiet"])
def test_no_unseen_sentence_was_trained_on_or_stands_in_another_set(kept: str):
    texts = {one.text for one in getattr(OwnData(), kept).sentences}
    known = {one.text for one in OwnData().blame.sentences()}
    for path in (FOLDER.parent / "training").glob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        known |= {line.split("text: ", 1)[1].strip("\"'") for line in lines if "text: " in line}
    assert texts.isdisjoint(known)
    assert texts.isdisjoint(_trained_on())


def test_no_sentence_in_the_published_manner_was_trained_on():
    assert {one.text for one in OwnData().published if one.blaming}.isdisjoint(_trained_on())


def _trained_on() -> set[str]:
    """Return the sentences in the manner of published postmortems that training reads."""
    return {text for rows in published() for _, text, *_ in rows}


def test_the_published_set_tells_each_event_with_blame_and_as_edited():
    published_set = OwnData().published
    blaming = [one for one in published_set if one.blaming]
    assert len(blaming) >= 400
    assert {one.group for one in published_set} == {one.group for one in blaming}
    assert {one.text for one in blaming}.isdisjoint(
        one.text for one in published_set if not one.blaming
    )


def test_a_published_sentence_without_its_rewrite_does_not_load(tmp_path):
    (tmp_path / "published.tsv").write_text("The clerk forgot the seal.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no rewrite in line 1"):
        _ = OwnData(tmp_path).published


def test_every_kind_has_several_examples():
    kinds = Counter(sentence.kind for sentence in OwnData().blame.sentences())
    assert {*kinds} == {*BLAMING, *INNOCENT}
    assert min(kinds.values()) >= 5


def test_every_event_is_told_with_and_without_blame():
    for event in OwnData().blame.events:
        assert {telling.kind in BLAMING for telling in event.tellings} == {True, False}, event.event


def test_every_flag_and_level_of_an_action_occurs_with_and_without():
    actions = OwnData().actions.labelled()
    assert len(actions) >= 120
    assert {action.control for action in actions} == {*CONTROLS}
    for flag in FLAGS:
        assert {flag in action.holds for action in actions} == {True, False}


def test_there_are_enough_texts_to_rewrite():
    assert len(OwnData().rewrites.rewrites) >= 60


def test_an_event_that_stands_twice_does_not_load(tiny):
    raw = yaml.safe_load((tiny / "blame.yaml").read_text(encoding="utf-8"))
    with pytest.raises(ValidationError, match="more than once: lift"):
        BlameSet.model_validate({"events": raw["events"] * 2})


def test_a_fact_to_keep_has_to_stand_in_the_text():
    with pytest.raises(ValidationError, match="not in the text: 31"):
        RewriteSet.model_validate(
            {
                "rewrites": [
                    {"text": "He broke 30 cups.", "keep": ["31"], "negated": False, "not": ["He"]}
                ]
            }
        )


def test_the_plans_of_reviews_are_split_into_halves_of_whole_reviews():
    actions = OwnData().actions
    halves = {
        review: {one.tags[-1] for one, item in zip(actions.labelled(), actions.actions, strict=True)
                 if item.review == review}
        for review in {item.review for item in actions.actions if item.review}
    }  # fmt: skip
    assert len(halves) >= 10
    assert all(len(half) == 1 for half in halves.values())
    assert set.union(*halves.values()) == {"half open", "half closed"}


def test_two_hundred_secrets_of_many_issuers_stand_in_forty_documents():
    kept = OwnData().privacy
    prose = [sentence.text for sentence in OwnData().blame.sentences()]
    made = documents(kept, prose)
    secrets = [secret for document in made for secret in document.secrets]
    assert (len(made), len(secrets)) == (40, 200)
    assert len({secret.issuer for secret in secrets}) >= 25
    assert len({secret.kind for secret in secrets}) >= 8
    assert len({secret.value for secret in secrets}) == 200
    for document in made:
        for secret in document.secrets:
            assert gets_out(secret.value, document.text), secret
    assert made == documents(kept, prose)


def test_a_half_of_a_secret_or_one_of_its_lines_counts_as_out():
    secret = "abcdefgh12345678"
    assert gets_out(secret, "seen: abcdefgh…")
    assert gets_out(secret, "…12345678")
    assert not gets_out(secret, "abcd5678")
    assert gets_out(f"-----BEGIN\n{secret}\n{secret[::-1]}", secret[::-1])
    assert not gets_out(f"-----BEGIN\n{secret}", "-----BEGIN")


def test_every_task_of_the_coach_has_three_cases_and_more():
    counts = Counter(case.task for case in coaching.cases(FOLDER))
    assert set(counts) == set(RECIPES)
    assert min(counts.values()) >= 3
    assert len({case.name for case in coaching.cases(FOLDER)}) == sum(counts.values())


def test_names_stand_at_plain_and_difficult_places_and_are_enough():
    names = OwnData().names
    told = "\n".join(names.sentences)
    assert told.count("«") >= 150
    assert told.count("‹") >= 150
    hard = sum(len(group) for place, group in names.groups.items() if place not in _EASY)
    assert hard >= len(names.groups["plain"])
    assert all(len(group) % 2 == 0 for group in names.groups.values())


_EASY = {"plain", "systems"}
