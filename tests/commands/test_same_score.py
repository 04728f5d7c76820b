"""`new`, `resume` and `check` give one document one score, to the last digit."""

from pathlib import Path

import pytest
import yaml

CERTIFICATE = Path(__file__).parent.parent / "samples" / "answers" / "certificate.yaml"
PUBLISHED = ("--now", "2026-04-15T08:00Z")
MONTHS_LATER = ("--now", "2026-09-01T00:00Z")
WALL_CLOCK = ()


def _until(state: str) -> str:
    """The sample's answers before a section; nothing in them says what time it is."""
    given = yaml.safe_load(CERTIFICATE.read_text("utf-8"))["answers"]
    names = list(given)
    end = next(place for place, name in enumerate(names) if name.startswith(state))
    return yaml.safe_dump({"answers": {name: given[name] for name in names[:end]}}, sort_keys=False)


def _figures(score, criteria):
    return score["overall"], score["verdict"], criteria


def _checked(run, path, *words):
    (report,) = run("check", path, *words, "--format", "json").json["files"]
    return _figures(report, {one["id"]: one["score"] for one in report["criteria"]})


@pytest.mark.parametrize("state", ["SU", "LE", "SH"])
@pytest.mark.parametrize("now", [PUBLISHED, MONTHS_LATER, WALL_CLOCK], ids=" ".join)
def test_check_gives_what_new_gave(run, answers, tmp_path, state, now):
    out = tmp_path / "out.md"
    said = run("new", "--answers", answers(_until(state)), *now, "-o", out, "--format", "json").json
    score = _figures(said["score"], said["score"]["criteria"])
    assert _checked(run, out, *now) == score
    assert _checked(run, out) == score


def test_check_gives_what_a_session_gave_that_went_on_months_later(run, answers, tmp_path):
    out = tmp_path / "out.md"
    begun = run("new", "--answers", answers(_until("SH")), *PUBLISHED, "--format", "json").json
    words = (
        "resume",
        begun["id"],
        "--answers",
        answers("answers: {SH-07: nothing more}"),
        *MONTHS_LATER,
    )
    said = run(*words, "-o", out, "--format", "json").json
    assert said["score"] != begun["score"]
    assert _checked(run, out) == _figures(said["score"], said["score"]["criteria"])


def test_a_moment_that_is_none_is_passed_over(run, answers, tmp_path):
    out = tmp_path / "out.md"
    run("new", "--answers", answers(_until("SU")), *PUBLISHED, "-o", out)
    text = out.read_text("utf-8").replace("scored_at: 2026-04-15 08:00:00+00:00", "scored_at: soon")
    out.write_text(text, "utf-8")
    assert run("check", out).err == ""
