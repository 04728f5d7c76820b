"""A Messages server of our own: real HTTP on loopback, answers by script."""
