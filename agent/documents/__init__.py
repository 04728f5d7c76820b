"""A postmortem as Markdown and back, HTML, JSON, CSV; pictures in plain text."""
