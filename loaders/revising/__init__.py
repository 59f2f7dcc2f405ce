"""Load a changed list by what changed: compare its records, revise its names."""
