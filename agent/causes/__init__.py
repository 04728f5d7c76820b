"""What can be computed about causes: trees, cut sets, categories."""
