"""Trains the writer: `python -m evals.training.writing --begin FILE --out FOLDER`.

It begins with the layers and marks of a trained tagger (`python -m evals.training.tagging`). First
the decoder learns on rows that stay as they are. Then layers and decoder learn together, and the
marks beside them, which are thrown away. With `--on FILE` an earlier writer learns from all
sentences a few times more, gently. Products are in bfloat16, which cores with matrix units take a
tenth of the time for; two without them need an hour or more. Needs the `train` extra and no
network. The seeds are fixed.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as told_apart
from torch.nn.functional import cross_entropy

from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.writing.network import ASK, BEGIN, Network
from agent.coach.rewriting.writing.steps import written
from evals.training.begun import Arrays, take_dense, take_layers, take_writer, word_vectors
from evals.training.exporting import write_writer
from evals.training.fitting import Course, fit
from evals.training.nets import kept, vocabulary
from evals.training.tagging.__main__ import Tagger
from evals.training.writing.net import Writer
from evals.training.writing.sentences import Pair, pairs
from evals.training.writing.varied import Variety
from rubrics.language.opinions import DATA, ENCODER_DATA
from rubrics.language.trained.body import Body
from rubrics.language.trained.tensors import lines, tensors
from rubrics.language.trained.word_pieces import WordPieces
from rubrics.package_data import place

Loss = Callable[[Sequence[Pair]], torch.Tensor]
_OTHER = -100
"""What is not learned from."""
_FORMS_COUNT, _MARKS_COUNT, _TELLABLE_COUNTS = 0.5, 0.4, 0.1
_WIDTH_OF_SEARCH = 4


def main(words: Sequence[str] | None = None) -> int:
    """Train, write the data file, and print what happens on the way."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.writing", description=__doc__)
    parser.add_argument("--begin", type=Path, required=True, help="the data file of the tagger")
    parser.add_argument("--on", type=Path, help="the data file of a writer to go on from")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the data file")
    options = parser.parse_args(words)
    entries = lines(tensors(place(*DATA))["vocabulary"])
    rows, small = pairs(WordPieces(entries))
    learned, held = ([row for row in rows if row.held == out] for out in (False, True))
    count = sum(bool(row.rewrite) for row in rows)
    print(f"{len(rows)} sentences, {count} rewritten, {len(held)} held out", flush=True)
    encoder = tensors(place(*ENCODER_DATA))
    torch.manual_seed(7)
    tagger, writer = _begun(tensors(options.begin), encoder), Writer(len(small))

    def loss(batch: Sequence[Pair]) -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16):
            return _loss(tagger, writer, batch)

    learn = loss
    if options.on:
        take_writer(tensors(options.on), tagger.bert, writer, small)
        course = Course(epochs=6, rate=4e-4, decay=0.02, warm=300, steady=0.997)
        learn = _of_others(loss, Variety(rows, entries, _of_base(encoder), seed=11))
    else:
        _learn_to_write(tagger, writer, learned, loss)
        course = Course(epochs=6, rate=3e-4, decay=0.02, warm=300)
    for name, weight in tagger.named_parameters():
        weight.requires_grad = "word_embeddings" not in name
    tagger.train()
    tagger, writer = fit((tagger, writer), learned, learn, course)
    file = options.out / "writing.safetensors"
    write_writer(file, tagger, writer, small)
    words_of = {name: encoder[name] for name in ("words.w", "words.s")}
    _measure({**tensors(file), **words_of}, held)
    return 0


def _learn_to_write(tagger: Tagger, writer: Writer, rows: Sequence[Pair], loss: Loss) -> None:
    """Let the decoder alone learn, on rows that stay as they are."""
    for weight in tagger.parameters():
        weight.requires_grad = False
    tagger.eval()
    fit((tagger, writer), rows, loss, Course(epochs=3, rate=6e-4, decay=0.02, warm=300))


def _of_others(loss: Loss, variety: Variety) -> Loss:
    """Return the loss of rows that are told of other things."""
    return lambda batch: loss([variety(row) for row in batch])


