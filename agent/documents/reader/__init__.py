"""Markdown read back into a postmortem, with the line of each problem."""
