"""A whole session with a model behind the coach: over HTTP, with and without leave to ask it."""

import asyncio

import pytest

from agent.coach.protocol import NextWhy
from agent.dialogue import Accept, Answer, Explained
from agent.home import Home
from agent.postmortem.edits import Draft
from agent.postmortem.record import Meta, Postmortem
from agent.workspace import Workspace
from evals.scripted.behaviour import REFUSAL, Fail, Say, says
from evals.scripted.helpful import helpful
from evals.scripted.server import MessagesServer


@pytest.fixture
def place(tmp_path, monkeypatch, clock):
    """A maker of workspaces whose model is a scripted server."""
    opened = []

    def make(answering, *, offline=False):
        server = MessagesServer(answering).__enter__()
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "here")}).make()
        workspace = Workspace(home, clock, offline=offline)
        opened.append((server, workspace))
        return server, workspace

    yield make
    for server, workspace in opened:
        workspace.close()
        server.__exit__(None, None, None)


async def heard(events):
    return [event async for event in events]


async def why(workspace, *, agreed=True):
    """Open a session and answer one why."""
    session = await workspace.new_session()
    if agreed:
        workspace.allow_model(session.id)
    events = await heard(session.start())
    told = [{"text": "The certificate is renewed by hand.", "kind": "condition"}]
    events += await heard(session.reply(Answer(value=told, question="CA-02")))
    return session, events


def remarks(events, rule):
    return [one for one in events if one.kind == "remark" and one.rule.startswith(rule)]


async def test_proposals_of_a_model_are_offered_and_their_origin_is_kept(place):
    _, workspace = place(helpful)
    session, events = await why(workspace)
    (offered,) = [one for one in events if one.kind == "proposed"]
    assert offered.proposals[0].coach.startswith("claude-sonnet-5-5 ")
    doing = [one.doing for one in events if one.kind == "coaching"]
    assert doing[0] == ""
    assert "asking claude-sonnet-5-5: what made this possible" in doing
    assert doing[-1] == ""
    await heard(session.reply(Accept(proposal=offered.proposals[0].id)))
    assert session.question.text == offered.proposals[0].text
    await session.close()


async def test_nothing_is_sent_before_a_person_agrees_and_that_is_said_once(place):
    server, workspace = place(helpful)
    session, events = await why(workspace, agreed=False)
    events += await heard(
        session.reply(Answer(value=[{"text": "It ran out.", "kind": "event"}], question="CA-02"))
    )
    assert not server.calls
    assert len(remarks(events, "coach:consent")) == 1
    assert not [one for one in events if one.kind == "coaching"][-1].allowed
    await session.close()


async def test_a_session_that_is_opened_again_goes_on_counting(place):
    _, workspace = place(helpful)
    session, events = await why(workspace)
    spent = [one for one in events if one.kind == "coaching"][-1]
    assert spent.tokens > 1000
    await session.close()

    _, later = place(helpful)
    again = await later.open_session(session.id)
    (state,) = [one for one in await heard(again.start()) if one.kind == "coaching"]
    assert (state.tokens, state.cost) == (spent.tokens, spent.cost)
    assert (state.tokens_left, state.cost_left) == (spent.tokens_left, spent.cost_left)
    await again.close()


async def test_another_model_goes_on_with_the_same_budget_at_its_own_price(place, monkeypatch):
    _, workspace = place(helpful)
    session, events = await why(workspace)
    spent = [one for one in events if one.kind == "coaching"][-1]
    await session.close()

    monkeypatch.setenv("UNBLAME_MODEL", "claude-opus-5-5")
    _, later = place(helpful)
    again = await later.open_session(session.id)
    (state,) = [one for one in await heard(again.start()) if one.kind == "coaching"]
    assert (state.model, state.tokens, state.cost) == ("claude-opus-5-5", spent.tokens, spent.cost)
    await again.close()


