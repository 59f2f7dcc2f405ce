"""The encoder: vectors for the characters of a text."""
