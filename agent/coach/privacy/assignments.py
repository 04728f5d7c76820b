"""Secrets by the word before them: `password = …`, `"api_key": "…"`, "the password was …"."""

import re
from collections.abc import Iterator
from functools import cache

from agent.coach.privacy.formats import says_nothing
from agent.coach.privacy.lists import either, words

_SEPARATOR = r"(?:[&;,]\s{0,2}[\"']?[\w.-]{1,40}[\"']?\s{0,2}[=:])"
"""What ends a bare value: the next setting of a connection string or an address."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_NAME_OF_A_SECRET = re.compile(
    r"/?[a-z]{2,20}(?:[-_./][a-z]{1,20}\d{0,2}|[-_./]v?\d{1,3}){1,8}|[a-z]{3,20}\d?"
    r"|[\w./-]{1,80}\.(?:go|js|py|rb|java)"
)
_PROSE_AFTER = re.compile(r"[ \t]+[a-z]{2,20}\b")
_CODE = re.compile(r"[\w.]+[(\[]|\{\{|\$|os\.|env\.|process\.|vault:|arn:|ref\+|file:")
_NUMBER_OR_NAME = re.compile(r"v?\d[\d.,:/-]*\w{0,3}|https?:.*|[\w-]+\.[a-z]{2,4}")
_COPULA = re.compile(r"\b(?:is|was|became|to)(?: now| still)?\W{1,4}$")
_CLOSES = re.compile(r"[.,;!?)]|\s*(?:\n|$)")
_GROUPS = ("double", "single", "ticked", "curly", "bare")
_TRAILING = "\"'`,;.)}]>*\\|!?"


@cache
def _assignment() -> re.Pattern[str]:
    passwords = either("password_names", verbose=True)
    secrets = either("secret_names", verbose=True)
    return re.compile(
        rf"""(?<![\w.-])[\w.-]{{0,120}}?(?:(?<![A-Za-z])(?:(?P<password>{passwords})|{secrets})
        |(?P<inner>passw(?:or)?d|passphrase|pwd)|secret|token|api_?key|access_?key)
        (?:[_.-]?(?:prod|production|staging|dev|test|old|new|current|primary|hash|\d{{1,4}}))?
        \\?["'`*\]]{{0,3}}[ \t]{{0,8}}(?P<sign>=>|:=|==?|:|→|->|\|)[ \t*]{{0,8}}
        (?:\r?\n[ \t]{{1,20}})?(?:[>|]-?\s{{1,20}}|!{{1,2}}\w{{1,20}}\s)?
        (?:\\?"(?P<double>(?:[^"\\\n]|\\[^"\n]){{1,500}})\\?"|'(?P<single>[^'\n]{{1,500}})'
        |`(?P<ticked>[^`\n]{{1,500}})`|(?P<bare>(?:(?!{_SEPARATOR}|\s)\S){{1,500}}))""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _telling() -> re.Pattern[str]:
    passwords = either("password_names", verbose=True)
    return re.compile(
        rf"""(?<![A-Za-z])
        (?:(?P<password>{passwords})|credentials?|secret|token|api[ -]key|access[ -]key|key)
        (?:(?:\ (?:for|of|to|on|in|from)(?:\ [\w.@'/-]{{1,40}}){{1,5}}?)?
        \ (?:is|was|are|were|being|became|to|stayed|remained|(?:set|reset|changed)\ to|reads?)
        (?:\ (?:now|still|just|only|literally|simply|(?:set|changed|reset)\ to|to))?)?
        [:,]?\s{{1,3}}(?:"(?P<double>[^"\n]{{3,200}})"|'(?P<single>[^'\n]{{3,200}})'
        |`(?P<ticked>[^`\n]{{3,200}})`|“(?P<curly>[^”\n]{{3,200}})”|(?P<bare>[^\s"'`|]{{4,500}}))""",
        re.IGNORECASE | re.VERBOSE,
    )


def assigned(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of values that are assigned to a name which says that they are secret."""
    for match in _assignment().finditer(text):
        group = _group(match)
        start, end = _trimmed(text, match, group)
        value = text[start:end]
        if says_nothing(value) or (group == "bare" and (_is_code(value) or _is_count(value))):
            continue
        if match["password"] or match["inner"]:
            if (
                group != "bare"
                or match["sign"] not in {":", "|"}
                or not _is_prose(text, start, end)
            ):
                yield start, end
        elif _may_be_secret(value, quoted=group != "bare", sign=match["sign"]):
            yield start, end


def told(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of secrets that a sentence tells: "the root password was …"."""
    for match in _telling().finditer(text):
        group = next((name for name in _GROUPS if match[name]), "bare")
        start, end = _trimmed(text, match, group)
        value = text[start:end]
        if says_nothing(value) or end - start < 4:
            continue
        if group != "bare":
            found = " " not in value
        elif match["password"]:
            found = _looks_chosen(value) or (_says_which(text, match, end) and _is_noun(value))
        else:
            found = _looks_made_up(value)
        if found:
            yield start, end


def _group(match: re.Match[str]) -> str:
    return next(name for name in ("double", "single", "ticked", "bare") if match[name] is not None)


def _trimmed(text: str, match: re.Match[str], group: str) -> tuple[int, int]:
    """Return the place of a value without the marks that a sentence or a list puts behind it."""
    start, end = match.span(group)
    while group == "bare" and end > start and text[end - 1] in _TRAILING:
        end -= 1
    return start, end


def _is_prose(text: str, start: int, end: int) -> bool:
    """Tell whether an ordinary word begins a sentence: "password: reset by the on-call"."""
    word = _WORD.fullmatch(text, start, end) is not None
    return word and _PROSE_AFTER.match(text, end) is not None


def _is_code(value: str) -> bool:
    """Tell whether a value is an expression that fetches the secret: `os.environ["KEY"]`."""
    return (
        re.match(r"[\w.]+[(\[]|\{\{|\$|os\.|env\.|process\.|vault:|arn:|ref\+|file:", value)
        is not None
    )


def _is_count(value: str) -> bool:
    """Tell whether a value is a small number: "tests pass: 12"."""
    return value.isdigit() and len(value) < 4


def _may_be_secret(value: str, *, quoted: bool, sign: str) -> bool:
    """Judge what is assigned to a key or token: a name of a secret is none."""
    if len(value) < 6 or " " in value.strip():
        return False
    if any(character.isdigit() for character in value) and not _NAME_OF_A_SECRET.fullmatch(value):
        return True
    if _WORD.fullmatch(value):
        return len(value) >= 24 or (sign in {"=", ":="} and value != value.lower() and quoted)
    if sign in {"=", ":="} and len(value) >= 8 and not _NAME_OF_A_SECRET.fullmatch(value):
        return True
    return len(value) >= 16 and not _NAME_OF_A_SECRET.fullmatch(value)


def _looks_chosen(value: str) -> bool:
    """Tell whether a word in a sentence may be a password: no ordinary word, number or address."""
    if _WORD.fullmatch(value):
        return re.search(r"[a-z][A-Z]", value) is not None
    return re.fullmatch(r"v?\d[\d.,:/-]*\w{0,3}|https?:.*|[\w-]+\.[a-z]{2,4}", value) is None


def _says_which(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether the sentence says what the password is, and ends there."""
    copula = re.search(
        r"\b(?:is|was|became|to)(?: now| still)?\W{1,4}$", text[match.start() : match.start("bare")]
    )
    return copula is not None and re.match(r"[.,;!?)]|\s*(?:\n|$)", text[end : end + 3]) is not None


def _is_noun(value: str) -> bool:
    """Tell whether a word says what a password is and not how it is: "orange", not "rotated"."""
    word = value.lower()
    return word not in words("how_a_password_is") and not word.endswith(
        ("ed", "en", "ing", "ly", "able", "ible", "less")
    )


def _looks_made_up(value: str) -> bool:
    """Tell whether a word in a sentence may be a key: long, mixed, and no name of anything."""
    if len(value) < 8 or _WORD.fullmatch(value) or _NAME_OF_A_SECRET.fullmatch(value.lower()):
        return False
    if re.fullmatch(r"v?\d[\d.,:/-]*\w{0,3}|https?:.*|[\w-]+\.[a-z]{2,4}", value):
        return False
    return re.search(r"\d", value) is not None
