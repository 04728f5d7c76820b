"""The rubric of pre-mortems: eight criteria of its own over the same bones as the other's."""
