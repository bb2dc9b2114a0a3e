"""Pages: Home, and the reports."""
