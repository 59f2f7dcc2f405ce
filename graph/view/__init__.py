"""Views: a part of the graph cut out around some things, laid out, and drawn as one HTML page."""
