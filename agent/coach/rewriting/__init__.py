"""Neutral versions of single sentences: a small grammar of English clauses, no model."""
