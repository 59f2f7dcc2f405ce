"""RDF files to quads: parsing, blank nodes, literals, placing into named graphs."""
