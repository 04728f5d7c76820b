"""People and things of the document by id or by the words people use for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from agent.postmortem.causes import Cause
from agent.postmortem.people import Person
from agent.postmortem.values import Item, Value
from rubrics.patterns import regex

if TYPE_CHECKING:
    from agent.premortem.record import AnyDocument

# A group can't own an action (method 2.9): it is stored as what it is, and checks report it.
_GROUP = regex(
    r"@?(?:the |our |whole |entire )*(?:[\w&/+-]+ ){0,3}(?:teams?|everyone|everybody|all|we|ops"
    r"|devs?|devops|engineering|engineers|developers|group|dept|department|squad|on-?call"
    r"|support|vendors?|here|channel|committee|management|leadership)",
    re.IGNORECASE,
)
_SEVERAL = regex(r"\s+(?:and|&|\+|or)\s+|\s*/\s*", re.IGNORECASE)
_NOBODY = {"tbd", "tba", "todo", "n/a", "na", "unknown", "nobody", "no one", "none", "someone", "?"}
_LONGEST_NAME = 80
_ROW = regex(r"#[1-9]\d{0,3}", re.ASCII)
_ID = regex(r"[A-Za-z]{1,2}\d{1,6}", re.ASCII)
_WORDS_OF = ("text", "name", "title", "display", "term", "team", "what", "key")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody the document doesn't know yet."""

    display: str
    kind: Literal["individual", "group"] = "individual"


def read_person(text: str, document: "AnyDocument | None") -> str | NewPerson:
    """Return the id of a person of the document, or somebody new. A team is a group.

    Raises AnswerError for "TBD" and its like: nobody is named.
    """
    name = one_line(text).strip("“”\"',;. ")
    if not name or names_nobody(name):
        raise AnswerError(
            f"“{shorten(text)}” names nobody.", "Give a name, or leave the question open."
        )
    if len(name) > _LONGEST_NAME:
        raise AnswerError(f"“{shorten(name)}” is too long for a name.", "Give a name alone.")
    if document is not None:
        known = find_person(name, document.people)
        if known:
            return known
        if re.fullmatch(r"[Pp]\d{1,6}", name, re.ASCII):
            raise AnswerError(f"There is no person {name.upper()}.", "Give the name to add it.")
    return NewPerson(name.removeprefix("@"), "group" if is_group(name) else "individual")


def names_nobody(text: str) -> bool:
    """Return whether a text stands where a name should and names nobody: TBD, n/a, someone."""
    return one_line(text).strip("“”\"',;. ").lower() in _NOBODY


def is_group(name: str) -> bool:
    """Return whether a name stands for several people: a team, "everyone", "Ana and Bo"."""
    return _GROUP.fullmatch(name) is not None or len(_SEVERAL.split(name)) > 1


def find_person(name: str, people: tuple[Person, ...]) -> str:
    """Return the id of the person of this name, handle or id, or the only one of this first name.

    Empty when there is none, or more than one.
    """
    wanted = _plain(name)
    for person in people:
        if wanted in {person.id.lower(), _plain(person.display), *map(_plain, person.aliases)}:
            return person.id
    first = [person.id for person in people if _plain(person.display).split(" ")[0] == wanted]
    return first[0] if len(first) == 1 else ""


def read_id(text: str, document: "AnyDocument | None") -> str:
    """Return the id of one thing of the document, by its id or the beginning of its words."""
    found = read_ids(text, document, whole=True)
    if len(found) != 1:
        raise AnswerError(f"“{shorten(text)}” is not one id.", "Give one id, such as U1.")
    return found[0]


def read_ids(text: str, document: "AnyDocument | None", *, whole: bool = False) -> tuple[str, ...]:
    """Return ids of things of the document. "#2" stays: it is a row of the same answer."""
    if document is not None:
        things = dict(_things(document))
        exact = _by_words(one_line(text), things)
        if exact:
            return (exact,)
        known = things.keys()
    else:
        things, known = {}, None
    parts = [text] if whole else re.split(r"[,;\n]|(?<=\d)\s+(?=[A-Za-z#]{1,2}\d)", text)
    ids = [_id(one_line(part), things, checked=known is not None) for part in parts]
    return tuple(dict.fromkeys(filter(None, ids)))


def _id(part: str, things: dict[str, str], *, checked: bool) -> str:
    if not part or _ROW.fullmatch(part):
        return part
    token = part.upper()
    if _ID.fullmatch(part) and (not checked or token in things):
        return token
    if not checked:
        return part
    found = _by_words(part, things)
    if found:
        return found
    what = f"There is no {token}" if _ID.fullmatch(part) else f"Nothing is called “{shorten(part)}”"
    raise AnswerError(f"{what} in the document.", "Give an id that the document shows.")


def _by_words(part: str, things: dict[str, str]) -> str:
    """Return the only thing whose words are these, or else begin with these."""
    wanted = _plain(part)
    if len(wanted) < 3:
        return ""
    for matches in (str.__eq__, str.startswith):
        found = [item_id for item_id, words in things.items() if matches(words, wanted)]
        if len(found) == 1:
            return found[0]
    return ""


def _things(value: object) -> Iterator[tuple[str, str]]:
    """Yield the id and the words of each item in a document."""
    if isinstance(value, Item):
        yield value.id, _words_of(value)
    if isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _things(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType] - any tuple of a document
            yield from _things(part)  # pyright: ignore[reportUnknownArgumentType]


def _words_of(item: Item) -> str:
    if isinstance(item, Cause):
        return _plain(item.statement.cause)
    words = (getattr(item, name, "") for name in _WORDS_OF)
    return next((_plain(word) for word in words if isinstance(word, str) and word), "")


def _plain(name: str) -> str:
    bare = re.sub(r"\([^()]*\)", " ", name)
    return " ".join((bare if bare.strip() else name).casefold().strip().removeprefix("@").split())
