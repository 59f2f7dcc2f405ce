"""Copies of generations: archives to keep, and generations fetched from another machine."""
