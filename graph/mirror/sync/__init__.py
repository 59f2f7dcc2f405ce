"""Runs of the mirror: find what may differ, compare, write, verify."""
