"""A small decoder that writes a sentence from the words of another, step by step.

Each step either copies a word of the source, in some form, or adds one of a few small words: a
pointer network (Vinyals et al. 2015) over the rows that layers like the tagger's make of the
source. Its own layers look at those rows and at the steps before. All sums are of whole numbers, as
in the layers below: the same sentence on every machine.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.coach.rewriting.writing.steps import FORMS, Copied, Step
from rubrics.language.trained.body import (
    EXP_TOP,
    Dense,
    Norm,
    bent,
    in_heads,
    softly,
    whole_numbers,
)
from rubrics.language.trained.tensors import Floats, as_floats, lines

BEGIN, END, ASK = range(3)
"""The first of the steps: before anything is said, the end, and that a question is asked."""
SMALL: Final = 3
"""The first step that adds a small word; copies come after all of those."""
REACH: Final = 16
"""How far from the word copied last a step tells places apart."""
_LONGEST: Final = 80
_DENSE = ("inputs", "out", "up", "down")


class Draft(NamedTuple):
    """A way to write a sentence anew."""

    steps: tuple[Step, ...]
    """None where a question is asked instead."""
    likely: float
    """The logarithm of how likely it is."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What is known of a source before anything is written."""

    words: Floats
    """One row a token."""
    following: Floats
    """The same, and behind the last that of the whole."""
    keys: Floats
    """What the pointer meets, as whole numbers, and the scale of each row."""
    scales: Floats
    seen: tuple[tuple[Floats, Floats], ...]
    """Key and value of each piece, for each layer."""


@dataclass(frozen=True, slots=True)
class _Beam:
    steps: tuple[tuple[int, int], ...] = ()
    """The number of each step, and that of its form."""
    likely: float = 0.0
    last: int = -1
    """The token copied last."""


class _Layer:
    """A layer that sees the source and the steps before."""

    def __init__(self, arrays: Mapping[str, Any], name: str) -> None:
        self._inputs, self._out, self._up, self._down = (
            Dense(arrays, f"{name}.{part}") for part in _DENSE
        )
        self._norm1, self._norm2 = Norm(arrays, f"{name}.norm1"), Norm(arrays, f"{name}.norm2")

    def of_source(self, rows: Floats) -> tuple[Floats, Floats]:
        """Return key and value of the pieces of a source."""
        _, key, value = np.split(self._inputs(rows), 3, axis=-1)
        return key, value

    def __call__(
        self, rows: Floats, source: tuple[Floats, Floats], past: tuple[Floats, Floats]
    ) -> tuple[Floats, tuple[Floats, Floats]]:
        """Return the rows of the newest step of each beam, and keys and values with theirs.

        Args:
            rows: The newest step: (beams, width).
            source: Key and value of the source: (pieces, width).
            past: Key and value of the steps before: (beams, steps, width).
        """
        query, key, value = (part[:, None] for part in np.split(self._inputs(rows), 3, axis=-1))
        keys = np.concatenate([past[0], key], axis=1)
        values = np.concatenate([past[1], value], axis=1)
        heard = _attended(query, source, (keys, values))
        rows = self._norm1(rows + self._out(heard))
        return self._norm2(rows + self._down(bent(self._up(rows)))), (keys, values)


def _attended(query: Floats, source: tuple[Floats, Floats], steps: tuple[Floats, Floats]) -> Floats:
    """Return what each query takes from the source and from the steps: (beams, width)."""
    count, _, width = query.shape
    asked, asked_scale = whole_numbers(in_heads(query))
    met: list[Floats] = []
    values: list[tuple[Floats, Floats]] = []
    for key, value in ((source[0][None], source[1][None]), steps):
        keys, scales = whole_numbers(in_heads(key))
        met.append((asked @ keys.swapaxes(-1, -2)) * asked_scale * scales.swapaxes(-1, -2))
        values.append(whole_numbers(in_heads(value), together=True))
    both = np.concatenate(met, axis=-1) * np.float32(1 / math.sqrt(asked.shape[-1]))
    weights = softly(both, np.ones(both.shape, np.bool_))
    here = met[0].shape[-1]
    parts = (weights[..., :here], weights[..., here:])
    seen, said = (
        (part @ whole) * scale for part, (whole, scale) in zip(parts, values, strict=True)
    )
    heard = (seen + said) / weights.sum(-1, keepdims=True)
    return heard.swapaxes(1, 2).reshape(count, width)


