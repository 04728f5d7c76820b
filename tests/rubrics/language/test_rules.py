"""Every rule of every file flags its flags, leaves its near misses alone, and is found once."""

import pytest

from rubrics.language import action_rule, blame_level, blame_rule, missing_parts, scan, scan_action
from rubrics.language.rules import (
    ActionRule,
    BlameRule,
    Rule,
    WordRule,
    action_rules,
    blame_rules,
    compiled,
    word_rules,
)

pytestmark = pytest.mark.usefixtures("rules_alone")

RULES: tuple[Rule, ...] = (
    *blame_rules().rules,
    *word_rules().rules,
    *action_rules().rules,
)
PEOPLE = ("Nadia Berg", "Otto", "Igor", "Marta", "Hanna", "Ruth", "Stefan", "Ivan", "Priya")


def found(rule: Rule, text: str) -> set[str]:
    findings = scan_action(text) if isinstance(rule, ActionRule) else scan(text, people=PEOPLE)
    return {finding.rule for finding in findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_flags_its_examples(rule: Rule):
    for text in rule.flags:
        assert rule.id in found(rule, text), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule):
    for text in rule.passes:
        assert rule.id not in found(rule, text), text


@pytest.mark.parametrize("rule", blame_rules().rules, ids=lambda rule: rule.id)
def test_a_near_miss_of_a_blame_rule_is_no_blame_at_all(rule: BlameRule):
    for text in rule.passes:
        assert scan(text, people=PEOPLE, only=frozenset({"blame"})) == (), text


def test_ids_are_unique_over_all_files():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_every_rule_of_the_method_is_there():
    ids = {rule.id for rule in RULES}
    assert {f"BP{number:02}" for number in range(1, 33)} <= ids
    assert {f"VA{number:02}" for number in range(1, 16)} <= ids


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_pattern_compiles_and_matches_nothing_in_nothing(rule: Rule):
    for pattern in (*rule.patterns, *rule.unless):
        assert "{" not in pattern or compiled(pattern) is not None
        assert compiled(pattern).search("") is None or isinstance(rule, ActionRule)


def test_no_question_of_a_rule_asks_for_a_name_or_for_reasons_of_a_person():
    for rule in RULES:
        assert isinstance(rule, BlameRule | WordRule | ActionRule)
        asked = rule.ask.lower()
        assert not asked.startswith(("who ", "why did", "why didn't", "was ", "is it", "did "))


def test_levels_and_missing_parts_are_told_by_rule():
    assert blame_level("BP01") == "B3"
    assert blame_level("BP05") == "B2"
    assert blame_level("BP33") == "B1"
    assert missing_parts("VA01") == ("S", "M")
    assert missing_parts("BP01") == ()
    with pytest.raises(KeyError):
        blame_level("VA01")
    with pytest.raises(KeyError):
        action_rule("BP01")
    assert blame_rule("BP17").strategy == "EXIT"
