"""Who does an action, by the place in its sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.doer_kinds import doer_kind, names_a_doer
from rubrics.doers import doer


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Alice to rotate the keys", "Alice", "person"),
        ("Olena will rotate the keys", "Olena", "person"),
        ("Storage team will rotate the keys", "Storage team", "team"),
        ("The release manager keeps a list of keys", "release manager", "role"),
        ("Admins should read the key policy", "Admins", "role"),
        ("Accounting calls the supplier back", "Accounting", "team"),
        ("Platform team: rotate the keys", "Platform team", "team"),
        ("Alice, 9 May: rotate the keys", "Alice", "person"),
        ("Rotate the keys (owner: kvk)", "kvk", "person"),
        ("Rotate the keys, assigned to Alice", "Alice", "person"),
        ("Rotate the keys @ana-r", "@ana-r", "person"),
        ("Rotate the keys - Alice, 12 May", "Alice", "person"),
        ("Rotate the keys by 9 May; data team, sprint 24", "data team", "team"),
        ("Rotate the keys in the window of 6 April (facilities, J. Brandt)", "facilities", "team"),
        ("Rotate the keys; head of security to confirm", "head of security", "role"),
        ("Monthly check of the keys by the shift lead", "shift lead", "role"),
    ],
)
def test_a_doer_is_found_where_a_doer_stands(text: str, name: str, kind: str):
    found = doer(text)
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    "text",
    [
        "We should rotate the keys",
        "The team should rotate the keys",
        "Someone needs to rotate the keys",
        "Nobody to use the old key",
        "Remind all staff of the key policy",
        "Agree with the auditors on which keys count",
        "Drivers need to be told about the keys",
        "Ability to rotate the keys from the console",
        "The key service should refuse old keys",
        "Prometheus will keep the series for 90 days",
        "Add an alert for storage, networking and billing",
        "Improve the connection pool management: it is slow",
        "Publish the list at ops@example.com",
        "Require a review by the security team",
        "Rotate the keys (Owner: TBD)",
        "This leads to a slow start of the job",
    ],
)
def test_things_everybody_and_objects_are_no_doers(text: str):
    assert doer(text) is None


def test_the_verb_is_found_behind_the_doer():
    text = "Storage team will rotate the keys"
    found = doer(text)
    assert found is not None
    assert text[found.verb_at :] == "rotate the keys"


@pytest.mark.parametrize("owner", ["everyone", "the team", "TBD", "all engineers", "-", ""])
def test_an_owner_may_name_nobody(owner: str):
    assert not names_a_doer(owner)


@pytest.mark.parametrize("owner", ["kvk", "Alice", "@ana-r", "IT", "Ana & Bo", "payments squad"])
def test_an_owner_is_anybody_else(owner: str):
    assert names_a_doer(owner)


def test_a_name_may_hold_a_word_for_a_role():
    assert doer_kind("Anna Pilot") == "person"
    assert doer_kind("pilot") == "role"


@given(st.text(max_size=300))
def test_any_text_is_read_and_the_doer_stands_in_it(text: str):
    found = doer(text)
    assert found is None or (found.name in text and found.verb_at <= len(text))
