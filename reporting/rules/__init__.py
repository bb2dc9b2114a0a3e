"""When things of reports allow what is asked."""
