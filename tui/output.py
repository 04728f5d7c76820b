"""What the verbs print: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Mapping

from agent.hygiene import clean


def say(text: str) -> None:
    """Print a result. Terminal escapes in it are taken out first."""
    _write(sys.stdout, clean(text))


def say_json(value: Mapping[str, object]) -> None:
    """Print a result as JSON, alone on standard output."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2, default=str))


def tell(text: str) -> None:
    """Print what isn't a result."""
    _write(sys.stderr, clean(text))


def _write(stream: object, text: str) -> None:
    print(text, file=stream, flush=True)  # type: ignore[arg-type]  # noqa: T201
