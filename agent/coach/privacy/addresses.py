"""Addresses of people and machines: e-mail, handles and logins, telephone, IP."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple

from agent.coach.privacy.lists import words
from agent.coach.privacy.placeholders import Kind
from agent.questions.speakers import is_machine, role_of
from rubrics.doer_kinds import doer_kind


class Place(NamedTuple):
    """Where a value stands, and what it is."""

    start: int
    end: int
    kind: Kind


_EMAIL = re.compile(
    r"(?<![\w.+/-])(?!git@|hg@|svn@)[\w.!#$%&'*+/=?^{|}~-]{0,63}[\w+-]"
    r"@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])"
)
_HANDLE = re.compile(r"(?<![\w@/.\"'`:=\\-])@(?P<name>[^\W\d_][\w.-]{0,38}\w)(?![/@\w(])")
_SLACK_ID = re.compile(r"<@(?P<name>[UW][A-Z0-9]{6,12})(?:\|[^<>\n]{1,60})?>")
_LOGIN = re.compile(
    r"(?:(?i:\b(?:user(?:[_-]?(?:name|id))?|login|actor|committer|assignee|sudo_user|requested_by"
    r"|triggered_by|created_by|deployed_by|author))[\"'`]?\s?"
    r"(?:=|:(?=\s?\S+\s*(?:[,;)\]}\"'`|]|$|\n)))\s?[\"'`]?|/(?:home|Users)/|\bC:\\Users\\"
    r"|\b(?:sudo|su)\s+(?:-u\s+|-\s+)|\bssh\s+(?:-\w\s?\S{0,80}\s){0,5}(?=[\w.-]{1,60}@))"
    r"(?P<name>[a-z][\w.-]{1,38}[a-z\d])(?=@[\w.-]|[\s/\"'`,;:)\]}\\]|$)",
    re.MULTILINE,
)
_GROUP = re.compile(
    r"(?:^|\s)(?:team|oncall|on call|bot|svc|service|sre|ops|eng|support|deploy\w*|ci|alerts?"
    r"|group)$"
)
_V4 = re.compile(r"(?<![\w.])(?<!\d-)(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_V4_IN_A_HOST = re.compile(
    r"(?<=ip-)(?:\d{1,3}-){3}\d{1,3}(?!\d)|(?<![\w.])(?:\d{1,3}-){3}\d{1,3}(?=\.[a-z])"
)
_V6 = re.compile(
    r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4})(?![\w:])"
)
_VERSION = re.compile(r"(?:\bv(?:ersion)?|\brelease|\bbuild)\s?$", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w+.])(?:\+|00)[1-9](?:[ ()./-]{0,2}\d){7,14}(?![\w]|[.:-]\d)"
    r"|(?<![\w.-])\(\d{2,5}\)[ -]?\d{2,4}[ -]?\d{2,5}(?:[ -]?\d{2,4})?(?![\w]|[.:-]\d)"
    r"|(?<![\w.+-])(?:1[ .-])?[2-9]\d{2}[.-]\d{3}[.-]\d{4}(?![\w]|[.:-]\d)"
)
_RUNG = re.compile(
    r"\b(?i:phone|tel|telephone|mobile|cell|handy|fax|hotline|pager|dial(?:led|ed)?|rang|ring|whatsapp|sms"
    r"|call(?:ed)?(?: \w+){0,3} (?:on|at))\b[^\d\n+]{0,24}"
    r"(?P<number>\(?\d(?:[ ()./-]{0,2}\d){6,14})(?![\w]|[.:-]\d)"
)
_A_DATE = re.compile(r"\d{4}[-/.]\d{2}[-/.]\d{2}|\d{2}[-/.]\d{2}[-/.]\d{4}")


def addresses(text: str) -> Iterator[Place]:
    """Yield the places of e-mail addresses, IP addresses, telephone numbers, handles and logins."""
    if "@" in text:
        yield from (Place(*match.span(), "email") for match in _EMAIL.finditer(text))
    yield from _ips(text)
    yield from _phones(text)
    yield from _handles(text)


def _ips(text: str) -> Iterator[Place]:
    for match in _V4.finditer(text):
        if _is_v4(match.group()) and not _VERSION.search(
            text, max(0, match.start() - 9), match.start()
        ):
            yield Place(*match.span(), "ip")
    for match in _V4_IN_A_HOST.finditer(text):
        if _is_v4(match.group().replace("-", ".")):
            yield Place(*match.span(), "ip")
    for match in _V6.finditer(text):
        if _is_v6(match.group()):
            yield Place(*match.span(), "ip")


def _is_v4(written: str) -> bool:
    """Tell whether this is an address of some machine; a machine's own is everybody's."""
    try:
        address = IPv4Address(written)
    except AddressValueError:
        return False
    return not (address.is_loopback or address.is_unspecified)


def _is_v6(written: str) -> bool:
    """Tell whether this is an address and no time of day, and no name in a program."""
    try:
        address = IPv6Address(written)
    except AddressValueError:
        return False
    plain = address.is_loopback or address.is_unspecified
    return not plain and len(written) > 5 and re.search(r"\d", written) is not None


def _phones(text: str) -> Iterator[Place]:
    for match in _PHONE.finditer(text):
        if not _A_DATE.search(match.group()):
            yield Place(*match.span(), "phone")
    for match in _RUNG.finditer(text):
        if not _A_DATE.search(match["number"]):
            yield Place(*match.span("number"), "phone")


def _handles(text: str) -> Iterator[Place]:
    for pattern in (_HANDLE, _SLACK_ID, _LOGIN):
        for match in pattern.finditer(text):
            if _is_a_person(match["name"]):
                yield Place(*match.span("name"), "handle")


def _is_a_person(handle: str) -> bool:
    """Tell whether a handle is no team's, no role's and no machine's: those stay."""
    name = handle.lower()
    spoken = re.sub(r"[-_.]+", " ", name)
    if name in words("everybody") or name in words("accounts") or is_machine(name):
        return False
    if "user" in name:
        return False
    if role_of(spoken) or doer_kind(spoken) in {"role", "team"}:
        return False
    return _GROUP.search(spoken) is None
