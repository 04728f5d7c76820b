"""The writer as it learns: a decoder whose steps copy a word of the source or add a small one."""

import torch
from torch import nn
from torch.nn.functional import gelu, linear, scaled_dot_product_attention

from agent.coach.rewriting.writing.network import REACH, SMALL
from agent.coach.rewriting.writing.steps import FORMS
from evals.training.nets import WIDTH
from rubrics.language.trained.body import HEADS

_LAYERS = 2
_WIDE = 1536
_LONGEST = 80
_DROP = 0.1


class Layer(nn.Module):
    """Sees the rows of the source and of the steps before, as a layer of BERT does otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.inputs, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, _WIDE), nn.Linear(_WIDE, WIDTH)
        self.norm1, self.norm2 = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = nn.Dropout(_DROP)

    def forward(self, rows, source, mask):
        """Return the rows of the steps; `mask` says what each may see of source and steps."""
        query, key, value = self.inputs(rows).split(WIDTH, -1)
        seen = linear(source, self.inputs.weight[WIDTH:], self.inputs.bias[WIDTH:])
        keys, values = (
            torch.cat([before, own], 1)
            for before, own in zip(seen.split(WIDTH, -1), (key, value), strict=True)
        )
        heard = scaled_dot_product_attention(
            *(_in_heads(one) for one in (query, keys, values)),
            attn_mask=mask,
            dropout_p=_DROP if self.training else 0.0,
        )
        heard = heard.transpose(1, 2).reshape(rows.shape)
        rows = self.norm1(rows + self.drop(self.out(heard)))
        return self.norm2(rows + self.drop(self.down(gelu(self.up(rows)))))


def _in_heads(rows):
    count, places, _ = rows.shape
    return rows.view(count, places, HEADS, WIDTH // HEADS).transpose(1, 2)


class Writer(nn.Module):
    """The decoder. A step is the number of a small word, or that of a token behind those."""

    def __init__(self, small: int) -> None:
        super().__init__()
        self.count = SMALL + small
        self.words, self.forms = nn.Embedding(self.count, WIDTH), nn.Embedding(len(FORMS), WIDTH)
        self.places = nn.Embedding(_LONGEST, WIDTH)
        self.copied, self.next = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(_DROP)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))
        self.say, self.reach = nn.Linear(WIDTH, self.count), nn.Linear(WIDTH, 2 * REACH + 1)
        self.ask, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.how, self.form = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, len(FORMS))
        for table in (self.words, self.forms, self.places):
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, source, pieces, tokens, standing, before, forms, last):
        """Return how well each step meets each place, the rows of the places, and of the tokens.

        Args:
            source: Rows of the pieces: (sentences, pieces, width).
            pieces: Which of them are there.
            tokens: The first piece of each token: (sentences, tokens).
            standing: Which of the tokens are there.
            before: The step before each place.
            forms: The number of its form.
            last: The token copied last before each place; -1 for none.
        """
        count, length = before.shape
        words = _taken(source, tokens)
        copies = before >= self.count
        copied = self.copied(_taken(words, torch.where(copies, before - self.count, 0)))
        added = self.words(torch.where(copies, 0, before))
        rows = torch.where(copies[..., None], copied + self.forms(forms), added)
        following = self.next(_taken(torch.cat([words, source[:, :1]], 1), last + 1))
        rows = rows + following + self.places(torch.arange(length))[None]
        rows = self.drop(self.norm(rows))
        past = torch.ones(length, length).tril().bool()[None].expand(count, -1, -1)
        mask = torch.cat([pieces[:, None].expand(-1, length, -1), past], -1)[:, None]
        for layer in self.layers:
            rows = layer(rows, source, mask)
        met = self.ask(rows) @ self.key(words).transpose(1, 2) / WIDTH**0.5
        away = torch.arange(words.shape[1])[None, None] - last[..., None]
        met = met + torch.gather(self.reach(rows), 2, away.clamp(-REACH, REACH) + REACH)
        met = met.masked_fill(~standing[:, None], -1e4)
        return torch.cat([self.say(rows), met], -1), rows, words

    def formed(self, rows, words):
        """Return how well each form meets a word that is copied."""
        return self.form(gelu(self.how(rows + words)))


def _taken(rows, places):
    return torch.gather(rows, 1, places[..., None].expand(-1, -1, WIDTH))
