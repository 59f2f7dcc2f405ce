"""The goal of a run, what differs from it in Neo4j, and the report of the run."""
