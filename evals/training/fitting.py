"""The loop in which each of the networks learns."""

import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import torch
from torch import nn


class Course(NamedTuple):
    """How long and how fast a network learns."""

    epochs: int
    rate: float
    decay: float
    """Of the weights."""
    warm: float
    """Steps until the full rate; below one, the share of all steps."""
    size: int = 24
    """Rows of a batch."""


def fit(
    nets: Iterable[nn.Module],
    rows: Sequence[Any],
    loss: Callable[[Sequence[Any]], torch.Tensor],
    course: Course,
) -> None:
    """Let what is not frozen of some networks learn from rows, each with its `numbers`."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    weights = [one for net in nets for one in net.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=course.rate, weight_decay=course.decay)
    steps = course.epochs * -(-len(rows) // course.size)
    warm = course.warm if course.warm >= 1 else course.warm * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    for epoch in range(course.epochs):
        begun, total = time.monotonic(), 0.0
        order = sorted(rows, key=lambda row: len(row.numbers) + chance.random() * 8)
        ends = range(0, len(order), course.size)
        batches = [order[begin : begin + course.size] for begin in ends]
        chance.shuffle(batches)
        for batch in batches:
            value = loss(batch)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            total += value.item()
        print(f"epoch {epoch}: {total / len(batches):.3f}, {time.monotonic() - begun:.0f} s")
        sys.stdout.flush()
