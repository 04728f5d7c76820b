"""The action's steps as its runner runs them: the shell as written, inputs as variables."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import yaml

EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


@pytest.fixture
def action(sources, repository, surroundings, tmp_path):
    """Run the steps of the action with some inputs; yields nothing after the first that fails."""
    definition = yaml.safe_load((sources / "action.yml").read_text())

    def run(**inputs: str) -> Iterator[subprocess.CompletedProcess[str]]:
        known = {name: one["default"] for name, one in definition["inputs"].items()}
        given = {**known, "python": sys.executable, **inputs}
        values = {f"inputs.{name}": value for name, value in given.items()}
        values["github.action_path"] = str(sources)
        temporary = tmp_path / "temporary"
        temporary.mkdir(exist_ok=True)
        for number, step in enumerate(definition["runs"]["steps"]):
            script = tmp_path / f"step{number}.sh"
            script.write_text(step["run"])
            variables = {
                name: EXPRESSION.sub(lambda found: values[found[1]], text)
                for name, text in step["env"].items()
            }
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
                cwd=repository,
                env={**surroundings, "RUNNER_TEMP": str(temporary), **variables},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            yield done
            if done.returncode:
                return

    return run


def test_the_action_annotates_a_blaming_review_and_writes_sarif(action, repository):
    installed, checked = action(paths="postmortems\n", sarif="found.sarif")
    assert installed.returncode == 0, installed.stderr
    assert checked.returncode == 1, checked.stderr
    file = "file=postmortems/labels%2C blank.md"
    assert re.search(rf"^::error {file},line=13,.*title=BP03::", checked.stdout, re.MULTILINE)
    found = json.loads((repository / "found.sarif").read_text())
    places = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in found["runs"][0]["results"]
    }
    assert places == {"postmortems/labels%2C%20blank.md"}


def test_no_input_can_become_a_command(sources):
    definition = yaml.safe_load((sources / "action.yml").read_text())
    assert not any("${{" in step["run"] for step in definition["runs"]["steps"])
    assert all(step["shell"] == "bash" for step in definition["runs"]["steps"])
