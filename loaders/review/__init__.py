"""Names that a person should judge, and what the person decides about them."""
