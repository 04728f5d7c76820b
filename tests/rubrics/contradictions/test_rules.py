"""The rules as data: complete, unique, asked about by questions that exist, and quiet on a sound
document."""

import string

import pytest

from agent.questions.bank import load_bank
from rubrics import causal, contradictions
from rubrics.contradictions.rules import load

PACKAGES = (("rubrics.contradictions", contradictions.CHECKS), ("rubrics.causal", causal.CHECKS))
RULES = [rule for package, _ in PACKAGES for rule in load(package)]


def test_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("package", "checks"), PACKAGES)
def test_every_rule_has_its_check_and_every_check_its_rule(package, checks):
    assert [rule.check for rule in load(package)] == list(checks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_question_that_mends_it_is_in_the_bank(rule):
    assert load_bank().find(rule.question) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_message_names_the_facts_it_found(rule):
    names = [name for _, name, _, _ in string.Formatter().parse(rule.message) if name]
    assert names
    assert rule.message.rstrip().endswith((".", "}"))


def test_the_causal_rules_are_ten():
    assert [rule.id for rule in load("rubrics.causal")] == [f"R{n}" for n in range(1, 11)]


def test_a_sound_document_has_no_contradictions(story):
    assert [finding.rule for finding in story.findings() if finding.severity != "info"] == []


def test_every_finding_has_a_place_a_group_and_a_question(story):
    story.change("meta", severity="sev1").change("actions.A1", owner="the team")
    for finding in story.findings():
        assert finding.field
        assert finding.group in set("TICAD")
        assert finding.question
        assert "{" not in finding.message
