"""Files for other programs: statements, RDF, JSON-LD, GraphML, GEXF."""
