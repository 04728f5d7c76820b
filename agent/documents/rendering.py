"""A document in the form asked for, judged at a moment: what a front end shows and exports."""

# ruff: noqa: PLC0415 - each form is loaded where it is first used

from datetime import datetime

from agent import assessment
from agent.errors import InputError
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument, Premortem


def rendered(document: AnyDocument, to: str, now: datetime) -> str:
    """Return a document as `md`, `html`, `json` or, for a postmortem, `external`.

    Raises InputError for any other form.
    """
    if isinstance(document, Premortem):
        return _premortem(document, to, now)
    return _postmortem(document, to, now)


def _postmortem(document: Postmortem, to: str, now: datetime) -> str:
    facts = assessment.facts(document, now)
    match to:
        case "md":
            from agent.documents.markdown import to_markdown

            return to_markdown(document, facts, assessment.judge(document, facts, now))
        case "html":
            from agent.documents.html import to_html

            return to_html(document, facts, assessment.judge(document, facts, now))
        case "json":
            from agent.documents.json_form import to_json

            return to_json(document)
        case "external":
            from agent.documents.external import to_external

            return to_external(document, facts)
        case _:
            raise InputError(f"There is no form `{to}`.", "Choose md, html, json or external.")


def _premortem(document: Premortem, to: str, now: datetime) -> str:
    """Return a pre-mortem in a form: never what is hidden, never who wrote which reason."""
    from agent.assessment import premortem
    from agent.documents.layout import view_of
    from agent.documents.premortem.form import PREMORTEM
    from agent.premortem.hiding import shown_to

    shown = shown_to(document)
    facts = premortem.facts(shown, now)
    card = premortem.judge(facts, now, premortem.found(shown, facts, now))
    view = view_of(shown, facts, card)
    match to:
        case "md":
            from agent.documents.markdown import written

            return written(view, PREMORTEM)
        case "html":
            from agent.documents.html import rendered
            from agent.documents.page import laid_out

            return rendered(laid_out(view, PREMORTEM))
        case "json":
            from agent.documents.json_form import to_json

            return to_json(shown)
        case _:
            raise InputError(f"A pre-mortem has no form `{to}`.", "Choose md, html or json.")
