"""The coach with a model behind it: what is asked, what it may cost, how answers are checked."""
