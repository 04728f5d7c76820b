"""Trains the part behind the blame rules: `python -m evals.training --out FILE`.

A teacher of six layers learns from the sentences. A student of fewer layers learns from them and
from what the teacher says of variations of them, and is polished on the labels alone. The sieve
learns what the teacher says. Needs the `train` extra, no network, and about 45 minutes on one quiet
core. The seeds are fixed. What lies in the folder of --keep already is taken from there.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import BertTokenizerFast

from evals.training import exporting
from evals.training.nets import BASE, Convolutions, Encoder
from evals.training.texts import Example, examples, varied

_BATCH = 32
_LONGEST = 96
_SMOOTH = 0.03
_KIND_COUNTS = 0.3


def main(words: Sequence[str] | None = None) -> int:
    """Train, write the data file, and print what happens on the way."""
    parser = argparse.ArgumentParser(prog="python -m evals.training", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the data file to write")
    parser.add_argument("--layers", type=int, default=3, help="layers of the student")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--keep", type=Path, help="a folder for the weights in between")
    options = parser.parse_args(words)
    torch.manual_seed(7)
    chance = random.Random(7)  # noqa: S311 - shuffling, nothing secret
    rows = examples()
    blaming = sum(row.blaming for row in rows)
    print(f"{len(rows)} sentences, {blaming} blaming", flush=True)
    training = Training(rows, chance, options.keep)
    teacher = training.teacher(options.epochs)
    texts = [row.text for _ in range(2) for row in rows] + varied(rows, chance)
    texts += varied(rows, chance)
    said = training.judge(teacher, texts)
    student = training.student(options.layers, options.epochs, texts, said)
    sieve = training.sieve(teacher, texts, said[0])
    training.polish(student)
    exporting.write(options.out, student, sieve)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


class Training:
    """The sentences, the tokenizer, and one method a network."""

    def __init__(self, rows: list[Example], chance: random.Random, keep: Path | None) -> None:
        self._rows = rows
        self._texts = [row.text for row in rows]
        self._chance = chance
        self._keep = keep
        self._tokenizer = BertTokenizerFast.from_pretrained(BASE)

    def teacher(self, epochs: int) -> Encoder:
        """Train six layers on the labels."""
        return self._fit("teacher", Encoder(6), self._texts, self._by_label(), epochs, rate=4e-5)

    def polish(self, student: Encoder) -> None:
        """Train a student once more, gently, on the labels."""
        self._fit("polished", student, self._texts, self._by_label(), 1, rate=2e-5)

    def _by_label(self):
        labels = torch.tensor([float(row.blaming) for row in self._rows])
        kinds = torch.tensor([row.kind for row in self._rows])
        weights = torch.tensor([row.weight for row in self._rows])

        def loss(verdict, kind, batch):
            target = labels[batch] * (1 - 2 * _SMOOTH) + _SMOOTH
            missed = nn.functional.binary_cross_entropy_with_logits(
                verdict, target, reduction="none"
            )
            named = nn.functional.cross_entropy(kind, kinds[batch], label_smoothing=0.05)
            return (missed * weights[batch]).mean() + _KIND_COUNTS * named

        return loss

    def student(self, layers: int, epochs: int, texts: list[str], said) -> Encoder:
        """Train fewer layers on what the teacher says, and on the labels where there are any."""
        verdicts, kinds = said
        labelled = len(self._rows)
        labels = torch.tensor([float(row.blaming) for row in self._rows])
        weights = torch.tensor([row.weight for row in self._rows])

        def loss(verdict, kind, batch):
            soft = torch.sigmoid(verdicts[batch])
            gold = batch < 2 * labelled
            place = batch % labelled
            mix = 0.4 * weights[place] * gold
            target = (1 - mix) * soft + mix * labels[place]
            missed = nn.functional.binary_cross_entropy_with_logits(verdict, target)
            named = nn.functional.kl_div(
                kind.log_softmax(-1), kinds[batch].softmax(-1), reduction="batchmean"
            )
            return missed + _KIND_COUNTS * named

        net = Encoder(layers)
        return self._fit("student", net, texts, loss, max(2, epochs // 2), rate=8e-5)

    def sieve(self, teacher: Encoder, texts: list[str], verdicts) -> Convolutions:
        """Train the sieve on what the teacher says."""
        net = Convolutions(teacher.bert.embeddings.word_embeddings.weight.detach())
        soft = torch.sigmoid(verdicts)

        def loss(verdict, _, batch):
            return nn.functional.binary_cross_entropy_with_logits(verdict, soft[batch])

        return self._fit("sieve", net, texts, loss, 6, rate=2e-3)

    @torch.no_grad()
    def judge(self, net: nn.Module, texts: list[str]):
        """Return what a network says of texts: verdicts and kinds."""
        net.eval()
        verdicts, kinds = torch.zeros(len(texts)), None
        for batch, inputs in self._batches(texts, shuffled=False):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                verdict, kind = net(**inputs)
            kinds = torch.zeros(len(texts), kind.shape[-1]) if kinds is None else kinds
            verdicts[batch], kinds[batch] = verdict.float(), kind.float()
        return verdicts, kinds

    def _fit(self, name: str, net: nn.Module, texts: list[str], loss, epochs: int, rate: float):
        kept = self._keep / f"{name}.pt" if self._keep else None
        if kept and kept.exists():
            net.load_state_dict(torch.load(kept))
            return net
        heads = ("look", "verdict", "kind")
        groups = [
            {"params": [parameter], "lr": rate * (10 if path.startswith(heads) else 1)}
            for path, parameter in net.named_parameters()
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        rates = [group["lr"] for group in optimizer.param_groups]
        steps, step = epochs * (len(texts) // _BATCH + 1), 0
        for epoch in range(epochs):
            net.train()
            began, total = time.monotonic(), 0.0
            for batch, inputs in self._batches(texts, shuffled=True):
                pace = min(step / (0.1 * steps), 1) * max(0.02, 1 - step / steps)
                for group, top in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = top * pace
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    said = net(**inputs)
                verdict, kind = said if isinstance(said, tuple) else (said, None)
                cost = loss(verdict.float(), None if kind is None else kind.float(), batch)
                optimizer.zero_grad()
                cost.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                step, total = step + 1, total + cost.item()
            spent = time.monotonic() - began
            print(f"{name} {epoch}: {total * _BATCH / len(texts):.3f} in {spent:.0f} s", flush=True)
        if kept:
            torch.save(net.state_dict(), kept)
        return net

    def _batches(self, texts: list[str], *, shuffled: bool) -> Iterator[tuple[torch.Tensor, dict]]:
        order = list(range(len(texts)))
        if shuffled:
            self._chance.shuffle(order)
        for begin in range(0, len(order), 20 * _BATCH):
            near = sorted(order[begin : begin + 20 * _BATCH], key=lambda place: len(texts[place]))
            batches = [near[start : start + _BATCH] for start in range(0, len(near), _BATCH)]
            if shuffled:
                self._chance.shuffle(batches)
            for batch in batches:
                pieces = self._tokenizer(
                    [texts[place] for place in batch],
                    padding=True,
                    truncation=True,
                    max_length=_LONGEST,
                    return_tensors="pt",
                )
                inputs = {"ids": pieces["input_ids"], "mask": pieces["attention_mask"]}
                yield torch.tensor(batch), inputs


if __name__ == "__main__":
    sys.exit(main())
