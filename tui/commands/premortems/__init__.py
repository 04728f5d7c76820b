"""What `unblame premortem` does: playing, joining, watching, linking."""
