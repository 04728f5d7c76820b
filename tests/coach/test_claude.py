"""The Messages API over real HTTP: what works, and every way in which it does not."""

import asyncio
import json
import subprocess
import sys

import pytest

from agent.coach.claude import Claude, Endpoint
from agent.coach.model.asking import Ask, Turn, Usage
from agent.coach.model.errors import ModelError
from evals.scripted.behaviour import LIMITED, OVERLOADED, REFUSAL, Fail, Noise, Say
from evals.scripted.server import MessagesServer

SCHEMA = {
    "type": "object",
    "title": "probe",
    "properties": {"ok": {"type": "boolean"}},
    "additionalProperties": False,
}
ASK = Ask("probe", "You help. " * 500, (Turn("user", "What now?"),), json.dumps(SCHEMA), 100)
GOOD = Say(json.dumps({"ok": True}), piece=4)


def heard(*behaviours, question=ASK, seconds=5.0, told=lambda _: None, key="sk-test"):
    with MessagesServer(behaviours) as server:
        claude = Claude(Endpoint("claude-probe", key, server.url, seconds))
        try:
            return asyncio.run(claude.ask(question, told)), server.calls
        except ModelError as error:
            return error, server.calls


def test_an_answer_comes_back_whole_with_what_it_used():
    lengths = []
    said, calls = heard(GOOD, told=lengths.append)
    assert said.text == GOOD.text
    assert lengths == [4, 8, 12]
    assert said.usage.stored > 1000
    assert said.usage.out > 0
    assert len(calls) == 1


def test_the_call_carries_schema_cache_mark_and_bearer_and_no_temperature_and_no_tools():
    _, (call,) = heard(GOOD)
    assert call.headers["authorization"] == "Bearer sk-test"
    assert call.schema == SCHEMA
    assert call.body["system"][0]["cache_control"]["type"] == "ephemeral"
    assert call.body["stream"] is True
    assert not {"temperature", "top_p", "top_k", "tools", "tool_choice"} & set(call.body)


def test_the_prefix_is_read_from_the_cache_the_second_time():
    with MessagesServer([GOOD]) as server:
        claude = Claude(Endpoint("claude-probe", "sk-test", server.url))
        first = asyncio.run(claude.ask(ASK, lambda _: None)).usage
        second = asyncio.run(claude.ask(ASK, lambda _: None)).usage
    assert (first.cached, second.stored) == (0, 0)
    assert second.cached == first.stored > 0


@pytest.mark.parametrize("passing", [OVERLOADED, LIMITED, Fail(500)])
def test_the_sdk_repeats_what_passes(passing):
    said, calls = heard(passing, GOOD)
    assert said.text == GOOD.text
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("behaviour", "why", "words"),
    [
        (OVERLOADED, "overloaded", "529"),
        (LIMITED, "limited", "429"),
        (Fail(403, "permission_error"), "refused-key", "403"),
        (Fail(404, "not_found_error"), "refused-request", "claude-probe"),
        (Fail(400, "invalid_request_error"), "refused-request", "400"),
        (REFUSAL, "declined", "declined"),
        (Say('{"ok": tr', stop_reason="max_tokens"), "cut-off", "cut off"),
        (Say("", stop_reason="model_context_window_exceeded"), "cut-off", "cut off"),
        (Say(GOOD.text, breaks_after=1, piece=4), "cut-off", "cut off"),
        (Say(GOOD.text, breaks_after=1, piece=4, resets=True), "unreadable", "broke off"),
        (Noise(b"<html>Gateway</html>"), "unreadable", "can't be read"),
        (Noise(b"event: x\ndata: {not json\n\n", "text/event-stream"), "unreadable", "read"),
        (Noise(b"", "text/event-stream"), "unreadable", "read"),
    ],
)
def test_every_failure_is_one_line(behaviour, why, words):
    error, _ = heard(behaviour)
    assert isinstance(error, ModelError)
    assert error.why == why
    assert words in str(error)
    assert "\n" not in str(error)


def test_a_slow_drip_is_given_up_in_time():
    error, _ = heard(Say("x" * 4000, pause=0.05, piece=10), seconds=0.4)
    assert (error.why, "0.4 s" in str(error)) == ("slow", True)


def test_a_wrong_key_is_said_without_the_key():
    error, _ = heard(GOOD, key="sk-wrong-and-secret")
    assert error.why == "refused-key"
    assert "sk-wrong" not in repr(error) + repr(Endpoint("m", "sk-wrong"))


def test_nothing_listens_there():
    claude = Claude(Endpoint("claude-probe", "sk-test", "http://127.0.0.1:9", 5))
    with pytest.raises(ModelError, match="can't be reached"):
        asyncio.run(claude.ask(ASK, lambda _: None))


def test_an_answer_that_was_declined_is_paid_for_all_the_same():
    error, _ = heard(REFUSAL)
    assert error.usage.stored > 0


async def test_a_question_can_be_stopped():
    with MessagesServer([Say("x" * 4000, pause=0.05, piece=10)]) as server:
        claude = Claude(Endpoint("claude-probe", "sk-test", server.url, 30))
        begun = asyncio.Event()
        asking = asyncio.create_task(claude.ask(ASK, lambda _: begun.set()))
        await begun.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking


def test_tokens_are_counted_by_the_endpoint():
    with MessagesServer([GOOD]) as server:
        counted = asyncio.run(Claude(Endpoint("m", "sk-test", server.url)).count(ASK))
    assert counted == (len(ASK.system) + len("What now?")) // 4 + 1


def test_usage_adds_up():
    assert Usage(1, 2, 3, 4) + Usage(1, 1, 1, 1) == Usage(2, 3, 4, 5)
    assert Usage(1, 2, 3, 4).total == 10


def test_the_sdk_is_not_imported_before_the_first_question():
    code = "import sys, agent.coach.claude; sys.exit('anthropic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
