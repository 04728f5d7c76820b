"""A long record read by a model over real HTTP: bounded, stopped, broken off, and never alone."""

from itertools import count
from threading import Event

import pytest

from agent.coach.model.catalogue import catalogue
from agent.coach.model.extraction import AT_ONCE
from agent.dialogue import Accept, Answer, Import, Override
from agent.home import Home
from agent.workspace import Workspace
from evals.scripted.behaviour import Fail, Say, says
from evals.scripted.chat import course, incident_chat
from evals.scripted.helpful import helpful
from evals.scripted.server import MessagesServer

ON = Override(reason="The facts come later.", by="Mara Lind")
DAY = Answer(value="2031-05-01", question="SU-14")
LOG = """13:58 alertbot: scan latency above 4 s
14:20 we go back to 4.18.2
nobody is sure yet why the table fills
15:51 scans take less than 1 s again
"""


@pytest.fixture
async def reading(tmp_path, monkeypatch, clock):
    """A maker of sessions at the timeline whose model is a scripted server."""
    opened = []

    async def make(answering, settings=""):
        server = MessagesServer(answering).__enter__()
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.url)
        home = Home.resolve({"UNBLAME_HOME": str(tmp_path / "here")}).make()
        (home.config / "settings.toml").write_text(settings, "utf-8")
        workspace = Workspace(home, clock)
        session = await workspace.new_session()
        opened.append((server, workspace, session))
        for reply in (ON, ON, DAY):
            await heard(session, reply)
        workspace.allow_model(session.id)
        return server, session

    yield make
    for server, workspace, session in opened:
        await session.close()
        workspace.close()
        server.__exit__(None, None, None)


async def heard(session, reply):
    return [event async for event in session.reply(reply)]


def told(events):
    return [event.text for event in events if event.kind == "remark"]


def found(quote, text, kind="other", time=""):
    return {"quote": quote, "time": time, "text": text, "kind": kind}


async def test_the_models_events_stand_beside_those_of_the_rules_each_once(reading):
    quote = "nobody is sure yet why the table fills"
    answer = [
        found("14:20 we go back to 4.18.2", "Decision to go back to 4.18.2", "decision", "14:20"),
        found(quote, "The cause of the full table is not known yet", "hypothesis"),
        found("15:51 scans take less than 1 s again", "scans take less than 1 s again", "other"),
    ]
    _, session = await reading([says({"abstained": "", "events": answer})])
    await heard(session, Import(title="gates.log", text=LOG))
    offered = [(one.text, one.coach.split()[0]) for one in session.proposals]
    assert offered == [
        ("alertbot: scan latency above 4 s", "rules"),
        ("Decision to go back to 4.18.2", "claude-sonnet-5-5"),
        ("The cause of the full table is not known yet", "claude-sonnet-5-5"),
        ("scans take less than 1 s again", "rules"),
    ]
    decision = session.proposals[1]
    assert decision.reason == "Line 2 of R1: “14:20 we go back to 4.18.2”"
    await heard(session, Accept(proposal=decision.id))
    (event,) = session.document.timeline.events
    assert (event.kind, event.sources) == ("decision", ("R1",))
    stamp = session.document.provenance["timeline.events.E1.text"]
    assert (stamp.origin, stamp.coach.split()[0]) == ("proposed-accepted", "claude-sonnet-5-5")


async def test_two_megabytes_are_read_in_bounded_calls_side_by_side_with_every_event_found(reading):
    server, session = await reading(helpful)
    events = await heard(session, Import(title="incident channel", text=incident_chat(2_000_000)))
    steps = [(one.done, one.of) for one in events if one.kind == "coaching" and one.of]
    calls = [call for call in server.calls if call.task == "extract_events"]
    assert steps[0] == (0, len(calls))
    assert steps[-1] == (len(calls), len(calls))
    assert 5 < len(calls) < 40
    longest = max(len(call.prompt) + len(call.system) for call in calls) / 2.5
    assert longest < 2 * catalogue().question
    state = next(one for one in reversed(events) if one.kind == "coaching")
    assert state.tokens < 200_000 < state.tokens_left
    (came,) = [line for line in told(events) if "pieces" in line]
    assert "were left out: what a session may spend is limited." in came
    texts = [one.text for one in session.proposals]
    assert [text for text in course() if any(text in one for one in texts)] == list(course())
    assert 1 < server.most_at_once <= AT_ONCE


async def test_stopped_in_the_middle_what_was_found_so_far_is_on_offer(reading):
    def answering(call):
        return helpful(call) if len(server.calls) < 4 else Say("x" * 90_000, pause=0.05, piece=3)

    server, session = await reading(answering)
    events = []
    async for event in session.reply(Import(title="chat", text=incident_chat(300_000))):
        events.append(event)
        if event.kind == "coaching" and event.done == 3:
            assert session.stop_coach()
    (came,) = [line for line in told(events) if "pieces" in line]
    assert " in 3 of " in came
    assert came.endswith("left out: it was stopped.")
    assert {one.coach.split()[0] for one in session.proposals} == {"rules", "claude-sonnet-5-5"}
    assert events[-1].kind == "asked"


async def test_a_server_that_goes_away_in_the_middle_costs_the_rest_and_a_line(reading):
    answered, read = count(), Event()
    begun = '{"abstained": "", "ev'
    broken = Say(begun, breaks_after=1, piece=9, resets=True, waits_for=read)
    server, session = await reading(lambda call: helpful(call) if next(answered) < 3 else broken)
    events = []
    async for event in session.reply(Import(title="chat", text=incident_chat(200_000))):
        events.append(event)
        if event.kind == "coaching" and event.done == 3:
            read.set()
    (came,) = [line for line in told(events) if "pieces" in line]
    assert " in 3 of " in came
    assert "left out: The model's answer broke off" in came
    assert came.endswith("pieces could not be read.")
    assert len(server.calls) <= 3 + 2 * AT_ONCE
    assert {one.coach.split()[0] for one in session.proposals} == {"rules", "claude-sonnet-5-5"}


@pytest.mark.parametrize("behaviour", [Fail(403), Say("nonsense")])
async def test_a_model_that_is_of_no_use_leaves_the_rules_events_and_a_line(reading, behaviour):
    server, session = await reading([behaviour])
    events = await heard(session, Import(title="chat", text=incident_chat(60_000)))
    assert len([line for line in told(events) if "rules coach" in line]) == 1
    assert {one.coach for one in session.proposals} == {"rules"}
    assert server.calls


async def test_a_spent_budget_is_one_line_and_no_call(reading):
    server, session = await reading(helpful, settings="session_tokens = 500\n")
    events = await heard(session, Import(title="chat", text=incident_chat(60_000)))
    (line,) = [one for one in told(events) if "may spend" in one]
    assert "settings.toml" in line
    assert {call.path for call in server.calls} <= {"/v1/messages/count_tokens"}
    assert session.proposals


async def test_a_record_uses_at_most_half_of_what_is_left(reading):
    _, session = await reading(helpful, settings="session_tokens = 90000\n")
    events = await heard(session, Import(title="chat", text=incident_chat(500_000)))
    state = next(one for one in reversed(events) if one.kind == "coaching")
    assert 0 < state.tokens <= 45_000
