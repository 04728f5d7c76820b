"""How often `unblame check` warns of blame in real postmortems, whether rightly or not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from evals.figures import Figure, Section
from tui.commands.reports import report

_COUNTED = frozenset({"error", "warning"})


def measure(pages: Sequence[str], data: str) -> Section:
    """Count warnings per 1,000 words. It bounds the false ones from above (at most one)."""
    words = sum(len(page.split()) for page in pages)
    rules = Counter(rule for page in pages for rule in _warned(page))
    warnings = sum(rules.values())
    figure = Figure(
        "warnings per 1,000 words",
        1_000 * warnings / words if words else None,
        words,
        lower_is_better=True,
    )
    told = ", ".join(
        f"{rule} {count}" for rule, count in sorted(rules.items(), key=lambda r: (-r[1], r[0]))
    )
    notes = (f"{warnings} warnings, true and false, in {len(pages)} documents: {told}",)
    return Section("blame", data, (figure,), (), notes)


def _warned(page: str) -> Iterator[str]:
    for finding in report("page.md", page, None, None)["findings"]:
        if finding["category"] == "blame" and finding["severity"] in _COUNTED:
            yield finding["rule"]
