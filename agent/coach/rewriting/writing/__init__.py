"""Writes a sentence anew from its own words, where no mark of its parts can tell it."""
