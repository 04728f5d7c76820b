"""Where Unblame keeps its files on this machine, and what a person set there."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import MissingExtraError, StoreError
from agent.hygiene import one_line

HOME_VARIABLE = "UNBLAME_HOME"
OFFLINE_VARIABLE = "UNBLAME_OFFLINE"
SETTINGS_FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Home:
    """The three folders of one installation."""

    data: Path
    """Records and checkpoints: what can't be made again."""
    config: Path
    """What a person set."""
    cache: Path
    """What can be made again: the vector index."""

    @classmethod
    def resolve(cls, environ: Mapping[str, str]) -> "Home":
        """Return the folders, without touching the disk.

        `UNBLAME_HOME` moves all three below one folder; else each platform has its own places.
        """
        moved = environ.get(HOME_VARIABLE, "").strip()
        if not moved:
            return _platform_home()
        root = Path(moved).expanduser().absolute()
        return cls(data=root / "data", config=root / "config", cache=root / "cache")

    def make(self) -> "Home":
        """Make the folders that are missing, for the owner's eyes only. Raises StoreError."""
        for folder in (self.data, self.config, self.cache):
            make_private(folder)
        return self


def make_private(folder: Path) -> None:
    """Make a folder with mode 0700, parents included; one that is there is left as it is."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _unusable(folder, error.strerror or "it can't be made") from error
    if not folder.is_dir():
        raise _unusable(folder, "it is a file, not a folder")


def _unusable(folder: Path, reason: str) -> StoreError:
    return StoreError(
        f"The folder {folder} can't be used: {reason}.",
        f"Set {HOME_VARIABLE} to a folder that you can write to.",
    )


def _platform_home() -> Home:
    try:
        import platformdirs  # noqa: PLC0415 - belongs to the `app` extra
    except ImportError as error:
        raise MissingExtraError(
            "The places where this platform keeps data are not known without `platformdirs`.",
            f"Install `unblame[app]`, or set {HOME_VARIABLE} to a folder.",
        ) from error
    places = platformdirs.PlatformDirs("unblame", appauthor=False)
    return Home(places.user_data_path, places.user_config_path, places.user_cache_path)


class Settings(BaseModel):
    """What a person set for all of their sessions, in `settings.toml` of the config folder."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    offline: bool = False
    """Forbids every call to a model."""
    model: str = ""
    """The model that is asked; empty means the one that ships as the default."""
    session_tokens: int | None = Field(default=None, ge=0)
    """Tokens that one session may use."""
    session_cost: Decimal | None = Field(default=None, ge=0)
    """US dollars that one session may cost."""
    answer_seconds: float = Field(default=60.0, gt=0, le=600)
    """How long one answer of a model may take."""

    @classmethod
    def read(cls, home: Home) -> "Settings":
        """Return the settings; a missing file sets nothing. Raises StoreError."""
        path = home.config / SETTINGS_FILE
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise _unreadable(path, error.strerror or "it can't be read") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise _unreadable(path, f"{place}: {first['msg']}") from error
        except ValueError as error:  # no TOML, or no UTF-8
            raise _unreadable(path, str(error)) from error


def why_offline(home: Home, environ: Mapping[str, str], *, flag: bool = False) -> str:
    """Return what forbids every call to a model, or an empty text. Raises StoreError."""
    if flag:
        return "--offline"
    if environ.get(OFFLINE_VARIABLE, "").strip().lower() not in {"", "0", "false", "no", "off"}:
        return OFFLINE_VARIABLE
    if Settings.read(home).offline:
        return f"`offline` in {home.config / SETTINGS_FILE}"
    return ""


def _unreadable(path: Path, reason: str) -> StoreError:
    return StoreError(f"{path}: {one_line(reason)}.", "Mend the file, or remove it.")
