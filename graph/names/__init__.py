"""Names of things: match keys, the index that resolves them, and the IRIs they lead to."""
