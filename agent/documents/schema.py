"""The JSON Schema of a postmortem, for editors and other tools."""

from typing import Any

from agent.postmortem.record import SCHEMA_VERSION, Postmortem

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def postmortem_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the complete form."""
    schema = Postmortem.model_json_schema(mode="serialization")
    return {
        "$schema": _DIALECT,
        "$id": f"urn:unblame:schema:postmortem:{SCHEMA_VERSION}",
        "title": "Unblame postmortem",
        **{key: value for key, value in schema.items() if key != "title"},
    }
