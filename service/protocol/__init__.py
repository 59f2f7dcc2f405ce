"""The SPARQL 1.1 protocol: what a request asks, and the forms of answers; no input or output."""
