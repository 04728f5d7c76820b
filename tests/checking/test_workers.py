"""Work that is shared among processes gives what it gives in one."""

import json
import subprocess
import sys

import pytest

from tui.checking import workers

FORKING = """
import os, time
from tui.checking import workers
workers._processors = lambda: {processors}
first, done_here = os.getpid(), []
def work(number):
    away = os.getpid() != first
    done_here.append(number)
    if away and len(done_here) == {breaks}:
        os._exit(3)
    time.sleep({pause})
    return number * number, away
done = list(workers.shared(work, range({length}), lambda number: number % 7))
print([square for square, _ in done], sum(away for _, away in done))
"""


def play(length, processors, breaks=-1, pause=0.005):
    """Share some work in a process of its own: copies of the one that runs tests aren't safe."""
    code = FORKING.format(length=length, processors=processors, breaks=breaks, pause=pause)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    squares, _, away = done.stdout.rpartition(" ")
    return squares, int(away)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
@pytest.mark.parametrize("processors", [1, 2, 3])
@pytest.mark.parametrize("length", [0, 1, 8, 9, 30])
def test_results_come_in_the_order_of_the_things(length, processors):
    squares, away = play(length, processors)
    assert squares == str([number * number for number in range(length)])
    assert (away > 0) is (processors > 1 and length >= 9)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_a_large_thing_is_not_left_for_the_end():
    alone = FORKING.format(length=12, processors=2, breaks=-1, pause=0.005)
    code = alone.replace("number % 7", "number") + "print(done_here)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, *rest = json.loads(done.stdout.splitlines()[-1])
    assert first == 0
    assert rest == sorted(rest, reverse=True)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_a_process_that_ends_early_loses_nothing():
    squares, away = play(30, 2, breaks=5)
    assert squares == str([number * number for number in range(30)])
    assert away == 3


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_processes_that_are_far_quicker_than_the_reader_lose_nothing():
    squares, _ = play(5_000, 3, pause=0)
    assert squares == str([number * number for number in range(5_000)])


def test_an_error_comes_out_where_the_work_is_asked_for():
    def work(number):
        raise ValueError(number)

    with pytest.raises(ValueError, match="1"):
        list(workers.shared(work, [1], int))
