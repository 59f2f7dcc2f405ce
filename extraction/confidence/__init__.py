"""How sure a proposal is: scores to probabilities that were measured."""
