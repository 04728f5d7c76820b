"""Measures quality: `python -m evals`. Needs no key and no network; never a test.

`MODEL=name` measures the coach's tasks with that model, where there is a key to it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from agent.errors import AgentError
from evals import baselines, table
from evals.datasets import schema
from evals.outside import VARIABLE, OutsideData
from evals.runs import Run, coach_runs, outside_runs, own_runs

ABOUT = ("blame", "actions", "rewrites", "coaching", "scores", "similar", "privacy")


def main(
    words: Sequence[str] | None = None,
    environ: Mapping[str, str] = os.environ,
    show: Callable[[str], None] = print,
) -> int:
    """Print the figures and what changed since the baselines; return the exit code."""
    options = _options(words)
    shown: list[str] = []

    def tell(line: str) -> None:
        shown.append(line)
        show(line)

    try:
        for line in _lines(options, environ):
            tell(line)
        if options.report:
            options.report.write_text("\n".join(shown) + "\n", encoding="utf-8")
    except (AgentError, OSError) as error:
        print(str(error), file=sys.stderr)
        return 2
    return 0


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description="Measure quality on the project's own data sets.",
        epilog=f"{VARIABLE}=FOLDER adds labelled data from outside; their texts are not stored.",
    )
    parser.add_argument("--only", choices=ABOUT, help="measure this alone")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the lines here too")
    parser.add_argument("--data", type=Path, default=schema.FOLDER, help="folder of the own sets")
    parser.add_argument("--baselines", type=Path, default=baselines.FOLDER, help="their folder")
    parser.add_argument("--cases", action="store_true", help="list single cases of the own sets")
    parser.add_argument(
        "--update-baselines", action="store_true", help="write down what is measured now"
    )
    return parser.parse_args(words)


def _lines(options: argparse.Namespace, environ: Mapping[str, str]) -> Iterator[str]:
    for run in _runs(options.data, environ):
        if options.only in (None, run.about):
            yield from _measured(run, options)


def _runs(data: Path, environ: Mapping[str, str]) -> Iterator[Run]:
    yield from own_runs(schema.OwnData(data))
    yield from coach_runs(data, environ)
    if folder := environ.get(VARIABLE, "").strip():
        yield from outside_runs(OutsideData(Path(folder)))


def _measured(run: Run, options: argparse.Namespace) -> Iterator[str]:
    section = run.measure()
    changed = tuple(baselines.changes(section, run.mark, options.baselines))
    yield from table.lines(section, changed, cases=options.cases)
    if options.update_baselines:
        baselines.store(section, run.mark, options.baselines)


if __name__ == "__main__":
    sys.exit(main())
