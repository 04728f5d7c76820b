"""Mockery goes where a literal fact is left; where nothing else is said, a question is asked."""

import pytest

from agent.coach.rewriting.mockery import literally
from agent.coach.rewriting.search import neutral_version

TOLD = {
    "Great job, everyone who approved this change without reading it.": "This change was approved; it had not been read.",
    "Bravo to whoever merged this branch on a Friday.": "This branch was merged on a Friday.",
    "The list was complete; shame nobody opened the list.": "The list was complete; the list was not opened.",
    "Surprise, surprise: the backup was never tested.": "The backup was never tested.",
    "Funny how nobody mentioned the limit of 100 requests.": "The limit of 100 requests was not mentioned.",
    "As usual, the vendor did not tell us about the change.": "We were not told about the change.",
    "The vendor, as always, changed the API without notice.": "The API was changed without notice.",
    "Nobody told support about the move, as ever.": "Support was not told about the move.",
    "The vendor changed the API without notice, which is typical of them.": "The API was changed without notice.",
    "The team skipped the dry run, because of course they did.": "The dry run was skipped.",
    "The vendor changed the labels on 2 May, which is nothing short of reckless.": "The labels were changed on 2 May.",
    "The DBA dropped the replica, an elementary blunder that cost the desk 40 minutes.": "The replica was dropped, which cost the desk 40 minutes.",
}
KEPT = [
    "Great job, everyone.",
    "Well done, team.",
    "Thanks to a quick fix the site was back at 10:00.",
    "Bravo, what a night.",
    "Apparently the disk was full.",
    "Once again the disk was full.",
    "The alarm is as usual a siren.",
]


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_what_is_left_without_the_mockery_is_told(source: str, expected: str):
    version = neutral_version(source, lambda words: words != source)
    assert version is not None
    assert version.text == expected


@pytest.mark.parametrize("source", KEPT)
def test_what_is_no_mockery_or_nothing_else_stays(source: str):
    assert literally(source) == source
