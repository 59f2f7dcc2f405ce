"""Facts: statements, figures and positions as RDF nodes, as table rows and as objects."""
