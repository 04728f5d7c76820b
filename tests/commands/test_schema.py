import jsonschema
import yaml


def test_the_schemas_are_schemas(run):
    for what in ("postmortem", "premortem", "answers", "premortem-answers", "settings"):
        jsonschema.Draft202012Validator.check_schema(run("schema", what).json)


def test_a_complete_form_fits_the_schema_of_postmortems(run, closed):
    document = run("show", "PM-2026-001", "--format", "json").json
    jsonschema.validate(document, run("schema").json)


def test_the_sample_fits_the_schema_of_answers_files(run, certificate):
    class Plain(yaml.SafeLoader):
        """Leaves times and dates as they are written."""

    Plain.yaml_implicit_resolvers = {
        key: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    answers = yaml.load(certificate.read_text(), Plain)
    jsonschema.validate(answers, run("schema", "answers").json)


def test_an_unknown_schema_is_refused(run):
    said = run("schema", "incident")
    assert said.code == 2
    assert "incident" in said.line
