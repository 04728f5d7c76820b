"""A postmortem as one HTML file: no script, nothing loaded, everything escaped."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from agent.documents.escaping import CODE_SPAN
from agent.documents.page import Page, page_of
from agent.errors import MissingExtraError
from agent.postmortem.record import Postmortem
from rubrics.findings import Scorecard

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def to_html(
    document: Postmortem, facts: Mapping[str, Any], scorecard: Scorecard | None = None
) -> str:
    """Return the document as a self-contained page, for reading and printing.

    Raises:
        MissingExtraError: The `app` extra, which brings jinja2, is not installed.
    """
    return rendered(page_of(document, facts, scorecard))


def rendered(page: Page) -> str:
    """Return a page as HTML. Raises MissingExtraError without the `app` extra."""
    return _template().render(page=page)


def _spans(text: str) -> "Markup":
    """Return the text escaped, with spans of code as code."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with jinja2

    parts: list[Markup] = []
    position = 0
    for span in CODE_SPAN.finditer(text):
        parts.append(escape(text[position : span.start()]))
        parts.append(Markup("<code>{}</code>").format(span.group()[1:-1]))
        position = span.end()
    return Markup("").join([*parts, escape(text[position:])])


@cache
def _template() -> "Template":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError(
            "HTML needs more than the base of unblame.", "Install `unblame[app]`."
        ) from error
    environment = Environment(
        loader=PackageLoader("agent.documents", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["spans"] = _spans
    return environment.get_template("document.html.j2")
