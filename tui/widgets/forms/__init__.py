"""The forms an answer is given in, one kind a file."""
