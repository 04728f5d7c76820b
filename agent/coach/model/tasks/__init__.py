"""What each task shows a model, and what becomes of its answer: one module for tasks of a kind."""
