"""What stands in a Neo4j, counted and shown as a page."""
