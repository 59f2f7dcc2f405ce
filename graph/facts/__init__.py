"""Facts out of the store: statements, figures and positions as objects."""
