from datetime import UTC, datetime

import pytest

from agent.errors import InputError
from agent.library.records import Records
from agent.postmortem.record import Meta, Postmortem

NOW = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)


@pytest.fixture
def records(tmp_path):
    records = Records.open(tmp_path)
    for number in (1, 2):
        records.create(Postmortem(meta=Meta(id=f"PM-2026-00{number}", created_at=NOW)), NOW)
    yield records
    records.close()


def test_a_session_starts_without_consent(records):
    assert not records.consented("PM-2026-001")


def test_consent_holds_for_its_own_session_and_can_be_withdrawn(records):
    for _ in range(2):
        records.give_consent("PM-2026-001", NOW)
    assert records.consented("PM-2026-001")
    assert not records.consented("PM-2026-002")
    for _ in range(2):
        records.withdraw_consent("PM-2026-001")
    assert not records.consented("PM-2026-001")


def test_consent_is_kept_on_disk(records, tmp_path):
    records.give_consent("PM-2026-001", NOW)
    again = Records.open(tmp_path)
    assert again.consented("PM-2026-001")
    again.close()


def test_consent_goes_with_its_document(records):
    records.give_consent("PM-2026-001", NOW)
    records.purge("PM-2026-001", None, NOW)
    with records.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM consents").fetchone() == (0,)


def test_there_is_no_consent_for_what_is_not_there(records):
    for ask in (records.consented, records.withdraw_consent):
        with pytest.raises(InputError):
            ask("PM-2026-009")
    with pytest.raises(InputError):
        records.give_consent("PM-2026-009", NOW)
