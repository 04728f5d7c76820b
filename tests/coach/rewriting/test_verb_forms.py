"""Forms of verbs: participles by rule and by list, and how a form is read back."""

import pytest

from agent.coach.rewriting.lexicon import lexicon

PARTICIPLES = {
    "take": "taken",
    "catch": "caught",
    "stop": "stopped",
    "tag": "tagged",
    "debug": "debugged",
    "copy": "copied",
    "deploy": "deployed",
    "fix": "fixed",
    "check": "checked",
    "configure": "configured",
    "monitor": "monitored",
    "submit": "submitted",
    "edit": "edited",
    "reboot": "rebooted",
    "double-check": "double-checked",
    "overwrite": "overwritten",
    "read": "read",
    "plan": "planned",
    "review": "reviewed",
}
ING = {
    "leaving": "left",
    "freeing": "freed",
    "deploying": "deployed",
    "stopping": "stopped",
    "copying": "copied",
}


@pytest.mark.parametrize(("base", "participle"), PARTICIPLES.items())
def test_a_base_gives_its_participle(base: str, participle: str):
    assert lexicon().participle(base) == participle


@pytest.mark.parametrize(("base", "participle"), PARTICIPLES.items())
def test_a_participle_is_read_back(base: str, participle: str):
    verb = lexicon().of_past(participle)
    assert verb is not None
    assert verb.participle == participle
    assert base in verb.bases


@pytest.mark.parametrize(("form", "participle"), ING.items())
def test_an_ing_form_gives_its_participle(form: str, participle: str):
    verb = lexicon().of_ing(form)
    assert verb is not None
    assert verb.participle == participle


@pytest.mark.parametrize("word", ["need", "speed", "string", "nothing", "index", "red", ""])
def test_a_word_that_only_looks_like_a_form_is_none(word: str):
    assert lexicon().of_past(word) is None
    assert lexicon().of_ing(word) is None
