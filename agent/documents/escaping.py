"""A person's text inside Markdown, and back to the last character."""

import re
from functools import cache

from agent.hygiene import clean
from rubrics.patterns import regex

CODE_SPAN = regex(r"(?<!`)`[^`\\|<>&*\n\t]+`(?!`)")
"""A span of code that a person typed, with nothing in it that Markdown could take otherwise."""
_SPECIAL = r"[\\|*\[\]`~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
_REFERENCED = r"&(?=#?\w+;)|<|\t"
_REFERENCES = {"&": "&amp;", "<": "&lt;", "\t": "&#9;"}
_LEADING = regex(r"^(?:[#>+=-]|\d+(?=[.)]))")
_ESCAPED = regex(
    r"\\(?P<mark>[!-/:-@\[-`{-~])|&#(?P<code>\d{1,7});|&(?P<name>lt|amp);|(?P<br><br ?/?>)"
    r"|(?P<hard>\\| {2,})?\n[ \t]*"
)
_NAMES = {"lt": "<", "amp": "&"}


def escape(text: str, *, also: str = "", code: bool = True) -> str:
    """Return text that Markdown shows as it was typed, on one line.

    Args:
        text: The person's text.
        also: Further punctuation to escape, where it has a meaning of its own.
        code: Whether simple code spans stay code. Never with `also`.
    """
    text = clean(text)
    parts: list[str] = []
    position = 0
    spans = CODE_SPAN.finditer(text) if code and not also else iter(())
    for span in spans:
        parts += [_plain(text[position : span.start()], also), span.group()]
        position = span.end()
    parts.append(_plain(text[position:], also))
    return _edges("".join(parts))


def escape_line(text: str) -> str:
    """Return text that is safe at the beginning of a line: no heading, list, quote or rule."""
    line = escape(text)
    start = _LEADING.match(line)
    if start is None:
        return line
    mark = start.group()
    return f"{mark}\\{line[len(mark) :]}" if mark.isdigit() else f"\\{line}"


def unescape(raw: str) -> str:
    """Return the text that `escape` was given. Line breaks of hand-wrapped lines become spaces."""
    return clean(_ESCAPED.sub(_meant, raw))


def split_unescaped(raw: str, separator: str) -> list[str]:
    """Split raw Markdown at a separator, passing over escapes and character references."""
    pattern = regex(rf"\\.|&#\d+;|&lt;|&amp;|(?P<cut>{re.escape(separator)})|.", re.DOTALL)
    parts: list[str] = [""]
    for atom in pattern.finditer(raw):
        if atom.group("cut"):
            parts.append("")
        else:
            parts[-1] += atom.group()
    return parts


def _plain(text: str, also: str) -> str:
    return _pattern(also).sub(_escaped, text)


@cache
def _pattern(also: str) -> re.Pattern[str]:
    extra = f"|[{re.escape(also)}]" if also else ""
    return regex(f"{_REFERENCED}|{_SPECIAL}{extra}")


def _escaped(found: re.Match[str]) -> str:
    mark = found.group()
    return _REFERENCES.get(mark) or f"\\{mark}"


def _edges(text: str) -> str:
    """Spaces at either end would be lost to the parser; so would lines."""
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if lead == len(text):
        return "".join(_reference(space) for space in text)
    head = "".join(_reference(space) for space in text[:lead])
    body = text[lead:tail].replace("\n", "<br>")
    return head + body + "".join(_reference(space) for space in text[tail:])


def _reference(space: str) -> str:
    return f"&#{ord(space)};"


def _meant(found: re.Match[str]) -> str:
    if found["mark"]:
        return found["mark"]
    if found["code"]:
        code = int(found["code"])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if found["name"]:
        return _NAMES[found["name"]]
    if found["br"]:
        return "\n"
    return "\n" if found["hard"] else " "
