"""Judgements over the whole graph: conflicts, targets, coverage, weak facts, duplicates."""
