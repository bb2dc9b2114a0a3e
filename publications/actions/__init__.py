"""What is done in the library: one action, one transaction."""
