"""Figures: value, unit, indicator, whose it is, of when, reached or planned."""
