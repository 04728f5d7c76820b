"""Speaks the Messages API on loopback: Bearer, streams, token counts, errors, a prompt cache."""

import json
import os
import socket
import struct
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self, cast

from evals.scripted.behaviour import Behaviour, Call, Fail, Noise, Say

Answering = Callable[[Call], Behaviour]

_CACHED_FROM = 1024
"""A prefix shorter than this many tokens is not cached, as the API does it."""
_READ = 0.05
"""Seconds in which a client reads what came before a reset."""
_PATIENCE = 60
"""Seconds for which an answer waits for something at most."""


class MessagesServer:
    """A server for the time of a `with`.

    `calls` holds what it was asked, in order, `used` the tokens of each answer, and `most_at_once`
    how many answers were on their way at the same time.
    """

    def __init__(self, answering: Answering | Sequence[Behaviour], key: str = "sk-test") -> None:
        """Take what answers each call, or the answers in order, the last one again and again."""
        self.calls: list[Call] = []
        self.used: list[dict[str, int]] = []
        self.key = key
        self.most_at_once = 0
        self._under_way = 0
        self._answering = answering if callable(answering) else _in_order(answering)
        self._seen: set[str] = set()
        self._lock = Lock()
        self._http = _Http(self)
        self._thread = Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> Self:
        """Begin to listen."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def behave(self, call: Call) -> Behaviour:
        """Return what happens to a call."""
        with self._lock:
            self.calls.append(call)
            return self._answering(call)

    @contextmanager
    def answering(self) -> Generator[None]:
        """Count an answer that is on its way."""
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def usage(self, call: Call, said: str) -> dict[str, int]:
        """Return what a call used. The cache is keyed by model, schema and marked prefix."""
        prefix = tokens(call.system)
        rest = tokens("".join(str(message["content"]) for message in call.body["messages"]))
        key = f"{call.body['model']} {json.dumps(call.schema, sort_keys=True)} {call.system}"
        marked = any("cache_control" in block for block in call.body.get("system", []))
        with self._lock:
            known, caches = key in self._seen, marked and prefix >= _CACHED_FROM
            if caches:
                self._seen.add(key)
        return {
            "input_tokens": rest if caches else rest + prefix,
            "cache_read_input_tokens": prefix if caches and known else 0,
            "cache_creation_input_tokens": prefix if caches and not known else 0,
            "output_tokens": tokens(said),
        }


def tokens(text: str) -> int:
    """Return a plain count of tokens: a quarter of the characters."""
    return len(text) // 4 + 1


def _in_order(behaviours: Sequence[Behaviour]) -> Answering:
    left = list(behaviours)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, messages: MessagesServer) -> None:
        self.messages = messages
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """Say nothing about clients that went away: some are made to."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as inherited
        """Keep quiet."""

    def do_POST(self) -> None:
        """Take one call."""
        messages = cast("_Http", self.server).messages
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        call = Call(self.path, headers, body)
        if self.headers.get("authorization") != f"Bearer {messages.key}":
            self._fail(Fail(401, "authentication_error"))
        elif self.path.endswith("/count_tokens"):
            messages.calls.append(call)
            sent = call.system + "".join(str(one["content"]) for one in body["messages"])
            self._json(200, {"input_tokens": tokens(sent)})
        else:
            with messages.answering():
                self._behave(call, messages)

    def _behave(self, call: Call, messages: MessagesServer) -> None:
        match messages.behave(call):
            case Fail() as failure:
                self._fail(failure)
            case Noise(body=body, content_type=content_type):
                self._send(200, body, content_type)
            case Say() as answer:
                if answer.waits_for is not None:
                    answer.waits_for.wait(_PATIENCE)
                usage = messages.usage(call, answer.text)
                messages.used.append(usage)
                if call.body.get("stream"):
                    self._stream(answer, usage, call)
                else:
                    self._json(200, _message(call, answer, usage))

    def _fail(self, failure: Fail) -> None:
        error = {"type": "error", "error": {"type": failure.kind, "message": "scripted"}}
        after = {"retry-after": failure.retry_after} if failure.retry_after else {}
        self._json(failure.status, error, after)

    def _json(self, status: int, value: object, more: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(value).encode(), "application/json", more)

    def _send(
        self, status: int, body: bytes, content_type: str, more: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        headers = {"content-type": content_type, "content-length": str(len(body)), **(more or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, answer: Say, usage: dict[str, int], call: Call) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        for event in _events(answer, usage, call):
            self.wfile.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()
        if answer.resets:
            self._reset()

    def _reset(self) -> None:
        """End the connection by a reset: no goodbye, once the client has read what was sent."""
        time.sleep(_READ)
        at_once = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        os.close(self.connection.detach())


def _events(answer: Say, usage: dict[str, int], call: Call) -> Iterator[dict[str, Any]]:
    yield {"type": "message_start", "message": _message(call, Say(""), usage, ended=False)}
    yield {
        "type": "content_block_start",
        "index": 0,
        "content_block": {"type": "text", "text": ""},
    }
    yield {"type": "ping"}
    for number, piece in enumerate(_pieces(answer.text, answer.piece)):
        if answer.breaks_after is not None and number >= answer.breaks_after:
            return
        time.sleep(answer.pause)
        delta = {"type": "text_delta", "text": piece}
        yield {"type": "content_block_delta", "index": 0, "delta": delta}
    yield {"type": "content_block_stop", "index": 0}
    ending = {"stop_reason": answer.stop_reason, "stop_sequence": None}
    yield {"type": "message_delta", "delta": ending, "usage": usage}
    yield {"type": "message_stop"}


def _pieces(text: str, length: int) -> Iterable[str]:
    return (text[start : start + length] for start in range(0, len(text), length))


def _message(
    call: Call, answer: Say, usage: dict[str, int], *, ended: bool = True
) -> dict[str, Any]:
    return {
        "id": "msg_scripted",
        "type": "message",
        "role": "assistant",
        "model": call.body["model"],
        "content": [{"type": "text", "text": answer.text}] if ended else [],
        "stop_reason": answer.stop_reason if ended else None,
        "stop_sequence": None,
        "usage": usage,
    }
