"""Training of the part behind the blame rules: the sentences, the script, what it measures."""
