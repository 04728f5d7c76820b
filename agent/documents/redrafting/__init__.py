"""A document said anew where it blames: exact edits, and nothing else of the file touched."""

from agent.documents.redrafting.drafts import Blamed, Draft, Spared, redraft, spared
from agent.documents.redrafting.edits import Edit, applied

__all__ = ["Blamed", "Draft", "Edit", "Spared", "applied", "redraft", "spared"]
