"""Pictures of pages, drawn by the server as SVG."""
