"""What is kept on disk: the records (SQLite, the source of truth) and the index over them."""
