"""Inference: which facts follow from stated facts."""
