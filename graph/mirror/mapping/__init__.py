"""RDF to Neo4j elements and back: names, values, nodes and relationships. No driver."""
