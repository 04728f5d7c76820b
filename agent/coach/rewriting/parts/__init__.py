"""Rewrites a sentence by its parts: who acted, the act, what it was done to."""
