"""What Neo4j Browser is given: favourites, guide and style, from the catalogue and the ontology."""
