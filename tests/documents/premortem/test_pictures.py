"""What a reader of a pre-mortem sees at a glance: the matrix, the order, the chances, the page."""

import pytest

from agent.documents.cells import cell_width
from agent.documents.html import rendered
from agent.documents.layout import view_of
from agent.documents.markdown import written
from agent.documents.page import laid_out
from agent.documents.premortem.form import PREMORTEM
from agent.documents.premortem.matrix import matrix, ranked_modes, risk_matrix
from agent.premortem.modes import Mode, Rating
from agent.premortem.record import Meta, Premortem

EMPTY = Premortem(meta=Meta(id="PRE-2026-001"))


def test_a_mode_stands_where_its_medians_fall(full):
    drawing = matrix(full)

    placed = {
        chip.id: (label, drawing.columns[column].split(" (")[0])
        for label, cells in drawing.rows
        for column, cell in enumerate(cells)
        for chip in cell
    }
    assert placed == {
        "FM1": ("9-10", "medium"),
        "FM2": ("7-8", "low"),
        "FM3": ("3-4", "very low"),
    }


def test_a_mode_without_an_occurrence_is_named_below_the_matrix():
    document = EMPTY.model_copy(
        update={
            "modes": (Mode(id="FM1", text="Keys expire"),),
            "ratings": (Rating(id="RT1", mode_id="FM1", by="P1", severity=8),),
        }
    )

    assert risk_matrix(document)[-1] == "not placed: FM1"


def test_the_modes_stand_in_the_order_of_their_weight(full):
    assert [line[:5] for line in ranked_modes(full)] == ["H FM1", "M FM2", "L FM3"]


def test_without_ratings_there_is_no_picture():
    assert matrix(EMPTY) is None
    assert (risk_matrix(EMPTY), ranked_modes(EMPTY)) == ([], [])


@pytest.mark.parametrize("width", [40, 76, 120])
def test_pictures_keep_their_width(full, width):
    crowded = full.model_copy(
        update={
            "modes": tuple(Mode(id=f"FM{number}", text="日本語 " * 30) for number in range(1, 30)),
            "ratings": tuple(
                Rating(id=f"RT{number}", mode_id=f"FM{number}", by="P1", severity=9, occurrence=9)
                for number in range(1, 30)
            ),
        }
    )

    drawn = [*risk_matrix(crowded, width), *ranked_modes(crowded, width)]

    assert max(map(cell_width, drawn)) <= width
    assert all(any(f"FM{number}" in line for line in drawn[:-29]) for number in range(1, 30))


def test_the_chances_say_what_they_rest_on(full):
    text = written(view_of(full, {}), PREMORTEM)

    assert "That any of 2 modes happens: 45.4 %" in text
    assert "an upper bound where they share causes" in text
    assert "Without a stated probability, so left out: FM3." in text
    assert "The plan is over-confident by at least 20 points." in text


def test_what_happened_is_told_about_the_list_and_not_about_people(full):
    text = written(view_of(full, {}), PREMORTEM)

    assert "named before it happened: FM1. Crossed before it: SG1 on 2026-09-01." in text


def test_the_page_escapes_and_draws(full):
    hostile = full.model_copy(
        update={"modes": (full.modes[0].model_copy(update={"text": "<script>x</script>"}),)}
    )

    page = rendered(laid_out(view_of(hostile, {}), PREMORTEM))

    assert "<script>" not in page
    assert 'class="mode cH"' in page
    assert "http" not in page.split("</style>")[1]


def test_an_empty_pre_mortem_says_what_is_not_there():
    text = written(view_of(EMPTY, {}), PREMORTEM)

    assert "## Failure modes\n\n*Not recorded yet.*" in text
    assert "## Appendix\n\n### People" in text


def test_a_signal_without_a_cadence_shows_the_one_its_probability_asks_for(full):
    assert "*two weekly*" in written(view_of(full, {}), PREMORTEM)
    rare = full.model_copy(
        update={
            "ratings": tuple(r.model_copy(update={"probability_pct": 3.0}) for r in full.ratings)
        }
    )
    assert "*yearly*" in written(view_of(rare, {}), PREMORTEM)
