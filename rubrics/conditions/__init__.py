"""The checks by the name under which a condition asks for them."""

from collections.abc import Mapping

from rubrics.conditions import (
    causes,
    follow_up,
    impact,
    learning,
    page,
    plan,
    structure,
    timeline,
    tone,
)
from rubrics.conditions.case import Check

CHECKS: Mapping[str, Check] = {
    **timeline.CHECKS,
    **impact.CHECKS,
    **causes.CHECKS,
    **plan.CHECKS,
    **tone.CHECKS,
    **follow_up.CHECKS,
    **learning.CHECKS,
    **structure.CHECKS,
    **page.CHECKS,
}
