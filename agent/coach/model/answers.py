"""The forms of a model's answers. No field has a default: a model may leave those out."""

from pydantic import BaseModel, ConfigDict

from agent.postmortem.timeline import EventKind


class Answer(BaseModel):
    """What every answer holds."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    abstained: str
    """Why nothing is offered, in a few words; empty when something is."""


class Whys(Answer):
    """Questions for a why-tree."""

    deeper: tuple[str, ...]
    """One or two questions about the last answer of the path."""
    branches: tuple[str, ...]
    """At most two questions about conditions of another kind."""


class Rewording(Answer):
    """One text in place of another."""

    text: str
    """The new text; empty when abstaining."""


class SharperAction(Answer):
    """An action that can be checked."""

    text: str
    """The action, beginning with a verb; empty when abstaining."""
    done_when: str
    """What will exist when it is finished; may be empty."""


class HigherActions(Answer):
    """Actions that work higher up in the hierarchy of controls."""

    actions: tuple[str, ...]
    """One or two actions, each beginning with a verb."""


class Candidate(BaseModel):
    """One candidate of a fishbone."""

    model_config = Answer.model_config

    bone: str
    """Its bone, exactly as given."""
    text: str
    """The condition."""


class Candidates(Answer):
    """Candidates that a fishbone does not hold yet."""

    candidates: tuple[Candidate, ...]
    """At most three."""


class Fault(BaseModel):
    """One basic event of a fault tree."""

    model_config = Answer.model_config

    gate: str
    """The id of the gate it belongs under."""
    text: str
    """The state or the failure of a part."""


class Faults(Answer):
    """Basic events that a fault tree does not hold yet."""

    events: tuple[Fault, ...]
    """At most two."""


class FoundEvent(BaseModel):
    """One event found in a record."""

    model_config = Answer.model_config

    quote: str
    """The words of the record that show it, exactly."""
    time: str
    """Its time as the record writes it; empty when it writes none."""
    text: str
    """What happened, from the quote alone."""
    kind: EventKind
    """What sort of event it is."""


class FoundEvents(Answer):
    """The events of a piece of a record, in its order."""

    events: tuple[FoundEvent, ...]
    """The events."""


class Group(BaseModel):
    """Reasons that fail by the same mechanism."""

    model_config = Answer.model_config

    name: str
    """How they fail."""
    reasons: tuple[int, ...]
    """The numbers of the reasons."""


class Groups(Answer):
    """Reasons of a pre-mortem in groups."""

    groups: tuple[Group, ...]
    """The groups; each number once."""
