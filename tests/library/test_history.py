import copy
import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import StoreError
from agent.library.history import difference, pack, replay, unpack, unpack_json

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([0.0, 1.0, 2.5])
    | st.text(max_size=4)
)
keys = st.sampled_from(["a", "b", "a/b", "~", "~1", "", "0", "-"])
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)
trees = st.dictionaries(keys, values, max_size=4)


@given(st.lists(trees, min_size=2, max_size=5))
def test_replaying_the_patches_gives_every_version_back(versions):
    patches = [difference(a, b) for a, b in pairwise(versions)]
    for count in range(len(patches) + 1):
        tree = replay(copy.deepcopy(versions[0]), copy.deepcopy(patches[:count]))
        assert json.dumps(tree, sort_keys=True) == json.dumps(versions[count], sort_keys=True)


@given(trees)
def test_the_same_document_makes_no_patch(tree):
    assert difference(tree, copy.deepcopy(tree)) == []


def test_an_event_put_in_the_middle_is_one_operation():
    events = [{"id": f"E{n}", "text": f"event {n}"} for n in range(300)]
    after = [*events[:150], {"id": "E300", "text": "late"}, *events[150:]]
    assert difference({"events": events}, {"events": after}) == [
        {"op": "add", "path": "/events/150", "value": {"id": "E300", "text": "late"}}
    ]


def test_a_change_deep_in_a_list_names_its_place_only():
    before = {"actions": [{"id": "A1", "owner": ""}, {"id": "A2", "owner": ""}]}
    after = {"actions": [{"id": "A1", "owner": ""}, {"id": "A2", "owner": "P1"}]}
    assert difference(before, after) == [
        {"op": "replace", "path": "/actions/1/owner", "value": "P1"}
    ]


@given(st.text(st.characters()))
def test_any_text_survives_packing(text):
    assert unpack(pack(text)) == text


@pytest.mark.parametrize("blob", [b"", b"not zlib", pack("{}")[:-3]])
def test_a_damaged_text_is_an_error_for_the_person(blob):
    with pytest.raises(StoreError, match="can't be read"):
        unpack_json(blob)


def test_a_patch_that_does_not_fit_is_an_error_for_the_person():
    with pytest.raises(StoreError, match="can't be read"):
        replay({}, [[{"op": "remove", "path": "/gone"}]])
