"""What is being typed, kept so that one person's words never come up before another one."""

import json
from typing import Any, cast

_SEAL = "written_alone_by"


def sealed(text: str, person: str) -> str:
    """Return a draft as it is kept; `person` is the one who writes alone, empty for everybody."""
    return json.dumps({_SEAL: person, "text": text}) if text and person else text


def unsealed(kept: str, person: str) -> str:
    """Return a draft as `person` may see it; empty when it is another one's, or everybody's."""
    found = _read(kept)
    if found is None:
        return "" if person else kept
    return str(found["text"]) if found[_SEAL] == person else ""


def _read(kept: str) -> dict[str, Any] | None:
    try:
        found = json.loads(kept)
    except ValueError:
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) and _SEAL in found else None
