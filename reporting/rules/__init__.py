"""Whether what is asked for can be done."""
