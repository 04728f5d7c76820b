"""Trains the part behind the blame rules: `python -m evals.training --out FOLDER`.

A teacher of six layers learns from the sentences. A student of three learns from them and from what
the teacher says of variations of them, and once more, gently, from the labels alone: that is the
encoder that ships. Of each sentence more changes are made. The small network that hears every
sentence, the listener, learns what the student says of all of them, and the labels; a tenth is held
out for its threshold. Needs the `train` extra, no network, and about 50 minutes on one quiet core.
The seeds are fixed. What lies in the folder of --keep already is taken from there.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import BertTokenizerFast

from evals.training import exporting
from evals.training.begun import Arrays, begun
from evals.training.nets import BASE, Encoder, Listener, near_words
from evals.training.texts import Example, changed, examples, varied
from rubrics.language.trained.tensors import tensors

_LONGEST = 96
_SMOOTH = 0.03
_KIND_COUNTS, _SCORE_COUNTS = 0.3, 0.02
_CHANGED = 3
"""How many further changes of each sentence the listener reads."""


def main(words: Sequence[str] | None = None) -> int:
    """Train, write the data file, and print what happens on the way."""
    parser = argparse.ArgumentParser(prog="python -m evals.training", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder of the data files")
    parser.add_argument("--on", type=Path, help="a folder of data files to go on from")
    parser.add_argument("--keep", type=Path, help="a folder for the weights in between")
    options = parser.parse_args(words)
    torch.manual_seed(7)
    rows = examples()
    blaming = sum(row.blaming for row in rows)
    print(f"{len(rows)} sentences, {blaming} blaming", flush=True)
    training = Training(rows, random.Random(7), options.keep)  # noqa: S311 - nothing secret
    if options.on:
        student = training.further(tensors(options.on / "encoder.safetensors"))
    else:
        student = training.student(training.teacher())
        training.polish(student)
    lesson = training.lesson(student)
    vectors = student.bert.embeddings.word_embeddings.weight.detach()
    listener = training.fit(Listener(vectors), lesson)
    training.weigh(listener)
    for name, write, net in (
        ("blame.safetensors", exporting.write, listener),
        ("encoder.safetensors", exporting.write_encoder, student),
    ):
        write(options.out / name, net)
        print(f"{name}: {(options.out / name).stat().st_size / 1e6:.1f} MB")
    return 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a network learns from, and how."""

    name: str
    texts: list[str]
    loss: Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
    epochs: int
    rate: float
    size: int
    """Sentences of a batch."""
    places: Sequence[int]
    """Which of the texts are read."""


