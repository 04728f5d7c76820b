import pytest

from agent.coach.privacy.placeholders import Placeholders


@pytest.fixture
def given():
    placeholders = Placeholders()
    placeholders.name("person", "Mara Lind")
    placeholders.name("person", "Mara", "Mara Lind")
    placeholders.name("secret", "hunter2")
    return placeholders


def test_the_same_value_has_the_same_placeholder_and_another_one_another(given):
    assert given.name("person", "Mara Lind") == "[PERSON_1]"
    assert given.name("person", "Igor") == "[PERSON_2]"


def test_another_spelling_of_a_person_shares_the_number(given):
    assert given.name("person", "Mara", "Mara Lind") == "[PERSON_1B]"
    assert given.name("person", "M. Lind", "Mara Lind") == "[PERSON_1C]"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[PERSON_1]", "Mara Lind"),
        ("[person_1]", "Mara Lind"),
        ("PERSON_1", "Mara Lind"),
        ("Person_1's", "Mara Lind's"),
        ("[PERSON_1]'s", "Mara Lind's"),
        ("[PERSON_1’s]", "Mara Lind’s"),
        ("[PERSON 1]", "Mara Lind"),
        ("[Person-1]", "Mara Lind"),
        ("<PERSON_1>", "Mara Lind"),
        ("{PERSON_1}", "Mara Lind"),
        ("(PERSON_1)", "(Mara Lind)"),
        ("**[PERSON_1]**", "**Mara Lind**"),
        (r"PERSON\_1", "Mara Lind"),
        ("[PERSON_01]", "Mara Lind"),
        ("[PERSON_1B]", "Mara"),
        ("[PERSON_1", "Mara Lind"),
    ],
)
def test_a_placeholder_that_the_model_changed_is_read_all_the_same(given, written, meant):
    restored = given.restore(f"Then {written} waited.")
    assert restored.text == f"Then {meant} waited."
    assert not restored.unknown


@pytest.mark.parametrize("written", ["[PERSON_2]", "EMAIL_1", "[PERSON_1D]", "[customer 3]"])
def test_a_placeholder_that_was_never_given_out_is_reported(given, written):
    assert given.restore(f"It was {written}.").unknown == (written,)


@pytest.mark.parametrize("plain", ["person 1", "PERSON 1", "personas_1", "[note 1]", "ip-1", "IP"])
def test_ordinary_words_are_no_placeholders(given, plain):
    assert given.restore(plain).text == plain
    assert not given.restore(plain).unknown


def test_a_secret_never_comes_back_and_is_reported(given):
    restored = given.restore("It was [SECRET_1] and secret_1.")
    assert "hunter2" not in restored.text
    assert restored.secrets == ("[SECRET_1]",)
    assert not restored.unknown


def test_no_repr_shows_a_value(given):
    assert "Mara" not in repr(given)
    assert "hunter2" not in repr(given)
