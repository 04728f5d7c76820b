"""The trained part reads the same everywhere: pieces, arithmetic, batches."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rubrics.language.opinions import DATA, ENCODER_DATA
from rubrics.language.trained import body
from rubrics.language.trained.encoder import Encoder
from rubrics.language.trained.network import Network, whole_numbers
from rubrics.language.trained.plain import places, plain
from rubrics.language.trained.tensors import as_floats, tensors
from rubrics.language.trained.word_pieces import WordPieces
from rubrics.package_data import place

FILES = place(*DATA), place(*ENCODER_DATA)
ARRAYS, AGAIN = map(tensors, FILES)
VOCABULARY = ARRAYS["vocabulary"].tobytes().decode().split("\n")
PIECES = WordPieces(VOCABULARY)
NETWORK, ENCODER = Network(ARRAYS), Encoder(AGAIN)
EXACT = 2**24
SENTENCES = (
    "We forgot to renew the certificate of `edge-7`.",
    "The load balancer failed to drain.",
    "Nobody looked at the queue although the panel had been red since 04:10 on both screens.",
    "ok",
)


@pytest.fixture(scope="module")
def peer() -> Tokenizer:
    numbers = {entry: number for number, entry in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_data_files_are_read_as_the_package_of_their_format_reads_them(file: Path):
    ours, theirs = tensors(file), load_file(file)
    assert ours.keys() == theirs.keys()
    for name, array in theirs.items():
        assert ours[name].dtype == array.dtype
        assert np.array_equal(ours[name], array)


@pytest.mark.parametrize("content", [b"", b"damaged", b"\xff" * 40, b"\x02" + bytes(7) + b"{]"])
def test_a_file_that_holds_no_arrays_is_refused(tmp_path: Path, content: bytes):
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises((ValueError, KeyError)):
        tensors(file)


def test_a_data_file_that_was_cut_off_is_refused(tmp_path: Path):
    file = tmp_path / "file"
    file.write_bytes(FILES[0].read_bytes()[:-1])
    with pytest.raises((ValueError, KeyError)):
        tensors(file)


def test_weights_as_floats_lie_in_one_block():
    floats = as_floats(ARRAYS, ["hear.w", "say.w"])
    assert floats.keys() == {"hear.w", "say.w"}
    for name, array in floats.items():
        assert array.dtype == np.float32
        assert np.array_equal(array, ARRAYS[name])
    assert floats["hear.w"].base is floats["say.w"].base


@settings(max_examples=300)
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=60))
def test_words_are_cut_as_the_encoder_was_trained_to_read_them(peer: Tokenizer, text: str):
    ours = [piece.number for piece in PIECES.cut(text, 500)]
    assert ours[1:-1] == peer.encode(text).ids


@given(st.text(max_size=80))
def test_a_piece_stands_where_it_says(text: str):
    pieces = PIECES.cut(text, 96)
    assert [piece.number for piece in pieces] == PIECES.numbers(text, 96)
    for piece in pieces:
        assert 0 <= piece.start <= piece.end <= len(text)


@given(st.text(st.sampled_from(" *_`#|[]()-ab.1~+>:/ht\u1681\n"), max_size=40))
def test_a_sentence_without_marks_keeps_the_place_of_each_character(text: str):
    read, where = plain(text), places(text)
    assert len(read) == len(where)
    assert list(where) == sorted(where)
    assert all(
        text[place] == letter or text[place] in "h\u1681"
        for letter, place in zip(read, where, strict=True)
    )


def test_marks_and_addresses_are_left_out():
    assert plain("- [x] **We** saw [it](https://a.b/c), at https://x.y") == "We saw it, at link"


@pytest.mark.parametrize("key", [key for key in ARRAYS if key.endswith(".w")])
def test_no_sum_of_a_product_can_leave_what_single_precision_holds_exactly(key: str):
    greatest = np.abs(ARRAYS[key].astype(np.int64)).sum(axis=0).max() * 255
    assert greatest < EXACT


@pytest.mark.parametrize("key", [key for key in AGAIN if key.endswith(".w") and key != "words.w"])
def test_no_sum_of_the_encoder_can_leave_it_either(key: str):
    greatest = np.abs(AGAIN[key].astype(np.int64)).sum(axis=0).max() * 127
    assert greatest < EXACT


@pytest.mark.parametrize("net", [NETWORK, ENCODER], ids=["network", "encoder"])
def test_a_verdict_does_not_depend_on_the_other_sentences_of_its_batch(net):
    numbers = [PIECES.numbers(text, 96) for text in SENTENCES]
    together = net(numbers)
    for row, alone in enumerate(numbers):
        assert np.array_equal(net([alone])[0], together[row])


def test_the_encoder_does_not_depend_on_the_order_in_which_products_are_added_up():
    numbers = [PIECES.numbers(text, 96) for text in SENTENCES]
    turned = dict(AGAIN)
    for layer in range(int(AGAIN["layers"][0])):
        name = f"layer{layer}"
        order = np.random.default_rng(layer).permutation(len(AGAIN[f"{name}.up.b"]))
        for part in ("w", "s", "b"):
            turned[f"{name}.up.{part}"] = AGAIN[f"{name}.up.{part}"][..., order]
        turned[f"{name}.down.w"] = AGAIN[f"{name}.down.w"][order]
    assert np.array_equal(Encoder(turned)(numbers), ENCODER(numbers))


def test_a_verdict_does_not_depend_on_the_order_in_which_products_are_added_up():
    numbers = [PIECES.numbers(text, 96) for text in SENTENCES]
    turned = dict(ARRAYS)
    order = np.random.default_rng(5).permutation(len(ARRAYS["think.b"]))
    for part in ("w", "s", "b"):
        turned[f"think.{part}"] = ARRAYS[f"think.{part}"][..., order]
    turned["say.w"] = ARRAYS["say.w"][order]
    assert np.array_equal(Network(turned)(numbers), NETWORK(numbers))


@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=1, max_size=20))
def test_whole_numbers_of_the_encoder_stay_within_seven_bits(values: list[float]):
    whole, _ = body.whole_numbers(np.array([values], np.float32))
    assert np.abs(whole).max() <= 127
    assert np.array_equal(whole, np.rint(whole))


@given(st.lists(st.floats(0, 1e3, width=32), min_size=1, max_size=20))
def test_whole_numbers_stay_within_eight_bits(values: list[float]):
    whole, _ = whole_numbers(np.array([values], np.float32))
    assert whole.min() >= 0
    assert whole.max() <= 255
    assert np.array_equal(whole, np.rint(whole))