async def test_what_was_spent_before_counts_against_the_ceiling(place, tmp_path):
    server, workspace = place(helpful)
    session, _ = await why(workspace)
    await session.close()
    spent = sum(
        one.fresh + one.stored + one.out for one in workspace.records.spent(session.id).values()
    )
    settings = workspace.home.config / "settings.toml"
    settings.write_text(f"session_tokens = {spent + 100}\n", "utf-8")

    server, later = place(helpful)
    again = await later.open_session(session.id)
    told = [{"text": "Nobody sees its date.", "kind": "condition"}]
    events = await heard(again.reply(Answer(value=told, question="CA-02")))
    (remark,) = remarks(events, "coach:budget")
    assert "session_tokens" in remark.text
    assert {call.path for call in server.calls} <= {"/v1/messages/count_tokens"}
    await again.close()


async def test_a_question_that_was_stopped_has_cost_something(place):
    _, workspace = place([Say("x" * 90_000, pause=0.05, piece=3)])
    session = await workspace.new_session()
    workspace.allow_model(session.id)
    told = [{"text": "The certificate is renewed by hand.", "kind": "condition"}]
    async for event in session.reply(Answer(value=told, question="CA-02")):
        if event.kind == "coaching" and "characters" in event.doing:
            session.stop_coach()
    (used,) = workspace.records.spent(session.id).values()
    assert used.fresh > 1000
    await session.close()


async def test_offline_nothing_is_sent_and_no_model_is_shown(place):
    server, workspace = place(helpful, offline=True)
    session, events = await why(workspace)
    assert not server.calls
    assert not [one for one in events if one.kind == "coaching"]
    await session.close()


@pytest.mark.parametrize(
    "behaviour",
    [Fail(400), REFUSAL, Say("nonsense"), Say('{"abstained": "", "dee', breaks_after=1)],
)
async def test_a_failing_model_costs_a_line_and_no_answer(place, behaviour):
    _, workspace = place([behaviour])
    session, events = await why(workspace)
    assert len(remarks(events, "coach:")) == 1
    (offered,) = [one for one in events if one.kind == "proposed"]
    assert {one.coach for one in offered.proposals} == {"rules"}
    assert session.document.analysis.nodes[0].text == "The certificate is renewed by hand."
    assert session.question is not None
    await session.close()


async def test_a_model_that_hangs_is_stopped_and_the_turn_goes_on(place):
    _, workspace = place([Say("x" * 90_000, pause=0.05, piece=3)])
    session = await workspace.new_session()
    workspace.allow_model(session.id)
    told = [{"text": "The certificate is renewed by hand.", "kind": "condition"}]
    events = []
    async for event in session.reply(Answer(value=told, question="CA-02")):
        events.append(event)
        if event.kind == "coaching" and event.doing:
            assert session.stop_coach()
    assert remarks(events, "coach:stopped")
    assert events[-1].kind == "asked"
    await session.close()


async def test_a_session_closed_while_something_is_asked_ahead_leaves_nothing_behind(place):
    _, workspace = place([Say("x" * 90_000, pause=0.05, piece=3)])
    session, _ = await why(workspace, agreed=False)
    workspace.allow_model(session.id)
    session._tools.coach.foresee([NextWhy("W1")], session.document)
    await asyncio.sleep(0.05)
    await session.close()
    assert len(asyncio.all_tasks()) == 1


def worded(text):
    return says({"abstained": "", "text": text})


async def explained(session, about):
    said = await heard(session.explain(about))
    return [one for one in said if isinstance(one, Explained)], said


async def test_a_score_is_explained_by_rule_and_then_in_checked_words(place):
    told = "The review has no events yet, so a reader can't follow what happened when."
    server, workspace = place([worded("It would score 4.5 then."), worded(told)])
    session = await workspace.new_session()
    workspace.allow_model(session.id)
    turn = session.turn
    (facts, spoken), _ = await explained(session, "C1")
    assert facts == await session.why("C1")
    assert facts.facts[0].startswith("1 of 5.")
    assert any("at least 3 events; seen: 0 events" in one for one in facts.facts)
    assert facts.question == "TL-16"
    assert not facts.words
    assert spoken == facts.model_copy(update={"words": told, "coach": spoken.coach})
    assert spoken.coach.startswith("claude-sonnet-5-5 ")
    assert len(server.calls) == 2
    assert session.turn == turn
    await session.close()


