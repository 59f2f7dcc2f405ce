"""Who is meant: names of the graph, new names, short forms, 该公司."""
