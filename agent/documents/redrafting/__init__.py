"""A document said anew where it blames: exact edits, and nothing else of the file touched."""

from agent.documents.redrafting.drafts import Blamed, Draft, redraft
from agent.documents.redrafting.edits import Edit, applied

__all__ = ["Blamed", "Draft", "Edit", "applied", "redraft"]
