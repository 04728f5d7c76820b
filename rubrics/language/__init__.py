"""Detection of language: blame, vague words, placeholders, vague actions, with exact places.

The public names are these; what stands behind them may change.
"""

from rubrics.language.innocence import Innocence, innocence
from rubrics.language.scan import (
    CATEGORIES,
    action_rule,
    agents_in,
    bar_over,
    blame_level,
    blame_rule,
    missing_parts,
    names_in,
    scan,
    scan_action,
    unmarked,
)

__all__ = [
    "CATEGORIES",
    "Innocence",
    "action_rule",
    "agents_in",
    "bar_over",
    "blame_level",
    "blame_rule",
    "innocence",
    "missing_parts",
    "names_in",
    "scan",
    "scan_action",
    "unmarked",
]
