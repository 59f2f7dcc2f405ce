"""Compare things of one kind, and tell what is known of a thing by date."""
