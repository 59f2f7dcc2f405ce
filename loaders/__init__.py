"""Loaders: from files to quads, by reading, records and resolution of names."""
