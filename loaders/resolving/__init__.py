"""From written names to things: declared names, registry, decisions."""
