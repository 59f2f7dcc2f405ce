"""Benchmarks, also of peer programs, in one run on one machine; ``make bench`` writes the page."""
