"""The complete form of a postmortem: JSON with every field, exact in both directions."""

import json

from pydantic import ValidationError

from agent.errors import DocumentError
from agent.postmortem.record import SCHEMA_VERSION, Postmortem


def to_json(document: Postmortem) -> str:
    """Return the whole document as JSON text, with provenance and history."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Postmortem:
    """Read what `to_json` wrote.

    Raises:
        DocumentError: The text is no JSON, or not a postmortem; the first fault is named.
    """
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError("The file is not readable as JSON.", "Check where it ends.") from error
    try:
        document = Postmortem.model_validate(tree)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in fault["loc"]) or "the top level"
        raise DocumentError(
            f"This JSON is no postmortem: `{place}`: {fault['msg']}.", "Correct that field."
        ) from error
    if document.schema_version > SCHEMA_VERSION:
        raise DocumentError(
            f"This document has version {document.schema_version}; {SCHEMA_VERSION} is known here.",
            "Update unblame.",
        )
    return document
