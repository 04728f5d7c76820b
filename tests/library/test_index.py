import os
import shutil

import pytest

from agent.errors import StoreError
from agent.library.index import VectorIndex
from agent.library.locks import index_writer

TEXTS = {"a": "alpha", "b": "beta", "c": "gamma"}
DIGESTS = {name: f"d-{name}" for name in TEXTS}


class Letters:
    """A tiny encoder: counts letters, and remembers what it was asked to encode."""

    name = "letters"

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked += texts
        vectors = [[1.0 + text.count(letter) for letter in "abcdefgh"] for text in texts]
        return [[x / sum(y * y for y in vector) ** 0.5 for x in vector] for vector in vectors]


def _texts(ids):
    return {name: TEXTS[name] for name in ids}


@pytest.fixture
def folder(home):
    return home.cache / "index"


@pytest.fixture
def encoder():
    return Letters()


@pytest.fixture
def index(folder, encoder):
    vectors = VectorIndex(folder, encoder)
    assert vectors.sync(DIGESTS, _texts)
    yield vectors
    vectors.close()


def _generation(folder):
    (place,) = (place for place in folder.iterdir() if place.name.isdecimal())
    return place


def test_an_index_is_kept_and_only_what_changed_is_encoded_again(index, folder, encoder):
    assert encoder.asked == ["alpha", "beta", "gamma"]
    index.close()
    encoder.asked.clear()
    again = VectorIndex(folder, encoder)
    assert again.sync(DIGESTS, _texts)
    assert encoder.asked == []
    assert again.sync(DIGESTS | {"b": "changed"}, _texts)
    assert encoder.asked == ["beta"]
    assert max(again.cosines("beta", []), key=again.cosines("beta", []).get) == "b"
    again.close()


def test_what_is_gone_from_the_library_goes_from_the_index(index):
    assert set(index.cosines("beta", [])) == {"a", "b", "c"}
    assert index.sync({"a": "d-a"}, _texts)
    assert set(index.cosines("beta", [])) == {"a"}
    assert index.sync({}, _texts)
    assert index.cosines("beta", []) == {}


def test_another_model_makes_all_vectors_again(index, folder):
    index.close()
    other = Letters()
    other.name = "letters-2"
    again = VectorIndex(folder, other)
    again.sync(DIGESTS, _texts)
    assert sorted(other.asked) == sorted(TEXTS.values())
    again.close()


def _garbage(place):
    (place / "chroma.sqlite3").write_bytes(b"not a database " * 500)


def _cut(place):
    os.truncate(place / "chroma.sqlite3", 30_000)


def _lost(place):
    (place / "chroma.sqlite3").unlink()


def _gone(place):
    shutil.rmtree(place)


def _never_finished(place):
    (place / "ready").unlink()


@pytest.mark.parametrize("damage", [_garbage, _cut, _lost, _gone, _never_finished])
def test_a_damaged_index_is_made_again(index, folder, encoder, damage):
    expected = index.cosines("beta", [])
    index.close()
    damage(_generation(folder))
    again = VectorIndex(folder, encoder)
    assert again.sync(DIGESTS, _texts)
    assert again.cosines("beta", []) == expected
    assert _generation(folder)
    again.close()


def test_a_damage_below_the_list_of_ids_is_made_good_by_a_rebuild(index, folder, encoder):
    index.close()
    for inner in _generation(folder).iterdir():
        if inner.is_dir():
            shutil.rmtree(inner)
    again = VectorIndex(folder, encoder)
    again.sync(DIGESTS, _texts)
    again.wipe()
    again.sync(DIGESTS, _texts)
    assert set(again.cosines("beta", [])) == set(TEXTS)
    again.close()


def test_wiping_leaves_no_vector_on_the_disk(index, folder):
    index.wipe()
    assert [place for place in folder.iterdir() if place.is_dir()] == []
    index.wipe()
    assert index.sync(DIGESTS, _texts)


def test_while_another_process_writes_the_index_is_used_as_it_is(index, folder, encoder):
    with index_writer(folder) as writing:
        assert writing
        reader = VectorIndex(folder, encoder)
        assert reader.sync(DIGESTS, _texts) is True
        assert reader.sync(DIGESTS | {"b": "changed"}, _texts) is False
        assert set(reader.cosines("beta", [])) == {"a", "b", "c"}
        with pytest.raises(StoreError, match="another process"):
            reader.wipe()
        reader.close()


def test_a_reader_follows_when_the_index_was_made_again(index, folder, encoder):
    reader = VectorIndex(folder, encoder)
    reader.sync(DIGESTS, _texts)
    index.wipe()
    index.sync(DIGESTS, _texts)
    assert reader.sync(DIGESTS, _texts)
    assert set(reader.cosines("beta", [])) == set(TEXTS)
    reader.close()


def test_many_alike_vectors_are_all_measured(folder, encoder):
    texts = {f"n{number:04d}": "same" for number in range(1200)}
    index = VectorIndex(folder, encoder)
    index.sync(dict.fromkeys(texts, "d"), lambda ids: {name: texts[name] for name in ids})
    asked = ["n0003", "n1199"]
    cosines = index.cosines("same", asked)
    assert all(cosines[name] == pytest.approx(1.0, abs=1e-6) for name in asked)
    index.close()


def test_the_index_holds_no_text(index, folder):
    index.close()
    for file in folder.rglob("*"):
        assert not file.is_file() or b"gamma" not in file.read_bytes()
