"""Who may do what in the library."""
