"""Reports on the whole graph: conflicts, targets, coverage, weak facts, duplicates, changes."""
