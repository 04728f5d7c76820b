"""The published schema of a postmortem."""

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from agent.documents.json_form import to_json
from agent.documents.schema import postmortem_schema
from agent.postmortem.record import Meta, Postmortem


def test_the_schema_is_a_schema_with_a_name_of_its_own():
    schema = postmortem_schema()

    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:unblame:")
    assert schema["title"] == "Unblame postmortem"


@pytest.mark.parametrize("which", ["full", "empty"])
def test_a_dumped_document_fits_the_schema(full, which):
    document = full if which == "full" else Postmortem(meta=Meta(id="PM-2026-001"))

    Draft202012Validator(postmortem_schema()).validate(json.loads(to_json(document)))


def test_a_broken_document_does_not_fit(full):
    tree = json.loads(to_json(full))
    tree["meta"]["severity"] = "terrible"

    with pytest.raises(ValidationError):
        Draft202012Validator(postmortem_schema()).validate(tree)


def test_every_field_is_described():
    schema = postmortem_schema()
    bare = [
        f"{name}.{field}"
        for name, part in [*schema["$defs"].items(), ("Postmortem", schema)]
        for field, rule in part.get("properties", {}).items()
        if "description" not in rule and "$ref" not in rule
    ]

    assert bare == []
