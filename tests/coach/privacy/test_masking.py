import re

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from agent.coach.privacy import Masking
from agent.coach.privacy.lexicon import fold
from agent.coach.privacy.lists import words
from agent.hygiene import clean
from agent.postmortem.people import Person
from agent.postmortem.record import Meta, Postmortem

WORDS = st.sampled_from(
    [
        *(
            "Mara Lind",
            "Mara",
            "mara",
            "Oluwaseun Adeyemi",
            "Dr. Green",
            "@mlind",
            "Igor's",
            "Will",
        ),
        *("mara@acme.example", "10.1.2.3", "ip-10-1-2-3", "2001:db8::1:5", "+44 20 7946 0958"),
        *(
            "customer Acme Corp",
            "db.acme.example",
            "acme-prod",
            "Jenkins",
            "Travis",
            "said",
            "restarted",
        ),
        *(
            "[PERSON_1]",
            "[person_1]",
            "PERSON_1B",
            "email_2",
            "<IP_1>",
            "[LITERAL_1]",
            "[SECRET_9]",
        ),
        *("\n", "- ", "| ", ": ", "10:02 ", "Owner: ", "«", "é", "…", "\u200b", "\r\n", "_1", "s"),
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=14).map(" ".join)
slow = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def no_secrets(masked):
    return all(one.kind != "secret" for one in masked.taken)


@slow
@given(TEXTS)
def test_what_was_masked_comes_back_as_it_was(text):
    masking = Masking(["Mara Lind"])
    masked = masking.mask(text)
    assume(no_secrets(masked))
    restored = masking.restore(masked.text)
    assert restored.text == clean(text)
    assert not restored.unknown


@slow
@given(TEXTS, TEXTS)
def test_texts_of_one_session_come_back_each_as_it_was(first, second):
    masking = Masking()
    masked = [masking.mask(text) for text in (first, second)]
    assume(all(map(no_secrets, masked)))
    for text, one in zip((first, second), masked, strict=True):
        assert masking.restore(one.text).text == clean(text)


@slow
@given(TEXTS)
def test_masking_what_is_masked_changes_nothing(text):
    masking = Masking()
    once = masking.mask(text).text
    again = masking.mask(once)
    assert again.text == once
    assert not again.taken


@slow
@given(TEXTS)
@example("Mara Lind Will . Will Will")
def test_no_value_that_was_taken_out_is_left(text):
    masked = Masking(["Mara Lind"]).mask(text)
    bare = re.sub(r"\[[A-Z]+_\d+[A-Z]?\]", "\x00", masked.text)
    for one in masked.taken:
        # "Will" may open a question: there it is nobody's name
        opener = r"(?<![.!?] )(?<!^)" if fold(one.value) in words("openers") else ""
        left = rf"{opener}(?<![^\W_]){re.escape(one.value)}(?![^\W_])"
        assert not one.value or not re.search(left, bare), one.value


@slow
@given(TEXTS)
def test_the_same_text_is_masked_the_same_in_every_session(text):
    assert Masking(["Mara Lind"]).mask(text) == Masking(["Mara Lind"]).mask(text)


def test_a_value_has_one_placeholder_in_all_calls_of_a_session():
    masking = Masking()
    first = masking.mask("Priya Raman restarted it from 10.1.2.3.").text
    second = masking.mask("From 10.1.2.3, Priya Raman looked again; Priya agreed.").text
    assert first == "[PERSON_1] restarted it from [IP_1]."
    assert second == "From [IP_1], [PERSON_1] looked again; [PERSON_1B] agreed."


def test_a_secret_met_once_is_removed_wherever_it_stands_again():
    masking = Masking()
    masking.mask("password=blue42sky")
    assert masking.mask("Then blue42sky was in the log of x-blue42sky.").text == (
        "Then [SECRET_1] was in the log of x-[SECRET_1]."
    )


def test_a_placeholder_in_the_source_is_not_taken_for_one_of_ours():
    masking = Masking(["Mara Lind"])
    masked = masking.mask("[PERSON_1] is to blame, says the log of Mara Lind.")
    assert "[LITERAL_1] is to blame" in masked.text
    assert masking.restore(masked.text).text.startswith("[PERSON_1] is to blame")


def test_invisible_characters_split_no_name_and_no_secret():
    masked = Masking().mask("Pri\u200bya Raman set password=blue\u200b42sky").text
    assert masked == "[PERSON_1] set password=[SECRET_1]"


def test_the_people_of_the_document_are_known_by_every_name_but_groups_stay():
    document = Postmortem(
        meta=Meta(id="PM-2026-001"),
        people=(
            Person(id="P1", display="Quill Brevoort", aliases=("qbr", "Brev")),
            Person(id="P2", display="Storage", kind="group"),
        ),
    )
    masked = Masking.of(document).mask("qbr told Storage that Brev, Quill and Quill Brevoort left.")
    assert masked.text == (
        "[PERSON_1B] told Storage that [PERSON_1C], [PERSON_1D] and [PERSON_1] left."
    )


def test_people_who_join_later_are_known_and_no_placeholder_changes():
    masking = Masking()
    assert masking.mask("Priya Raman left.").text == "[PERSON_1] left."
    joined = Person(id="P1", display="Quill Brevoort")
    masking.know(Postmortem(meta=Meta(id="PM-2026-001"), people=(joined,)))
    assert masking.mask("Priya Raman and Quill left.").text == "[PERSON_1] and [PERSON_2B] left."


def test_who_was_not_known_before_is_hidden_in_the_same_text_later():
    masking = Masking()
    texts = ["the shift of quilty was long", "the shift of quilty and Priya Raman was long"]
    before = [masking.mask(text).text for text in texts]
    assert all("quilty" in text for text in before)
    joined = Person(id="P1", display="Quilty Brevoort", aliases=("quilty",))
    masking.know(Postmortem(meta=Meta(id="PM-2026-001"), people=(joined,)))
    for text in (*texts, *before):
        assert "quilty" not in masking.mask(text).text
    assert masking.restore(masking.mask(before[1]).text).text == texts[1]


def test_a_system_that_the_house_names_stays():
    text = "Rosalind said that the batch is late."
    assert Masking().mask(text).text != text
    assert Masking(systems=["Rosalind"]).mask(text).text == text


def test_a_customer_is_hidden_in_hosts_and_slugs_too():
    masked = Masking().mask("For Zanzibar Foods Ltd the host db.zanzibar.example failed.").text
    assert "anzibar" not in masked
    assert masked.endswith("db.[CUSTOMER_1B].example failed.")


def test_what_was_taken_out_is_counted_and_secrets_have_no_value():
    masked = Masking().mask("Priya Raman, Priya Raman: token=a8f7e6d5c4b3")
    told = {one.kind: (one.value, one.count) for one in masked.taken}
    assert told == {"person": ("Priya Raman", 2), "secret": ("", 1)}


def test_no_repr_shows_a_value():
    masking = Masking(["Mara Lind"])
    masked = masking.mask("Mara Lind: token=a8f7e6d5c4b3")
    for shown in (repr(masking), repr(masked), repr(masked.taken)):
        assert "Mara" not in shown
        assert "a8f7" not in shown


@pytest.mark.parametrize("text", ["", " ", "\n", "[", "@", "password=", "://:@"])
def test_a_text_with_nothing_in_it_is_returned(text):
    assert Masking().mask(text).text == text


def test_nothing_of_a_text_is_logged(caplog, capfd):
    caplog.set_level(0)
    Masking(["Mara Lind"]).mask("Mara Lind: token=a8f7e6d5c4b3 from 10.1.2.3")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
