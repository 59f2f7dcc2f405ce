"""The data that the project brings; see ``docs/data.md``."""
