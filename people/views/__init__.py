"""What browsers are answered about people, accounts and roles."""
