"""The hook as a user of pre-commit runs it: built from the sources, with no index."""

import subprocess
import sys

import yaml


def test_the_hook_fails_on_a_blaming_review_and_leaves_other_files_alone(
    repository, sources, surroundings, git
):
    revision = git(sources, "rev-parse", "HEAD")
    hook = {"repo": str(sources), "rev": revision, "hooks": [{"id": "unblame"}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}))
    git(repository, "init", "--quiet")
    git(repository, "add", "--all")

    said = _pre_commit(repository, surroundings)
    assert said.returncode == 1, said.stdout + said.stderr
    assert "BP03" in said.stdout
    assert "labels, blank.md" in said.stdout
    assert "README.md" not in said.stdout

    (repository / "postmortems" / "labels, blank.md").unlink()
    git(repository, "add", "--all")
    said = _pre_commit(repository, surroundings)
    assert said.returncode == 0, said.stdout + said.stderr


def _pre_commit(repository, surroundings):
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
        cwd=repository,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
