"""Find the saved query that a person's words ask for."""
