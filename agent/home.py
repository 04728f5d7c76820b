"""Where Unblame keeps its files on this machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.errors import MissingExtraError, StoreError

HOME_VARIABLE = "UNBLAME_HOME"


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
