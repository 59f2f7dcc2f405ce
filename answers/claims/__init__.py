"""Claims: a sentence or a number compared with the facts of the graph."""
