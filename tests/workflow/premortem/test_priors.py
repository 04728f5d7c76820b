"""Past incidents: shown once the people are done, labelled, with what became of their fixes."""

from datetime import UTC, datetime

from foreseeing import write
from talking import Talk

from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.workspace import Workspace


def past(workspace: Workspace) -> str:
    """Keep a finished postmortem about the same thing; return its id."""
    pm_id = workspace.records.new_id(2026)
    draft = Draft(Postmortem(meta=Meta(id=pm_id, title="Rooms were booked twice in the app")))
    words = (
        "Rooms are booked in the new booking app: the account was locked and bookings came late."
    )
    draft.set("summary.text", words)
    draft.add("analysis.causes", {"statement": {"cause": "The account was locked"}})
    draft.add("actions", {"text": "Watch the account", "status": "done"})
    draft.add("actions", {"text": "Add a second account"})
    document = draft.finish()
    workspace.records.create(document, datetime(2026, 5, 1, tzinfo=UTC))
    workspace.keep(document)
    return pm_id


async def test_past_incidents_come_after_the_list_with_what_became_of_their_fixes(
    workspace: Workspace, talk: Talk
) -> None:
    pm_id = past(workspace)
    await write(talk)
    assert talk.session.document.priors == ()
    while talk.session.document.meta.state == "COLLECT":
        await talk.answer("PM-26", "kept", about=talk.question.about)
    (prior,) = talk.session.document.priors
    assert prior.incident == pm_id
    assert prior.causes == ("The account was locked",)
    assert (prior.actions_total, prior.actions_done, prior.actions_open) == (2, 1, 1)
    assert "1 of 2 fixes done" in talk.session.prompt("PM-48", prior.id)


async def test_what_is_taken_from_a_past_incident_says_so(workspace: Workspace, talk: Talk) -> None:
    past(workspace)
    await write(talk)
    while talk.session.document.meta.state == "COLLECT":
        await talk.answer("PM-26", "kept", about=talk.question.about)
    await talk.answer("PM-48", "The account was locked again after the audit.", about="PR1")
    document = talk.session.document
    assert (document.reasons[-1].source, document.reasons[-1].origin) == ("library", "PR1")
    assert document.priors[0].taken_as == document.reasons[-1].id
