"""What a repository sets in its `.unblame.toml`: typed, found upwards from a file."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field, ValidationError

from agent.errors import InputError
from agent.hygiene import one_line
from agent.postmortem.described import Described
from agent.postmortem.record import IncidentType, Severity
from rubrics.standards import Standards
from rubrics.vocabulary import Vocabulary

FILE_NAME: Final = ".unblame.toml"
_LARGEST: Final = 1_000_000

CriterionId = Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"]
Word = Annotated[str, Field(min_length=2, max_length=100, pattern=r"^\S(?:.*\S)?$")]
Weight = Annotated[float, Field(gt=0, le=10, strict=True, allow_inf_nan=False)]
Score = Annotated[float, Field(ge=1, le=5, strict=True, allow_inf_nan=False)]


class Table(Described):
    """A frozen table of the file; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Roles(Table):
    """Words of the house that the rules of language can't know."""

    people: tuple[Word, ...] = ()
    """Names of people."""
    roles: tuple[Word, ...] = ()
    """Words for a person by what they do, in any case."""
    teams: tuple[Word, ...] = ()
    """Names of teams."""
    vendors: tuple[Word, ...] = ()
    """Names of suppliers."""
    systems: tuple[Word, ...] = ()
    """Names of systems that look like people and never are."""


class Conventions(Table):
    """The settings of one repository, for `unblame check`."""

    min: Score | None = None
    """The overall asked for, in place of the gate's."""
    type: IncidentType | None = None
    """The type of the documents that state none."""
    severity: Severity | None = None
    """The severity of the documents that state none."""
    ignore: tuple[Annotated[str, Field(min_length=1, max_length=300)], ...] = ()
    """Paths left out, as globs from the folder of this file: `drafts/`, `**/template.md`."""
    accepted: tuple[Word, ...] = ()
    """Wordings that are never flagged, in any case. An accusation stays one."""
    weights: Mapping[CriterionId, Weight] = {}
    """Weights of criteria, in place of the method's."""
    minima: Mapping[CriterionId, Score] = {}
    """The least a criterion has to reach, in place of the gate's, whatever the severity."""
    roles: Roles = Roles()
    """Words for people, roles, teams, vendors, and names of systems."""

    @cached_property
    def standards(self) -> Standards:
        """Return what the rules need of them."""
        words = Vocabulary(**self.roles.model_dump())
        weights = {name: Decimal(str(weight)) for name, weight in self.weights.items()}
        minima = {str(name): least for name, least in self.minima.items()}
        return Standards(weights, minima, words, self.accepted)


def find(start: Path) -> Path | None:
    """Return the nearest settings file in a folder or above it."""
    folders = (start, *start.parents)
    return next((f for folder in folders if (f := folder / FILE_NAME).is_file()), None)


def load(path: Path) -> Conventions:
    """Read a settings file. Raises InputError, in one line with the key."""
    import tomllib  # noqa: PLC0415 - most repositories set nothing

    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise _wrong(path, "it is larger than 1 MB")
        return Conventions.model_validate(tomllib.loads(raw.decode("utf-8")))
    except OSError as error:
        raise _wrong(path, (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "it is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _wrong(path, str(error)) from error
    except RecursionError as error:
        raise _wrong(path, "it is nested too deeply") from error
    except ValidationError as error:
        raise _wrong(path, _first(error)) from error


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of a settings file."""
    schema = Conventions.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:unblame:schema:settings:1",
        **schema,
        "title": "Unblame settings of a repository",
    }


def _first(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    first = problems[0]
    key = ".".join(str(step) for step in first["loc"] if step != "[key]")
    said = "there is no such key" if first["type"] == "extra_forbidden" else first["msg"]
    rest = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"`{key}`: {said[0].lower()}{said[1:]}{rest}"


def _wrong(path: Path, problem: str) -> InputError:
    return InputError(
        f"{path} can't be used: {one_line(problem)}.",
        "`unblame schema settings` says what may stand in it.",
    )
