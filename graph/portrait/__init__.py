"""A thing as a person reads it: key facts of its class, then sections with counts, then sources."""
