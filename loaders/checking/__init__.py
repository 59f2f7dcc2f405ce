"""Checks before publishing: sources, terms, and SHACL on everything that a change affects."""
