"""Shares work on many things among processes, where they cost little; results keep their order."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final, TypeVar, cast

_T = TypeVar("_T")
_R = TypeVar("_R")

_LEAST_EACH: Final = 4
"""With fewer things a process costs more than it saves."""
_MOST: Final = 8


def shared(work: Callable[[_T], _R], things: Sequence[_T]) -> Iterator[_R]:
    """Yield what the work makes of each thing, in order.

    The first is done here, so that what is loaded by then is there in every process. A process
    that ends before its work does leaves the rest to this one.
    """
    if not things:
        return
    yield work(things[0])
    rest = things[1:]
    number = min(_processors(), len(rest) // _LEAST_EACH, _MOST)
    if number < 2:
        yield from map(work, rest)
        return
    children = [_fork(work, rest[start::number]) for start in range(number)]
    try:
        for place, thing in enumerate(rest):
            _, pipe = children[place % number]
            done, result = _received(pipe)
            yield cast("_R", result) if done else work(thing)
    finally:
        for _, pipe in children:
            pipe.close()
        for child, _ in children:
            os.waitpid(child, 0)


def _processors() -> int:
    """Return how many processes may run at once; one where a copy of this one is not safe."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


def _fork(work: Callable[[_T], object], things: Sequence[_T]) -> tuple[int, BinaryIO]:
    """Start a process that does some work; return its number and what it writes to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            for thing in things:
                pickle.dump(work(thing), pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    finally:
        # Not a line more may run here: what follows belongs to the process that was copied.
        os._exit(0)


def _received(pipe: BinaryIO) -> tuple[bool, object]:
    try:
        return True, pickle.load(pipe)  # noqa: S301 - written by a copy of this process
    except (EOFError, pickle.UnpicklingError):
        return False, None
