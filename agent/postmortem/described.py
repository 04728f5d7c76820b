"""Models whose schema tells what their source says under each field, read when it is asked for.

Pydantic can take these words when a class is made. It reads every source file for that, which
would be a tenth of the start of a program that never shows a schema.
"""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Described(BaseModel):
    """A model of which each field is described by the docstring under it."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /
    ) -> JsonSchemaValue:
        """Return the schema with the descriptions of the fields."""
        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema)["properties"]
        for name, words in _words(cls).items():
            # What a field refers to may be described in the same words: once is enough.
            if handler.resolve_ref_schema(properties[name]).get("description") != words:
                properties[name]["description"] = words
        return schema


def _words(model: type[Described]) -> dict[str, str]:
    """Return what is said of each field of a model and of those it is made from."""
    owners = [one for one in reversed(model.__mro__) if issubclass(one, Described)]
    told = {name: words for one in owners[1:] for name, words in _described(one).items()}
    return {name: words for name, words in told.items() if name in model.model_fields}


@cache
def _described(owner: type[Described]) -> dict[str, str]:
    """Return the docstrings of the fields that a class declares."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