def _of_base(encoder: Arrays) -> torch.Tensor:
    """Return the word vectors of an encoder with one row an entry of the base's vocabulary."""
    vectors, entries = torch.tensor(word_vectors(encoder)), vocabulary()
    table = torch.zeros(len(entries), vectors.shape[1])
    table[kept(entries)] = vectors
    return table


def _begun(arrays: Arrays, encoder: Arrays) -> Tagger:
    """Return the tagger of a data file, as floats."""
    tagger = Tagger(word_vectors(encoder))
    take_layers(tagger.bert, arrays)
    take_dense(arrays, "marks", tagger.mark, tagger.tellable)
    return tagger


def _loss(tagger: Tagger, writer: Writer, batch: Sequence[Pair]):
    """Return how far both are from the rewrites and marks of a batch."""
    ids, pieces = _table([row.numbers for row in batch], 0)
    tokens, standing = _table([row.heard for row in batch], 0)
    steps, there = _table([row.steps for row in batch], _OTHER)
    forms, _ = _table([row.forms for row in batch], -1)
    marks, _ = _table([row.marks for row in batch], _OTHER, tokens.shape[1])
    source = tagger.heard(ids, pieces.long())
    before = torch.cat([torch.full((len(batch), 1), BEGIN), steps[:, :-1].clamp(min=0)], 1)
    formed = torch.cat([torch.zeros(len(batch), 1, dtype=torch.long), forms[:, :-1]], 1)
    last = _last_copied(before, writer.count)
    said, rows, words = writer(source, pieces, tokens, standing, before, formed.clamp(min=0), last)
    value = cross_entropy(said[there], steps[there])
    copies = (forms >= 0).nonzero(as_tuple=True)
    if len(copies[0]):
        copied = words[copies[0], steps[copies] - writer.count]
        value = value + _FORMS_COUNT * cross_entropy(
            writer.formed(rows[copies], copied), forms[copies]
        )
    told = (steps[:, 0] != ASK).float()
    value = value + _TELLABLE_COUNTS * told_apart(tagger.tellable(source[:, 0]).squeeze(-1), told)
    if not (marks != _OTHER).any():
        return value
    marked = tagger.mark(words).flatten(0, 1)
    return value + _MARKS_COUNT * cross_entropy(marked, marks.flatten(), label_smoothing=0.02)


def _table(rows: Sequence[Sequence[int]], empty: int, longest: int = 0):
    """Return rows of numbers side by side, and which places of the table they fill."""
    longest = longest or max(len(row) for row in rows)
    table = torch.full((len(rows), longest), empty)
    filled = torch.zeros(len(rows), longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        table[number, : len(row)] = torch.tensor(row, dtype=torch.long)
        filled[number, : len(row)] = True
    return table, filled


def _last_copied(before, count: int):
    """Return the token that was copied last before each place; -1 before the first."""
    last, found = torch.full((before.shape[0],), -1), []
    for place_ in range(before.shape[1]):
        step = before[:, place_]
        last = torch.where(step >= count, step - count, last)
        found.append(last)
    return torch.stack(found, 1)


def _measure(arrays: Arrays, rows: Sequence[Pair]) -> None:
    """Print how many of the sentences that were held out are written as somebody wrote them."""
    body, network = Body(arrays), Network(arrays)
    asked = right = told = 0
    for row in rows:
        values, _ = body([row.numbers])
        draft = network.drafts(values, row.heard, _WIDTH_OF_SEARCH)[0]
        said = written(Sentence(row.text), draft.steps) if draft.steps else ""
        right += bool(row.rewrite) and said == row.rewrite
        asked += not row.rewrite and not said
        told += bool(row.rewrite)
    print(
        f"held out: {right / told:.3f} of {told} rewritten word for word, "
        f"{asked / (len(rows) - told):.3f} of {len(rows) - told} others asked about"
    )


if __name__ == "__main__":
    sys.exit(main())
