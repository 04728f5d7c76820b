import json
from pathlib import Path

import pytest

from evals.labels import RatedPage
from evals.outside import OutsideData
from evals.scores import Pair, error, kappa, measure, order, shifted

PAGE = """\
# Label printers stood still

Depots could not print labels for 40 minutes because a limit was read as zero.

## Timeline

- 2025-04-09 09:12 UTC a push changed the limit
- 2025-04-09 09:20 UTC an alert fired
- 2025-04-09 09:52 UTC printing worked again
"""


def pair(readers: float, rubric: float, page: str = "a", criterion: str = "C1") -> Pair:
    return Pair(page, criterion, readers, rubric)


def test_agreement_to_the_half_point_is_one_and_constant_scores_agree_by_chance():
    assert kappa([pair(2, 2), pair(3.5, 3.5), pair(5, 5)]) == 1
    assert kappa([pair(2, 3), pair(4, 3)]) == 0
    assert kappa([pair(3, 3), pair(3, 3)]) is None
    assert kappa([]) is None


def test_far_apart_weighs_more_than_side_by_side():
    near = kappa([pair(2, 2.5), pair(4, 4), pair(3, 3)])
    far = kappa([pair(2, 4), pair(4, 4), pair(3, 3)])
    assert near is not None
    assert far is not None
    assert near > far


def test_the_mean_error_counts_distance_whatever_its_direction():
    assert error("e", [pair(2, 3), pair(4, 3.5)]).value == 0.75
    assert error("e", []).value is None


def test_a_shift_is_never_fitted_on_the_page_it_moves():
    pairs = [pair(2, 3, "a"), pair(2, 3, "b"), pair(5, 3, "c")]
    moved = {one.page: one.rubric for one in shifted(pairs)}
    assert moved == {"a": pytest.approx(3.5), "b": pytest.approx(3.5), "c": pytest.approx(2)}


def test_each_criterion_is_compared_and_what_cant_be_known_is_said():
    section = measure([RatedPage("a", PAGE, {"timeline": 3.0, "timeliness": 2.0})], "few")
    values = {figure.name: figure.value for figure in section.figures}
    assert values["C1 timeline: mean absolute error"] is not None
    assert values["C2 impact: mean absolute error"] is None
    assert "C6 timeliness: not known on 1 of 1 pages" in section.notes


def test_pages_are_listed_by_their_score():
    section = order({"thin": "# Down\n\nIt broke.\n", "fuller": PAGE}, "two")
    assert [note.split()[1] for note in section.notes] == ["fuller", "thin"]


def test_rated_pages_are_read_where_they_lie(tmp_path: Path):
    (tmp_path / "full_postmortems").mkdir()
    (tmp_path / "full_postmortems" / "a.md").write_text(PAGE, encoding="utf-8")
    rows = [{"id": name, "mean": {"timeline": 3.0}} for name in ("a", "gone")]
    text = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "rubric_gold.jsonl").write_text(text, encoding="utf-8")
    assert [page.id for page in OutsideData(tmp_path).rated_pages()] == ["a"]
