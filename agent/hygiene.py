"""What is taken out of text before it is read: escapes, control and invisible characters."""

import re
import unicodedata

from agent.errors import AnswerError

MAX_ANSWER = 1_000_000
"""The longest answer that is read, in characters."""

# An unterminated string sequence loses its opening only: the words after it belong to the person.
_ESCAPES = re.compile(
    r"\x1b\][^\x1b\x07\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC: titles, links
    r"|\x9d[^\x1b\x07\x9c\x9d\n]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])"  # DCS, SOS, PM, APC
    r"[^\x1b\x90\x98\x9c\x9e\x9f]*(?:\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, the cursor
    r"|\x1b[ -/]*[0-~]"  # the short ones
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 but for tab and line feed
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# Joiners shape emoji and some scripts; beside Latin letters they only hide words from a reader.
_JOINERS = re.compile(
    "(?<![^\x00-\u02ff\u200c\u200d])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02ff\u200c\u200d])"
)


_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""What the patterns above may begin with or hold: a text without it has nothing to take out."""


def clean(text: str) -> str:
    """Return the text without escapes and invisible characters, with plain line ends, in NFC.

    Cleaning a clean text changes nothing.
    """
    if _SUSPECT.search(text) is None:
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    cleaned = _cleaned_once(text)
    while cleaned != text:
        text, cleaned = cleaned, _cleaned_once(cleaned)
    return cleaned


def one_line(text: str) -> str:
    """Return the clean text on one line, with single spaces."""
    return " ".join(clean(text).split())


def clean_answer(text: str) -> str:
    """Return a clean answer. Raises AnswerError when it is longer than an answer may be."""
    if len(text) > MAX_ANSWER:
        raise AnswerError(
            f"This answer has {len(text):,} characters; at most {MAX_ANSWER:,} are read.",
            "Import the text as evidence, or answer in parts.",
        )
    return clean(text)


def shorten(text: str, length: int = 60) -> str:
    """Return the text on one line of at most a length, cut between words where there are any."""
    line = one_line(text[: 8 * length])
    if len(line) <= length:
        return line
    head = line[: length - 1]
    cut = head.rfind(" ")
    return f"{(head[:cut] if cut > length // 2 else head).rstrip()}…"


def _cleaned_once(text: str) -> str:
    text = _ESCAPES.sub("", _whole_characters(text))
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _JOINERS.sub("", text))


def _whole_characters(text: str) -> str:
    """Join surrogate pairs; put U+FFFD for lone surrogates, which no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
