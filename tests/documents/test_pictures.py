"""Pictures in plain text keep to their width and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.documents.cells import cell_width, cut, pad, wrap
from agent.documents.pictures import fault_tree, fishbone, score_bars, timeline_lane, why_tree
from agent.postmortem.causes import Analysis, FaultNode, FaultTree, WhyNode
from agent.postmortem.record import Meta, Postmortem

PICTURES = (timeline_lane, why_tree, fishbone, fault_tree)
EMPTY = Postmortem(meta=Meta(id="PM-2026-001"))


def test_the_lane_tells_each_phase_with_its_part_of_the_whole(full):
    lines = timeline_lane(full, 76)

    assert lines[0].startswith("09:04")
    assert lines[0].endswith("10:58")
    assert "until the mechanism was known" in lines[5]
    assert lines[5].rstrip().endswith("longest")
    assert lines[1].index("c") - lines[1].index("b") > lines[1].index("b") - lines[1].index("a") > 3


def _event(number, kind, at):
    return {"id": f"E{number}", "text": f"Step {number}", "kind": kind, "time": {"at": at}}


def test_a_mechanism_found_days_after_the_end_does_not_stretch_the_lane():
    moments = {
        "impact_start": "2026-03-03T14:00:00Z",
        "detected": "2026-03-03T14:10:00Z",
        "resolved": "2026-03-03T15:00:00Z",
    }
    within = [_event(n, kind, at) for n, (kind, at) in enumerate(moments.items(), start=1)]
    later = [*within, _event(4, "diagnosis", "2026-03-09T09:00:00Z")]
    drawn, stretched = (
        timeline_lane(
            Postmortem.model_validate(
                {
                    "meta": {"id": "PM-2026-001", "type": "production_outage"},
                    "timeline": {"events": events},
                }
            ),
            76,
        )
        for events in (within, later)
    )
    assert drawn
    assert stretched == drawn


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("width", [24, 40, 76, 120])
def test_no_line_is_wider_than_asked(full, picture, width):
    assert all(cell_width(line) <= width for line in picture(full, width))


@pytest.mark.parametrize("picture", PICTURES)
def test_where_nothing_is_known_nothing_is_drawn(picture):
    assert picture(EMPTY, 76) == []


@pytest.mark.parametrize("width", [24, 76])
def test_score_bars_say_in_words_what_is_below_its_minimum(scorecard, width):
    lines = score_bars(scorecard, width)

    assert all(cell_width(line) <= width for line in lines)
    assert len(lines) == 9
    if width == 76:
        assert "below 3.5" in lines[3]
        assert "not known" in lines[7]


def test_every_node_of_the_why_tree_is_drawn(full):
    drawn = "\n".join(why_tree(full, 76))

    assert all(f"{node.id} " in drawn for node in full.analysis.nodes)


def test_circles_are_drawn_once():
    nodes = (WhyNode(id="W1", parent="W2", text="a"), WhyNode(id="W2", parent="W1", text="b"))
    gates = (
        FaultNode(id="T1", gate="AND", inputs=("T2", "T9")),
        FaultNode(id="T2", gate="OR", inputs=("T1",)),
    )
    document = EMPTY.model_copy(
        update={"analysis": Analysis(nodes=nodes, fault_tree=FaultTree(top="T1", nodes=gates))}
    )

    assert [line.count("W") for line in why_tree(document, 60)][1:] == [1, 1]
    assert "see above" in "\n".join(fault_tree(document, 60))
    assert "T9 (not described)" in "\n".join(fault_tree(document, 60))


@given(st.text(max_size=60), st.integers(2, 40))
def test_cells_are_counted_as_a_terminal_does(text, width):
    assert cell_width(cut(text, width)) <= width
    assert cell_width(pad(text, width)) == width
    assert all(cell_width(line) <= width for line in wrap(text, width))
