import os
import stat

import keyring
import keyring.backend
import pytest

from agent.coach.key import KEY_FILE, find_key
from agent.errors import CoachError
from agent.home import Home

VALUE = "sk-made-up-for-this-test-0042"


@pytest.fixture
def home(tmp_path):
    return Home.resolve({"UNBLAME_HOME": str(tmp_path)}).make()


@pytest.fixture
def write(home):
    def write(data, mode=0o600):
        path = home.config / KEY_FILE
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        path.chmod(mode)
        return path

    return write


@pytest.fixture
def in_keyring():
    class Held(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            return VALUE if (service, username) == ("unblame", "anthropic") else None

        def set_password(self, service, username, password):
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(Held())
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize("name", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
def test_the_environment_comes_first(home, write, name):
    write("another")
    key = find_key(home, {name: f" {VALUE}\n"})
    assert key.secret.get_secret_value() == VALUE
    assert key.source == name


def test_a_private_file_is_next(home, write, in_keyring):
    write(f"{VALUE}-file\n")
    key = find_key(home, {"ANTHROPIC_API_KEY": "  "})
    assert key.secret.get_secret_value() == f"{VALUE}-file"
    assert key.source == "file"


def test_the_keyring_is_asked_last(home, in_keyring):
    key = find_key(home, {})
    assert key.secret.get_secret_value() == VALUE
    assert key.source == "keyring"


def test_without_any_there_is_no_key(home):
    assert find_key(home, {}) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such mode")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o666, 0o660])
def test_a_file_that_others_may_read_is_refused_with_the_remedy(home, write, mode):
    path = write(VALUE, mode)
    with pytest.raises(CoachError) as raised:
        find_key(home, {})
    assert str(path) in str(raised.value)
    assert f"{mode:04o}" in str(raised.value)
    assert f"chmod 600 {path}" in raised.value.remedy
    assert VALUE not in str(raised.value)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"two words", b"a\nb", b"\xff\xfe\x00", b"k" * 5_000, b"esc\x1b[31m"]
)
def test_a_file_that_holds_no_key_is_refused_without_its_content(home, write, data):
    path = write(data)
    with pytest.raises(CoachError) as raised:
        find_key(home, {})
    assert str(path) in str(raised.value)
    assert "two words" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_nothing_that_is_printed_shows_the_value(home):
    key = find_key(home, {"ANTHROPIC_API_KEY": VALUE})
    for shown in (repr(key), str(key), f"{key.secret}", repr([key])):
        assert VALUE not in shown
