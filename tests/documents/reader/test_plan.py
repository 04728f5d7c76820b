"""Every listed action comes out as one action, with its words, its owner and its day."""

from datetime import date

import pytest

from agent.documents.reader import read
from agent.postmortem.record import Postmortem

HEAD = "# Outage of the key store\n\n**Date**: 2031-05-01\n\n## Action items\n\n"


def document(listed: str, head: str = HEAD) -> Postmortem:
    return read(head + listed, source="page.md").document


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("- Rotate the keys by 9 May (Owner: Ana Ruiz)", "Ana Ruiz", date(2031, 5, 9)),
        ("- Ana to rotate the keys by 2031-05-09, read back by the desk.", "Ana", date(2031, 5, 9)),
        ("- [ ] Rotate the keys (Owner: Ana, Due: 15 March 2032)", "Ana", date(2032, 3, 15)),
        ("1. Rotate the keys - Alice, 12 May", "Alice", date(2031, 5, 12)),
        ("* Alice to rotate the keys within 30 days", "Alice", date(2031, 5, 31)),
        ("- Storage team will rotate the keys in two weeks", "Storage team", date(2031, 5, 15)),
        ("- Alice: rotate the keys by the end of Q2", "Alice", date(2031, 6, 30)),
        ("- **Owner:** Ana Ruiz. Rotate the keys by mid-June", "Ana Ruiz", date(2031, 6, 30)),
        ("- Rotate the keys. **Owner:** Ana **Due:** 12 May 2031", "Ana", date(2031, 5, 12)),
        ("- Rotate the keys (assigned to Alice, EOM)", "Alice", date(2031, 5, 31)),
        ("- @ana-r to rotate the keys immediately", "ana-r", date(2031, 5, 1)),
        ("- Rotate the keys next Friday ([#12](https://e.org/a/b/issues/12))", "", date(2031, 5, 2)),
        ("| Action | Owner | Due |\n|---|---|---|\n| Rotate the keys | Ana | EOM |", "Ana",
         date(2031, 5, 31)),
    ],
)  # fmt: skip
def test_owner_and_due_day_are_read_wherever_they_stand(line: str, owner: str, due: date) -> None:
    found = document(line)
    (action,) = found.actions
    names = {person.id: person.display for person in found.people}
    assert (names.get(action.owner, ""), action.due) == (owner, due)
    assert "otate the keys" in action.text


@pytest.mark.parametrize(
    "line",
    [
        "- `rotate-keys` has to run each night",
        "- Impact on users: show a banner while keys rotate",
        "- Owner column of the sheet should list the deputy",
        "- None of the keys may be older than 90 days",
        "- 14:00 job: move it to 02:00",
        "- Nothing may pass the gate without a test run",
        "- No more shared keys on laptops",
        "- \"Rotate\" button in the console needs a confirmation",
        "- Fix the stuck pull requests in [the tool](https://example.org/a/b/pull/12)",
    ],
)  # fmt: skip
def test_an_action_may_begin_with_anything(line: str) -> None:
    (action,) = document(line).actions
    plain = line.removeprefix("- ").replace(
        "[the tool](https://example.org/a/b/pull/12)", "the tool"
    )
    assert action.text == plain


def test_a_time_that_is_no_day_stays_in_the_words() -> None:
    for line in ("- Rotate the keys (Owner: Ana, Due: sprint 24)", "- Rotate the keys by 9 May"):
        (action,) = document(line, "# Outage\n\n## Action items\n\n").actions
        assert action.due is None
        assert action.text.endswith(("sprint 24)", "by 9 May"))
    table = "| Action | Due |\n|---|---|\n| Rotate the keys | Sprint 24 |"
    assert document(table).actions[0].text == "Rotate the keys (due: Sprint 24)"


def test_a_day_that_has_passed_or_hangs_on_a_case_is_no_due_day() -> None:
    for line in ("- Repeat the copy of 3 April on db-2", "- If it fails, restore it within 2 days"):
        assert document(line).actions[0].due is None


def test_a_role_or_a_team_is_no_single_person() -> None:
    found = document("- Release manager to keep a list\n- SRE team to rotate the keys\n")
    assert {person.kind for person in found.people} == {"group"}


def test_a_tag_in_brackets_is_no_owner() -> None:
    (action,) = document("- [Monitoring] Alert when a key is old").actions
    assert (action.owner, action.text) == ("", "[Monitoring] Alert when a key is old")


def test_a_pipe_in_code_is_no_border_of_cells() -> None:
    (action,) = document("- Count lines with `grep x | wc -l` each night").actions
    assert action.text == "Count lines with `grep x | wc -l` each night"
