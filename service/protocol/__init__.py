"""The SPARQL 1.1 protocol: what is asked, and the forms of the answer."""