class Training:
    """The sentences, the tokenizer, and one method a network."""

    def __init__(self, rows: list[Example], chance: random.Random, keep: Path | None) -> None:
        self._rows = rows
        self._texts = [row.text for row in rows]
        self._chance = chance
        self._keep = keep
        self._tokenizer = BertTokenizerFast.from_pretrained(BASE)
        self._cut: dict[str, list[int]] = {}

    def teacher(self) -> Encoder:
        """Train six layers on the labels."""
        return self.fit(Encoder(6), self._labelled("teacher", 4, 4e-5))

    def student(self, teacher: Encoder) -> Encoder:
        """Train three layers on what the teacher says, and on the labels where they are known."""
        texts = [*self._texts, *self._texts, *self._varied(), *self._varied()]
        loss = self._told("said by teacher", teacher, texts, labelled=2, label_counts=0.4)
        return self.fit(Encoder(3), Lesson("student", texts, loss, 2, 8e-5, 32, range(len(texts))))

    def polish(self, student: Encoder) -> None:
        """Train a student once more, gently, on the labels."""
        self.fit(student, self._labelled("polished", 1, 2e-5))

    def further(self, arrays: Arrays) -> Encoder:
        """Let a student of earlier go on with the labels, on the word vectors that it has."""
        student = begun(arrays)
        student.bert.embeddings.word_embeddings.weight.requires_grad = False
        return self.fit(student, self._labelled("further", 3, 3e-5))

    def lesson(self, student: Encoder) -> Lesson:
        """Return what the listener learns: what the student says of many changes.

        A tenth of the sentences is held out, with their changes: the threshold is chosen on it.
        """
        near = near_words(student.bert.embeddings.word_embeddings.weight.detach())
        texts = [*self._texts, *self._varied(), *self._varied()]
        for _ in range(_CHANGED):
            texts += changed(self._rows, near, self._chance)
        loss = self._told("said by student", student, texts, labelled=1, label_counts=0.3)
        count = len(self._rows)
        places = [place for place in range(len(texts)) if not _is_held(place % count)]
        return Lesson("listener", texts, loss, 4, 2e-3, 64, places)

    def weigh(self, listener: Listener) -> None:
        """Print how each threshold does on the sentences that were held out."""
        held = [place for place in range(len(self._rows)) if _is_held(place)]
        verdicts, _ = self.judge(listener, [self._texts[place] for place in held])
        blaming = torch.tensor([self._rows[place].blaming for place in held], dtype=torch.bool)
        for threshold in (0.0, 0.5, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5):
            flagged = verdicts >= threshold
            found, false = (flagged & blaming).sum().item(), (flagged & ~blaming).sum().item()
            print(
                f"from {threshold}: precision {found / max(found + false, 1):.3f}, "
                f"recall {found / blaming.sum().item():.3f}, "
                f"innocent flagged {false / (~blaming).sum().item():.4f}",
                flush=True,
            )

    def _varied(self) -> list[str]:
        return varied(self._rows, self._chance)

    def _labelled(self, name: str, epochs: int, rate: float) -> Lesson:
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

        return Lesson(name, self._texts, loss, epochs, rate, 32, range(len(self._texts)))

    def _told(
        self, name: str, elder: Encoder, texts: list[str], *, labelled: int, label_counts: float
    ):
        """Return a loss by what an elder says, and by the labels of the first texts."""
        verdicts, kinds = self._said(name, elder, texts)
        soft, count = torch.sigmoid(verdicts), len(self._rows)
        labels = torch.tensor([float(row.blaming) for row in self._rows])
        weights = torch.tensor([row.weight for row in self._rows])

        def loss(verdict, kind, batch):
            place = batch % count
            mix = label_counts * weights[place] * (batch < labelled * count)
            target = (1 - mix) * soft[batch] + mix * labels[place]
            missed = nn.functional.binary_cross_entropy_with_logits(verdict, target)
            named = nn.functional.kl_div(
                kind.log_softmax(-1), kinds[batch].softmax(-1), reduction="batchmean"
            )
            scored = nn.functional.smooth_l1_loss(verdict, verdicts[batch])
            return missed + _KIND_COUNTS * named + _SCORE_COUNTS * scored

        return loss

    def _said(self, name: str, elder: Encoder, texts: list[str]):
        kept = self._keep / f"{name}.pt" if self._keep else None
        if kept and kept.exists():
            return torch.load(kept)
        said = self.judge(elder, texts)
        if kept:
            torch.save(said, kept)
        return said

    @torch.no_grad()
    def judge(self, net: nn.Module, texts: list[str]):
        """Return what a network says of texts: verdicts and kinds."""
        net.eval()
        verdicts, kinds = torch.zeros(len(texts)), None
        for batch, inputs in self._batches(texts, 32, range(len(texts)), shuffled=False):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                verdict, kind = net(**inputs)
            kinds = torch.zeros(len(texts), kind.shape[-1]) if kinds is None else kinds
            verdicts[batch], kinds[batch] = verdict.float(), kind.float()
        return verdicts, kinds

    def fit(self, net, lesson: Lesson):
        """Train a network, or take it from where it is kept."""
        kept = self._keep / f"{lesson.name}.pt" if self._keep else None
        if kept and kept.exists():
            net.load_state_dict(torch.load(kept))
            return net
        heads = ("look", "verdict", "kind")
        groups = [
            {"params": [parameter], "lr": lesson.rate * (10 if path.startswith(heads) else 1)}
            for path, parameter in net.named_parameters()
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        rates = [group["lr"] for group in optimizer.param_groups]
        steps, step = lesson.epochs * (len(lesson.places) // lesson.size + 1), 0
        for epoch in range(lesson.epochs):
            net.train()
            began, total = time.monotonic(), 0.0
            for batch, inputs in self._batches(lesson.texts, lesson.size, lesson.places):
                pace = min(step / (0.1 * steps), 1) * max(0.02, 1 - step / steps)
                for group, top in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = top * pace
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    verdict, kind = net(**inputs)
                cost = lesson.loss(verdict.float(), kind.float(), batch)
                optimizer.zero_grad()
                cost.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimizer.step()
                step, total = step + 1, total + cost.item()
            spent = time.monotonic() - began
            mean = total * lesson.size / len(lesson.places)
            print(f"{lesson.name} {epoch}: {mean:.3f} in {spent:.0f} s", flush=True)
        if kept:
            torch.save(net.state_dict(), kept)
        return net

    def _batches(
        self, texts: list[str], size: int, places: Sequence[int], *, shuffled: bool = True
    ) -> Iterator[tuple[torch.Tensor, dict]]:
        order = list(places)
        if shuffled:
            self._chance.shuffle(order)
        for begin in range(0, len(order), 20 * size):
            near = sorted(order[begin : begin + 20 * size], key=lambda place: len(texts[place]))
            batches = [near[start : start + size] for start in range(0, len(near), size)]
            if shuffled:
                self._chance.shuffle(batches)
            for batch in batches:
                yield torch.tensor(batch), self._side_by_side([texts[place] for place in batch])

    def _side_by_side(self, texts: list[str]) -> dict:
        """Return the word pieces of a batch, filled up to the longest; each text is cut once."""
        new = [text for text in texts if text not in self._cut]
        if new:
            cut = self._tokenizer(new, truncation=True, max_length=_LONGEST)["input_ids"]
            self._cut.update(zip(new, cut, strict=True))
        pieces = [torch.tensor(self._cut[text]) for text in texts]
        ids = nn.utils.rnn.pad_sequence(pieces, batch_first=True)
        lengths = torch.tensor([len(one) for one in pieces])
        return {"ids": ids, "mask": (torch.arange(ids.shape[1]) < lengths[:, None]).long()}


def _is_held(place: int) -> bool:
    """Say whether a sentence is of the tenth that is held out, whole events at a time."""
    return place // 40 % 10 == 3


if __name__ == "__main__":
    sys.exit(main())
