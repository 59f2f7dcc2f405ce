"""The graph in a SPARQL 1.1 store: published there, and read from there."""
