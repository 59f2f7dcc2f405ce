"""The graph: the store of generations, names, lookups, validation, the mirror and the views."""
