"""The trained part reads the same everywhere: pieces, arithmetic, batches."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from rubrics.language.encoder.network import Network, whole_numbers
from rubrics.language.encoder.plain import plain
from rubrics.language.encoder.sieve import Sieve
from rubrics.language.encoder.word_pieces import WordPieces
from rubrics.language.opinions import DATA

package, name = DATA
with files(package).joinpath(name).open("rb") as file:
    ARRAYS = dict(np.load(file, allow_pickle=False))
VOCABULARY = ARRAYS["vocabulary"].tobytes().decode().split("\n")
PIECES = WordPieces(VOCABULARY)
NETWORK = Network(ARRAYS)
SIEVE = Sieve(ARRAYS)
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


@settings(max_examples=300)
@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), max_size=60))
def test_words_are_cut_as_the_encoder_was_trained_to_read_them(peer: Tokenizer, text: str):
    ours = [piece.number for piece in PIECES.cut(text, 500)]
    assert ours[1:-1] == peer.encode(text).ids


@given(st.text(max_size=80))
def test_a_piece_stands_where_it_says(text: str):
    for piece in PIECES.cut(text, 96):
        assert 0 <= piece.start <= piece.end <= len(text)


@given(st.text(st.sampled_from(" *_`#|[]()-ab.1\n"), max_size=60))
def test_a_sentence_without_marks_keeps_the_place_of_each_character(text: str):
    read = plain(text)
    assert len(read.text) == len(read.places)
    assert list(read.places) == sorted(read.places)
    assert all(text[place] == letter for letter, place in zip(read.text, read.places, strict=True))


def test_marks_and_addresses_are_left_out():
    assert plain("- [x] **We** saw [it](https://a.b/c), at https://x.y").text == (
        "We saw it, at link"
    )


@pytest.mark.parametrize("key", [key for key in ARRAYS if key.endswith(".w")])
def test_no_sum_of_a_product_can_leave_what_single_precision_holds_exactly(key: str):
    if key.startswith(("words", "sieve.words")):
        return
    greatest = np.abs(ARRAYS[key].astype(np.int64)).sum(axis=0).max() * 127
    assert greatest < EXACT


def test_a_verdict_does_not_depend_on_the_other_sentences_of_its_batch():
    numbers = [[piece.number for piece in PIECES.cut(text, 96)] for text in SENTENCES]
    together, weights = NETWORK(numbers)
    for row, alone in enumerate(numbers):
        outputs, own = NETWORK([alone])
        assert np.array_equal(outputs[0], together[row])
        assert np.array_equal(own[0], weights[row][: len(alone)])
        assert SIEVE([alone])[0] == SIEVE(numbers)[row]


@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=1, max_size=20))
def test_whole_numbers_stay_within_seven_bits(values: list[float]):
    whole, _ = whole_numbers(np.array([values], np.float32))
    assert np.abs(whole).max() <= 127
    assert np.array_equal(whole, np.rint(whole))