class Network:
    """The decoder as it stands in its data file."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays. Raises KeyError when one is missing."""
        self._small = lines(arrays["small"])
        count = int(arrays["write.layers"][0])
        names = [f"write{number}" for number in range(count)]
        weights = (f"{name}.{part}.w" for name in names for part in _DENSE)
        whole = {**arrays, **as_floats(arrays, weights)}
        self._layers = tuple(_Layer(whole, name) for name in names)
        self._norm = Norm(arrays, "write.norm")
        self._said, self._forms, self._places = (
            arrays[f"write.{name}"].astype(np.float32) for name in ("words", "forms", "places")
        )
        self._copied, self._next, self._reach, self._small_word, self._ask, self._key = (
            Dense(arrays, f"write.{name}")
            for name in ("copied", "next", "reach", "say", "ask", "key")
        )
        self._how, self._form = Dense(arrays, "write.how"), Dense(arrays, "write.form")

    def drafts(self, rows: Floats, heard: Sequence[int], width: int) -> list[Draft]:
        """Return the likeliest ways to write a sentence anew, the likeliest first.

        Args:
            rows: What the layers made of the pieces of the source.
            heard: The place of the first piece of each token.
            width: How many beginnings are followed side by side (beam search).
        """
        source = self._source(rows, heard)
        beams, past = [_Beam()], [(_none(rows), _none(rows)) for _ in self._layers]
        done: list[_Beam] = []
        for place in range(_LONGEST):
            newest, past = self._newest(beams, source, past, place)
            followed: list[tuple[_Beam, int]] = []
            for beam, number in self._continued(beams, newest, source, width):
                if beam.steps[-1][0] in (END, ASK):
                    done.append(beam)
                else:
                    followed.append((beam, number))
                if len(followed) == width:
                    break
            if not followed or (done and max(one.likely for one in done) > followed[0][0].likely):
                break
            beams = [beam for beam, _ in followed]
            kept = [number for _, number in followed]
            past = [(keys[kept], values[kept]) for keys, values in past]
        done.sort(key=lambda beam: -beam.likely)
        return [self._draft(beam) for beam in done]

    def _source(self, rows: Floats, heard: Sequence[int]) -> _Source:
        words = rows[list(heard)]
        keys, scales = whole_numbers(self._key(words))
        following = np.concatenate([words, rows[:1]])
        seen = tuple(one.of_source(rows) for one in self._layers)
        return _Source(words, following, keys, scales, seen)

    def _newest(
        self,
        beams: Sequence[_Beam],
        source: _Source,
        past: Sequence[tuple[Floats, Floats]],
        place: int,
    ) -> tuple[Floats, list[tuple[Floats, Floats]]]:
        """Return the newest row of each beam, and what later steps will look back on."""
        following = source.following[[beam.last + 1 for beam in beams]]
        before = np.stack([self._before(beam, source) for beam in beams])
        values = self._norm(before + self._next(following) + self._places[place])
        kept: list[tuple[Floats, Floats]] = []
        for layer, seen, one in zip(self._layers, source.seen, past, strict=True):
            values, with_newest = layer(values, seen, one)
            kept.append(with_newest)
        return values, kept

    def _before(self, beam: _Beam, source: _Source) -> Floats:
        """Return the row of the step before."""
        if not beam.steps:
            return self._said[BEGIN]
        step, form = beam.steps[-1]
        place = step - len(self._said)
        if place < 0:
            return self._said[step]
        return self._copied(source.words[place : place + 1])[0] + self._forms[form]

    def _continued(
        self, beams: Sequence[_Beam], rows: Floats, source: _Source, width: int
    ) -> list[tuple[_Beam, int]]:
        """Return beams with one step more, the likeliest first, and which each goes on from."""
        likely = _logarithms(self._met(beams, rows, source))
        likely[:, BEGIN] = -np.inf
        best = np.argsort(-likely, axis=1, kind="stable")[:, :width]
        found: list[tuple[_Beam, int]] = []
        for number, beam in enumerate(beams):
            for step in best[number].tolist():
                value, form, last = float(likely[number, step]), 0, beam.last
                if step >= len(self._said):
                    last = step - len(self._said)
                    form, more = self._formed(rows[number], source.words[last])
                    value = round(value + more, 3)
                steps = (*beam.steps, (step, form))
                found.append((_Beam(steps, round(beam.likely + value, 3), last), number))
        found.sort(key=lambda one: -one[0].likely)
        return found

    def _met(self, beams: Sequence[_Beam], rows: Floats, source: _Source) -> Floats:
        """Return how well each step meets the newest rows: small words, then the source's."""
        asked, scale = whole_numbers(self._ask(rows))
        met = (asked @ source.keys.T) * scale * source.scales.T
        met *= np.float32(1 / math.sqrt(rows.shape[-1]))
        last = np.array([beam.last for beam in beams])
        away = np.arange(len(source.words))[None] - last[:, None]
        near = np.clip(away, -REACH, REACH) + REACH
        met += np.take_along_axis(self._reach(rows), near, axis=1)
        return np.concatenate([self._small_word(rows), met], axis=1)

    def _formed(self, row: Floats, word: Floats) -> tuple[int, float]:
        """Return the likeliest form of a copied word, and the logarithm of how likely it is."""
        likely = _logarithms(self._form(bent(self._how((row + word)[None]))))[0]
        form = int(np.argmax(likely))
        return form, float(likely[form])

    def _draft(self, beam: _Beam) -> Draft:
        steps = tuple(self._step(number, form) for number, form in beam.steps[:-1])
        return Draft(steps if beam.steps[-1][0] == END else (), beam.likely)

    def _step(self, number: int, form: int) -> Step:
        place = number - len(self._said)
        return self._small[number - SMALL] if place < 0 else Copied(place, FORMS[form])


def _none(rows: Floats) -> Floats:
    """Return the keys or values of no step."""
    return np.zeros((1, 0, rows.shape[-1]), np.float32)


def _logarithms(met: Floats) -> NDArray[np.float64]:
    """Return the logarithm of how likely each choice is, to three digits."""
    weights = softly(met, np.ones(met.shape, np.bool_))
    below: NDArray[np.float64] = (met - met.max(-1, keepdims=True)).astype(np.float64)
    sums: list[float] = weights.sum(-1).tolist()
    total = np.array([[math.log(one / EXP_TOP)] for one in sums])
    return np.round(below - total, 3)
