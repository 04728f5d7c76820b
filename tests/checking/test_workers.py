"""Work that is shared among processes gives what it gives in one."""

import subprocess
import sys

import pytest

from tui.checking import workers

FORKING = """
import os, sys, warnings
from tui.checking import workers
workers._processors = lambda: {processors}
first = os.getpid()
def work(number):
    if number == {breaks} and os.getpid() != first:
        os._exit(3)
    return number * number, os.getpid() != first
done = list(workers.shared(work, range({length})))
print([square for square, _ in done], sum(away for _, away in done))
"""


def play(length, processors, breaks=-1):
    """Share some work in a process of its own: copies of the one that runs tests aren't safe."""
    code = FORKING.format(length=length, processors=processors, breaks=breaks)
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
def test_a_process_that_ends_early_loses_nothing():
    squares, away = play(30, 2, breaks=12)
    assert squares == str([number * number for number in range(30)])
    assert 0 < away < 14


def test_an_error_comes_out_where_the_work_is_asked_for():
    def work(number):
        raise ValueError(number)

    with pytest.raises(ValueError, match="1"):
        list(workers.shared(work, [1]))
