import pytest

from evals.rewrites import new_words


@pytest.mark.parametrize(
    ("text", "rewrite", "new"),
    [
        ("They forgot to add a timeout.", "No timeout was added.", ()),
        ("He closed 30 tickets.", "30 tickets were closed.", ()),
        ("He closed 30 tickets.", "31 tickets were closed.", ("31",)),
        ("He closed the valve.", "The valve was closed by the pump.", ("pump",)),
    ],
)
def test_a_rewrite_is_held_to_the_words_of_its_source(text, rewrite, new):
    assert new_words(text, rewrite) == new
