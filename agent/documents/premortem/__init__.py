"""A pre-mortem as a document: Markdown and back, pictures, a page."""
