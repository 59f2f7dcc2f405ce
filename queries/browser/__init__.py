"""What Neo4j Browser is given: favourites, made from the catalogue of saved queries."""
