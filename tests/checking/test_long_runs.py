"""A run of one sign costs as much as it is long, wherever it stands."""

from time import process_time

import pytest

from tui.commands.reports import report

_LENGTH = 4_000
_RUNS = {
    "blanks": " ",
    "sentences of one letter": "a.",
    "opening brackets": "(",
    "backticks": "`",
    "digits": "1",
    "line ends": "\n",
    "points of a list": "- a\n",
    "sums of money": "$1 ",
    "shares": "1% ",
    "moments": "10:00 ",
    "one word": "a",
    "what was not done": "should have ",
}
_PLACES = "## Summary\n\n{0}\n\n## Timeline\n\n- 10:00 {0}\n\n## Action items\n\n- Fix {0}\n"


@pytest.mark.parametrize("name", _RUNS)
def test_four_times_the_run_takes_about_four_times_as_long(name: str) -> None:
    times: list[float] = []
    for length in (_LENGTH, 4 * _LENGTH):
        run = (_RUNS[name] * length)[:length]
        begun = process_time()
        report("long.md", _PLACES.format(run), None, None)
        times.append(process_time() - begun)
    assert times[1] < 12 * max(times[0], 0.1)


def test_a_line_of_a_million_letters_is_judged() -> None:
    begun = process_time()
    told = report("long.md", "## Summary\n\n" + "the host ran full " * 55_000, None, None)
    assert len(told["criteria"]) == 8
    assert process_time() - begun < 20
