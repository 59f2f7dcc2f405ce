"""What the workers can be asked: one function for each kind of request, by its name."""
