"""Inference: what follows from stated facts, and which of it says nothing new."""
