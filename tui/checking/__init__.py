"""Behind `unblame check`: which files, on which terms, and the forms in which findings are told."""
