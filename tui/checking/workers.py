"""Shares work on many things among processes, where they cost little; results keep their order."""

import os
import pickle
import select
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Final, TypeVar, cast

_T = TypeVar("_T")
_R = TypeVar("_R")

_LEAST_EACH: Final = 4
"""With fewer things a process costs more than it saves."""
_MOST: Final = 8
_ROOM: Final = 1 << 20
"""Bytes that a process may be ahead of the one that reads."""


def shared(work: Callable[[_T], _R], things: Sequence[_T]) -> Iterator[_R]:
    """Yield what the work makes of each thing, in order.

    The first is done here, so that what is loaded by then is there in every process. This one
    takes its share of the others, too, and the rest of a process that ends before its work does.
    """
    if not things:
        return
    yield work(things[0])
    rest = things[1:]
    number = min(_processors(), len(rest) // _LEAST_EACH, _MOST)
    if number < 2:
        yield from map(work, rest)
        return
    children = [_fork(work, rest[start::number]) for start in range(1, number)]
    own = ((place, work(rest[place])) for place in range(0, len(rest), number))
    ahead: dict[int, _R] = {}
    try:
        for place, thing in enumerate(rest):
            if place % number == 0:
                if place not in ahead:
                    ahead.update([next(own)])
                yield ahead.pop(place)
                continue
            _, pipe = children[place % number - 1]
            while not _ready(pipe) and (result := next(own, None)) is not None:
                ahead.update([result])
            done, received = _received(pipe)
            yield cast("_R", received) if done else work(thing)
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
    import fcntl  # noqa: PLC0415 - not there on every platform

    reading, writing = os.pipe()
    with suppress(OSError):  # a process may be allowed no more than it has
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
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


def _ready(pipe: BinaryIO) -> bool:
    """Tell whether something came that was not read; what was read ahead does not count."""
    return bool(select.select([pipe], [], [], 0)[0])


def _received(pipe: BinaryIO) -> tuple[bool, object]:
    try:
        return True, pickle.load(pipe)  # noqa: S301 - written by a copy of this process
    except (EOFError, pickle.UnpicklingError):
        return False, None
