"""Resolution of names: from written names to things."""
