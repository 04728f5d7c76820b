"""Every rule can be told about, whichever file describes it."""

from rubrics.contradictions.rules import load
from rubrics.language.rules import action_rules, blame_rules, word_rules
from rubrics.rulebook import about, rulebook


def test_every_rule_has_a_name_a_reason_and_a_remedy():
    for rule, told in rulebook().items():
        assert told.id == rule
        assert all((told.name, told.ask, told.why, told.source))


def test_no_two_files_describe_the_same_rule():
    files = (blame_rules(), word_rules(), action_rules())
    ids = [rule.id for file in files for rule in file.rules]
    ids += [rule.id for name in ("contradictions", "causal") for rule in load(f"rubrics.{name}")]
    assert len(ids) == len(set(ids))
    assert set(ids) < set(rulebook())


def test_a_rule_that_no_file_describes_goes_by_its_id():
    assert about("QQ99").name == "Rule QQ99"
