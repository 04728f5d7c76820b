"""Training of the writer that tells a blaming sentence anew from its own words."""
