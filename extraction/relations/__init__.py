"""Relations between mentions: patterns kept as data, and a scorer of pairs."""
