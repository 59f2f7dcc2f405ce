"""The ontology: Turtle modules, SHACL shapes, and :mod:`gaoxin.ontology.terms` that reads them."""
