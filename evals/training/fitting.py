"""The loop in which each of the networks learns."""

import copy
import random
import sys
import time
from collections.abc import Callable, Sequence
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
    steady: float = 0.0
    """How much of the mean of the weights stays at each look; no mean is taken at 0."""


_LOOK = 5
"""Steps from one look at the weights to the next."""


def fit(
    nets: Sequence[nn.Module],
    rows: Sequence[Any],
    loss: Callable[[Sequence[Any]], torch.Tensor],
    course: Course,
) -> Sequence[nn.Module]:
    """Let what is not frozen of some networks learn from rows, each with its `numbers`.

    Returns:
        The networks; where the course says so, others with the mean of their weights over the last
        steps (Polyak and Juditsky 1992), which errs less than the last ones.
    """
    chance = random.Random(7)  # noqa: S311 - nothing secret
    weights = [one for net in nets for one in net.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=course.rate, weight_decay=course.decay)
    steps = course.epochs * -(-len(rows) // course.size)
    warm = course.warm if course.warm >= 1 else course.warm * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    mean, taken = copy.deepcopy(nets) if course.steady else nets, 0
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
            taken += 1
            if course.steady and taken % _LOOK == 0:
                _go_along(mean, nets, min(course.steady, (taken + 1) / (taken + 10)))
        print(f"epoch {epoch}: {total / len(batches):.3f}, {time.monotonic() - begun:.0f} s")
        sys.stdout.flush()
    return mean


def _go_along(mean: Sequence[nn.Module], nets: Sequence[nn.Module], kept: float) -> None:
    """Move the mean of the weights towards what they are now."""
    with torch.no_grad():
        for one, other in zip(mean, nets, strict=True):
            for slow, fast in zip(one.parameters(), other.parameters(), strict=True):
                slow.lerp_(fast, 1 - kept)
