"""The trained part finds what no pattern fits, says why, and is missed by nobody when it is gone."""

import os
import subprocess
import sys

import pytest

from rubrics.language import blame_level, blame_rule, scan
from rubrics.language.opinions import (
    Opinion,
    opinions,
    second_opinions,
    trained_part,
)
from rubrics.language.rules import TrainedRule, trained_rules
from rubrics.language.shadow import Shadow

BLAME = frozenset({"blame"})
RULES = trained_rules().rules
WENT_WELL = "While the crew was able to restart the pump, the yard waved it through."
MISSED_BY_RULES = "The dispatcher paid no attention to the second call."


def found(text: str, field: str = "") -> set[str]:
    return {finding.rule for finding in scan(text, field=field, only=BLAME)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_kind_of_blame_has_an_example_that_is_found(rule: TrainedRule):
    assert all(rule.id in found(text) for text in rule.flags)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_kind_of_blame_has_a_near_miss_that_is_left_alone(rule: TrainedRule):
    assert not any(found(text) for text in rule.passes)


def test_a_finding_has_its_place_its_reason_and_its_question():
    text = f"The pager rang at 04:10. {MISSED_BY_RULES} It ended at five."
    (finding,) = scan(text, only=BLAME)
    assert text[finding.start : finding.end] == finding.text == MISSED_BY_RULES.rstrip(".")
    assert finding.severity == "warning"
    assert finding.message.startswith(blame_rule(finding.rule).name)
    assert finding.suggestion.endswith("?")
    assert blame_level(finding.rule) == "B2"


def test_a_sentence_in_which_a_rule_warns_is_told_once():
    assert found("The dispatcher failed to notice the second call.") == {"BP05"}


def test_a_passive_is_blame_only_with_somebody_or_a_want_of_care_in_it():
    assert found("The label was not checked.") == set()
    assert found("The drill was treated as a formality.") == set()
    assert found("The test was waved through by the reviewers without a look.") == {"BT08"}


@pytest.mark.parametrize(
    "text",
    [
        "Through these diligent efforts the depot stopped the thieves.",  # what went well
        "The misunderstanding was exacerbated by a test in which checks had been disabled.",
        "The jam was exacerbated by poor signal and old cables.",
        "The change was reviewed twice, with comments that show attention to detail.",
        "More weight stood on the left side, causing the ship to lean naturally.",
        "Flakiness of the scale due to insufficient warming contributed to the problem.",
        "Have a short round of gut feelings at the start of the call.",
    ],
)
def test_a_score_alone_is_no_blame_where_nobody_is_told_of_or_a_thing_is_told_plainly(text: str):
    assert opinions([text])[0].score > trained_rules().blames_from
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The pontoon had been moved on Sunday without the harbour desk being told.",
        "The night nurses were not warned of the wet floor.",
        "The auditors had been promised a way back, and it was left unbuilt.",
    ],
)
def test_a_passive_in_which_nobody_acts_is_left_alone(text: str):
    assert found(text) == set()


def test_what_careless_people_caused_is_blame_still():
    assert found("The jam was exacerbated by the crew's total indifference.") != set()
    assert found("The delay was caused by people who read no mail.") != set()


def test_the_words_of_a_finding_are_those_of_the_clause_that_blames():
    text = "The pager rang at 04:10, the operator could not be bothered to look."
    (finding,) = scan(text, only=BLAME)
    assert finding.text == "the operator could not be bothered to look"


def test_what_is_to_be_done_is_not_read_as_what_was_done():
    assert found(MISSED_BY_RULES, field="actions.A1.text") == set()


def test_quotations_and_code_are_left_alone():
    assert found(f'"{MISSED_BY_RULES}"') == set()
    assert found(f"```\n{MISSED_BY_RULES}\n```") == set()


def test_every_kind_has_words():
    kinds = {rule.kind for rule in RULES} | set(trained_rules().innocent)
    assert len(kinds) == 29


def test_opinions_are_the_same_alone_and_together():
    texts = [MISSED_BY_RULES, "The pump stopped at 04:12.", "We waved it through."]
    assert opinions(texts) == tuple(opinions([text])[0] for text in texts)


def read_again(*texts: str, blames_from: float = 1.75) -> tuple[Opinion, ...]:
    return second_opinions([(text, text) for text in texts], blames_from)


def test_second_opinions_are_the_same_alone_and_together():
    texts = [MISSED_BY_RULES, "The pump stopped at 04:12.", "We waved it through."]
    together = read_again(*texts)
    assert together == tuple(read_again(text)[0] for text in texts)
    assert together[0] != opinions(texts)[0]
    assert together[1] == opinions(texts)[1]


def test_the_stronger_a_sign_must_be_the_fewer_sentences_are_read_again():
    doubtful = "The crew was asked and waved it through."
    (first,) = opinions([doubtful])
    assert trained_rules().again_from(1.75) <= first.score < trained_rules().again_from(4.0)
    assert read_again(doubtful, blames_from=4.0) == (first,)
    assert read_again(doubtful) != (first,)


def test_a_sentence_that_cannot_blame_is_not_read_again():
    assert read_again(WENT_WELL) == opinions([WENT_WELL])
    assert opinions([WENT_WELL])[0].score >= trained_rules().again_from(1.75)


def test_without_the_encoder_the_network_works_on_by_itself(monkeypatch, tmp_path):
    reader = trained_part()
    assert reader is not None
    assert reader.whole
    monkeypatch.setattr(reader, "_encoder", None)
    damaged = tmp_path / "file"
    damaged.write_bytes(b"damaged")
    monkeypatch.setattr(reader, "_encoder_file", damaged)
    assert [one.score for one in reader.again([MISSED_BY_RULES])] == [
        one.score for one in reader([MISSED_BY_RULES])
    ]
    assert not reader.whole


def test_sentences_are_told_apart_without_their_blanks():
    text = "One two.  Three four?\n\n- Five `six`.\n"
    shadow = Shadow(text)
    assert [text[start:end] for start, end in shadow.sentences] == [
        "One two.",
        "Three four?",
        "- Five `six`.",
    ]


def test_without_the_trained_part_the_rules_work_on():
    script = (
        "from rubrics.language import scan\n"
        f"print([f.rule for f in scan({MISSED_BY_RULES!r} + ' Dana was careless.')])"
    )
    environ = {**os.environ, "UNBLAME_RULES_ONLY": "1"}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "['BP03']"
