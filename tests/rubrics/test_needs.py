"""What a pattern needs is never more than what it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.deadlines import deadline_rules
from rubrics.language.rules import action_rules, blame_rules, compiled, word_rules
from rubrics.measured import measure_rules
from rubrics.needs import Held, Piece, needs

_WORDING = (*blame_rules().rules, *word_rules().rules, *action_rules().rules)
_PATTERNS = [pattern for rule in _WORDING for pattern in rule.patterns]
_HELD = Held(_PATTERNS, blame_rules().macros)
_WORDS = sorted(
    {word for rule in _WORDING for text in (*rule.flags, *rule.passes) for word in text.split()}
    | {"\u1681\u1681", "\u1683\u1683\u1683", "\u1684", "\u1685", "\u1686", "\u1687\u1687"}
    | {"\u017fhould", "SHOULD", "\u212aNOW", "M\u0130stake", "m\u0131stake", "didn't"}
)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bbuilds?\b", [{"|build"}]),
        (r"\bme\b", [{"|me|"}]),
        (r"\b(?:red|green) door", [{"|red|", "|green|"}, {"|door"}]),
        (r"\b(?:red|green)s door", [{"|red", "|green"}, {"s|"}, {"|door"}]),
        (r"(?:red|\w+) door", [{"|door"}]),
        (r"\b(?:very )?late$", [{"|late|"}]),
        (r"\b(?:very)?late", [{"late"}]),
        (r"(?:very ){2}late", [{"very|"}, {"|late"}]),
        (r"\b(?:ha)+ ", [{"|ha"}]),
        (r"late(?! again)", [{"late"}]),
        (r"^\W*(?!x)late", [{"|late"}]),
        (r"late\s*now", [{"late"}, {"now"}]),
        (r"'cause of", [{"'cause|"}, {"|of"}]),
        (r"[ab]c*d", [{"d"}]),
        (r"(?P<name>one)\s+(two)", [{"one|"}, {"|two"}]),
        (r"\d+|late", []),
        (r"caf\u00e9", [{"caf"}]),
        (r"\bextraordinary\b", [{"|extraord"}]),
    ],
)
def test_a_pattern_needs_the_words_that_every_match_holds(
    pattern: str, needed: list[set[str]]
) -> None:
    assert [{_shown(piece) for piece in need} for need in needs(pattern, {})] == needed


def _shown(piece: Piece) -> str:
    letters, begins, ends = piece
    return f"{'|' * begins}{letters}{'|' * ends}"


@given(
    st.lists(st.sampled_from(["on", "me", "on-me", "_on", "onward", "some", "(me)", "'on"])),
    st.sampled_from([r"\bon\b", r"\bme\b", r"\bon me\b", r"(?:on|me)\b", r"\b(?:so)?me", r"on"]),
)
def test_a_word_is_needed_where_the_pattern_can_find_it(words: list[str], pattern: str) -> None:
    text = " ".join(words)
    assert re.search(pattern, text) is None or Held([pattern]).likely(text)


def test_a_group_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="can't be read"):
        needs("(?>late)", {})


@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from(["", " ", "-", "\n", "  "]))
def test_a_pattern_that_matches_is_always_likely(words: list[str], between: str) -> None:
    text = between.join(words)
    likely = set(_HELD.likely(text))
    missed = [one for one in _PATTERNS if one not in likely and compiled(one).search(text)]
    assert missed == []


def test_most_patterns_are_spared_on_plain_words() -> None:
    likely = list(_HELD.likely("The disk of the host filled up with old records at noon."))
    assert len(likely) < len(_PATTERNS) / 5


def test_the_examples_of_deadlines_and_measures_need_what_they_hold() -> None:
    rules = (*measure_rules().rules,)
    held = Held([pattern for rule in rules for pattern in rule.patterns])
    texts = [text for rule in (*rules, *deadline_rules().rules) for text in rule.flags]
    for text in texts:
        likely = set(held.likely(text))
        for rule in rules:
            for pattern in rule.patterns:
                assert pattern in likely or not re.search(pattern, text, re.IGNORECASE)
