"""Files in, quads out: reading, records, resolution of names."""
