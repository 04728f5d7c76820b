"""Training of the tagger that says which words of a blaming sentence are which of its parts."""
