"""What the document holds, section by section, in the order in which it is read."""
