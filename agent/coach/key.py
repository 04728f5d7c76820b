"""Where the key to the model comes from: the environment, a private file, the system's keyring."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import SecretStr

from agent.errors import CoachError
from agent.home import Home

KEY_FILE: Final = "anthropic.key"
"""In the config folder."""
SERVICE: Final = "unblame"
ENTRY: Final = "anthropic"
"""The keyring's names for it: `keyring set unblame anthropic`."""
_LONGEST: Final = 4_096

Source = Literal["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "file", "keyring"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where it was found. Printing it shows no value."""

    secret: SecretStr
    source: Source


def find_key(home: Home, environ: Mapping[str, str]) -> Key | None:
    """Return the key of the first source that has one; the costly keyring is asked last.

    Raises CoachError when the file is not private, or holds no key.
    """
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        if value := environ.get(name, "").strip():
            return Key(SecretStr(value), name)
    if value := _in_file(home.config / KEY_FILE):
        return Key(SecretStr(value), "file")
    if value := _in_keyring():
        return Key(SecretStr(value), "keyring")
    return None


def _in_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            _require_private(path, os.fstat(file.fileno()))
            text = file.read(_LONGEST + 1).decode("ascii").strip()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _refused(path, error.strerror or "it can't be read") from error
    except UnicodeDecodeError:
        text = ""  # the cause would hold bytes of the key
    if not text or len(text) > _LONGEST or not text.isprintable() or " " in text:
        raise _refused(path, "it must hold one key on one line")
    return text


def _require_private(path: Path, found: os.stat_result) -> None:
    """Refuse what others may read. Windows keeps no such mode: its profile folders are private."""
    if os.name == "nt":
        return
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077:
        raise CoachError(
            f"The key file {path} is not used: others may read it (mode {mode:04o}).",
            f"Run `chmod 600 {path}`.",
        )
    if found.st_uid != os.getuid():
        raise _refused(path, "it belongs to somebody else")


def _in_keyring() -> str:
    """Return what the system's keyring holds; a keyring that is missing or locked has none."""
    try:
        import keyring  # noqa: PLC0415 - part of the app extra, and slow to load
        from keyring.errors import KeyringError  # noqa: PLC0415 - as above
    except ImportError:
        return ""
    try:
        return (keyring.get_password(SERVICE, ENTRY) or "").strip()
    except (KeyringError, RuntimeError, OSError):
        return ""


def _refused(path: Path, reason: str) -> CoachError:
    return CoachError(f"The key file {path} is not used: {reason}.", "Mend it, or remove it.")
