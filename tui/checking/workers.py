"""Shares work on many things among processes, where they cost little; results keep their order."""

import os
import pickle
import select
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final, Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_LEAST_EACH: Final = 4
"""With fewer things a process costs more than it saves."""
_MOST: Final = 8
_ROOM: Final = 1 << 20
"""Bytes that a process may be ahead of the one that reads."""
_NEAR: Final = 16
"""Things that stand so near each other change their places, so that the large ones come first."""
_WIDTH: Final = 8
"""Bytes of a number that is passed on."""


def shared(
    work: Callable[[_T], _R], things: Sequence[_T], size: Callable[[_T], int]
) -> Iterator[_R]:
    """Yield what the work makes of each thing, in order.

    The first is done here, so that what is loaded by then is there in every process. Then each
    process, this one too, takes the next thing that nobody took. Large ones are taken a little
    before small ones: else all others wait at the end for the one that took a large one last.
    """
    if not things:
        return
    yield work(things[0])
    rest = things[1:]
    number = min(_processors(), len(rest) // _LEAST_EACH, _MOST)
    if number < 2:
        yield from map(work, rest)
    else:
        yield from _Team(work, rest, _large_first([size(one) for one in rest])).results(number - 1)


def _processors() -> int:
    """Return how many processes may run at once; one where a copy of this one is not safe."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


class _Team(Generic[_T, _R]):
    """This process and copies of it, and what they did so far."""

    def __init__(
        self, work: Callable[[_T], _R], things: Sequence[_T], order: Sequence[int]
    ) -> None:
        self._work, self._things = work, things
        self._places = _places(order)
        self._ahead: dict[int, _R] = {}
        self._children: dict[int, int] = {}
        """Processes by the end of the pipe that is read here."""

    def results(self, helpers: int) -> Iterator[_R]:
        """Yield what comes of each thing, in order."""
        try:
            for _ in range(helpers):
                self._fork()
            for place in range(len(self._things)):
                yield self._result(place)
        finally:
            for pipe in list(self._children):
                self._end(pipe)
            os.close(self._places)

    def _result(self, place: int) -> _R:
        while place not in self._ahead:
            if self._receive(wait_s=0):
                continue
            mine = self._next()
            if mine is not None:
                self._ahead[mine] = self._work(self._things[mine])
            elif self._children:
                self._receive(wait_s=None)
            else:  # the process that took it ended before its work did
                self._ahead[place] = self._work(self._things[place])
        return self._ahead.pop(place)

    def _next(self) -> int | None:
        """Take the next place; they are read from one file, so no two processes get the same."""
        taken = os.read(self._places, _WIDTH)
        return int.from_bytes(taken) if taken else None

    def _receive(self, wait_s: float | None) -> bool:
        """Take in what the others did; say whether there was any."""
        ready, _, _ = select.select(list(self._children), [], [], wait_s)
        for pipe in ready:
            try:
                place = int.from_bytes(_exactly(pipe, _WIDTH))
                told = _exactly(pipe, int.from_bytes(_exactly(pipe, _WIDTH)))
            except EOFError:
                self._end(pipe)
            else:
                self._ahead[place] = pickle.loads(told)  # noqa: S301 - by a copy of this process
        return bool(ready)

    def _end(self, pipe: int) -> None:
        os.close(pipe)
        os.waitpid(self._children.pop(pipe), 0)

    def _fork(self) -> None:
        """Start a process that works until nothing is left."""
        import fcntl  # noqa: PLC0415 - not there on every platform

        reading, writing = os.pipe()
        with suppress(OSError):  # a process may be allowed no more than it has
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
        child = os.fork()
        if child:
            os.close(writing)
            self._children[reading] = child
            return
        try:
            for pipe in (reading, *self._children):
                os.close(pipe)
            with os.fdopen(writing, "wb") as pipe:
                while (place := self._next()) is not None:
                    told = pickle.dumps(self._work(self._things[place]), pickle.HIGHEST_PROTOCOL)
                    pipe.write(place.to_bytes(_WIDTH) + len(told).to_bytes(_WIDTH) + told)
                    pipe.flush()
        finally:
            # Not a line more may run here: what follows belongs to the process that was copied.
            os._exit(0)


def _large_first(sizes: Sequence[int]) -> list[int]:
    """Return the places of things in the order in which they are taken."""
    near = (range(len(sizes))[begin : begin + _NEAR] for begin in range(0, len(sizes), _NEAR))
    return [place for few in near for place in sorted(few, key=lambda one: -sizes[one])]


def _places(order: Sequence[int]) -> int:
    """Return a file in memory of the places of things."""
    file = os.memfd_create("places")
    os.write(file, b"".join(place.to_bytes(_WIDTH) for place in order))
    os.lseek(file, 0, os.SEEK_SET)
    return file


def _exactly(pipe: int, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = os.read(pipe, length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
