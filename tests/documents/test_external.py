"""What leaves the house: accepted words only, nobody's name, no machine."""

from datetime import UTC, datetime

import pytest

from agent.documents.external import NOTHING_YET, to_external
from agent.documents.masking import mask
from agent.postmortem.learning import ExternalSummary, Sharing
from agent.postmortem.values import Provenance

AT = datetime(2026, 5, 13, tzinfo=UTC)


def said(document, origin, *paths):
    given = {path: Provenance(origin=origin, at=AT) for path in paths}
    return document.model_copy(update={"provenance": {**document.provenance, **given}})


def test_it_has_its_four_parts_and_the_approved_words_come_first(full, facts):
    text = to_external(full, facts)
    heads = [line for line in text.splitlines() if line.startswith("## ")]

    assert heads == ["## Summary", "## What happened", "## Impact on you", "## What we do"]
    assert "No booking was lost." in text.split("## What happened")[0]


def test_words_that_nobody_accepted_stay_inside(full, facts):
    text = to_external(full, facts)

    assert "outbox" not in text
    assert NOTHING_YET in text.split("## What we do")[1]


@pytest.mark.parametrize("origin", ["human", "proposed-accepted", "proposed-edited", "imported"])
def test_accepted_words_are_told(full, facts, origin):
    document = said(full, origin, "actions.A2.text", "timeline.events.E9.text")
    text = to_external(document, facts)

    assert "Make the template of migrations build indexes online (by 2026-06-05)" in text
    assert "10:31 UTC: The build is cancelled" in text


def test_three_sentences_of_the_summary_are_told_and_an_abbreviation_ends_none(full, facts):
    words = (
        "Mails waited, e.g. those of Lyon. At 4 p.m. they left. Nobody lost one. The log says so."
    )
    summary = full.summary.model_copy(update={"text": words})
    sharing = full.sharing.model_copy(update={"external": ExternalSummary()})
    document = said(
        full.model_copy(update={"summary": summary, "sharing": sharing}), "human", "summary.text"
    )

    assert words.removesuffix(" The log says so.") + "\n" in to_external(document, facts)


def test_declined_actions_and_computed_words_are_not_told(full, facts):
    document = said(said(full, "human", "actions.A6.text"), "computed", "actions.A2.text")

    assert "Move releases" not in to_external(document, facts)
    assert "template" not in to_external(document, facts)


def test_people_services_and_machines_are_masked(full):
    text = mask(
        full,
        "Ines Okafor and @io told Tomasz, lea@hotel.example and the booking-mailer on db-eu-03 "
        "(10.2.3.4, fe80::1:2, https://wiki.corp/x) that token=abc AKIAABCDEFGHIJKLMNOP failed.",
    )

    for leak in (
        "Ines",
        "@io",
        "Tomasz",
        "hotel",
        "booking-mailer",
        "db-eu-03",
        "10.2.3.4",
        "fe80",
        "wiki",
        "abc",
        "AKIA",
    ):
        assert leak not in text
    assert "the commander" in text
    assert "the service" in text


def test_a_public_document_names_its_services(full):
    meta = full.meta.model_copy(update={"tags": ("public",)})

    assert mask(full.model_copy(update={"meta": meta}), "booking-mailer") == "booking-mailer"


def test_an_outage_is_one_only_when_everybody_was_without(full, facts):
    words = ExternalSummary(text="During the outage mails were late.", approved_by="P2")
    partial = full.model_copy(update={"sharing": Sharing(external=words)})
    down = partial.timeline.events[2].model_copy(update={"effect": "down"})
    total = partial.model_copy(
        update={
            "timeline": partial.timeline.model_copy(update={"events": (down,)}),
            "impact": partial.impact.model_copy(update={"users": type(full.impact.users)()}),
            "intake": type(full.intake)(),
        }
    )

    assert "During the disruption" in to_external(partial, facts)
    assert "During the outage" in to_external(total, facts)
