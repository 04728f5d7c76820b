"""A repository of postmortems, the sources as a repository of hooks, wheels and no index."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import wheelhouse

ROOT = Path(__file__).parent.parent.parent
SHIPPED = (
    "agent", "prompts", "rubrics", "tui", "pyproject.toml", "README.md", "LICENSE",
    "action.yml", ".pre-commit-hooks.yaml",
)  # fmt: skip

BLAMING = """# Labels printed blank

Date: 2026-03-02
Severity: sev3

## Timeline

- 14:05 UTC label job deployed
- 15:00 UTC labels correct again

## Root cause

The operator carelessly ignored the preview.
"""

Git = Callable[..., str]


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the light base needs, and what builds it, as wheels."""
    folder = tmp_path_factory.mktemp("wheels")
    return wheelhouse.gather(folder, "hatchling", *wheelhouse.base_of(ROOT / "pyproject.toml"))


@pytest.fixture
def surroundings(wheels: Path, tmp_path: Path) -> Mapping[str, str]:
    """The environment of a user whose pip has a folder of wheels and no index."""
    kept = {"PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH"}
    return {
        **{name: value for name, value in os.environ.items() if name in kept},
        "HOME": str(tmp_path),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PRE_COMMIT_HOME": str(tmp_path / "hooks"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.fixture
def git(surroundings: Mapping[str, str]) -> Git:
    """Call git in a folder."""

    def call(folder: Path, *words: str) -> str:
        who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
        command = ["git", "-C", str(folder), *who, *words]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return call


@pytest.fixture
def sources(tmp_path: Path, git: Git) -> Path:
    """The sources as they are now, as a repository with one commit."""
    folder = tmp_path / "sources"
    folder.mkdir()
    caches = shutil.ignore_patterns("__pycache__")
    for name in SHIPPED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, folder / name, ignore=caches)
        else:
            shutil.copy(place, folder / name)
    commit(folder, git)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a postmortem that blames, and a file that is none of our business."""
    folder = tmp_path / "repository"
    (folder / "postmortems").mkdir(parents=True)
    (folder / "postmortems" / "labels, blank.md").write_text(BLAMING)
    (folder / "README.md").write_text("# Not a review\n")
    return folder


def commit(folder: Path, git: Git) -> str:
    """Commit everything in a folder and return the commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it is")
    return git(folder, "rev-parse", "HEAD")
