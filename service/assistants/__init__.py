"""The Model Context Protocol: the graph as tools for assistants."""
