"""Inline Markdown: the words without their marks, the links, and what is no prose.

Every pattern is bounded or stops at the next opening mark, so that hostile text takes linear time.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rubrics.patterns import regex

LONGEST = 20_000
"""Texts that are longer, in characters, are no prose: nothing is picked out of them."""

_CODE = regex(r"(`(?<!``)`{0,2})(?!`)([^`]{1,2000})\1(?!`)")
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+[\"'][^\"'()]{0,300}[\"'])?\)"
_IMAGE = regex(rf"!\[(?:[^\[\]]{{0,300}})\]{_TARGET}")
_LINK = regex(rf"\[((?:[^\[\]]|\[[^\[\]]{{0,100}}\]){{1,600}})\]({_TARGET})")
_SHORT_LINK = regex(r"\[([^\[\]]{1,200})\](?:\[([^\[\]]{0,200})\])?(?!\()")
_FOOTNOTE = regex(r"\[\^[^\[\]\s]{1,40}\]:?")
_AUTOLINK = regex(r"<((?:https?|mailto):[^<>\s]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200})>")
_URL = regex(r"https?://[^\s<>()|\]]{1,2000}(?:\([^\s<>()]{0,200}\)[^\s<>()|\]]{0,500})?")
_TAG = regex(
    r"</?(?:a|b|br|i|em|strong|p|div|span|img|details|summary|sub|sup|ul|ol|li|table|tbody|thead"
    r"|tr|td|th|code|pre|hr|h[1-6]|kbd|u|s|del|ins|font|center|blockquote)\b[^<>]{0,1000}>",
    re.IGNORECASE,
)
_COMMENT = regex(r"<!--(?:[^-<]|-(?!->)|<(?!!--)){0,4000}-->")
_STRONG = regex(r"\*\*{0,2}(?=\S)|\*(?<=\S\*)\*{0,2}|_(?<!\w_)_{0,2}(?=\S)|_(?<=\S_)_{0,2}(?!\w)")
"""Each way begins with its mark, so that letters are passed over fast."""
_STRIKE = regex(r"~~([^~]{1,1000})~~|<(?:s|del)>([^<]{1,1000})</(?:s|del)>")
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")
_KEPT_AT = regex(r"\x00(\d{1,6})\x00")
_CHECKBOX = regex(r"^\s*\[[ xX]\]\s")


_MARK = regex(r"[`\[!<*_~\\&\x00]")


class Link(NamedTuple):
    """A link with its words."""

    text: str
    url: str


def plain(text: str, links: Mapping[str, str] | None = None) -> str:
    """Return the words of a text without marks: link texts stay, targets, tags and images go."""
    if len(text) > LONGEST:
        return text[:LONGEST]
    return "\n".join(
        " ".join(line.split()) for line in _without_marks(text, links).split("\n")
    ).strip()


def _without_marks(text: str, links: Mapping[str, str] | None) -> str:
    return _unmarked(text, links or {}) if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    """Tell whether a text may hold more than words."""
    return _MARK.search(text) is not None or "://" in text


def _unmarked(text: str, links: Mapping[str, str]) -> str:
    kept: list[str] = []

    def hold(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    text = text.replace("\x00", "")
    text = _CODE.sub(hold, text) if "`" in text else text
    text = _COMMENT.sub("", text) if "<!--" in text else text
    text = _unbracketed(text, links) if "[" in text else text
    text = _AUTOLINK.sub(lambda match: match[1], text) if "<" in text else text
    text = _STRIKE.sub(lambda m: m[1] or m[2], text) if "~~" in text or "<" in text else text
    text = _URL.sub(hold, text) if "://" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    text = _STRONG.sub("", text) if "*" in text or "_" in text else text
    text = html.unescape(_ESCAPE.sub(r"\1", text)) if "&" in text or "\\" in text else text
    return _KEPT_AT.sub(lambda match: kept[int(match[1])], text) if kept else text


def _unbracketed(text: str, links: Mapping[str, str]) -> str:
    """Return the text with the words of links in their place, without images and footnotes."""
    text = _LINK.sub(lambda match: match[1], _IMAGE.sub("", text))
    text = _FOOTNOTE.sub("", text)
    return _SHORT_LINK.sub(lambda match: _unlinked(match, links), text)


def words_of(text: str, links: Mapping[str, str] | None = None) -> str:
    """Return the plain words on one line."""
    if len(text) > LONGEST:
        return " ".join(text[:LONGEST].split())
    return " ".join(_without_marks(text, links).split())


def links_in(text: str, links: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """Return the links of a text in their order, without images."""
    if len(text) > LONGEST or ("[" not in text and "://" not in text):
        return ()
    found: dict[str, Link] = {}
    text = _IMAGE.sub("", _CODE.sub("", text))
    for match in _LINK.finditer(text):
        url = match[2][1:-1].split(" ")[0].strip("<>")
        found.setdefault(url, Link(words_of(match[1]), url))
    text = _LINK.sub(" ", text) if found else text
    for match in _SHORT_LINK.finditer(text):
        url = (links or {}).get((match[2] or match[1]).casefold())
        if url:
            found.setdefault(url, Link(words_of(match[1]), url))
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?'\"*_`>")
        found.setdefault(url, Link("", url))
    return tuple(found.values())


def struck(text: str) -> bool:
    """Tell whether the whole text is crossed out."""
    bare = _CHECKBOX.sub("", text).strip()
    match = _STRIKE.match(bare)
    return match is not None and match.end() >= len(bare.rstrip(" .")) - 1


def unreadable(text: str) -> str:
    """Return the text, equally long, with blanks where it is no prose."""
    if len(text) > LONGEST:
        return " " * len(text)
    for pattern in (_COMMENT, _CODE, _IMAGE, _FOOTNOTE, _AUTOLINK):
        text = pattern.sub(_blank, text)
    text = _LINK.sub(lambda match: f" {match[1]} {_blanks(match[2])}", text)
    for pattern in (_URL, _TAG, _STRONG):
        text = pattern.sub(_blank, text)
    return text


_HELD, _GONE = "\ue000", "\x00"
_NO_WORDS = (
    ("<!--", _COMMENT, _GONE),
    ("`", _CODE, _HELD),
    ("![", _IMAGE, _GONE),
    ("[^", _FOOTNOTE, _GONE),
)
"""What is no words, between how it begins and what stands for it."""
_LINE_BREAK = regex(r"<br ?/?>", re.IGNORECASE)
_SOFT = regex(r"\n(?<!  \n)(?<!\\\n)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a text as a reader hears them, and where each stands in it."""

    words: str
    _starts: tuple[int, ...]
    _places: tuple[int, ...]

    def place(self, offset: int) -> int:
        """Return where a character of the words stands in the text."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        return self._places[number] + offset - self._starts[number]


def spoken(text: str) -> Spoken:
    """Return the words without marks, targets of links, images and tags; code stays.

    Lines that only wrap are joined; a break that the author set stays one.
    """
    if not _is_marked(text) and "\n" not in text and _HELD not in text:
        return Spoken(text, (0,), (0,))
    base = _SOFT.sub(" ", text.replace(_GONE, " ").replace(_HELD, " "))
    base = _LINE_BREAK.sub(lambda match: f"\n{_GONE * (len(match[0]) - 1)}", base)
    marked = base
    for begin, pattern, sign in _NO_WORDS:
        if begin in marked:
            marked = pattern.sub(lambda match, sign=sign: sign * len(match[0]), marked)
    if "](" in marked:
        marked = _LINK.sub(lambda match: f"{_GONE}{match[1]}{_GONE * (len(match[2]) + 1)}", marked)
    marked = _URL.sub(lambda match: _HELD * len(match[0]), marked) if "://" in marked else marked
    marked = _TAG.sub(lambda match: _GONE * len(match[0]), marked) if "<" in marked else marked
    if "*" in marked or "_" in marked:
        marked = _STRONG.sub(lambda match: _GONE * len(match[0]), marked)
    runs = [match.span() for match in _KEPT.finditer(marked)]
    starts, length = [0], 0
    for begin, end in runs:
        length += end - begin
        starts.append(length)
    words = "".join(base[begin:end] for begin, end in runs)
    return Spoken(words, tuple(starts[:-1] or [0]), tuple(begin for begin, _ in runs) or (0,))


_KEPT = regex(f"[^{_GONE}]+")


def kept_as_is(text: str) -> Counter[str]:
    """Return what of a text is no words and so must survive a change of its words.

    These are code, targets of links, images, footnotes, tags, comments and addresses.
    """
    found: Counter[str] = Counter()
    for pattern in (_COMMENT, _CODE, _IMAGE, _FOOTNOTE, _AUTOLINK):
        found.update(match[0] for match in pattern.finditer(text))
        text = pattern.sub(_blank, text)
    found.update(match[2] for match in _LINK.finditer(text))
    text = _LINK.sub(lambda match: match[1], text)
    for pattern in (_URL, _TAG):
        found.update(match[0] for match in pattern.finditer(text))
        text = pattern.sub(_blank, text)
    found.update(sign for sign in text if sign in "[]|<>`\\")
    return found


def _unlinked(match: re.Match[str], links: Mapping[str, str]) -> str:
    known = (match[2] or match[1]).casefold() in links
    return match[1] if known else match[0]


def _blank(match: re.Match[str]) -> str:
    return _blanks(match[0])


def _blanks(text: str) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in text)
