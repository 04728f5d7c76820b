"""What a capitalised word may be: a name of a person, of a system, or an ordinary word."""

import unicodedata
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from rubrics.language.agents import given_names
from rubrics.language.opinions import DATA
from rubrics.package_data import place, read_yaml

_PACKAGE = "agent.coach.privacy"
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ə": "e", "æ": "ae", "þ": "th", "ð": "d"}
)


_ENDINGS = (
    *(
        "s",
        "es",
        "ed",
        "d",
        "ing",
        "er",
        "ers",
        "or",
        "ors",
        "ly",
        "able",
        "ability",
        "ment",
        "ments",
        "ness",
    ),
    *(
        "ion",
        "ions",
        "ation",
        "ations",
        "ity",
        "al",
        "ive",
        "ful",
        "less",
        "y",
        "ies",
        "ied",
        "isation",
        "ization",
    ),
)
_BEGINNINGS = (
    *(
        "un",
        "re",
        "mis",
        "over",
        "under",
        "auto",
        "multi",
        "non",
        "pre",
        "post",
        "sub",
        "super",
        "inter",
        "micro",
    ),
    *(
        "anti",
        "back",
        "data",
        "web",
        "work",
        "time",
        "down",
        "up",
        "out",
        "in",
        "de",
        "dis",
        "co",
        "pro",
        "ex",
    ),
)


class _Names(BaseModel):
    """The lists of names as they stand in the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    given: str
    family: str
    ambiguous: str
    links: str
    days: str


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word in lower case and without marks: "Łukasz" is "lukasz"."""
    if word.isascii():
        return word.lower()
    bare = (c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return "".join(bare).lower().translate(_LETTERS).replace("’", "'")


@cache
def _names() -> _Names:
    return _Names.model_validate(read_yaml(_PACKAGE, "names.yaml"))


@cache
def given() -> frozenset[str]:
    """Return the folded given names that are hardly anything else."""
    return (frozenset(_names().given.split()) | set(map(fold, given_names()))) - ambiguous()


@cache
def family() -> frozenset[str]:
    """Return the folded family names that are hardly anything else."""
    return frozenset(_names().family.split()) - ambiguous()


@cache
def ambiguous() -> frozenset[str]:
    """Return the folded names that are a word, a place or a system as well."""
    words = frozenset(_names().ambiguous.split())
    known = (
        set(_names().given.split()) | set(_names().family.split()) | set(map(fold, given_names()))
    )
    return words | (known & systems())


@cache
def links() -> frozenset[str]:
    """Return the small words inside names: "van", "bin"."""
    return frozenset(_names().links.split())


@cache
def days() -> frozenset[str]:
    """Return the names of days and months, in lower case."""
    return frozenset(_names().days.split())


@cache
def systems() -> frozenset[str]:
    """Return the names of systems, in lower case."""
    return frozenset(word for line in _systems().values() for word in line.split())


@cache
def namesakes() -> frozenset[str]:
    """Return the names of systems that many people bear as well, in lower case."""
    return frozenset(_systems()["namesakes"].split())


@cache
def _systems() -> dict[str, str]:
    return read_yaml(_PACKAGE, "systems.yaml")


@cache
def all_family() -> frozenset[str]:
    """Return all folded family names, the ambiguous ones too."""
    return frozenset(_names().family.split()) | ambiguous()


@cache
def raw_given() -> frozenset[str]:
    """Return all folded given names, the ambiguous ones too."""
    return frozenset(_names().given.split()) | set(map(fold, given_names())) | ambiguous()


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word is one of English, or of the field."""
    return len(word) > 1 and word in _vocabulary()


@lru_cache(maxsize=8192)
def is_derived(word: str) -> bool:
    """Tell whether a folded word is an ordinary one that was bent, or two of them together.

    Many family names are made so too: "Blackwood".
    """
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and (is_ordinary(stem) or is_ordinary(stem + "e")):
            return True
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and is_ordinary(word.removeprefix(beginning)):
            return True
    return any(is_ordinary(word[:at]) and is_ordinary(word[at:]) for at in range(4, len(word) - 3))


@lru_cache(maxsize=8192)
def is_rare(word: str) -> bool:
    """Tell whether a folded word is in no vocabulary."""
    return word not in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    try:
        # Loads numpy, which is paid for where a text is masked.
        from rubrics.language.trained.tensors import tensors  # noqa: PLC0415

        raw = tensors(place(*DATA))["vocabulary"]
    except (OSError, KeyError, ValueError):
        return frozenset()
    words: dict[str, str] = read_yaml(_PACKAGE, "words.yaml")
    return frozenset(bytes(raw).decode("utf-8").split("\n")) | set(words["words"].split())
