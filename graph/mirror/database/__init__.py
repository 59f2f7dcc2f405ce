"""Everything that speaks to Neo4j: connection, constraints, reads, writes, state."""
