"""The question bank as data, and what turns an answer into fields of the document."""
