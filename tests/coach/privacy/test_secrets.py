import pytest

from agent.coach.privacy import Masking
from agent.coach.privacy.formats import formats

CASES = [(one.id, text) for one in formats() for text in one.flags]
NEAR = [(one.id, text) for one in formats() for text in one.passes]


def secrets_in(text):
    return [one for one in Masking().mask(text).taken if one.kind == "secret"]


def test_every_format_has_a_name_of_its_own():
    names = [one.id for one in formats()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "text"), CASES)
def test_a_format_finds_what_it_flags(name, text):
    assert secrets_in(text), name


@pytest.mark.parametrize(("name", "text"), NEAR)
def test_near_misses_of_a_format_stay(name, text):
    assert not secrets_in(text), name


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password=blue42sky", "blue42sky"),
        ("PGPASSWORD=blue42sky psql", "blue42sky"),
        ("  db_password: 'or ange'", "or ange"),
        ('{"dbPassword": "ora\\"nge"}', 'ora\\"nge'),
        ("| admin password | or@nge |", "or@nge"),
        ("**Password:** orange7", "orange7"),
        ("password:\n    orange7", "orange7"),
        ("Server=sql-1;Uid=app;Pwd=orange7;Encrypt=True", "orange7"),
        ("client_secret => 'abcdef123456'", "abcdef123456"),
        ("apiKey: 77aa88bb99cc", "77aa88bb99cc"),
        ("The root password was orange7, on both hosts.", "orange7"),
        ("The password is orange.", "orange"),
        ("password for the old console is “orange”", "orange"),
        ("The card 4111 1111 1111 1111 was used", "4111 1111 1111 1111"),
        ("amex 378282246310005", "378282246310005"),
        ("the key 4bf92f3577b34da6a3ce929d0e0e4736 leaked", "4bf92f3577b34da6a3ce929d0e0e4736"),
        ("somebody pasted Zx81kQ0pLm42Ra77vB3n here", "Zx81kQ0pLm42Ra77vB3n"),
    ],
)
def test_a_secret_is_removed_and_the_words_around_it_stay(text, secret):
    masked = Masking().mask(text).text
    assert secret not in masked
    assert masked.startswith(text[: text.index(secret)])


@pytest.mark.parametrize(
    "text",
    [
        "The password was rotated.",
        "The token expired at 10:00.",
        "password: reset by the on-call engineer",
        "secret: orders-db-credentials",
        "partition key order_id2",
        "password=$DB_PASSWORD and token=${TOKEN} and key={{ key }}",
        "password=********",
        "bypass: true, tests pass: 12",
        "commit 3f2a9c1d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736",
        "id 123e4567-e89b-12d3-a456-426614174000",
        "pod checkout-7d9f8b6c5-x2x9k on billing-worker-canary-2024-01-01",
        "HttpServerRequestHandlerFactory2 failed in /var/lib/kubelet/pods/aa11bb22",
        "order 1234567890123456 at 1700000000000",
        "api@sha256:3f2a9c1d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b3f2a9c1d5e6f7a8b9c0d1e2f",
    ],
)
def test_what_only_looks_like_a_secret_stays(text):
    assert Masking().mask(text).text == text
