"""How documents are stored: compressed JSON, and forward RFC 6902 patches from one to the next."""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, cast

import jsonpatch
from pydantic import ValidationError

from agent.errors import StoreError
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument, Premortem

Tree = dict[str, Any]
"""A document as plain JSON."""
Operation = dict[str, Any]
"""One operation of RFC 6902: add, remove or replace."""


def pack(text: str) -> bytes:
    """Compress a text for the records."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(blob: bytes) -> str:
    """Return a packed text. Raises StoreError when it is damaged."""
    try:
        return zlib.decompress(blob).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise _damaged(str(error)) from error


def pack_json(value: object) -> bytes:
    """Compress a JSON value for the records."""
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def unpack_json(blob: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return a packed JSON value. Raises StoreError when it is damaged."""
    try:
        return json.loads(unpack(blob))
    except ValueError as error:
        raise _damaged(str(error)) from error


Kind = Literal["postmortem", "premortem"]
_MODELS: Final[Mapping[Kind, type[AnyDocument]]] = {
    "postmortem": Postmortem,
    "premortem": Premortem,
}
PREFIXES: Final[Mapping[Kind, str]] = {"postmortem": "PM", "premortem": "PRE"}
"""How the ids of each kind of document begin."""


def kind_of(document: AnyDocument) -> Kind:
    """Return what kind of document it is."""
    return "premortem" if isinstance(document, Premortem) else "postmortem"


def tree_of(document: AnyDocument) -> Tree:
    """Return a document as plain JSON."""
    return document.model_dump(mode="json")


def document_of(tree: Tree, kind: Kind) -> AnyDocument:
    """Return the document behind plain JSON. Raises StoreError when it doesn't fit."""
    try:
        return _MODELS[kind].model_validate(tree)
    except ValidationError as error:
        raise _damaged(str(error.errors(include_url=False)[0]["msg"])) from error


def difference(before: Tree, after: Tree) -> list[Operation]:
    """Return the patch that leads from one document to the other; empty when they are the same.

    Written here since `jsonpatch.make_patch` compares lists position by position: an event put
    in the middle would rewrite every later one.
    """
    operations: list[Operation] = []
    _compare(before, after, "", operations)
    return operations


def replay(tree: Tree, patches: Iterable[list[Operation]]) -> Tree:
    """Apply patches in order, changing the tree in place."""
    try:
        for operations in patches:
            tree = jsonpatch.JsonPatch(operations).apply(tree, in_place=True)
    except (jsonpatch.JsonPatchException, jsonpatch.JsonPointerException) as error:
        raise _damaged(str(error)) from error
    return tree


def _compare(before: object, after: object, place: str, operations: list[Operation]) -> None:
    if _same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        _compare_objects(cast("Tree", before), cast("Tree", after), place, operations)
    elif isinstance(before, list) and isinstance(after, list):
        _compare_lists(cast("list[Any]", before), cast("list[Any]", after), place, operations)
    else:
        operations.append({"op": "replace", "path": place, "value": after})


def _compare_objects(before: Tree, after: Tree, place: str, operations: list[Operation]) -> None:
    gone = [key for key in before if key not in after]
    operations += [{"op": "remove", "path": f"{place}/{_escaped(key)}"} for key in gone]
    for key, value in after.items():
        here = f"{place}/{_escaped(key)}"
        if key in before:
            _compare(before[key], value, here, operations)
        else:
            operations.append({"op": "add", "path": here, "value": value})


def _compare_lists(
    before: list[Any], after: list[Any], place: str, operations: list[Operation]
) -> None:
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) == len(new):
        for offset, (was, becomes) in enumerate(zip(old, new, strict=True)):
            _compare(was, becomes, f"{place}/{start + offset}", operations)
        return
    operations += [{"op": "remove", "path": f"{place}/{start}"} for _ in old]
    operations += [
        {"op": "add", "path": f"{place}/{start + offset}", "value": value}
        for offset, value in enumerate(new)
    ]


def _shared(before: list[Any], after: list[Any]) -> int:
    """Count the items that both lists begin with."""
    pairs = enumerate(zip(before, after, strict=False))
    return next(
        (position for position, (was, becomes) in pairs if not _same(was, becomes)),
        min(len(before), len(after)),
    )


def _same(before: object, after: object) -> bool:
    """Tell whether two JSON values are the same; Python alone takes 1, 1.0 and true for equal."""
    return before == after and json.dumps(before) == json.dumps(after)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _damaged(detail: str) -> StoreError:
    return StoreError(
        f"A stored document can't be read ({detail}).", "Restore the records from a backup."
    )
