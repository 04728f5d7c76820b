"""Trains the tagger behind the rewriting: `python -m evals.training.tagging --out FOLDER`.

Three layers of the base stand on the word vectors of the shipped encoder, which stay as they are.
First they learn grammar: tag, relation and head of each word of all training sentences as a parser
reads them. Then several networks learn the marks from the marked sentences, each from another seed.
The one that ships learns from what they think together, of the marked sentences and of the blaming
ones that nobody marked (distillation, Hinton et al. 2015). Needs the `train` extra, no network, and
about an hour and a half on two quiet cores. The seeds are fixed. What lies in the folder of --keep
already is taken from there.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as told_apart
from torch.nn.functional import cross_entropy
from transformers import BertModel

from agent.coach.rewriting.parts.marks import MARKS
from agent.coach.rewriting.parts.spelled import spelled_out
from agent.coach.rewriting.parts.telling import tell
from agent.coach.rewriting.tokens import Sentence
from evals.training.begun import word_vectors
from evals.training.exporting import write_tagger
from evals.training.fitting import Course, fit
from evals.training.nets import BASE, WIDTH
from evals.training.tagging.sentences import (
    Marked,
    Parsed,
    marked_sentences,
    parsed_sentences,
    unmarked_sentences,
)
from evals.training.texts import blaming, written
from rubrics.language.opinions import DATA, ENCODER_DATA
from rubrics.language.trained.tensors import lines, tensors
from rubrics.language.trained.word_pieces import WordPieces
from rubrics.package_data import place

_LAYERS = 3
_TEACHERS = (11, 12, 13)
"""The seeds of those whose opinion the shipped network learns."""
_OTHER = -100
"""What is not learned from: pieces that begin no token."""
_REACH = 160
_TELLABLE_COUNTS = 0.3
_DECAY, _WARM = 0.01, 0.05
Batch = Sequence[Marked] | Sequence[Parsed]
Opinion = tuple[torch.Tensor, float]
"""How likely each mark is for each token, and whether the sentence can be told."""


class Tagger(nn.Module):
    """Layers on word vectors that stay, with a mark for each piece and a word on the whole."""

    def __init__(self, words: np.ndarray) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(BASE, add_pooling_layer=False)
        self.bert.encoder.layer = self.bert.encoder.layer[:_LAYERS]
        self.bert.embeddings.word_embeddings = nn.Embedding.from_pretrained(torch.tensor(words))
        self.drop = nn.Dropout(0.2)
        self.mark, self.tellable = nn.Linear(WIDTH, len(MARKS)), nn.Linear(WIDTH, 1)

    def heard(self, ids, mask):
        """Return one row a piece."""
        return self.drop(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)

    def forward(self, ids, mask):
        """Return the marks of each piece, and whether each sentence can be told."""
        rows = self.heard(ids, mask)
        return self.mark(rows), self.tellable(rows[:, 0]).squeeze(-1)


class Parser(nn.Module):
    """The grammar that the layers learn first: tag, relation, head."""

    def __init__(self, tagger: Tagger, tags: int, relations: int) -> None:
        super().__init__()
        self.tagger = tagger
        self.tag, self.relation = nn.Linear(WIDTH, tags), nn.Linear(WIDTH, relations)
        self.word, self.head = nn.Linear(WIDTH, _REACH), nn.Linear(WIDTH, _REACH)
        self.often = nn.Linear(WIDTH, 1)

    def forward(self, ids, mask):
        """Return the tags, relations and heads of each piece."""
        rows = self.tagger.heard(ids, mask)
        met = self.word(rows) @ self.head(rows).transpose(1, 2) / _REACH**0.5
        met = met + self.often(rows).transpose(1, 2)
        return self.tag(rows), self.relation(rows), met.masked_fill(mask[:, None, :] == 0, -1e4)


def main(words: Sequence[str] | None = None) -> int:
    """Train, write the data file, and print what happens on the way."""
    parser = argparse.ArgumentParser(prog="python -m evals.training.tagging", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder of the data file")
    parser.add_argument("--keep", type=Path, help="a folder for the weights that know grammar")
    options = parser.parse_args(words)
    entries = lines(tensors(place(*DATA))["vocabulary"])
    pieces, encoder = WordPieces(entries), tensors(place(*ENCODER_DATA))
    words = word_vectors(encoder)
    torch.manual_seed(7)
    first = Tagger(words)
    _know_grammar(first, pieces, options.keep)
    rows = [*marked_sentences(pieces)]
    learned, held = ([row for row in rows if row.held == kept] for kept in (False, True))
    count = sum(row.tellable for row in rows)
    print(f"{len(rows)} marked sentences, {count} tellable, {len(held)} held out", flush=True)
    more = [*unmarked_sentences(map(spelled_out, blaming()), rows, pieces)]
    teachers = [_taught(words, first, learned, seed) for seed in _TEACHERS]
    for teacher in teachers:
        _measure(teacher, held)
    torch.manual_seed(7)
    net = Tagger(words)
    net.bert.load_state_dict(first.bert.state_dict())
    opinions = _opinions(teachers, [*learned, *more])
    net.train()
    fit(
        [net],
        [*learned, *more, *(row for row in learned if row.marks)],
        lambda batch: _opinion_loss(net, batch, opinions),
        Course(epochs=4, rate=3.5e-4, decay=_DECAY, warm=_WARM),
    )
    _measure(net, held)
    write_tagger(options.out / "parts.safetensors", net)
    return 0


def _taught(words: np.ndarray, first: Tagger, rows: Sequence[Marked], seed: int) -> Tagger:
    """Return a network that knows grammar and has learned the marks."""
    torch.manual_seed(seed)
    net = Tagger(words)
    net.bert.load_state_dict(first.bert.state_dict())
    course = Course(epochs=5, rate=3e-4, decay=_DECAY, warm=_WARM)
    fit([net.train()], rows, lambda batch: _mark_loss(net, batch), course)
    return net


def _opinions(teachers: Sequence[Tagger], rows: Sequence[Marked]) -> dict[str, Opinion]:
    """Return what the teachers think together of each sentence, marks that are given half."""
    found: dict[str, Opinion] = {}
    with torch.no_grad():
        for row in rows:
            said = [teacher.eval()(*_side_by_side([row])) for teacher in teachers]
            marks = sum(one[0][0, list(row.heard)].softmax(-1) for one in said) / len(said)
            whole = sum(one[1].sigmoid().item() for one in said) / len(said)
            if row.marks:
                marks = (marks + nn.functional.one_hot(torch.tensor(row.marks), len(MARKS))) / 2
            if row.judged:
                whole = (whole + row.tellable) / 2
            found[row.text] = marks, whole
    return found


def _opinion_loss(net: Tagger, batch: Sequence[Marked], opinions: dict[str, Opinion]):
    """Return how far a network is from the opinions on a batch."""
    marks, tellable = net(*_side_by_side(batch))
    likely, count = marks.log_softmax(-1), sum(len(row.heard) for row in batch)
    words = -sum(
        (opinions[row.text][0] * likely[place_, list(row.heard)]).sum()
        for place_, row in enumerate(batch)
    )
    whole = torch.tensor([opinions[row.text][1] for row in batch])
    return words / count + _TELLABLE_COUNTS * told_apart(tellable, whole)


def _know_grammar(net: Tagger, pieces: WordPieces, keep: Path | None) -> None:
    """Let the network learn grammar, or take the weights of a run before."""
    kept = keep / "grammar.pt" if keep else None
    if kept and kept.is_file():
        net.bert.load_state_dict(torch.load(kept))
        return
    _learn_grammar(net, [*dict.fromkeys(map(spelled_out, written()))], pieces)
    if kept:
        torch.save(net.bert.state_dict(), kept)


def _learn_grammar(net: Tagger, texts: Sequence[str], pieces: WordPieces) -> None:
    rows, tags, relations = parsed_sentences(texts, pieces)
    print(f"{len(rows)} parsed sentences", flush=True)
    parser = Parser(net, len(tags), len(relations)).train()
    course = Course(epochs=4, rate=4e-4, decay=_DECAY, warm=_WARM)
    fit([parser], rows, lambda batch: _grammar_loss(parser, batch), course)


def _side_by_side(batch: Batch):
    longest = max(len(row.numbers) for row in batch)
    ids, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(2))
    for place_, row in enumerate(batch):
        ids[place_, : len(row.numbers)] = torch.tensor(row.numbers)
        mask[place_, : len(row.numbers)] = 1
    return ids, mask


def _grammar_loss(net: Parser, batch: Sequence[Parsed]):
    ids, mask = _side_by_side(batch)
    right = torch.full((3, *ids.shape), _OTHER)
    for place_, row in enumerate(batch):
        for at, *values in row.words:
            right[:, place_, at] = torch.tensor(values)
    said = net(ids, mask)
    return sum(
        cross_entropy(one.flatten(0, 1), want.flatten())
        for one, want in zip(said, right, strict=True)
    )


def _mark_loss(net: Tagger, batch: Sequence[Marked]):
    ids, mask = _side_by_side(batch)
    right = torch.full(ids.shape, _OTHER)
    for place_, row in enumerate(batch):
        if row.marks:
            right[place_, list(row.heard)] = torch.tensor(row.marks)
    marks, tellable = net(ids, mask)
    whole = told_apart(tellable, torch.tensor([float(row.tellable) for row in batch]))
    if not (right != _OTHER).any():
        return _TELLABLE_COUNTS * whole
    words = cross_entropy(marks.flatten(0, 1), right.flatten(), label_smoothing=0.02)
    return words + _TELLABLE_COUNTS * whole


def _measure(net: Tagger, rows: Sequence[Marked]) -> None:
    """Print how many of the sentences that were held out are marked as they should be."""
    net.eval()
    tokens = right = whole = 0
    marked = [row for row in rows if row.marks]
    with torch.no_grad():
        for row in marked:
            marks, _ = net(*_side_by_side([row]))
            found = marks[0, list(row.heard)].argmax(-1).tolist()
            tokens += len(found)
            right += sum(a == b for a, b in zip(found, row.marks, strict=True))
            said = tell(Sentence(row.text), tuple(MARKS[number] for number in found))
            whole += said == row.said
    print(
        f"held out: {right / tokens:.3f} of the tokens marked right, "
        f"{whole / len(marked):.3f} of {len(marked)} sentences told word for word"
    )


if __name__ == "__main__":
    sys.exit(main())