async def test_a_score_has_its_facts_and_no_words_when_no_model_may_be_asked(place):
    server, workspace = place(helpful)
    session = await workspace.new_session()
    found, said = await explained(session, "C3")
    assert len(found) == 1
    assert len(remarks(said, "coach:consent")) == 1
    assert not server.calls
    assert await session.why("C9") is None
    assert await heard(session.explain("W1")) == []
    await session.close()


def past():
    meta = Meta(id="PM-2030-007", title="The lock gate stuck in March")
    draft = Draft(Postmortem(meta=meta))
    draft.add("people", {"display": "Quill Brevoort"})
    draft.set("summary.text", "Silt in the track stopped the lock gate. Quill Brevoort swept it.")
    cause = {"statement": {"cause": "Silt in the track of the gate"}, "category": "process_gap"}
    draft.add("analysis.causes", cause)
    draft.add("actions", {"text": "Sweep the track before each tide"})
    return draft.finish()


async def like_then(workspace):
    """Return a session that found an incident of before."""
    older = past()
    workspace.records.create(older, workspace.clock.now())
    workspace.library.put(older)
    session = await workspace.new_session()
    document = session.view.document
    draft = Draft(document)
    draft.set("summary.text", "Silt in the track stopped the lock gate again.")
    cause = {"statement": {"cause": "Silt in the track"}, "category": "process_gap"}
    draft.add("analysis.causes", cause)
    found = {"pm_id": older.meta.id, "title": older.meta.title, "similarity": 0.9}
    draft.add("analysis.recurrence.candidates", found)
    based_on = workspace.records.load(session.id).revision
    workspace.records.amend(draft.finish(), workspace.clock.now(), based_on=based_on)
    await session.close()
    return await workspace.open_session(session.id)


async def test_a_past_incident_is_explained_by_terms_and_causes_and_then_in_words(place):
    words = "In both, silt in the track stopped the lock gate, and nothing sweeps the track."
    server, workspace = place([worded(words)])
    session = await like_then(workspace)
    workspace.allow_model(session.id)
    (facts, said), _ = await explained(session, "Y1")
    told = " ".join(facts.facts)
    assert "shares" in told
    assert "silt" in told
    assert "Both have a cause of this kind: a gap in the process." in told
    assert (facts.question, facts.item) == ("CA-30", "Y1")
    assert facts.asks.startswith("How well does this earlier event match: Y1 The lock gate stuck")
    assert said.words == words
    (call,) = server.calls
    assert "lock gate" in call.prompt
    assert "Brevoort" not in call.prompt
    await session.close()


async def on_one_page(workspace):
    """Return a light session whose causes are accepted: every section is asked in one state."""
    session = await workspace.new_session()
    draft = Draft(session.view.document)
    draft.set("meta.state", "LIGHT")
    draft.set("meta.severity", "sev4")
    draft.set("meta.depth", "light")
    draft.set("analysis.problem.text", "Silt in the track stopped the lock gate at 06:10.")
    cause = {"role": "primary", "statement": {"cause": "The track is swept once a year"}}
    draft.add("analysis.causes", cause)
    based_on = workspace.records.load(session.id).revision
    workspace.records.amend(draft.finish(), workspace.clock.now(), based_on=based_on)
    await session.close()
    return await workspace.open_session(session.id)


async def test_the_summary_is_asked_ahead_whichever_question_is_open(place):
    server, workspace = place(helpful)
    session = await on_one_page(workspace)
    workspace.allow_model(session.id)
    await heard(session.reply(Answer(value="The lock has two gates.", question="RV-14")))
    coach = session._tools.coach
    while coach._looking or coach._under_way:  # noqa: ASYNC110 - no event tells of it
        await asyncio.sleep(0.01)
    assert [call.task for call in server.calls] == ["summarise_incident"]
    summary = "The gate stood for an hour."
    events = await heard(session.reply(Answer(value=summary, question="RV-13")))
    (offered,) = [one for one in events if one.kind == "proposed"]
    assert offered.proposals[0].coach.startswith("claude-sonnet-5-5 ")
    assert not [one for one in events if one.kind == "coaching" and one.doing]
    assert len(server.calls) == 1
    await session.close()
