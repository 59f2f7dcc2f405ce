"""The content of a Neo4j, counted and shown as a page."""
