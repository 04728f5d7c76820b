"""Markdown read back into a postmortem, with the line of each problem."""

from agent.documents.reader.reading import read

__all__ = ["read"]
