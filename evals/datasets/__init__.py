"""Labelled examples of the project's own, as data."""
