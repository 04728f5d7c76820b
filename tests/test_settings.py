import stat
from pathlib import Path

import pytest

from agent.errors import StoreError
from agent.home import Home
from agent.settings import Settings, why_offline
from agent.workspace import Workspace


def test_unblame_home_moves_data_config_and_cache_below_one_folder(tmp_path):
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path)})
    assert {home.data.parent, home.config.parent, home.cache.parent} == {tmp_path}
    assert len({home.data, home.config, home.cache}) == 3


@pytest.mark.parametrize("environ", [{}, {"UNBLAME_HOME": "  "}])
def test_without_it_the_platform_decides(environ):
    home = Home.resolve(environ)
    assert home.data.is_absolute()
    assert "unblame" in home.data.parts


def test_a_relative_home_and_a_tilde_become_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert Home.resolve({"UNBLAME_HOME": "here"}).data == tmp_path / "here" / "data"
    assert Home.resolve({"UNBLAME_HOME": "~/there"}).data == tmp_path / "me" / "there" / "data"


def test_resolving_touches_nothing_and_making_makes_private_folders(tmp_path):
    home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "deep" / "down")})
    assert not list(tmp_path.iterdir())
    home.make().make()
    for folder in (tmp_path / "deep", home.data, home.config, home.cache):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("blocked", ["home", "home/data"])
def test_a_file_where_a_folder_should_be_is_said_in_one_line(tmp_path: Path, blocked):
    place = tmp_path / blocked
    place.parent.mkdir(exist_ok=True)
    place.write_text("not a folder")
    with pytest.raises(StoreError) as caught:
        Home.resolve({"UNBLAME_HOME": str(tmp_path / "home")}).make()
    assert "UNBLAME_HOME" in caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.fixture
def home(tmp_path):
    return Home.resolve({"UNBLAME_HOME": str(tmp_path)}).make()


def test_without_a_file_nothing_is_set(home):
    assert Settings.read(home) == Settings()
    assert why_offline(home, {}) == ""


def test_the_settings_forbid_every_call(home):
    (home.config / "settings.toml").write_text("offline = true\n", encoding="utf-8")
    assert "settings.toml" in why_offline(home, {})


@pytest.mark.parametrize("value", ["1", "true", "yes", "anything"])
def test_the_variable_forbids_every_call(home, value):
    assert why_offline(home, {"UNBLAME_OFFLINE": value}) == "UNBLAME_OFFLINE"


@pytest.mark.parametrize("value", ["", " ", "0", "false", "No", "OFF"])
def test_a_variable_that_says_no_forbids_nothing(home, value):
    assert why_offline(home, {"UNBLAME_OFFLINE": value}) == ""


def test_the_flag_stands_above_all(home):
    assert why_offline(home, {"UNBLAME_OFFLINE": "0"}, flag=True) == "--offline"


def test_a_workspace_knows_what_forbids_calls(home, clock):
    assert Workspace(home, clock).why_offline == ""
    assert Workspace(home, clock, offline=True).why_offline == "--offline"


@pytest.mark.parametrize(
    "data", [b"offline = 7", b"offlin = true", b"offline", b"\xff", b"offline = 'x'"]
)
def test_settings_that_cannot_be_read_are_said_in_one_line(home, data):
    (home.config / "settings.toml").write_bytes(data)
    with pytest.raises(StoreError) as raised:
        Settings.read(home)
    assert "settings.toml" in str(raised.value)
    assert "\n" not in str(raised.value)
