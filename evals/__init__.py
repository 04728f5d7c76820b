"""What measures quality and speed; never a test."""
