"""Input to what is done in the library."""
