"""Lookups: one thing, paths between two, and where a thing is placed."""
