"""Whether things of the library are in a state that allows what is asked."""
