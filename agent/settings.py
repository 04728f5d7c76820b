"""What a person set for all sessions on this machine."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import StoreError
from agent.home import Home
from agent.hygiene import one_line

OFFLINE_VARIABLE = "UNBLAME_OFFLINE"
SETTINGS_FILE = "settings.toml"


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
