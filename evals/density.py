"""How often the language rules warn in real postmortems, whether rightly or not."""

from collections import Counter
from collections.abc import Sequence

from evals.blame import flagged_by
from evals.figures import Figure, Section


def measure(pages: Sequence[str], data: str) -> Section:
    """Count warnings per 1,000 words. It bounds the false ones from above (at most one)."""
    words = sum(len(page.split()) for page in pages)
    rules = Counter(rule for page in pages for rule in flagged_by(page))
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
