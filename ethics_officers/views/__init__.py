"""Pages about Ethics Officers and their work."""
