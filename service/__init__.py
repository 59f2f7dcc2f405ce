"""The HTTP service: a front that speaks HTTP, and worker processes that read the graph."""
