"""What a person decided about proposals, kept and applied again."""
