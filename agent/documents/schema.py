"""The JSON Schemas of documents, for editors and other tools."""

from typing import Any

from agent.postmortem.record import SCHEMA_VERSION, Postmortem
from agent.postmortem.values import Document

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def postmortem_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the complete form of a postmortem."""
    return _schema(Postmortem, "postmortem", SCHEMA_VERSION)


def premortem_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the complete form of a pre-mortem."""
    from agent.premortem import record  # noqa: PLC0415 - only for who asks

    return _schema(record.Premortem, "premortem", record.SCHEMA_VERSION)


def _schema(model: type[Document], name: str, version: int) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization")
    return {
        "$schema": _DIALECT,
        "$id": f"urn:unblame:schema:{name}:{version}",
        "title": f"Unblame {name}",
        **{key: value for key, value in schema.items() if key != "title"},
    }
