"""Secrets that only their own characters give away: random tokens, and numbers of cards."""

import re
from collections.abc import Iterator
from itertools import pairwise

_RUN = re.compile(r"(?<![A-Za-z0-9_+/.~-])[A-Za-z0-9_+/.~-]{16,4096}={0,2}(?![A-Za-z0-9])")
_PIECE = re.compile(r"[A-Za-z0-9]{16,}")
_BLOB = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}|[A-Za-z0-9_-]{32,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-f]+|[0-9A-F]+)")
_UUID = re.compile(r"(?i:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_CUE = re.compile(
    r"(?i:\bkey|_key|token|secret|passw|credential|\bauth\b|bearer|signature|\bcreds?\b)"
    r"(?![a-z]{0,3}board)"
    r"[^\n.;]{0,60}$"
)
_CARD = re.compile(
    r"(?<![\w.-])(?:[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})"
    r"(?![\w-]|\.\d)"
)
_CLASS = str.maketrans(
    {
        **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "a"),
        **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A"),
        **dict.fromkeys("0123456789", "0"),
    }
)


def random_tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of long words that nobody would write by hand.

    Digests, ids of commits and UUIDs are kept unless the words before them speak of a key.
    """
    for match in _RUN.finditer(text):
        for start, end in _segments(match.group()):
            run = match.group()[start:end]
            at = match.start() + start
            if _has_random_piece(run) or (_is_id(run) and _CUE.search(text, max(0, at - 80), at)):
                yield at, match.start() + end


def _segments(run: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a path or an address; Base64 has slashes too, and stays whole."""
    if re.match(r"\.{0,2}/|~/|//", run) or re.search(
        r"//|\.[a-z]{2,6}(?:/|$)|/[a-z]{3,}(?:[-_.][a-z]+)*/", run
    ):
        parts = [part.span() for part in re.finditer(r"[^/]{16,}", run)]
    else:
        parts = [(0, len(run))]
    for start, end in parts:
        yield start, start + len(run[start:end].rstrip("."))


def card_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers of payment cards: a known start, a length, Luhn's check digit."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if 13 <= len(digits) <= 19 and _luhn(digits):
            yield match.span()


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    doubled = (int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _is_id(run: str) -> bool:
    bare = run.strip("./=~+_-")
    return _UUID.fullmatch(bare) is not None or (
        _HEX.fullmatch(bare) is not None and len(bare) >= 16
    )


def _has_random_piece(run: str) -> bool:
    if any(map(_is_random, _PIECE.findall(run))):
        return True
    return any(_is_blob(blob) for blob in _BLOB.findall(run))


def _is_random(piece: str) -> bool:
    """Judge a run of letters and digits by how often their kind changes."""
    if _is_digest(piece) or piece.isdigit():
        return False
    changes = _changes(piece)
    digits = sum(map(str.isdigit, piece))
    mixed = piece != piece.lower() and piece != piece.upper()
    if mixed and digits >= 2:
        return changes >= 0.32
    if mixed:
        return len(piece) >= 24 and changes >= 0.42
    return digits >= 3 and len(piece) >= 20 and changes >= 0.2


def _is_blob(blob: str) -> bool:
    """Judge letters, digits and two more signs, as in Base64: a path has words between slashes."""
    if "." in blob or _UUID.search(blob) or not re.search(r"\d", blob):
        return False
    pieces = [piece for piece in re.split(r"[+/_=-]", blob) if piece]
    if all(_is_digest(piece) or piece == piece.lower() for piece in pieces):
        return False
    return _changes(blob) >= 0.4


def _is_digest(piece: str) -> bool:
    """Tell whether a piece is a digest, with the line of a file behind it or not."""
    return re.fullmatch(r"[0-9a-f]+|[0-9A-F]+|[0-9a-f]{32,}[A-Za-z]\d{1,5}", piece) is not None


def _changes(text: str) -> float:
    kinds = text.translate(_CLASS)
    return sum(a != b for a, b in pairwise(kinds)) / len(text)
