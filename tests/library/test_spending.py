from datetime import UTC, datetime

import pytest

from agent.errors import InputError
from agent.library.records import Records
from agent.library.rows import Spent
from agent.postmortem.record import Meta, Postmortem

NOW = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
ONE, TWO = "PM-2026-001", "PM-2026-002"


@pytest.fixture
def records(tmp_path):
    records = Records.open(tmp_path)
    for pm_id in (ONE, TWO):
        records.create(Postmortem(meta=Meta(id=pm_id, created_at=NOW)), NOW)
    yield records
    records.close()


def test_a_session_starts_with_nothing_spent(records):
    assert records.spent(ONE) == {}


def test_what_is_spent_adds_up_by_session_and_by_model_and_is_on_disk(records, tmp_path):
    records.add_spent(ONE, "claude-a", Spent(fresh=10, out=3))
    records.add_spent(ONE, "claude-a", Spent(fresh=5, cached=2, stored=1))
    records.add_spent(ONE, "claude-b", Spent(out=7))
    again = Records.open(tmp_path)
    assert again.spent(ONE) == {"claude-a": Spent(15, 2, 1, 3), "claude-b": Spent(0, 0, 0, 7)}
    assert again.spent(TWO) == {}
    again.close()


def test_spending_goes_with_its_document(records):
    records.add_spent(ONE, "claude-a", Spent(fresh=1))
    records.purge(ONE, None, NOW)
    with records.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM spending").fetchone() == (0,)


def test_there_is_no_spending_for_what_is_not_there(records):
    with pytest.raises(InputError):
        records.spent("PM-2026-009")
    with pytest.raises(InputError):
        records.add_spent("PM-2026-009", "claude-a", Spent(fresh=1))
