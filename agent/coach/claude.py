"""The Messages API through Anthropic's SDK: the one module that knows it.

The SDK takes more than a second to import, so that happens at the first question, in a thread.
It repeats what fails on the way (429, 529, lost connections) by itself; nothing here does.
"""

import asyncio
import importlib
import json
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from agent.coach.model.asking import Ask, Said, Told, Usage
from agent.coach.model.errors import ModelError

if TYPE_CHECKING:
    import anthropic

_ENDED = frozenset({"end_turn", "stop_sequence"})
_RETRIES = 2


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is, and how it is asked."""

    model: str
    """Its name there."""
    key: str = field(repr=False)
    """The key that is sent as Bearer."""
    url: str = ""
    """Where the Messages API is; empty means Anthropic's own."""
    seconds: float = 60.0
    """How long one answer may take, repeats included."""
    effort: str = ""
    """How much the model thinks; empty where the endpoint does not know the setting."""


class Claude:
    """Asks one model. Nothing is imported or connected before the first question."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Take the endpoint."""
        self._endpoint = endpoint

    @property
    def id(self) -> str:
        """The model's name, as its endpoint knows it."""
        return self._endpoint.model

    async def ask(self, question: Ask, told: Told) -> Said:
        """Return the whole answer. Raises ModelError."""
        async with self._client() as (sdk, client):
            body: dict[str, Any] = self._body(question)
            body["output_config"] = self._output(question, sdk)
            async with client.messages.stream(max_tokens=question.max_tokens, **body) as stream:
                length = 0
                async for words in stream.text_stream:
                    length += len(words)
                    told(length)
                return _said(await stream.get_final_message())

    async def get_ready(self) -> None:
        """Import the SDK, and read the certificates. Raises ModelError."""
        _, client = await asyncio.to_thread(self._made)
        await client.close()

    async def count(self, question: Ask) -> int:
        """Return the exact number of input tokens. Raises ModelError."""
        async with self._client() as (_, client):
            counted = await client.messages.count_tokens(**self._body(question))
            return counted.input_tokens

    def _body(self, question: Ask) -> dict[str, Any]:
        """Return what both calls send. The prefix is marked for the cache, for an hour.

        People think longer over an answer than the five minutes that a cache lasts otherwise.
        """
        stays = {"type": "ephemeral", "ttl": "1h"}
        return {
            "model": self._endpoint.model,
            "system": [{"type": "text", "text": question.system, "cache_control": stays}],
            "messages": [{"role": turn.role, "content": turn.text} for turn in question.talk],
        }

    def _output(self, question: Ask, sdk: Any) -> dict[str, Any]:  # noqa: ANN401 - the module
        """Return the form of the answer, in the part of JSON Schema that the API takes."""
        schema = sdk.transform_schema(json.loads(question.schema))
        form: dict[str, Any] = {"format": {"type": "json_schema", "schema": schema}}
        return {**form, "effort": self._endpoint.effort} if self._endpoint.effort else form

    @asynccontextmanager
    async def _client(self) -> "AsyncGenerator[tuple[Any, anthropic.AsyncAnthropic]]":
        """Yield a client for one call, so that none outlives its event loop. Raises ModelError."""
        sdk, client = await asyncio.to_thread(self._made)
        try:
            async with asyncio.timeout(self._endpoint.seconds), client:
                yield sdk, client
        except ModelError:
            raise
        except TimeoutError as error:
            raise _slow(self._endpoint.seconds) from error
        except Exception as error:  # noqa: BLE001 - whatever a stranger's endpoint sends, the turn goes on
            raise _explained(sdk, error, self._endpoint) from None

    def _made(self) -> "tuple[Any, anthropic.AsyncAnthropic]":
        try:
            sdk: Any = importlib.import_module("anthropic")
        except ImportError as error:
            raise ModelError(
                "unreachable", "The package `anthropic` is missing.", "Install `unblame[app]`."
            ) from error
        client = sdk.AsyncAnthropic(
            api_key=self._endpoint.key,
            base_url=self._endpoint.url or None,
            max_retries=_RETRIES,
            timeout=self._endpoint.seconds,
            http_client=sdk.DefaultAsyncHttpxClient(verify=self._certificates),
        )
        return sdk, cast("anthropic.AsyncAnthropic", client)

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        """Return what checks certificates, read once: it takes longer than all else here."""
        if self._endpoint.url.startswith("http://"):
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return importlib.import_module("httpx2").create_ssl_context()


def _said(message: "anthropic.types.Message") -> Said:
    """Return the words of an answer that came to its end. Raises ModelError."""
    usage = Usage(
        fresh=message.usage.input_tokens or 0,
        cached=message.usage.cache_read_input_tokens or 0,
        stored=message.usage.cache_creation_input_tokens or 0,
        out=message.usage.output_tokens or 0,
    )
    if message.stop_reason == "refusal":
        raise ModelError("declined", "The model declined to answer.", usage=usage)
    if message.stop_reason not in _ENDED:
        raise ModelError("cut-off", "The model's answer was cut off.", usage=usage)
    words = "".join(block.text for block in message.content if block.type == "text")
    return Said(words, usage)


def _slow(seconds: float) -> ModelError:
    return ModelError("slow", f"The model took longer than {seconds:g} s.")


def _explained(sdk: Any, error: Exception, endpoint: Endpoint) -> ModelError:  # noqa: ANN401 - the module
    """Return an error in our words. Its own text may hold what was sent, so none of it is kept."""
    if isinstance(error, sdk.APITimeoutError):
        return _slow(endpoint.seconds)
    if isinstance(error, sdk.APIStatusError):
        return _of_status(cast("anthropic.APIStatusError", error).status_code, endpoint)
    if isinstance(error, sdk.APIConnectionError):
        remedy = "Is ANTHROPIC_BASE_URL right?" if endpoint.url else ""
        return ModelError("unreachable", "The model can't be reached.", remedy)
    kind = getattr(error, "type", None)
    if isinstance(error, sdk.APIError) and kind == "overloaded_error":
        return _of_status(529, endpoint)
    return ModelError("unreadable", "The model's answer broke off or can't be read.")


def _of_status(status: int, endpoint: Endpoint) -> ModelError:
    match status:
        case 401 | 403:
            remedy = "`unblame doctor` says which key is used."
            return ModelError("refused-key", f"The key was refused ({status}).", remedy)
        case 404:
            problem = f"The endpoint knows no model {endpoint.model} (404)."
            return ModelError("refused-request", problem)
        case 429:
            return ModelError("limited", "The model is asked too often just now (429).")
        case _ if status >= 500:
            return ModelError("overloaded", f"The model is overloaded or down ({status}).")
        case _:
            return ModelError("refused-request", f"The model refused the request ({status}).")
