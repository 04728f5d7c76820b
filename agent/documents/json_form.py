"""The complete form of a document: JSON with every field, exact in both directions."""

import json
from typing import TypeVar

from pydantic import ValidationError

from agent.errors import DocumentError
from agent.postmortem.record import SCHEMA_VERSION, Postmortem
from agent.postmortem.values import Document

M = TypeVar("M", bound=Document)


def to_json(document: Document) -> str:
    """Return the whole document as JSON text, with provenance and history."""
    return json.dumps(document.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Postmortem:
    """Read what `to_json` wrote.

    Raises:
        DocumentError: The text is no JSON, or not a postmortem; the first fault is named.
    """
    document = read_json(text, Postmortem, "postmortem")
    refuse_newer(document.schema_version, SCHEMA_VERSION)
    return document


def read_json(text: str, model: type[M], name: str) -> M:
    """Read a document from its JSON. Raises DocumentError, naming the first fault."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError("The file is not readable as JSON.", "Check where it ends.") from error
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in fault["loc"]) or "the top level"
        raise DocumentError(
            f"This JSON is no {name}: `{place}`: {fault['msg']}.", "Correct that field."
        ) from error


def refuse_newer(version: int, known: int) -> None:
    """Raise DocumentError for a document of a version that is not known yet."""
    if version > known:
        raise DocumentError(
            f"This document has version {version}; {known} is known here.", "Update unblame."
        )
